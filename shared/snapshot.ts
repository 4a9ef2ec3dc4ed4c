import { z } from 'zod'
import type { AccountState, SecretQuestion, StoredSecrets, WalletsState } from './account'
import type { AlertsState } from './alerts'
import type { Devices, DeviceTestState } from './devices'
import { BackendIdSchema, IdentitySchema, WalletSchema } from './grant'
import type { System } from './hotkeys'
import { MICROPHONE_STATES, MICROPHONE_TROUBLES, type MicrophoneAccess } from './microphone'
import type { ToldShutdowns } from './models/shutdowns'
import type { HotkeyState } from './talk'
import { MarkSchema, TradeCardSchema } from './trade'

/** The state of the voice, as tray, HUD and panel show it. One value, derived in the engine alone. */
export const VoiceStateSchema = z.enum(['idle', 'connecting', 'listening', 'working', 'speaking', 'offline', 'error'])
export type VoiceState = z.infer<typeof VoiceStateSchema>

export const MicrophoneSchema = z.object({
  state: z.enum(MICROPHONE_STATES),
  device: z.string().nullable(),
  /** The one that is open, or would be, is a Bluetooth headset's; see `Headset`. */
  bluetooth: z
    .object({ label: z.string(), builtIn: z.object({ deviceId: z.string(), label: z.string() }).nullable() })
    .optional(),
  /** Samples a second that the open one gives, where it tells. */
  rate: z.number().optional(),
  /** What is wrong with it though it is open. */
  trouble: z.enum(MICROPHONE_TROUBLES).optional(),
  /** Bytes of microphone audio that came out of the gate while no key was held. Must stay 0; none of it is ever sent. */
  bytesWhileUp: z.number(),
})
export type Microphone = z.infer<typeof MicrophoneSchema>

export const ErrorCountSchema = z.object({ code: z.string(), message: z.string(), count: z.number() })

/**
 * What of an answer, or of a tool's figures, does not hold against the tool's own JSON. `detail` says what was compared,
 * in one or two plain sentences.
 */
export const FlagSchema = z.object({
  /**
   * `order`: rows not in the order that is claimed. `totals`: totals that can't be with these rows. `stale`: figures too
   * old to be told as present. `figure`: a spoken figure that no output holds. `claim`: a spoken ranking or comparison
   * that the outputs refute or do not support. `shape`: an output that is not what this tool answers with.
   */
  kind: z.enum(['order', 'totals', 'stale', 'figure', 'claim', 'shape']),
  detail: z.string(),
})
export type Flag = z.infer<typeof FlagSchema>

/** Entries of a conversation, and turns, in memory: older ones leave it, and stay in the log. */
export const MAX_ENTRIES = 2_000

/** More models than this nobody uses in a day. */
export const MAX_UNPRICED = 50

/** Tokens as the server bills them, and what they cost. */
export const UsageSchema = z.object({
  /** Of input and output, audio and text; `cached` is the part of `input` that was billed at the cached price. */
  input: z.number(),
  cached: z.number(),
  output: z.number(),
  /** US dollars by the dated price file; null where no price is known for the model, or where somebody else pays. */
  usd: z.number().nullable(),
})
export type Usage = z.infer<typeof UsageSchema>

/** What one model has used for which no price is known, though the trader pays. Seconds are of transcribed audio. */
export const UnpricedSchema = z.object({
  model: z.string(),
  input: z.number(),
  output: z.number(),
  seconds: z.number(),
})
export type Unpriced = z.infer<typeof UnpricedSchema>

/** What was used on one day of this computer's calendar, `YYYY-MM-DD`. Older files know nothing of the last two. */
export const DayUsageSchema = UsageSchema.extend({
  day: z.string(),
  /** Tokens that the trader pays for; the others are somebody else's. */
  paid: z.number().optional(),
  /** No part of `usd`: it is added there once a price is known. */
  unpriced: z.array(UnpricedSchema).max(MAX_UNPRICED).optional(),
})
export type DayUsage = z.infer<typeof DayUsageSchema>

export const SpendingSchema = z.object({
  session: UsageSchema,
  today: DayUsageSchema,
  /** Date and source of the prices, e.g. "prices of 2026-11-01"; null where none apply. */
  prices: z.string().nullable(),
  /** As the server last told them. `resetAt` is epoch milliseconds. */
  limits: z.array(z.object({ name: z.string(), limit: z.number(), remaining: z.number(), resetAt: z.number() })),
})
export type Spending = z.infer<typeof SpendingSchema>

const NOTHING_USED: Usage = { input: 0, cached: 0, output: 0, usd: null }
/** Before anything was billed. */
export const NO_SPENDING: Spending = {
  session: NOTHING_USED,
  today: { ...NOTHING_USED, day: '' },
  prices: null,
  limits: [],
}

export const AlarmSchema = z.object({ id: z.string(), text: z.string() })
export type Alarm = z.infer<typeof AlarmSchema>

