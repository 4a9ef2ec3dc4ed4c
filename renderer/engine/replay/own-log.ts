import { z } from 'zod'
import { BackendIdSchema, IdentitySchema, type SessionGrant, WalletSchema } from '../../../shared/grant'
import type { Command } from '../../../shared/ipc'
import { LimitsSchema, NO_LIMITS, PastTradesSchema } from '../../../shared/limits'
import { MICROPHONE_TROUBLES } from '../../../shared/microphone'
import { DayUsageSchema } from '../../../shared/snapshot'
import { TalkEventSchema } from '../../../shared/talk'
import { TranscriptionSchema } from '../../../shared/transcription'
import { EAGERNESS } from '../../../shared/turn-detection'
import { recordingTurn } from '../fact-rows'
import type { Fact } from '../facts'
import { type EngineSettings, NO_SETTINGS } from '../settings'
import type { EngineState } from '../state'
import { samplesIn } from '../wire/client-events'
import { readServerEvent } from '../wire/server-events'
import { withSilence } from './recorded-audio'
import { isRecord, type RecordedEvent } from './recording'

/**
 * A log of this engine from its beginning on: its rows are the facts themselves, as fact-rows.ts wrote them. What can't be
 * read is passed over: a log may be damaged, or of another version.
 */

/** The first row of an engine. */
export const BEGINNING = 'started'

const Detection = z.union([
  z.object({ type: z.literal('server_vad'), threshold: z.number(), prefixMs: z.number(), silenceMs: z.number() }),
  z.object({ type: z.literal('semantic_vad'), eagerness: z.enum(EAGERNESS) }),
])

/** What a row of an older version does not tell is as if nobody had set it. */
const Settings = z.preprocess(
  (told) => (isRecord(told) ? { ...NO_SETTINGS, ...told } : told),
  z.looseObject({
    backend: BackendIdSchema,
    tailMs: z.number(),
    microphoneWarmMs: z.number().nullable(),
    transcriptionModel: z.string(),
    earcons: z.boolean(),
    speakTyped: z.boolean(),
    paidModel: z.string().nullable(),
    budgetUsdPerDay: z.number().nullable(),
    tokensPerDay: z.number().nullable(),
    // The price of a model whose name looks like that of a secret is masked: the other settings count all the same.
    limits: LimitsSchema.catch(NO_LIMITS),
    approvalMs: z.number(),
    handsFree: z
      .object({ detection: Detection, idleMinutes: z.number(), gate: z.boolean() })
      .catch(NO_SETTINGS.handsFree),
    modelPrices: z
      .record(
        z.string(),
        z.union([z.object({ input: z.number(), output: z.number() }), z.object({ minute: z.number() })]),
      )
      .catch({}),
  }),
) satisfies z.ZodType<EngineSettings>

const Sound = z.object({ samples: z.number(), sounded: z.boolean(), voice: z.boolean() })
const Fence = z.object({ captured: z.number() })
const Gap = z.object({ lostMs: z.number(), atStart: z.boolean() })
const DeviceState = z.enum(['closed', 'opening', 'open', 'denied', 'missing', 'busy'])
const Device = z.object({
  device: z.string().nullable(),
  instead: z.boolean().optional(),
  rate: z.number().optional(),
  trouble: z.enum(MICROPHONE_TROUBLES).optional(),
})
const Played = z.object({ itemId: z.string(), played: z.number() })
const Flushed = z.object({ items: z.array(Played) })
const Minting = z.object({ connection: z.number(), use: z.enum(['current', 'next']) })
const OfConnection = z.object({ connection: z.number() })
const Connecting = z.object({
  connection: z.number(),
  host: z.string(),
  backend: BackendIdSchema,
  identity: IdentitySchema,
  expiresAt: z.number().nullable(),
  transcription: TranscriptionSchema.nullish(),
})
const Down = z.object({
  connection: z.number(),
  code: z.string(),
  message: z.string(),
  retry: z.enum(['now', 'later', 'never']),
  retryAfterMs: z.number().nullable(),
  turnedAway: z.boolean().optional(),
})
const Ended = z.object({
  outcome: z.enum(['answered', 'unsent', 'interrupted', 'failed', 'tap', 'discarded', 'confirmed']),
  problem: z.string().nullable(),
})
/** What a row says, in English. */
const SaidSchema = z.string().transform((text) => ({ shown: text, english: text }))
const Decided = z.object({
  requestId: z.string(),
  decision: z.enum(['approved', 'denied', 'expired']),
  reason: SaidSchema.nullable(),
})
const OfRequest = z.object({ requestId: z.string() })
const Understood = z.object({ meaning: z.enum(['no', 'yes', 'question', 'other']), say: z.string().nullable() })
const Refused = z.object({ why: z.string() })
const Presumed = z.object({ responseId: z.string() })
const Silent = z.object({ limitMs: z.number() })
const DeadAir = z.object({ sentence: SaidSchema })
const Restored = z.object({
  today: DayUsageSchema.nullable(),
  wallet: WalletSchema.nullable(),
  system: z.enum(['linux', 'darwin', 'win32']).optional(),
  /** null: the ledger was being read. */
  past: PastTradesSchema.nullish().catch(undefined),
  speech: z.array(
    z.object({
      turnId: z.string(),
      at: z.number(),
      backend: BackendIdSchema,
      wallet: z.string().nullable(),
      text: z.string().nullable(),
      reached: z.boolean(),
      acted: z.boolean(),
      samples: z.number(),
      sounded: z.boolean(),
    }),
  ),
})
/** Those that change what a report tells; of the others their decisions do. */
const CommandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('say'), text: z.string() }),
  z.object({ type: z.literal('interrupt') }),
  z.object({ type: z.literal('resend'), turnId: z.string() }),
  z.object({ type: z.literal('discard'), turnId: z.string() }),
  z.object({ type: z.literal('acknowledge'), alarmId: z.string() }),
  z.object({ type: z.literal('network'), online: z.boolean() }),
  z.object({ type: z.literal('suspend') }),
  z.object({ type: z.literal('resume') }),
  z.object({ type: z.literal('reset'), reason: SaidSchema }),
  z.object({ type: z.literal('wallet'), wallet: WalletSchema.nullable() }),
  z.object({ type: z.literal('past'), past: PastTradesSchema }),
]) satisfies z.ZodType<Command>

