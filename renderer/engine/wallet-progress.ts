import { t } from '../../shared/i18n'
import { toolKey } from '../../shared/tool-name'
import { isReady, toolsSettled } from './select'
import type { EngineState } from './state'
import type { WalletTool } from './state/wallet'

/** What a wallet that was picked, or has to be looked up, waits for. */
type Progress =
  /** An answer that runs, and ends by itself. */
  | { for: 'answer' }
  /** Something that may not end: it is given up in time. */
  | { for: 'other'; why: string }
  /** It can't be. */
  | { for: 'refuse'; why: string }
  /** Nothing: the next step is due. */
  | { for: 'begin'; tool: WalletTool; server: string }

/** Null while nothing is to be put in force, or a step is under way. */
export function walletProgress(state: EngineState): Progress | null {
  const { wallet, connections, responses, trades } = state
  if (wallet.step !== null || wallet.verifyOn !== null || wallet.status !== 'pending' || !isReady(state)) return null
  if (responses.running) return { for: 'answer' }
  const { current } = connections
  const trading = trades.running.size + trades.awaited.size > 0
  if (current === null || !toolsSettled(state) || trading || wallet.others.size > 0) {
    return { for: 'other', why: t('engine.wallet.busy') }
  }
  if (current.grant?.identity.kind === 'guest') return { for: 'refuse', why: t('engine.wallet.guest') }
  const server = current.tools.all().find((tool) => toolKey(tool) === wallet.next)?.server
  // A list of tools may come a moment after it was said to be complete, or never.
  if (server === undefined) return { for: 'other', why: t('engine.wallet.noTool') }
  return { for: 'begin', tool: wallet.next, server }
}
