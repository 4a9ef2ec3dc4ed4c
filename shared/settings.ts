import { z } from 'zod'
import { BackendIdSchema } from './grant'

const HttpUrl = z.url({ protocol: /^https?$/ })

/**
 * Every setting with its default, in one place. A missing field takes its default, so older files stay readable;
 * durations are milliseconds.
 */
export const SettingsSchema = z.object({
  version: z.literal(1).default(1),
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
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  model: z.string().default('gpt-realtime-2.1'),
  transcriptionModel: z.string().default('gpt-4o-mini-transcribe'),
  voice: z.string().default('marin'),
  openai: z
    .object({ url: HttpUrl.default('https://api.openai.com'), realtimeUrl: z.string().nullable().default(null) })
    .prefault({}),
  dexter: z
    .object({ url: HttpUrl.default('https://api.dexter.cash'), realtimeUrl: z.string().nullable().default(null) })
    .prefault({}),
})
export type Settings = z.infer<typeof SettingsSchema>
/** Some top-level fields of `Settings`; the whole is validated after merging, so that no default overwrites a choice. */
export type SettingsPatch = Partial<Omit<Settings, 'version'>>
