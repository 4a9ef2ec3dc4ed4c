import { t } from '../../../shared/i18n'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { msToSamples, samplesToMs } from '../pcm'
import type { CaptureReport } from '../ports'
import { isGated, isReady, termsOf, walletOnScreen } from '../select'
import type { EngineState } from '../state'
import { createTurn, isRecording, letGo, recorded, type Turn } from '../state/turn'
import { createVoiceSense } from '../state/voice-sense'
import type { ServerEvent } from '../wire/server-events'
import { closeIdleDevices } from './idle'
import { frame, whole } from './microphone'
import { forsake, isSpokenOpenly, take, takeUp } from './open-speech'
import { begin, raise } from './questions'
import { connectFor } from './reconnect'
import { asked } from './sent'
import { earcon, notice, touch } from './tell'

/**
 * The open microphone: what is said into it becomes questions, where the server hears one begin and end. Everything that
 * follows is that of any question: what it interrupts, who answers, and that no trade is approved by a voice.
 */

/** While nobody speaks so much is kept: a server tells of a voice a while after it began, and asks for what came before. */
const KEPT_MS = 3_000
/** Without a session more is kept, and brought to the next one: as old as any question may be. */
const KEPT_OFFLINE_MS = 30_000
/** With nothing sent, so much is kept of what came before a voice. */
const KEPT_GATED_MS = 1_500
/** What is heard is sent for so long after a voice: a server wants to hear the pause that ends a question. */
const GATE_MS = 3_000
/** The room is learnt within this, and all of it is sent meanwhile. */
const ROOM_MS = 10_000
/** Nobody asks for this long: it is a television, or a street. */
const MAX_UTTERANCE_MS = 120_000

type Of<T extends ServerEvent['type']> = Extract<ServerEvent, { type: T }>

// --- on and off -------------------------------------------------------------------------------------------------------

export function handsFree(state: EngineState, on: boolean): void {
  if (state.handsFree.on === on) return
  if (!on) return shut(state, null)
  const { mono } = state.time
  Object.assign(state.handsFree, {
    on: true,
    quietSince: mono,
    gateOpenUntil: mono + ROOM_MS,
    sense: createVoiceSense(),
  })
  connectFor(state)
  earcon(state, 'hands-free-on')
  touch(state)
}

/**
 * The key alone makes questions again. What is being said ends here, and is asked; or is kept to be sent, where `refusal`
 * says why. `why` is one sentence.
 */
export function shut(state: EngineState, why: string | null, refusal: string | null = null): void {
  const { handsFree, time, outbox } = state
  if (!handsFree.on) return
  const spoken = takeUp(state)
  handsFree.on = false
  clear(state)
  if (handsFree.stream !== null) {
    outbox.push({ do: 'capture', command: { type: 'close', turnId: handsFree.stream, at: time.now, tailMs: 0 } })
    handsFree.stream = null
  }
  handsFree.drop(handsFree.length)
  if (spoken) {
    spoken.refusal ??= refusal
    finish(state, spoken)
  }
  if (why !== null) notice(state, 'info', 'hands_free_over', why, null)
  earcon(state, 'hands-free-off')
  closeIdleDevices(state)
  touch(state)
}

/** What must hold at every moment: the microphone is recorded while it is open and no key is held. */
export function reviewHandsFree(state: EngineState): void {
  const { handsFree, turns, playback, time } = state
  const { speaking } = handsFree
  if (speaking?.turn.stage.at === 'ended') {
    // Whatever ended it, a microphone that is gone say, what the server makes of it is no question any more.
    forsake(state, speaking.itemId)
    handsFree.speaking = null
  }
  if (!handsFree.on) return
  if (playback.busy(null) || turns.open().length > 0) handsFree.quietSince = time.mono
  if (handsFree.stream === null && !turns.open().some((turn) => isRecording(turn) && !isSpokenOpenly(state, turn)))
    record(state)
}

function record(state: EngineState): void {
  const { handsFree, outbox, time, device, connections } = state
  handsFree.streamFrom = connections.current?.appended ?? 0
  handsFree.stream = `open-${++handsFree.streams}`
  device.microphoneClosesAt = null
  outbox.push({ do: 'device', request: { type: 'microphone', want: 'open', processed: true } })
  outbox.push({ do: 'capture', command: { type: 'open', turnId: handsFree.stream, at: time.now } })
}

/** The key went down: what is being said is asked with it, from its first word; null when nobody speaks. */
export function heldInstead(state: EngineState): Turn | null {
  const { handsFree } = state
  clear(state)
  handsFree.stream = null
  const turn = takeUp(state)
  handsFree.speaking = null
  handsFree.drop(handsFree.length)
  return turn
}

/** What the server was sent and has made no question of is no part of the next one, which the key begins and ends. */
function clear({ connections, delivery, handsFree }: EngineState): void {
  if (connections.current?.detection) delivery.clearFor ??= handsFree.stream
}

// --- what the microphone gives ----------------------------------------------------------------------------------------