export const StatusSchema = z.object({
  state: VoiceStateSchema,
  /** One plain sentence about the state, e.g. "Connecting to practice…". */
  detail: z.string(),
  backend: BackendIdSchema,
  dialect: z.enum(['ga', 'beta']).nullable(),
  /** Who the session speaks for; its wallet is the one that tools use now. */
  identity: IdentitySchema.nullable(),
  /** The wallet that the trader picked, on its way into the session: `pending` until the session's own tools confirm it. */
  picked: z.object({ wallet: WalletSchema, state: z.enum(['pending', 'in-force', 'refused']) }).nullable(),
  sessionId: z.string().nullable(),
  microphone: MicrophoneSchema,
  /** The microphone stays open, and the server finds the questions; left out while the key alone makes them. */
  handsFree: z.literal(true).optional(),
  /** Tool names learnt from the server, with whether they only read. */
  tools: z.array(z.object({ server: z.string(), name: z.string(), readOnly: z.boolean() })),
  /** Names of tools that may move money without asking first; said permanently where there are any. */
  unguarded: z.array(z.string()),
  /** Tools did something else than was approved. Each stays until the trader says that he knows, and bars every approval. */
  alarms: z.array(AlarmSchema),
  spending: SpendingSchema,
  errors: z.array(ErrorCountSchema),
})
export type Status = z.infer<typeof StatusSchema>

export const ToolStatusSchema = z.enum(['queued', 'arguments', 'running', 'done', 'failed'])

const entryBase = {
  id: z.string(),
  /** The turn that it belongs to; null for what no turn caused. */
  turnId: z.string().nullable(),
  /** Position in the conversation: ascending, sparse, stable. */
  order: z.number(),
  /** Epoch milliseconds. */
  at: z.number(),
}

/** What stands in the conversation, top to bottom. */
export const EntrySchema = z.discriminatedUnion('kind', [
  z.object({
    ...entryBase,
    kind: z.literal('user'),
    source: z.enum(['voice', 'text']),
    /** What was heard or typed; null until known. */
    text: z.string().nullable(),
    transcript: z.enum(['pending', 'final', 'unavailable']),
    /** Codes of the languages that it was heard in, where the transcription tells. */
    languages: z.array(z.string()).optional(),
    /**
     * `unsent`: the server never had it. `unanswered`: it had it, and its answer did not come. `void`: the key was part of a
     * shortcut, and nothing was said: there is nothing to show. `canceled`: by Esc, while it was being said.
     */
    delivery: z.enum(['capturing', 'sending', 'sent', 'unsent', 'unanswered', 'discarded', 'void', 'canceled']),
    /** Why it was not sent or answered, in one sentence. */
    problem: z.string().nullable(),
    /** Whether it may be sent again. Never when a tool that can move money was asked for: it may have moved it. */
    resendable: z.boolean(),
    durationMs: z.number(),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('assistant'),
    /**
     * `commentary`: the server says that it is no answer ("Let me look."). `preamble`: it says nothing of the kind, but a
     * tool was called after it, or had not answered when it began.
     */
    phase: z.enum(['answer', 'commentary', 'preamble']),
    text: z.string(),
    state: z.enum(['speaking', 'done', 'interrupted']),
    /** The server told its words and no sound: nobody has heard it. */
    unspoken: z.boolean(),
    /** How many characters of `text` were heard before it was cut; null when all of it was. */
    heardChars: z.number().nullable(),
    flags: z.array(FlagSchema),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('tool'),
    server: z.string(),
    name: z.string(),
    status: ToolStatusSchema,
    /** Raw JSON text as the model wrote it; may be partial while `status` is `arguments`. */
    arguments: z.string(),
    /** Raw JSON text of the result; null until it came. */
    output: z.string().nullable(),
    error: z.string().nullable(),
    /** It failed as far as was told, and may have moved money all the same: nobody saw its end. */
    unknown: z.boolean().optional(),
    /** Epoch milliseconds when it reached `done` or `failed`. */
    endedAt: z.number().nullable(),
    flags: z.array(FlagSchema),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('approval'),
    server: z.string(),
    name: z.string(),
    arguments: z.string(),
    /** The wallet latched when the key went down. */
    wallet: z.string().nullable(),
    /** SHA-256 in hex over request id, server, tool, arguments and wallet: a decision names it, and counts for nothing else. */
    binding: z.string(),
    /** What it is worth by a tool's figures, where one tells. `from` names tool and figure; `at` is when that figure was made. */
    worth: z.object({ usd: z.number(), from: z.string(), at: z.number() }).nullable(),
    /** The trade as a trader would say it; null where the arguments can't be read. */
    card: TradeCardSchema.nullable(),
    /** The words that it is held against, the trader's own; null while none are known. */
    heard: z.string().nullable(),
    /** What must be seen before it is approved. */
    marks: z.array(MarkSchema),
    /** Why only the button in the panel approves it, in one sentence; null when the key does, too. */
    byButton: z.string().nullable(),
    /** The limit that it is above, in one sentence: it is a hindrance, too. null when it is within all of them. */
    limit: z.string().nullable(),
    /** Why it can't be approved as things stand, in one sentence; null when it can. */
    hindrance: z.string().nullable(),
    /** Epoch milliseconds since when all of it is in sight, so that a hold of the talk key can count; null while it is not. */
    seenSince: z.number().nullable(),
    /** Epoch milliseconds since when the talk key is held to approve it; null while no hold counts. */
    heldSince: z.number().nullable(),
    decision: z.enum(['pending', 'approved', 'denied', 'expired']),
    /** It was approved, and what became of it nobody saw: the app offers one look. */
    unknown: z.boolean(),
    /** What that look found, in plain sentences; null before it. */
    found: z.string().nullable(),
    reason: z.string().nullable(),
    /** Epoch milliseconds after which it counts as denied; null while its time has not begun: it is not in sight, or somebody speaks. */
    expiresAt: z.number().nullable(),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    code: z.string(),
    text: z.string(),
    /** What it says no longer holds: it is shown no more. */
    over: z.boolean().optional(),
  }),
])
export type Entry = z.infer<typeof EntrySchema>
export type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>

