import { z } from 'zod'
import { BackendIdSchema, IdentitySchema } from './grant'
import type { HotkeyState } from './talk'

/** The state of the voice, as tray, HUD and panel show it. One value, derived in the engine alone. */
export const VoiceStateSchema = z.enum(['idle', 'connecting', 'listening', 'working', 'speaking', 'offline', 'error'])
export type VoiceState = z.infer<typeof VoiceStateSchema>

/** The microphone tells the truth: `closed` means that the track is stopped. */
export const MicrophoneSchema = z.object({
  state: z.enum(['closed', 'opening', 'open', 'denied', 'missing']),
  device: z.string().nullable(),
  /** Bytes of microphone audio that came out of the gate while no key was held. Must stay 0; none of it is ever sent. */
  bytesWhileUp: z.number(),
})
export type Microphone = z.infer<typeof MicrophoneSchema>

export const ErrorCountSchema = z.object({ code: z.string(), message: z.string(), count: z.number() })

export const StatusSchema = z.object({
  state: VoiceStateSchema,
  /** One plain sentence about the state, e.g. "Connecting to practice…". */
  detail: z.string(),
  backend: BackendIdSchema,
  transport: z.enum(['websocket', 'webrtc']),
  dialect: z.enum(['ga', 'beta']).nullable(),
  identity: IdentitySchema.nullable(),
  sessionId: z.string().nullable(),
  microphone: MicrophoneSchema,
  /** Tool names learnt from the server, with whether they only read. */
  tools: z.array(z.object({ server: z.string(), name: z.string(), readOnly: z.boolean() })),
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
    /** `unsent`: the server never had it. `unanswered`: it had it, and its answer did not come. */
    delivery: z.enum(['capturing', 'sending', 'sent', 'unsent', 'unanswered', 'discarded']),
    /** Why it was not sent or answered, in one sentence. */
    problem: z.string().nullable(),
    /** Whether it may be sent again. Never when a tool that can move money was asked for: it may have moved it. */
    resendable: z.boolean(),
    durationMs: z.number(),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('assistant'),
    text: z.string(),
    state: z.enum(['speaking', 'done', 'interrupted']),
    /** How many characters of `text` were heard before it was cut; null when all of it was. */
    heardChars: z.number().nullable(),
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
    /** Epoch milliseconds when it reached `done` or `failed`. */
    endedAt: z.number().nullable(),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('approval'),
    server: z.string(),
    name: z.string(),
    arguments: z.string(),
    /** The wallet latched when the key went down. */
    wallet: z.string().nullable(),
    decision: z.enum(['pending', 'approved', 'denied', 'expired']),
    reason: z.string().nullable(),
    /** Epoch milliseconds after which it counts as denied. */
    expiresAt: z.number(),
  }),
  z.object({
    ...entryBase,
    kind: z.literal('notice'),
    level: z.enum(['info', 'warning', 'error']),
    code: z.string(),
    text: z.string(),
  }),
])
export type Entry = z.infer<typeof EntrySchema>
export type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>

const ms = z.number().nullable()

/** One turn's record: sample counts at 24 kHz and the waterfall in milliseconds. `result.json` is made of these. */
export const TurnSchema = z.object({
  id: z.string(),
  phase: z.enum(['capturing', 'sending', 'waiting', 'working', 'speaking', 'ended']),
  /** null while the turn goes on; `tap` for a hold too short to be speech. */
  outcome: z.enum(['answered', 'unsent', 'interrupted', 'failed', 'tap', 'discarded']).nullable(),
  source: z.enum(['voice', 'text']),
  heard: z.string().nullable(),
  said: z.string(),
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
  status: Status
  hotkey: HotkeyState
  /** Names the runtime and what is simulated, e.g. "Practice data: prices are simulated". */
  backendNote: string | null
  /** The backend is still getting ready: a first answer will take longer. */
  backendLoading: boolean
}

export interface Snapshot extends AppState {
  entries: Entry[]
  turns: Turn[]
}

export interface SnapshotUpdate extends AppState {
  entries: Entry[]
  turns: Turn[]
}
