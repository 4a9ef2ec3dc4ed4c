import type { Balances } from '../../../shared/market'
import type { TradeCard } from '../../../shared/trade'
import type { TradeOf } from './trades'

/** The tool that tells what a wallet holds. It only reads. */
export const BALANCES = 'solana_list_balances'

/** A look at what became of a trade whose end nobody saw. */
export interface Look {
  trade: TradeOf
  card: TradeCard | null
  /** What the wallet held, as a tool told before the trade. */
  before: Balances | null
  /** Label of the server whose tool tells it. */
  server: string
}

/** Looks that are asked for, by the turn that asks. */
export const createLooks = () => ({ byTurn: new Map<string, Look>() })