const ms = z.number().nullable()

/** One turn's record: sample counts at 24 kHz and the waterfall in milliseconds. `result.json` is made of these. */
export const TurnSchema = z.object({
  id: z.string(),
  phase: z.enum(['capturing', 'sending', 'waiting', 'working', 'speaking', 'ended']),
  /** It is spoken without a finger on the key: the next press sends it. */
  latched: z.boolean().optional(),
  /** The hold that went on with it, where a press followed in its tail; see `TalkEvent`. */
  holdId: z.string().optional(),
  /** null while the turn goes on; `tap` for a hold too short to be speech, `confirmed` for a silent one that approved a trade. */
  outcome: z.enum(['answered', 'unsent', 'interrupted', 'failed', 'tap', 'discarded', 'confirmed']).nullable(),
  source: z.enum(['voice', 'text']),
  heard: z.string().nullable(),
  said: z.string(),
  /** With arguments and outputs as far as there is room (more of it once the turn has ended); the tools' own entries have them. */
  tools: z.array(
    z.object({ name: z.string(), status: ToolStatusSchema, arguments: z.string(), output: z.string().nullable() }),
  ),
  samples: z.object({ captured: z.number(), sent: z.number(), committed: z.number(), played: z.number() }),
  timing: z.object({
    keyDownToFirstFrameMs: ms,
    keyDownToWireMs: ms,
    keyUpToCommitMs: ms,
    commitToFirstAudioMs: ms,
    audioArrivalToSpeakerMs: ms,
    /** Press that interrupted this turn -> the audio thread's first silent quantum. */
    interruptToSilenceMs: ms,
  }),
  responseCreates: z.number(),
  /** Of all its responses; null until one was billed. */
  usage: UsageSchema.nullable(),
  /** Of its answers and its tools' outputs. */
  flags: z.array(FlagSchema.extend({ itemId: z.string() })),
})
export type Turn = z.infer<typeof TurnSchema>

/** What the engine publishes: the status, and only those entries and turns that changed. Settles at most 30 times a second. */
export const EngineUpdateSchema = z.object({
  status: StatusSchema,
  entries: z.array(EntrySchema),
  turns: z.array(TurnSchema),
})
export type EngineUpdate = z.infer<typeof EngineUpdateSchema>

/** Everything that tray and windows are drawn from. */
export interface AppState {
  /** What the app runs on: names of keys, and of places in its settings, differ. */
  system: System
  status: Status
  hotkey: HotkeyState
  microphoneAccess: MicrophoneAccess
  /** Names the runtime and what is simulated, e.g. "Practice data: prices are simulated". */
  backendNote: string | null
  /** The backend is still getting ready: a first answer will take longer. */
  backendLoading: boolean
  account: AccountState
  wallets: WalletsState
  secrets: StoredSecrets
  /** Secrets that wait for the trader's word on where they may go. */
  secretQuestions: SecretQuestion[]
  /** When models are switched off, as the service itself told, by the model's name. */
  shutdowns: ToldShutdowns
  /** A version that is installed when the app quits; null when there is none. */
  updateReady: string | null
  /** Price alerts and the watchlist, with the newest prices. */
  alerts: AlertsState
  /** Microphones and speakers to choose from. */
  devices: Devices
  deviceTest: DeviceTestState
  /** The desktop shows no tray icon: the panel is opened by starting the app again. */
  trayMissing: boolean
  /** Entry that the small window shows for a moment: what has just been found not to hold, or decided; null for none. */
  inSight: string | null
}

export interface Snapshot extends AppState {
  entries: Entry[]
  turns: Turn[]
}

export interface SnapshotUpdate extends AppState {
  entries: Entry[]
  turns: Turn[]
}
