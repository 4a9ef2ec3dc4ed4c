import { sentence, t } from '../../../shared/i18n'
import { TAP_MS, type TalkEvent } from '../../../shared/talk'
import { samplesToMs } from '../pcm'
import { isOnline, walletOnScreen } from '../select'
import type { EngineState } from '../state'
import { createTurn, goOn, isEnded, isRecording, letGo, type Turn } from '../state/turn'
import { SILENT_HOLD_MS } from '../state/voice-sense'
import { deny } from './approvals'
import { noticeSleep } from './computer'
import { endTurn, giveUp, unqueue } from './ending'
import { handsFree, heldInstead } from './hands-free'
import { hasVoice, holdAborted, holdBegins, holdDisarmed, holdReleased, unwatchSilence, watchSilence } from './holds'
import { hush, interrupt } from './interrupt'
import { allSilent, tooShort } from './microphone'
import { ask, begin } from './questions'
import { earcon, notice, publishNow, touch } from './tell'

/** The talk key: pressing, letting go, and every other way in which a hold ends. */

/** The device has to deliver within this after the key went up. */
const MICROPHONE_LIMIT_MS = 5_000

export function talked(state: EngineState, event: TalkEvent): void {
  const turn = state.turns.get(event.talkId)
  switch (event.type) {
    case 'press':
      return turn ? undefined : press(state, event)
    case 'latched':
      return latched(state, turn, event)
    case 'cancel':
      return cancel(state, turn, event.talkId)
    case 'panic':
      return panic(state, event.at)
    case 'release':
      return release(state, turn, event)
    case 'tap':
      return tap(state, turn, event.at)
    case 'disarm':
      if (turn) holdDisarmed(state, turn, event.reason)
      return touch(state)
    case 'void':
      return voided(state, turn, event.talkId)
    case 'abort':
      return abort(state, turn, event)
    case 'hands-free':
      return handsFree(state, event.on)
    default: {
      const missing: never = event
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

type Of<T extends TalkEvent['type']> = Extract<TalkEvent, { type: T }>

function press(state: EngineState, event: Of<'press'>): void {
  const { talkId, at, canApprove } = event
  noticeSleep(state)
  state.holds.doubtful = null
  if (continued(state, event)) return
  const open = state.handsFree.on ? heldInstead(state) : null
  if (open) return takenOver(state, open, talkId, at)
  const { holding } = state.turns
  if (holding) endsUnseen(state, holding, at)
  const beginning = { id: talkId, source: 'voice', text: null, at } as const
  const turn = createTurn(
    { ...beginning, backend: state.settings.backend, wallet: walletOnScreen(state) },
    { ...state.time },
  )
  // The gate opens before anything else is looked at: the first word must not wait for a connection.
  state.outbox.push({ do: 'capture', command: { type: 'open', turnId: talkId, at } })
  // Processing is changed back only with the device: a word is worth more than what it costs.
  const request = { type: 'microphone', want: 'open', ...(state.handsFree.on && { processed: true }) } as const
  state.outbox.push({ do: 'device', request })
  begin(state, turn)
  watchSilence(state, talkId)
  // While a trade waits for a word, a hold is no question until a voice is heard in it.
  if (holdBegins(state, turn, canApprove)) hush(state)
  else ask(state, turn)
  publishNow(state)
}

/** The key is held for what is being said into the open microphone already. */
function takenOver(state: EngineState, turn: Turn, talkId: string, at: number): void {
  turn.holdId = talkId
  state.turns.continues(talkId, turn)
  state.outbox.push({ do: 'capture', command: { type: 'open', turnId: turn.id, at } })
  watchSilence(state, turn.id)
  publishNow(state)
}

/** The tail of what was said is still being recorded: it goes on, without a sample lost between. Never of a hold on a trade. */
function continued(state: EngineState, { talkId, at, continues }: Of<'press'>): boolean {
  const turn = state.turns.get(continues ?? null)
  if (turn?.stage.at !== 'capturing' || turn.speech.cutShort || state.holds.byTurn.has(turn.id)) return false
  goOn(turn, talkId)
  state.turns.continues(talkId, turn)
  state.outbox.push({ do: 'capture', command: { type: 'continue', turnId: turn.id, at } })
  state.device.tails.delete(turn.id)
  watchSilence(state, turn.id)
  earcon(state, 'start')
  touch(state, turn)
  publishNow(state)
  return true
}

/** A finger that is not on the key approves nothing; a tap that nobody knew to be on a card refuses it all the same. */
function latched(state: EngineState, turn: Turn | undefined, { heldMs, at }: Of<'latched'>): void {
  if (turn?.stage.at !== 'holding') return
  if (state.holds.byTurn.has(turn.id) && heldMs !== undefined && heldMs < TAP_MS) return tap(state, turn, at)
  holdDisarmed(state, turn, t('engine.hold.latched'))
  turn.latched = true
  touch(state, turn)
  publishNow(state)
}

function release(state: EngineState, turn: Turn | undefined, { talkId, at, heldMs }: Of<'release'>): void {
  if (!turn) {
    const text = t('engine.talk.stillStarting')
    return notice(state, 'warning', 'press_lost', text, null)
  }
  over(state, talkId)
  if (turn.stage.at !== 'holding') return
  holdReleased(state, turn, heldMs)
  stop(state, turn, at)
}

/** The hold ends though no finger was seen to let go. */
function endsUnseen(state: EngineState, turn: Turn, at: number): void {
  holdAborted(state, turn)
  if (turn.stage.at === 'holding') stop(state, turn, at)
}

/** Nothing later than `at` and the tail is taken. */
function stop(state: EngineState, turn: Turn, at: number): void {
  letGo(turn, at)
  unwatchSilence(state, turn.id)
  state.outbox.push({
    do: 'capture',
    command: { type: 'close', turnId: turn.id, at, tailMs: state.settings.tailMs },
  })
  // A device that never gives the end of the tail must not hold the turn for ever.
  state.device.tails.set(turn.id, state.time.mono + MICROPHONE_LIMIT_MS)
  // It is recorded, and waits for the network.
  earcon(state, isOnline(state) ? 'stop' : 'offline')
  touch(state, turn)
}

/** The recording ends here and now, without its tail. */
function cutShort(state: EngineState, turn: Turn): void {
  turn.speech.cutShort = true
  unwatchSilence(state, turn.id)
  state.device.tails.delete(turn.id)
  state.outbox.push({
    do: 'capture',
    command: { type: 'close', turnId: turn.id, at: state.time.now, tailMs: 0 },
  })
}

function tap(state: EngineState, turn: Turn | undefined, at: number): void {
  if (!turn || isEnded(turn)) return
  const { latched } = turn
  // It was being said before the finger came.
  if (turn.speech.before > 0 && turn.stage.at === 'holding') return stop(state, turn, at)
  cutShort(state, turn)
  unqueue(state, turn)
  const hold = state.holds.byTurn.get(turn.id)
  // A tap refuses what it was on.
  if (hold) {
    if (hold.requestId !== null)
      deny(
        state,
        hold.requestId,
        sentence(() => t('engine.denied.tapped')),
      )
  } else {
    state.conversation.change(turn.id, 'user', { delivery: 'discarded', transcript: 'unavailable' })
    // The second of two taps that switch hands-free is no hold that was too short.
    if (!latched) notice(state, 'info', 'tap', t('engine.talk.tap'), turn.id)
  }
  endTurn(state, turn, 'tap')
}

/** The key was part of a shortcut: nothing is asked or decided. Words that were spoken meanwhile are kept all the same. */
function voided(state: EngineState, turn: Turn | undefined, talkId: string): void {
  touch(state)
  over(state, talkId)
  if (!turn || !isRecording(turn)) return
  cutShort(state, turn)
  const asks = !state.holds.byTurn.has(turn.id)
  if (asks && hasVoice(state, turn)) {
    state.conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.speech.captured) })
    giveUp(state, turn, t('engine.talk.shortcut'))
  } else {
    unqueue(state, turn)
    state.conversation.change(turn.id, 'user', { delivery: 'void', transcript: 'unavailable' })
    endTurn(state, turn, 'discarded')
  }
}

