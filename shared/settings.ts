import { z } from 'zod'
import { WALLET_ADDRESS } from './account'
import { isHttpAddress, realtimeAddressProblem } from './addresses'
import { LONGEST_DEVICE } from './devices'
import { LONGEST_ADDRESS, LONGEST_SERVER_ID, LONGEST_SERVER_LABEL } from './field-limits'
import { BackendIdSchema } from './grant'
import { isHotkey } from './hotkeys'
import { LANGUAGES, t } from './i18n'
import { KEEP_CONVERSATION } from './kept-conversation'
import { parseBinding } from './keys'
import { LANGUAGE_CODES } from './languages'
import { LimitsSchema } from './limits'
import { headerNameProblem } from './mcp-headers'
import { EFFORTS } from './models/reasoning'
import { range } from './refusal'
import { TALK_MODES } from './talk'
import { LARGEST_TEXT, SMALLEST_TEXT } from './text-scale'
import { DELAYS, isKeyword, LONGEST_KEYWORD, MAX_KEYWORDS } from './transcription'
import { DETECTION_PRESETS, EAGERNESS, PREFIX_RANGE, SILENCE_RANGE, THRESHOLD_RANGE } from './turn-detection'

/** Control characters, those that turn the reading direction or are not seen, halves of pairs (categories of UAX #44). */
const UNPRINTABLE = /\p{C}/u
/** Of these, what a text of several lines may have. */
const UNPRINTABLE_IN_TEXT = /[^\P{Cc}\t\n\r]/u

/** A line that is shown, or sent to a service as a name. */
const line = (longest: number) =>
  z
    .string()
    .min(1, { error: () => t('refused.empty') })
    .max(longest, { error: () => t('refused.tooLong', { n: longest }) })
    .refine((text) => !UNPRINTABLE.test(text), { error: () => t('refused.invisible') })

/** A URL parser would take white space out and go on. */
const address = line(LONGEST_ADDRESS).regex(/^\S+$/, { error: () => t('refused.spaces') })

/** Plain http beyond this computer is refused where it is used, by name. */
const HttpUrl = address.refine(isHttpAddress, { error: () => t('refused.httpAddress') })

/** It ends in the content policy of the voice window: nothing but a WebSocket address gets in. */
const RealtimeUrl = address.refine((given) => realtimeAddressProblem(given) === null, {
  error: () => t('refused.realtimeAddress'),
})

/** Timers of the platform count to 2^31 - 1 milliseconds and fire at once beyond. */
const LONGEST_WARM_MS = 86_400_000

/** What a model is told to be, in characters. */
const LONGEST_INSTRUCTIONS = 4000
/** A server that wants more headers than this wants something else. */
const MAX_HEADERS = 8
/** Prices for more models than this nobody enters. */
const MAX_PRICES = 50
/** A number in a range, which is what is said of any other. */
const numberFrom = (least: number, most: number) => {
  const error = () => t('refused.number', range(least, most))
  return z.number({ error }).min(least, { error }).max(most, { error })
}
const wholeNumberFrom = (least: number, most: number) => {
  const error = () => t('refused.wholeNumber', range(least, most))
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}
const aboveZero = { error: () => t('refused.aboveZero') }
const KeyBinding = z
  .string()
  .refine((text) => parseBinding(text) !== null, { error: () => t('refused.key') })
  .nullable()
  .default(null)
/** US dollars; a thousand times what the dearest model costs. */
const price = z.number().nonnegative().max(100_000)

/** An MCP server that OpenAI calls for us. */
export const McpServerSchema = z.object({
  /** Names it to the model, and its bearer in the keychain. */
  id: z
    .string()
    .max(LONGEST_SERVER_ID, { error: () => t('refused.tooLong', { n: LONGEST_SERVER_ID }) })
    .regex(/^[a-z0-9-]+$/, { error: () => t('refused.serverName') }),
  label: line(LONGEST_SERVER_LABEL),
  url: HttpUrl,
  enabled: z.boolean().default(true),
  /** Only tools that the server says only read may be called; else the others ask each time. */
  readOnly: z.boolean().default(true),
  /** Names of the tools that may be called; null for all. */
  allowedTools: z.array(line(100)).max(200).nullable().default(null),
  /** Names of the headers that it asks for beside or instead of a bearer, small letters. Their values are in the keychain. */
  headers: z
    .array(
      z.string().superRefine((name, context) => {
        const problem = headerNameProblem(name)
        if (problem !== null) context.addIssue({ code: 'custom', message: problem })
      }),
    )
    .max(MAX_HEADERS)
    .refine((names) => new Set(names).size === names.length, { error: () => t('refused.headerTwice') })
    .default([]),
})
export type McpServer = z.infer<typeof McpServerSchema>

/** `backend:subject`, see `accountKey` in main: no name that every object has. */
const AccountKey = z.string().regex(/^[a-z]+:[^\p{C}]{1,600}$/u)

/** 3 since the first transcription models end. What older files need is in settings-migration.ts. */
export const SETTINGS_VERSION = 3

