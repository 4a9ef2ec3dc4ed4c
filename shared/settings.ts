import { z } from 'zod'
import { BackendIdSchema } from './grant'

const HttpUrl = z
  .url({ protocol: /^https?$/ })
  // A password in an address would stand in the settings file.
  .refine((address) => !/^https?:\/\/[^/?#]*@/i.test(address), 'must not hold a name or password')

/** An MCP server that OpenAI calls for us. */
export const McpServerSchema = z.object({
  /** Names it to the model, and its bearer in the keychain. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'use small letters, digits and hyphens'),
  label: z.string().min(1).max(60),
  url: HttpUrl,
  enabled: z.boolean().default(true),
  /** Only tools that the server says only read may be called; else the others ask each time. */
  readOnly: z.boolean().default(true),
  /** Names of the tools that may be called; null for all. */
  allowedTools: z.array(z.string().min(1).max(100)).max(200).nullable().default(null),
})
export type McpServer = z.infer<typeof McpServerSchema>

/** 2 since sign-in, wallets and hosted MCP servers. What older files need is in settings-migration.ts. */
export const SETTINGS_VERSION = 2

/**
 * Every setting with its default, in one place. A missing field takes its default, so older files stay readable;
 * durations are milliseconds.
 */
export const SettingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION).default(SETTINGS_VERSION),
  backend: BackendIdSchema.default('practice'),
  /** Name of a key in `HOTKEYS`; null takes the platform's default. */
  hotkey: z.string().nullable().default(null),
  /** Recorded after the key is up: a finger lifts before the last sound has ended. */
  tailMs: z.number().int().min(0).max(1000).default(150),
  /** How long the microphone stays open after a turn; null means always. */
  microphoneWarmMs: z.number().int().min(0).nullable().default(30_000),
  microphoneDevice: z.string().nullable().default(null),
  speakerDevice: z.string().nullable().default(null),
  /** Opens a session at start, so that the first answer is as quick as the second; else at the first press. */
  connectAtStart: z.boolean().default(true),
  earcons: z.boolean().default(true),
  /** US dollars a day after which no new question is sent; null for no limit. */
  budgetUsdPerDay: z.number().positive().nullable().default(null),
  /** Looks for updates by itself. */
  updates: z.boolean().default(true),
  /** `beta`: releases that not everybody gets yet. */
  updateChannel: z.enum(['latest', 'beta']).default('latest'),
  startAtLogin: z.boolean().default(false),
  /** At log-in the tray icon alone appears. */
  startHidden: z.boolean().default(true),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  model: z.string().default('gpt-realtime-2.1'),
  transcriptionModel: z.string().default('gpt-4o-mini-transcribe'),
  voice: z.string().default('marin'),
  /** Hosted MCP servers that an OpenAI session may use. The bearer of each is in the keychain, under its id. */
  mcpServers: z
    .array(McpServerSchema)
    .max(20)
    // A session that names one twice is refused whole.
    .refine((servers) => new Set(servers.map(({ id }) => id)).size === servers.length, 'two servers have the same name')
    .default([]),
  /** The wallet picked per account (`backend:subject`); an account that is missing takes the service's default. */
  wallets: z.record(z.string(), z.string()).default({}),
  openai: z
    .object({
      url: HttpUrl.default('https://api.openai.com'),
      realtimeUrl: z.string().nullable().default(null),
      /** What the model is told to be; null for our own text. */
      instructions: z.string().max(4000).nullable().default(null),
    })
    .prefault({}),
  dexter: z
    .object({
      url: HttpUrl.default('https://api.dexter.cash'),
      realtimeUrl: z.string().nullable().default(null),
      /** An OpenID provider with metadata (`/.well-known/openid-configuration`); null takes the endpoints below. */
      issuer: HttpUrl.nullable().default(null),
      /** Endpoints of a server without metadata; null: Dexter's own, below `url`. */
      authorizationEndpoint: HttpUrl.nullable().default(null),
      tokenEndpoint: HttpUrl.nullable().default(null),
      userinfoEndpoint: HttpUrl.nullable().default(null),
      clientId: z.string().min(1).default('dexter-voice'),
      scope: z.string().min(1).default('openid profile email offline_access wallet.read wallet.trade'),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof SettingsSchema>
/** Some top-level fields of `Settings`; the whole is validated after merging, so that no default overwrites a choice. */
export type SettingsPatch = Partial<Omit<Settings, 'version'>>
