import type { TradeCard } from '../../../../shared/trade'
import type { TokenNames } from '../token-names'
import type { Told } from '../told'
import type { Trade } from '../trade'

/** What a proposal is held against. */
export interface SaidAgainst {
  /**
   * What the trader said, newest first: the words of the question, then those before it that it may lean on ("yes, do it").
   * Empty while nothing is known.
   */
  said: readonly string[]
  /** Words that the transcription itself was not sure of, in small letters. */
  unsure: readonly string[]
  trade: Trade
  card: TradeCard
  names: TokenNames
  told: Told
  /** The turn that the proposal belongs to: its preview is the one that was spoken of. */
  turnId: string | null
  worthUsd: number | null
  /** The wallet in use when the key went down. */
  latched: string | null
  /** Wallets by the names that their owner gave them. */
  wallets: readonly { address: string; label: string | null }[]
}

/** By sound alone a name has to be this near, and nearer than any other by so much. */
export const NEAR = 0.7
export const NEARER = 0.05
/** A dollar amount that was turned into a token's is the same within this share: prices move while one speaks. */
export const SAME_USD = 0.03
export const LONGEST_NAME_WORDS = 4
