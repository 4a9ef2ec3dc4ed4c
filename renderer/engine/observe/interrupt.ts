import { sentence, t } from '../../../shared/i18n'
import { msToSamples } from '../pcm'
import { isHoldingOnTrade, isReady, sessionIdOf } from '../select'
import type { EngineState } from '../state'
import { heardChars, heardMs, type PlayedItem } from '../state/playback'
import { isDelivered, type Turn } from '../state/turn'
import { denyAll } from './approvals'
import { endTurn } from './ending'
import { touch } from './tell'

/** Interrupting: local silence first, then cancel, then (when the audio thread has told what was heard) truncate. */

/** Cuts what is being said and done; `by` is the turn that is asked instead, if any. `at` is epoch milliseconds. */
export function interrupt(state: EngineState, at: number, by: Turn | null): void {
  const speaking = state.playback.busy(null)
  hush(state)
  state.responses.cancel()
  // First: a denial would else make an answer of the old turn due.
  state.rounds.supersede()
  denyAll(
    state,
    sentence(() => t(by ? 'engine.denied.newQuestion' : 'engine.denied.interrupted')),
  )
  tellHushed(state)
  for (const turn of state.turns.open()) {
    if (!isDelivered(turn) || turn === by) continue
    turn.attempt.times.interrupted = at
    if (speaking) state.cuts.silencing = turn
    dropUnplayed(state, turn)
    endTurn(state, turn, 'interrupted')
  }
}

/** The server is told of what was silenced for a hold. */
export function tellHushed(state: EngineState): void {
  for (const item of state.cuts.hushed) tellHeard(state, item)
  state.cuts.hushed = []
}

/** Silences what is being said, and nothing else: a microphone must not hear it. */
export function hush(state: EngineState): void {
  if (!state.playback.busy(null)) return
  state.playback.silence(state.time.mono)
  state.outbox.push({ do: 'playback', command: { type: 'flush' } })
}

/** Words whose audio never came were not heard: they are no part of what was said. */
export function dropUnplayed(state: EngineState, turn: Turn): void {
  const { conversation, playback } = state
  for (const itemId of turn.attempt.assistantIds) {
    if (conversation.get(itemId, 'assistant')?.state !== 'speaking' || playback.has(itemId)) continue
    conversation.change(itemId, 'assistant', { state: 'interrupted', heardChars: 0 })
    oweServer(state, itemId, turn, 0)
  }
}

/** What was really heard of an item that was cut. The server is told, so that the model does not believe it said more. */
export function truncate(state: EngineState, item: PlayedItem): void {
  countPlayed(state, item)
  const entry = state.conversation.get(item.itemId, 'assistant')
  if (entry) {
    const heard = heardChars(entry.text, item)
    state.conversation.change(item.itemId, 'assistant', { state: 'interrupted', heardChars: heard })
  }
  if (isHoldingOnTrade(state)) state.cuts.hushed.push(item)
  else tellHeard(state, item)
}

/** The server was told, or tells, what was heard of an item; where we know better, that stands. */
export function cutTold(state: EngineState, itemId: string, ms: number): void {
  const { conversation, playback } = state
  const entry = conversation.get(itemId, 'assistant')
  if (entry === null || entry.state === 'interrupted') return
  const item = playback.get(itemId)
  const rest = item ? heardChars(entry.text, { played: msToSamples(ms), received: item.received }) : null
  const heard = ms === 0 ? 0 : rest
  conversation.change(itemId, 'assistant', { state: 'interrupted', heardChars: heard })
  touch(state)
}

function tellHeard(state: EngineState, item: PlayedItem): void {
  oweServer(state, item.itemId, state.turns.get(item.turnId), heardMs(item))
}

/** Another session does not know the item, and is told what was heard with the rest of the past. */
function oweServer(state: EngineState, itemId: string, turn: Turn | undefined, ms: number): void {
  if (!turn || !isReady(state) || turn.attempt.sessionId !== sessionIdOf(state)) return
  state.cuts.due.push({ itemId, turnId: turn.id, heardMs: ms })
}

/** What was played of an item is noted in its turn. */
export function countPlayed(state: EngineState, item: PlayedItem): void {
  const turn = state.turns.get(item.turnId)
  if (!turn) return
  turn.attempt.played.set(item.itemId, item.played)
  touch(state, turn)
}
