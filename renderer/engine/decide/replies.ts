import type { Effect } from '../effects'
import { answerFrom, howToApprove, type Meaning, meaningOf, type Waiting } from '../money/reply'
import type { EngineState } from '../state'
import { isDelivered, isEnded } from '../state/turn'

/** Rules about what is said to a trade that waits. */

/** What was said while a trade waits is understood once its words are known, or can't be any more. */
export function understand(state: EngineState): Effect[] {
  const { open, overtaken } = state.replies
  for (const [turnId, until] of overtaken) {
    const told = meaningIn(state, turnId, until)
    if (told !== null) return [understood(turnId, told.meaning)]
  }
  if (open === null) return []
  const { turnId } = open
  const turn = state.turns.get(turnId)
  if (turn === undefined || isEnded(turn)) return [understood(turnId, 'other')]
  if (state.approvals.pending.size > 0 && !isDelivered(turn)) return []
  const told = meaningIn(state, turnId, open.until)
  if (told === null) return []
  const { meaning, topic } = told
  if (meaning === 'yes') return [understood(turnId, meaning, howToApprove(waitingCards(state)))]
  if (meaning === 'question') return [understood(turnId, meaning, answerFrom(topic, waitingCards(state)))]
  return [understood(turnId, meaning)]
}

const understood = (turnId: string, meaning: Meaning, say: string | null = null): Effect => ({
  do: 'decide',
  decision: { is: 'understood', turnId, meaning, say },
})

/** What a reply means; `other` once its words can't be known any more, null while they may still be. */
function meaningIn(state: EngineState, turnId: string, until: number | null): ReturnType<typeof meaningOf> | null {
  const unknown = { meaning: 'other', topic: 'all' } as const
  const entry = state.conversation.get(turnId, 'user')
  if (state.approvals.pending.size === 0 || entry === null || entry.transcript === 'unavailable') return unknown
  if (entry.transcript === 'pending') return until !== null && state.time.mono >= until ? unknown : null
  const cards = waitingCards(state).map(({ card }) => card)
  return meaningOf(entry.text ?? '', cards)
}

function waitingCards(state: EngineState): Waiting[] {
  const { approvals, conversation, identity, wallet, settings, replies } = state
  const names = [identity?.wallet, wallet.picked]
  return [...approvals.pending.keys()].flatMap((id) => {
    const entry = conversation.get(id, 'approval')
    if (!entry?.card) return []
    const label = names.find((it) => it?.address === entry.card?.wallet)?.label ?? null
    // That this very reply is not understood yet is no reason that lasts.
    const hindrance = replies.open === null ? entry.hindrance : (entry.limit ?? null)
    return [
      {
        card: entry.card,
        worthUsd: entry.worth?.usd ?? null,
        wallet: label,
        hindrance,
        byButton: entry.byButton,
        seconds: Math.round(settings.approvalMs / 1000),
      },
    ]
  })
}