export function streamed(state: EngineState, report: CaptureReport): void {
  const { handsFree, time } = state
  if (report.type === 'fence') {
    handsFree.stream = null
    return
  }
  if (report.type === 'gap') return
  const { samples, peak } = report
  if (samples.length === 0) return
  state.outbox.push({ do: 'level', peak })
  const { speaking } = handsFree
  if (speaking?.alone) {
    frame(state, speaking.turn, samples, peak)
    if (speaking.alone.sense(samples.length, peak)) speaking.alone.voiceAt = time.mono
    return
  }
  handsFree.add(samples)
  if (handsFree.sense(samples.length, peak))
    handsFree.gateOpenUntil = Math.max(handsFree.gateOpenUntil, time.mono + GATE_MS)
  if (speaking === null) {
    const gated = isGated(state)
    const most = isReady(state) ? (gated ? KEPT_GATED_MS : KEPT_MS) : KEPT_OFFLINE_MS
    const excess = handsFree.length - msToSamples(most)
    // What is to be sent and has not left yet stays.
    if (excess > 0) handsFree.drop(isReady(state) && !gated ? Math.min(excess, sentSamples(state)) : excess)
    return
  }
  state.outbox.push({ do: 'speech', note: { type: 'frame', turnId: speaking.turn.id, samples } })
  if (handsFree.length > msToSamples(MAX_UTTERANCE_MS)) shut(state, null, t('engine.handsFree.tooLong'))
}

const sentSamples = ({ handsFree }: EngineState): number => handsFree.before(Number.POSITIVE_INFINITY)

// --- what the server hears --------------------------------------------------------------------------------------------

const samplesAt = (ms: number) => Math.round((ms * SAMPLE_RATE) / 1000)

export function speechStarted(state: EngineState, event: Of<'input_audio_buffer.speech_started'>): void {
  const { handsFree, time, connections, settings } = state
  // Told again, it is the same voice.
  if (handsFree.speaking?.itemId === event.item_id || state.turns.byItem(event.item_id)) return
  const from = samplesAt(event.audio_start_ms)
  // It was heard before the key went down, or the microphone was closed.
  const isOver = handsFree.stream === null || from < handsFree.streamFrom
  if (isOver || handsFree.speaking !== null || connections.current === null) return forsake(state, event.item_id)
  // As with any question: beyond the trader's budget nothing is asked, and an open microphone would only cost.
  const refusal = state.spending.refusal(termsOf(state))
  if (refusal !== null) {
    forsake(state, event.item_id)
    return shut(state, refusal)
  }
  handsFree.drop(handsFree.before(from))
  const at = time.now - samplesToMs(Math.max(0, connections.current.appended - from))
  const turn = createTurn(
    {
      id: `open-${Math.floor(at)}-${event.item_id}`,
      source: 'voice',
      text: null,
      backend: settings.backend,
      wallet: walletOnScreen(state),
      at,
    },
    { ...time },
  )
  handsFree.speaking = { turn, itemId: event.item_id, end: null, alone: null }
  begin(state, turn)
  raise(state, turn)
  for (const { samples } of handsFree.pieces)
    state.outbox.push({ do: 'speech', note: { type: 'frame', turnId: turn.id, samples } })
}

export function speechStopped(state: EngineState, event: Of<'input_audio_buffer.speech_stopped'>): void {
  const { speaking } = state.handsFree
  if (speaking === null || speaking.itemId !== event.item_id) return
  speaking.end = samplesAt(event.audio_end_ms)
  if (speaking.turn.stage.at === 'holding') letGo(speaking.turn, state.time.now)
  touch(state, speaking.turn)
}

/** The server has made a question of what was said. Returns false where it is not about the open microphone. */
export function committedOpenly(state: EngineState, itemId: string | null): boolean {
  const { handsFree, connections } = state
  const { speaking } = handsFree
  if (itemId !== null && handsFree.forsaken.delete(itemId)) {
    // The model must not hear the same words twice, or words that nobody asks.
    state.cuts.due.push({ itemId, turnId: null, heardMs: 0 })
    return true
  }
  if (speaking === null || itemId === null || speaking.itemId !== itemId) return false
  const { turn } = speaking
  if (turn.stage.at === 'holding') letGo(turn, state.time.now)
  take(state, turn, handsFree.before(speaking.end ?? connections.current?.appended ?? 0))
  handsFree.speaking = null
  handsFree.quietSince = state.time.mono
  const { captured } = turn.speech
  Object.assign(turn.attempt, { itemId, sent: captured, committed: captured })
  recorded(turn, 'question', { ...state.time })
  state.conversation.change(turn.id, 'user', { durationMs: samplesToMs(captured), delivery: 'sent' })
  state.outbox.push({ do: 'speech', note: { type: 'reached', turnId: turn.id } })
  asked(state, turn)
  return true
}

/** The server will not find turns in this way. */
export const detectionRefused = (state: EngineState, said: string): void =>
  shut(state, t('engine.handsFree.refused', { said }))

/** It has ended, as this computer heard. */
export function openSpeechOver(state: EngineState, turnId: string): void {
  const { speaking } = state.handsFree
  if (speaking?.turn.id === turnId) finish(state, speaking.turn)
}

function finish(state: EngineState, turn: Turn): void {
  state.handsFree.speaking = null
  state.handsFree.quietSince = state.time.mono
  letGo(turn, state.time.now)
  whole(state, turn)
  touch(state, turn)
}