/** Esc: nothing of it is sent, decided or kept. */
function cancel(state: EngineState, turn: Turn | undefined, talkId: string): void {
  touch(state)
  over(state, talkId)
  if (!turn || !isRecording(turn)) return
  cutShort(state, turn)
  unqueue(state, turn)
  state.conversation.change(turn.id, 'user', { delivery: 'canceled', transcript: 'unavailable' })
  endTurn(state, turn, 'discarded')
  earcon(state, 'stop')
  publishNow(state)
}

/** Everything stops here and now, without a tone. What was said and not delivered waits for the trader's word. */
function panic(state: EngineState, at: number): void {
  const { outbox, device, turns, holds } = state
  const before = outbox.length
  holds.doubtful = null
  handsFree(state, false)
  for (const turn of turns.open()) {
    if (isRecording(turn)) cutShort(state, turn)
    if (holds.byTurn.has(turn.id)) endTurn(state, turn, 'discarded')
  }
  interrupt(state, at, null)
  for (const turn of turns.open()) {
    state.conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.speech.captured) })
    if (turn.source === 'voice' && !turn.speech.sounded) turn.speech.frames = []
    giveUp(state, turn, t('engine.talk.panic'))
  }
  state.outbox = outbox.filter(({ do: what }, index) => index < before || what !== 'earcon')
  // Booked like any other: its answer would else be taken for that of the next one.
  state.playback.flush()
  state.outbox.push({ do: 'playback', command: { type: 'flush' } })
  state.outbox.push({ do: 'device', request: { type: 'microphone', want: 'closed' } })
  device.microphoneClosesAt = null
  notice(state, 'warning', 'panic', t('engine.talk.panicked'), null)
  publishNow(state)
}

