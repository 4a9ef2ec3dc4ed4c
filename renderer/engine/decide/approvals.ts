import { HOLD_MS } from '../../../shared/hold'
import { type Sentence, sentence, t } from '../../../shared/i18n'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import { ageOf } from '../clock'
import type { Effect } from '../effects'
import type { Decision } from '../facts'
import { hindranceOf } from '../hindrance'
import { samplesToMs } from '../pcm'
import { isReady } from '../select'
import type { EngineState } from '../state'
import { LONGEST_WAIT_MS, type OpenRequest } from '../state/approvals'
import type { Hold } from '../state/hold'
import type { Turn } from '../state/turn'
import { OPENING_MS } from '../state/voice-level'
import { CHOOSE, PURPOSE, VERIFY } from '../state/wallet'
import { walletProgress } from '../wallet-progress'
import { itemId } from '../wire/client-events'

/** Rules about money: what a hold decides, how a request is answered, and which wallet the session uses. */

// --- holds ------------------------------------------------------------------------------------------------------------

/** Why a hold decides nothing; null when it may. */
export function obstacleOf({ approvals }: EngineState, { requestId, since, obstacle }: Hold): string | null {
  if (obstacle !== null) return obstacle
  const open = requestId === null ? undefined : approvals.pending.get(requestId)
  // Another request came while the key was held: which of them was meant is not for us to guess.
  if (open !== undefined && approvals.pending.size > 1) return t('engine.hold.several')
  // Only a request that could have been approved, and was wholly in sight, at every moment of the hold counts.
  if (requestId === null) return t('engine.hold.changed')
  if (open === undefined) return null
  if (open.clearSince > since || open.seenSince === null || open.seenSince.mono > since) return t('engine.hold.changed')
  return open.keySince <= since ? null : t('engine.hold.byButton')
}

/**
 * The decision falls when the key is let go, not while it is held: whoever begins to speak late is still heard. A hold on
 * what could not be approved for a moment of it is in vain: it has been told so, and decides nothing.
 */
export function judgeHolds(state: EngineState): Effect[] {
  if (state.holds.byTurn.size === 0) return []
  return state.turns.open().flatMap((turn) => {
    const hold = turn.stage.at === 'deciding' ? state.holds.byTurn.get(turn.id) : undefined
    return hold === undefined || hold.judged ? [] : judge(state, turn, hold)
  })
}

function judge(state: EngineState, turn: Turn, hold: Hold): Effect[] {
  const nothing: Effect = {
    do: 'decide',
    decision: { is: 'ended', turnId: turn.id, outcome: 'discarded', problem: null },
  }
  const inVain = (level: 'info' | 'warning', code: string, text: string): Effect[] => [
    { do: 'decide', decision: { is: 'held', turnId: turn.id, level, code, text } },
    nothing,
  ]
  const { requestId, binding, heldMs } = hold
  if (heldMs === null) return [nothing]
  const obstacle = obstacleOf(state, hold)
  if (requestId === null || obstacle !== null)
    return inVain('info', 'held_in_vain', t('engine.hold.nothingApproved', { reason: obstacle ?? '' }))
  if (heldMs < HOLD_MS) return inVain('info', 'held_short', t('engine.hold.tooShort'))
  const hearing = state.holds.hearingOf(turn.id)
  // What the microphone did not give, or gave muted, may have been a "no".
  if (!hearing.live || samplesToMs(turn.speech.captured) < heldMs - OPENING_MS) {
    return inVain('warning', 'held_unheard', t('engine.hold.unheard'))
  }
  if (hearing.uneven) return inVain('info', 'held_uneven', t('engine.hold.uneven'))
  const card = state.conversation.get(requestId, 'approval')
  const open = state.approvals.pending.get(requestId)
  const approvable = open !== undefined && open.yes === null && card?.binding === binding
  if (!approvable || readProposedArguments(card.arguments) === null || !isReady(state)) return [nothing]
  return [{ do: 'decide', decision: { is: 'held-yes', turnId: turn.id, requestId } }]
}

