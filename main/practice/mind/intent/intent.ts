import type { ListedToken } from '../../market/tokens'
import type { Named } from '../names'

/** What the user wants. */
export type Intent =
  /** `both`: viewers and market cap were asked for. */
  | { kind: 'streams'; sort: StreamSort; count: number; both: boolean }
  /** About a row of the list that was just read out; `rank` counts from 1. */
  | { kind: 'row'; rank: number; aspect: 'viewers' | 'marketCap' | 'all' }
  | { kind: 'facts'; about: Named[]; aspect: Aspect }
  | { kind: 'chart'; token: ListedToken; range: '1h' | '7d' | '30d' }
  | { kind: 'balances'; token: ListedToken | null }
  | { kind: 'wallets' }
  | { kind: 'which-wallet' }
  | { kind: 'use-wallet'; hint: string }
  | { kind: 'trade'; trade: Trade }
  /** A trade without all it needs: the question to ask back. */
  | { kind: 'incomplete'; ask: string }
  | { kind: 'agree' }
  | { kind: 'refuse' }
  | { kind: 'repeat' }
  | { kind: 'help' }
  | { kind: 'thanks' }
  | { kind: 'silence' }
  | { kind: 'unknown' }

export type StreamSort = 'viewers' | 'marketCap'

export type Aspect = 'price' | 'change' | 'marketCap' | 'viewers'

export type Trade =
  | { side: 'swap'; input: ListedToken; output: ListedToken; amount: number; exact: 'input' | 'output' }
  /** A share of a holding, sold for SOL. */
  | { side: 'sell-share'; token: ListedToken; percentage: number }
