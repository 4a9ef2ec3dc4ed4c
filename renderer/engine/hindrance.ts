import { t } from '../../shared/i18n'
import { type ProposedArguments, readProposedArguments } from '../../shared/proposed-arguments'
import type { EntryOf } from '../../shared/snapshot'
import { toolKey } from '../../shared/tool-name'
import { limitsOn, type Verdict } from './money/limits'
import { isHearingReply, walletHindrance, walletInForce } from './select'
import type { EngineState } from './state'
import { CHOOSE } from './state/wallet'

/** `worth` is null where no tool has told a price: nobody knows it then. */
export type Proposal = Pick<EntryOf<'approval'>, 'server' | 'name' | 'arguments' | 'wallet' | 'worth' | 'card'>

/** What the trader's limits say of a proposal. */
export function limitsFor(state: EngineState, { card, worth }: Pick<Proposal, 'card' | 'worth'>): Verdict {
  if (card === null) return { limit: null, byButton: null }
  return limitsOn(card, worth?.usd ?? null, state.settings.limits, state.past.counted(state.time))
}

/**
 * Why a request can't be approved as things stand, in one sentence; null when it can. The one rule of it: what is offered
 * follows it, and so does what is done.
 */
export function hindranceOf(state: EngineState, card: Proposal): string | null {
  if (state.trades.alarms.length > 0) return t('engine.hindrance.alarm')
  const given = readProposedArguments(card.arguments)
  if (given === null) return t('engine.hindrance.unreadable')
  if (given.problem !== null) return given.problem
  if (state.connections.current?.grant?.identity.kind !== 'user') return t('engine.hindrance.guest')
  if (state.past.isUnread()) return t('engine.hindrance.ledgerUnread')
  const unsure = walletHindrance(state)
  if (unsure !== null) return unsure
  if (card.wallet !== (walletInForce(state) ?? null)) return t('engine.hindrance.walletChanged')
  if (!fits(card, given)) return t('engine.hindrance.otherWallet')
  if (isHearingReply(state)) return t('engine.hindrance.hearing')
  return limitsFor(state, card).limit
}

/**
 * Whether a proposal is about its wallet: it names it or none, or there was none to compare it with. To choose another
 * one is what the one tool that chooses is for.
 */
function fits(card: Proposal, given: ProposedArguments): boolean {
  if (toolKey(card) === CHOOSE) return true
  const named = given.arguments.find(({ name }) => name === 'wallet_address')?.value ?? null
  return named === null || card.wallet === null || named === card.wallet
}