/** Reads rows of one log, in their order. */
export function createOwnLog(state: EngineState) {
  /** The replay's number of each connection: a window that was started anew counts from one again. */
  const connections = new Map<number, number>()

  const connectionOf = (row: RecordedEvent): number => connections.get(row.connection ?? Number.NaN) ?? Number.NaN

  const happened = (row: RecordedEvent): Fact[] => {
    const { name, data } = row
    const turnId = row.turnId ?? ''
    const [of = '', what = ''] = name.split('.', 2)
    const one = <S extends z.ZodType>(schema: S, fact: (told: z.output<S>) => Fact | null): Fact[] => {
      const told = schema.safeParse(data)
      const made = told.success ? fact(told.data) : null
      return made === null ? [] : [made]
    }
    switch (name) {
      case BEGINNING:
        // Its clocks are its own.
        state.connections.skew = state.time.now - state.time.mono
        // Whatever was before it is gone.
        return [{ is: 'close' }, ...one(Settings, (settings) => ({ is: 'settings', settings }))]
      case 'settings':
        return one(Settings, (settings) => ({ is: 'settings', settings }))
      case 'restored':
        return one(Restored, ({ speech, ...rest }) => ({
          is: 'restored',
          restored: {
            today: rest.today,
            wallet: rest.wallet,
            ...(rest.system === undefined ? {} : { system: rest.system }),
            ...(rest.past === undefined ? {} : { past: rest.past }),
            speech: withSound(speech),
          },
        }))
      case 'talk.asked':
        return [...heard(row), { is: 'asked', turnId }]
      case 'turn.superseded':
        return [{ is: 'superseded', turnId }]
      case 'talk.aside':
        return [...heard(row), { is: 'set-aside', turnId }]
      case 'microphone.late':
        return [...heard(row), { is: 'tail-missed', turnId }]
      case 'microphone.fence':
        return [...heard(row), ...one(Fence, ({ captured }) => ofMicrophone({ type: 'fence', turnId, captured }))]
      case 'microphone.gap':
        return [...heard(row), ...one(Gap, (gap) => ofMicrophone({ type: 'gap', turnId, ...gap }))]
      case 'playback.drained':
        return one(Played, (item) => ({ is: 'played', report: { type: 'drained', ...item } }))
      case 'playback.flushed':
        return one(Flushed, ({ items }) => ({ is: 'played', report: { type: 'flushed', items } }))
      case 'playback.speaker-stalled':
      case 'playback.speaker-silent': {
        const is = name === 'playback.speaker-stalled' ? 'speaker-stalled' : 'speaker-silent'
        return one(Flushed, ({ items }) => ({ is, items }))
      }
      case 'hands-free.idle':
        return [{ is: 'hands-free-idle' }]
      case 'open-speech.over':
        return [...heard(row), { is: 'open-speech-over', turnId }]
      case 'link.minting':
        return one(Minting, ({ connection, use }) => begin(connection, use))
      case 'link.connecting':
        return one(Connecting, granted)
      case 'link.used':
        return one(OfConnection, ({ connection }) => ({
          is: 'connection-used',
          connection: connections.get(connection) ?? Number.NaN,
        }))
      case 'link.down':
        return one(Down, ({ connection, ...problem }) => ({
          is: 'connection-down',
          connection: connections.get(connection) ?? Number.NaN,
          problem,
        }))
      case 'turn.ended':
        return one(Ended, (ending) => ({ is: 'ended', turnId, ...ending }))
      case 'approval.decided':
        return one(Decided, (decision) => ({ is: 'decided', ...decision }))
      case 'approval.unseen':
        return one(OfRequest, ({ requestId }) => ({ is: 'trade-unseen', requestId }))
      case 'reply.understood':
        return one(Understood, (told) => ({ is: 'understood', turnId, ...told }))
      case 'wallet.refused':
        // It is told by what happened as well, where that left no choice.
        return one(Refused, ({ why }) => (state.wallet.status === 'pending' ? { is: 'wallet-refused', why } : null))
      case 'answers.checked':
        return [{ is: 'checked' }]
      case 'response.presumed-done':
        return one(Presumed, ({ responseId }) => ({ is: 'presumed-done', responseId }))
      case 'server.silent':
        return one(Silent, ({ limitMs }) => ({ is: 'server-silent', limitMs }))
      case 'dead-air':
        return one(DeadAir, ({ sentence }) => ({ is: 'dead-air', sentence, key: '' }))
      default:
    }
    if (of === 'talk') {
      const event = TalkEventSchema.safeParse({ ...data, type: what, talkId: turnId })
      return event.success ? [...heard(row), { is: 'talk', event: event.data }] : []
    }
    if (of === 'command') {
      const command = CommandSchema.safeParse({ ...data, type: what })
      return command.success ? [{ is: 'command', command: command.data }] : []
    }
    const device = of === 'microphone' ? DeviceState.safeParse(what) : null
    if (!device?.success) return []
    return one(Device, ({ device: label, instead, rate, trouble }) => ({
      is: 'device',
      report: {
        state: device.data,
        device: label,
        ...(instead && { instead }),
        ...(rate && { rate }),
        ...(trouble && { trouble }),
      },
    }))
  }

  function begin(connection: number, use: 'current' | 'next'): Fact {
    connections.set(connection, state.connections.count + 1)
    return { is: 'minting', use }
  }

  function granted({ connection, host, ...told }: z.infer<typeof Connecting>): Fact {
    const grant: SessionGrant = { ...told, url: `wss://${host}/`, secret: '' }
    return {
      is: 'granted',
      connection: connections.get(connection) ?? null,
      era: -1,
      minted: false,
      reply: { ok: true, grant },
    }
  }

  /** The frames that a row counts and that no earlier one did. */
  function heard(row: RecordedEvent): Fact[] {
    const sound = Sound.safeParse(row.data).data
    const ofRow = row.turnId === null ? undefined : state.turns.get(row.turnId)
    const turn = row.name === 'talk.panic' ? recordingTurn(state) : ofRow
    if (sound === undefined || turn === undefined) return []
    const samples = Math.min(sound.samples, MAX_SAMPLES) - turn.speech.captured
    if (samples <= 0) return []
    const frame = { type: 'frame', turnId: turn.id, samples: soundOf(samples, sound.sounded) } as const
    return [ofMicrophone({ ...frame, peak: sound.voice ? 1 : 0 })]
  }

  /** What the open microphone gave is known by what of it was sent. */
  function heardOpenly(row: RecordedEvent, { audio }: Record<string, unknown>): Fact[] {
    const { stream } = state.handsFree
    if (row.name !== 'input_audio_buffer.append' || row.turnId !== null || stream === null) return []
    const samples = soundOf(samplesIn(String(audio)), true)
    return [ofMicrophone({ type: 'frame', turnId: stream, samples, peak: 1 })]
  }

  return {
    factsOf(row: RecordedEvent): Fact[] {
      if (row.direction === 'app') return happened(row)
      const connection = connectionOf(row)
      if (row.direction === 'out') {
        const data = withSilence(row.data, 'audio')
        const eventId = typeof data.event_id === 'string' ? data.event_id : ''
        const event = { ...data, type: row.name, event_id: eventId }
        return [...heardOpenly(row, data), { is: 'sent', connection, event, turnId: row.turnId }]
      }
      const reading = readServerEvent(withSilence({ ...row.data, type: row.data.type ?? row.name }))
      return reading.kind === 'event' ? [{ is: 'server', connection, event: reading.event }] : []
    },
  }
}

const ofMicrophone = (report: Extract<Fact, { is: 'captured' }>['report']): Fact => ({ is: 'captured', report })

/** Sound, or silence, of this length. */
function soundOf(samples: number, sounded: boolean): Int16Array {
  const made = new Int16Array(Math.max(0, Math.min(samples, MAX_SAMPLES)))
  if (sounded && made.length > 0) made[0] = 1
  return made
}
/** An hour, be it of one recording or of all that were kept; a damaged number must not become memory. */
const MAX_SAMPLES = 3600 * 24_000

function withSound<Kept extends { samples: number; sounded: boolean }>(speech: Kept[]) {
  let room = MAX_SAMPLES
  return speech.map(({ samples, sounded, ...kept }) => {
    const made = soundOf(Math.min(samples, room), sounded)
    room -= made.length
    return { ...kept, samples: made }
  })
}