/** The hold ended for a reason other than the finger. `lost`: the finger may have let go long before. */
function abort(state: EngineState, turn: Turn | undefined, { talkId, at, reason, lost }: Of<'abort'>): void {
  over(state, talkId)
  if (!turn || !isRecording(turn)) return
  if (lost) return setAside(state, turn, reason)
  notice(state, 'warning', 'talk_aborted', reason, turn.id)
  endsUnseen(state, turn, at)
}

/** Main knows that a hold is over; what waited for it goes on. */
function over(state: EngineState, talkId: string): void {
  if (state.holds.doubtful === talkId) state.holds.doubtful = null
}

/** A hold in which nobody has spoken for long: its release was probably lost. */
export function fellSilent(state: EngineState, turn: Turn): void {
  state.holds.doubtful = turn.id
  setAside(state, turn, t('engine.talk.stillTalking', { seconds: SILENT_HOLD_MS / 1000 }))
}

/**
 * Nobody knows whether the finger is still there: nothing more is recorded or decided, and what was said waits for the
 * trader's word instead of being sent.
 */
function setAside(state: EngineState, turn: Turn, reason: string): void {
  cutShort(state, turn)
  if (state.holds.byTurn.has(turn.id)) {
    notice(state, 'warning', 'talk_aborted', t('engine.talk.notApproved', { reason }), turn.id)
    return endTurn(state, turn, 'discarded')
  }
  state.conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.speech.captured) })
  if (turn.speech.captured === 0) tooShort(state, turn)
  else if (!turn.speech.sounded) allSilent(state, turn)
  else giveUp(state, turn, turn.refusal ?? t('engine.talk.setAside', { reason }))
}