// --- requests ---------------------------------------------------------------------------------------------------------

/** A request is answered once: denied at once, approved when the yes is on disk and nothing has come between. */
export function answerRequests(state: EngineState): Effect[] {
  if (!isReady(state)) return []
  const { due, pending } = state.approvals
  if (due.length > 0) return due.map(({ requestId, approve, turnId }) => answer(requestId, approve, turnId))
  for (const [requestId, open] of pending) {
    const decision = decisionOf(state, requestId, open)
    if (decision !== null) return [{ do: 'decide', decision }]
  }
  return []
}

const answer = (requestId: string, approve: boolean, turnId: string | null): Effect => ({
  do: 'send',
  type: 'conversation.item.create',
  fields: {
    item: { id: itemId('apr', requestId), type: 'mcp_approval_response', approval_request_id: requestId, approve },
  },
  turnId,
})

function decisionOf(state: EngineState, requestId: string, open: OpenRequest): Decision | null {
  const as = (decision: 'approved' | 'denied' | 'expired', reason: Sentence | null): Decision => ({
    is: 'decided',
    requestId,
    decision,
    reason,
  })
  // By whichever clock: a computer that slept or a clock that was set back must not make it younger.
  const late = open.runs !== null && ageOf(open.runs, state.time) >= state.settings.approvalMs
  if (late || ageOf(open.since, state.time) >= LONGEST_WAIT_MS)
    return as(
      'expired',
      sentence(() => t('engine.denied.notConfirmed')),
    )
  if (open.no !== null) return as('denied', open.no.reason)
  const { yes } = open
  if (yes === null || yes.onDisk === 'writing') return null
  if (yes.onDisk === false)
    return as(
      'denied',
      sentence(() => t('engine.denied.unrecorded')),
    )
  const card = state.conversation.get(requestId, 'approval')
  if (card === null) return null
  const hindrance = () => (card.binding === yes.binding ? hindranceOf(state, card) : t('engine.denied.changed'))
  if (hindrance() !== null)
    return as(
      'denied',
      sentence(() => t('engine.denied.hindered', { hindrance: hindrance() ?? '' })),
    )
  return yes.onDisk === 'asked' ? { is: 'approving', requestId } : as('approved', null)
}

/** What was approved and never seen to run is told to be unknown. */
export function giveUpUnseen({ trades, time }: EngineState): Effect[] {
  const late = [...trades.awaited].filter(([, { until }]) => time.mono >= until)
  return late.map(([requestId]) => ({ do: 'decide', decision: { is: 'trade-unseen', requestId } }))
}

// --- the wallet -------------------------------------------------------------------------------------------------------

/** Our own requests are answered, and the next step of a choice is asked for. */
export function chooseWallet(state: EngineState): Effect[] {
  const { wallet, time } = state
  if (wallet.limit !== null && time.mono >= wallet.limit.at) {
    return [{ do: 'decide', decision: { is: 'wallet-refused', why: wallet.limit.why } }]
  }
  if (!isReady(state)) return []
  if (wallet.requests.length > 0) {
    return wallet.requests.map(({ requestId, approve }) => answer(requestId, approve, null))
  }
  if (wallet.verifyOn !== null) return [askFor(VERIFY, wallet.verifyOn, {})]
  const awaits = walletProgress(state)
  if (awaits?.for !== 'begin' || time.mono < wallet.pausedUntil) return []
  const wanted = wallet.picked === null ? { clear: true } : { wallet_address: wallet.picked.address }
  return [askFor(awaits.tool, awaits.server, awaits.tool === CHOOSE ? wanted : {})]
}

const askFor = (tool: string, server: string, args: Record<string, unknown>): Effect => ({
  do: 'send',
  type: 'response.create',
  fields: {
    response: {
      instructions: `The trader picked a wallet in the app. Call ${tool} once with exactly ${JSON.stringify(args)} and say nothing.`,
      tool_choice: { type: 'mcp', server_label: server, name: tool },
      output_modalities: ['text'],
      metadata: { purpose: PURPOSE },
    },
  },
  turnId: null,
})
