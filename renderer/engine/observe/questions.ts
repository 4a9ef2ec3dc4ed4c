import { t } from '../../../shared/i18n'
import type { KeptSpeech } from '../../../shared/kept-speech'
import { samplesToMs } from '../pcm'
import { isListening, isQuiet, isReady, termsOf, walletOnScreen } from '../select'
import type { EngineState } from '../state'
import { askAgain, createTurn, isKept, recorded, type Turn } from '../state/turn'
import { noticeSleep } from './computer'
import { giveUpInVain, hastenRenewal } from './connection'
import { discard, giveUp } from './ending'
import { holdDropped } from './holds'
import { interrupt } from './interrupt'
import { late } from './microphone'
import { connectFor } from './reconnect'
import { mayReply, replyBegins } from './replies'
import { publishNow, touch } from './tell'

/** How a question begins: a voice in a hold, words that are typed, or one that is asked again. */

export function begin(state: EngineState, turn: Turn): void {
  state.turns.add(turn)
  state.device.microphoneClosesAt = null
  touch(state, turn)
}

/** The turn is a question: what was going on before ends, and it is to be brought to the server. */
export function ask(state: EngineState, turn: Turn, shown = turn.text): void {
  if (turn.asked) return
  raise(state, turn, shown)
  submit(state, turn)
  if (turn.source === 'voice') late(state, turn)
}

/** What was going on before ends, and the turn stands in the conversation. */
export function raise(state: EngineState, turn: Turn, shown = turn.text): void {
  turn.asked = true
  const { id, backend, wallet, text, startedAt: at } = turn
  holdDropped(state, turn)
  if (mayReply(state, turn)) replyBegins(state, turn, at)
  else interrupt(state, at, turn)
  state.outbox.push({ do: 'device', request: { type: 'speaker', want: 'on' } })
  show(state, turn, shown)
  state.outbox.push({ do: 'speech', note: { type: 'begin', turnId: id, at, backend, wallet: wallet ?? null, text } })
  for (const samples of turn.speech.frames) {
    state.outbox.push({ do: 'speech', note: { type: 'frame', turnId: id, samples } })
  }
}

function submit(state: EngineState, turn: Turn): void {
  const refusal = state.spending.refusal(termsOf(state))
  if (refusal !== null) return giveUp(state, turn, refusal)
  hastenRenewal(state)
  connectFor(state)
  const { queue } = state.delivery
  if (!queue.includes(turn)) queue.push(turn)
  if (turn.stage.at === 'queued') giveUpInVain(state, turn)
}

function show(state: EngineState, turn: Turn, text = turn.text): void {
  state.conversation.add({
    kind: 'user',
    id: turn.id,
    turnId: turn.id,
    order: state.conversation.nextOrder(),
    at: turn.startedAt,
    source: turn.source,
    text,
    transcript: text === null ? 'pending' : 'final',
    delivery: text === null ? 'capturing' : 'sending',
    problem: null,
    resendable: false,
    durationMs: 0,
  })
}

/** A question in writing; `shown` is how the trader reads one that the app itself asks. */
export function typed(state: EngineState, text: string, shown = text): Turn {
  noticeSleep(state)
  const at = state.time.now
  const id = `text-${Math.floor(at)}-${++state.typed}`
  const of = { id, source: 'text', text, backend: state.settings.backend, wallet: walletOnScreen(state), at } as const
  const turn = createTurn(of, { ...state.time })
  begin(state, turn)
  ask(state, turn, shown)
  publishNow(state)
  return turn
}

/**
 * Has the session say a sentence, word for word, that nobody asked for: it stands in the conversation already, so that it is
 * said only where it talks over nobody and nothing, and never later.
 */
export function announce(state: EngineState, text: string): void {
  if (!isReady(state) || !isQuiet(state) || isListening(state)) return
  const { time, settings, replies } = state
  const id = `alert-${Math.floor(time.now)}-${++state.typed}`
  const of = {
    id,
    source: 'text',
    text,
    backend: settings.backend,
    wallet: walletOnScreen(state),
    at: time.now,
  } as const
  const turn = createTurn(of, { ...time })
  turn.asked = true
  replies.announced.add(id)
  replies.says.set(id, text)
  begin(state, turn)
  state.outbox.push({ do: 'device', request: { type: 'speaker', want: 'on' } })
  submit(state, turn)
}

/** A question that somebody else has asked, as their log tells. */
export function heardOf(state: EngineState, turnId: string, text: string | null): void {
  const { turns, settings, time } = state
  if (turns.has(turnId)) return
  const source = text === null ? 'voice' : 'text'
  const turn = createTurn(
    { id: turnId, source, text, backend: settings.backend, wallet: null, at: time.now },
    { ...time },
  )
  if (source === 'voice') recorded(turn, 'question', { ...time })
  turn.asked = true
  // What an older round would have said is no longer asked for.
  state.rounds.supersede()
  turns.add(turn)
  show(state, turn)
  if (source === 'voice') state.conversation.change(turnId, 'user', { delivery: 'sending' })
}

/** Delivers an utterance that stands as not sent, as if it had just been asked. */
export function resend(state: EngineState, turn: Turn | undefined): void {
  if (!turn || !isKept(turn) || !state.conversation.get(turn.id, 'user')?.resendable) return
  noticeSleep(state)
  interrupt(state, state.time.now, turn)
  state.outbox.push({ do: 'device', request: { type: 'speaker', want: 'on' } })
  askAgain(turn, state.settings.backend, { ...state.time })
  state.conversation.change(turn.id, 'user', {
    delivery: 'sending',
    problem: null,
    resendable: false,
    ...(turn.heard === null ? { transcript: 'pending' } : {}),
  })
  begin(state, turn)
  submit(state, turn)
}

export function discarded(state: EngineState, turn: Turn | undefined): void {
  if (turn) discard(state, turn)
}

/** Questions of a window that is gone: each stands as not sent, with its speech at hand. */
export function restored(state: EngineState, kept: KeptSpeech[]): void {
  for (const { turnId, at, backend, wallet, text, reached, acted: hasActed, samples } of kept) {
    if (state.turns.has(turnId)) continue
    const source = text === null ? 'voice' : 'text'
    const turn = createTurn({ id: turnId, source, text, backend, wallet, at }, { ...state.time })
    // As in allSilent: zeros are nothing to send.
    turn.speech.frames = samples.some((sample) => sample !== 0) ? [samples] : []
    turn.speech.captured = samples.length
    turn.asked = true
    turn.reachedBefore = reached
    if (source === 'voice') recorded(turn, 'question', { now: at, mono: state.time.mono })
    else turn.askedAt = { now: at, mono: state.time.mono }
    state.turns.add(turn)
    show(state, turn)
    state.conversation.change(turnId, 'user', { durationMs: samplesToMs(samples.length) })
    turn.acted = hasActed
    giveUp(state, turn, t('engine.talk.interruptedByCrash'))
  }
}
