import { sentence, t } from '../../../shared/i18n'
import { isReady, isReply } from '../select'
import type { EngineState } from '../state'
import { isDelivered, type Turn } from '../state/turn'
import { denyAll } from './approvals'
import { endTurn } from './ending'
import { dropUnplayed, hush, interrupt, tellHushed } from './interrupt'
import { touch } from './tell'

/** What the trader says while a trade waits. It refuses nothing before its words are known. */

/** The words of an utterance are told within this after it was brought to the server, or it is a question like any other. */
const WORDS_LIMIT_MS = 5_000

/**
 * Whether a question may be a reply to what waits. Not where nobody will write its words down, nor while the answer that
 * proposed the trade is still being made: that one is cut.
 */
export function mayReply(state: EngineState, turn: Turn): boolean {
  const { approvals, connections, turns, responses } = state
  if (approvals.pending.size === 0 || !isReady(state) || turn.backend !== state.settings.backend) return false
  if (turn.source === 'voice' && connections.current?.offer?.current === undefined) return false
  return turns.open().every((it) => !isDelivered(it) || isReply(state, it) || !responses.busy(it.id))
}

/** Silence, so that the trader is heard; what waits goes on waiting. */
export function replyBegins(state: EngineState, turn: Turn, at: number): void {
  hush(state)
  tellHushed(state)
  for (const other of state.turns.open()) {
    if (other === turn || !isReply(state, other) || !isDelivered(other)) continue
    if (state.replies.open?.turnId === other.id) {
      state.replies.overtaken.set(other.id, state.replies.open.until ?? state.time.mono + WORDS_LIMIT_MS)
    }
    other.attempt.times.interrupted = at
    state.responses.cut(other.id)
    dropUnplayed(state, other)
    endTurn(state, other, 'interrupted')
  }
  state.replies.open = { turnId: turn.id, until: null }
}

/** All of a reply was brought to the server: its words are waited for. */
export function replyDelivered({ replies, time }: EngineState, turn: Turn): void {
  if (replies.open?.turnId === turn.id) replies.open.until = time.mono + WORDS_LIMIT_MS
}

export function understood(
  state: EngineState,
  turnId: string,
  meaning: 'no' | 'yes' | 'question' | 'other',
  say: string | null,
): void {
  const { replies, responses } = state
  if (replies.overtaken.delete(turnId)) {
    if (meaning === 'no')
      denyAll(
        state,
        sentence(() => t('engine.denied.saidNo')),
      )
    if (meaning === 'other')
      denyAll(
        state,
        sentence(() => t('engine.denied.newQuestion')),
      )
    return touch(state)
  }
  replies.open = null
  const turn = state.turns.get(turnId)
  touch(state, turn)
  if (turn === undefined) return
  if (meaning === 'no') {
    denyAll(
      state,
      sentence(() => t('engine.denied.saidNo')),
    )
    return endTurn(state, turn, 'answered')
  }
  if (meaning !== 'other' && say !== null) {
    replies.says.set(turnId, say)
    return responses.want(turnId)
  }
  if (!isDelivered(turn)) return
  interrupt(state, state.time.now, turn)
  responses.want(turnId)
}