/**
 * Every setting with its default, in one place. A missing field takes its default, so older files stay readable;
 * durations are milliseconds.
 */
export const SettingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION).default(SETTINGS_VERSION),
  backend: BackendIdSchema.default('practice'),
  /** Name of a key in `HOTKEYS`, or a binding as `parseBinding` reads it; null takes the platform's default. */
  hotkey: z
    .string()
    .refine(isHotkey, { error: () => t('refused.key') })
    .nullable()
    .default(null),
  /** Keys for what else a key can do, as `parseBinding` reads them; null for none. Two of them, or the talk key, differ. */
  bindings: z.object({ handsFree: KeyBinding, panic: KeyBinding, panel: KeyBinding }).prefault({}),
  /** What a press of the talk key does; see `TALK_MODES`. */
  talkMode: z.enum(TALK_MODES).default('hold'),
  /** Two taps of the talk key keep the microphone open, and two more close it. */
  doubleTapHandsFree: z.boolean().default(true),
  /** Recorded after the key is up: a finger lifts before the last sound has ended. */
  tailMs: wholeNumberFrom(0, 1000).default(150),
  /** How long the microphone stays open after a turn; null means always. */
  microphoneWarmMs: wholeNumberFrom(0, LONGEST_WARM_MS).nullable().default(30_000),
  /** How the server finds where a question begins and ends while the microphone stays open. */
  handsFree: z
    .object({
      /** A name of `PRESETS`, `semantic` (the model judges by the words), or `own`. */
      detection: z.enum([...DETECTION_PRESETS, 'semantic', 'own']).default('balanced'),
      /** How soon the model takes what was said to be all of it; for `semantic`. */
      eagerness: z.enum(EAGERNESS).default('auto'),
      /** For `own`: how sure a voice must be, 0 to 1. */
      threshold: numberFrom(...THRESHOLD_RANGE).default(0.9),
      /** For `own`: taken from before the voice was heard. */
      prefixMs: wholeNumberFrom(...PREFIX_RANGE).default(300),
      /** For `own`: the pause that ends a question. */
      silenceMs: wholeNumberFrom(...SILENCE_RANGE).default(500),
      /** The microphone closes when nobody has spoken for so long. */
      idleMinutes: wholeNumberFrom(1, 60).default(5),
      /** Nothing is sent while this computer hears nothing that stands out of the room. */
      gate: z.boolean().default(false),
    })
    .prefault({}),
  /** Ids as the voice window lists them; null is the system's default. Ids may change: then the name finds the device. */
  microphoneDevice: line(LONGEST_DEVICE).nullable().default(null),
  microphoneLabel: line(LONGEST_DEVICE).nullable().default(null),
  speakerDevice: line(LONGEST_DEVICE).nullable().default(null),
  speakerLabel: line(LONGEST_DEVICE).nullable().default(null),
  /** Opens a session at start, so that the first answer is as quick as the second; else at the first press. */
  connectAtStart: z.boolean().default(true),
  earcons: z.boolean().default(true),
  /** No answer is heard; it stands in the conversation and the small window. Sounds of the app stay. */
  muted: z.boolean().default(false),
  /** Of answers and sounds, in per cent of the system's volume. */
  volume: wholeNumberFrom(0, 100).default(100),
  /** Answers to typed questions are spoken, too. */
  speakTyped: z.boolean().default(false),
  /** The trader speaks into a Bluetooth headset though it plays in telephone quality then, and was told. */
  keepBluetooth: z.boolean().default(false),
  /** US dollars a day after which no new question is sent; null for no limit. */
  budgetUsdPerDay: z.number(aboveZero).positive(aboveZero).nullable().default(null),
  /** Tokens a day, of models that the trader pays for, after which no new question is sent; null for no limit. */
  tokensPerDay: wholeNumberFrom(1, 1e12).nullable().default(null),
  /**
   * US dollars for models that the price file does not know, by the model's name: per million tokens in and out, or per
   * minute of transcribed audio.
   */
  modelPrices: z
    .record(
      line(100),
      z.union([z.strictObject({ input: price, output: price }), z.strictObject({ minute: price })], {
        error: () => t('refused.prices'),
      }),
    )
    .refine((prices) => Object.keys(prices).length <= MAX_PRICES, {
      error: () => t('refused.tooManyPrices', { n: MAX_PRICES }),
    })
    .default({}),
  /** How much may be traded. The ledger keeps them, too, and what it says is in force. */
  limits: LimitsSchema.prefault({}),
  /** How long an approval waits once its card is in sight and nobody speaks. */
  approvalSeconds: wholeNumberFrom(15, 120).default(30),
  /** Lets the session's model look up the trader's latest trades of its backend (`recent_trades`). */
  shareTrades: z.boolean().default(true),
  /** Lets the session's model set, list and remove price alerts in the app (`set_price_alert`). */
  voiceAlerts: z.boolean().default(true),
  /** How often the price of each token with an alert, or on the watchlist, is looked up. */
  priceLookSeconds: wholeNumberFrom(30, 3600).default(60),
  /** Asked, read-only, what became of a transaction; null: nobody is. */
  rpcUrl: HttpUrl.nullable().default(null),
  /** Looks for updates by itself. */
  updates: z.boolean().default(true),
  /** `beta`: releases that not everybody gets yet. */
  updateChannel: z.enum(['latest', 'beta']).default('latest'),
  startAtLogin: z.boolean().default(false),
  /** At log-in the tray icon alone appears. */
  startHidden: z.boolean().default(true),
  /** How long the conversation is kept on this computer; `session`: until the app quits. */
  keepConversation: z.enum(KEEP_CONVERSATION).default('30 days'),
  /**
   * What happens while another window is in front is told by notifications; `auto`: where a screen reader is used, which reads
   * them aloud.
   */
  backgroundNews: z.enum(['auto', 'on', 'off']).default('auto'),
  /** The small window over other apps; off, it shows only what waits for the trader's decision. */
  smallWindow: z.boolean().default(true),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Text size of the panel, as a factor. */
  textScale: numberFrom(SMALLEST_TEXT, LARGEST_TEXT).default(1),
  /** The first steps were done or skipped. A file that lacks it is of somebody who knows the app. */
  firstRunDone: z.boolean().default(true),
  /** What the app is written in; `system` is the system's language where the app knows it. */
  uiLanguage: z.enum(['system', ...LANGUAGES]).default('system'),
  model: line(100).default('gpt-realtime-2.1'),
  transcriptionModel: line(100).default('gpt-transcribe'),
  /** What the trader speaks; null leaves it to the transcription to find out. */
  language: z.enum(LANGUAGE_CODES).nullable().default(null),
  /** The trader's own words that transcription should know: tickers, names. */
  keywords: z
    .array(z.string().refine(isKeyword, { error: () => t('refused.keyword', { n: LONGEST_KEYWORD }) }))
    .max(MAX_KEYWORDS, { error: () => t('refused.tooManyKeywords', { n: MAX_KEYWORDS }) })
    .default([]),
  /** How long a transcription that streams waits before it writes; null for the model's own choice. */
  transcriptionDelay: z.enum(DELAYS).nullable().default(null),
  voice: line(100).default('marin'),
  /** Hosted MCP servers that an OpenAI session may use. The bearer of each is in the keychain, under its id. */
  mcpServers: z
    .array(McpServerSchema)
    .max(20)
    // A session that names one twice is refused whole.
    .superRefine((servers, context) => {
      const taken = new Set<string>()
      for (const [at, { id }] of servers.entries()) {
        if (taken.has(id)) context.addIssue({ code: 'custom', path: [at], message: t('refused.serverTwice') })
        taken.add(id)
      }
    })
    .default([]),
  /** The wallet picked per account (`backend:subject`); an account that is missing takes the service's default. */
  wallets: z.record(AccountKey, z.string().regex(WALLET_ADDRESS)).default({}),
  openai: z
    .object({
      url: HttpUrl.default('https://api.openai.com'),
      realtimeUrl: RealtimeUrl.nullable().default(null),
      /** What the model is told to be; null for our own text. */
      instructions: z
        .string()
        .max(LONGEST_INSTRUCTIONS, { error: () => t('refused.tooLong', { n: LONGEST_INSTRUCTIONS }) })
        .refine((text) => !UNPRINTABLE_IN_TEXT.test(text), { error: () => t('refused.invisible') })
        .nullable()
        .default(null),
      /** What the provider filters out of what the microphone hears: for a headset, for a room, or nothing. */
      noiseReduction: z.enum(['near_field', 'far_field', 'off']).default('near_field'),
      /** More suppresses more; null for the provider's own (1). */
      noiseStrength: numberFrom(0, 1).nullable().default(null),
      /** For models that think before they speak; null for the model's own choice. */
      reasoningEffort: z.enum(EFFORTS).nullable().default(null),
      /** 1 is as the voice speaks; null leaves it at that without a word. */
      speed: numberFrom(0.25, 1.5).nullable().default(null),
      /** Tokens of one answer, speech and tool calls; null for no limit. */
      maxOutputTokens: wholeNumberFrom(1, 4096).nullable().default(null),
    })
    .prefault({}),
  dexter: z
    .object({
      url: HttpUrl.default('https://api.dexter.cash'),
      realtimeUrl: RealtimeUrl.nullable().default(null),
      /** An OpenID provider with metadata (`/.well-known/openid-configuration`); null takes the endpoints below. */
      issuer: HttpUrl.nullable().default(null),
      /** Endpoints of a server without metadata; null: Dexter's own, below `url`. */
      authorizationEndpoint: HttpUrl.nullable().default(null),
      tokenEndpoint: HttpUrl.nullable().default(null),
      userinfoEndpoint: HttpUrl.nullable().default(null),
      clientId: line(200).default('dexter-voice'),
      scope: line(1000).default('openid profile email offline_access wallet.read wallet.trade'),
    })
    .prefault({}),
})
export type Settings = z.infer<typeof SettingsSchema>
/** Some top-level fields of `Settings`; the whole is validated after merging, so that no default overwrites a choice. */
export type SettingsPatch = Partial<Omit<Settings, 'version'>>
