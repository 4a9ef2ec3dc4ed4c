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
  /** `wallet`: what was said of the wallet that pays; null where nothing was. */
  | { kind: 'trade'; trade: Trade; wallet: string | null }
  /** A trade without all it needs: the question to ask back. */
  | { kind: 'incomplete'; ask: string }
  /** A trade whose token was not heard clearly: nothing is proposed on a guess. `order` is the same for the one that is meant. */
  | { kind: 'unsure'; tokens: readonly ListedToken[]; order(token: ListedToken): Intent }
  /** The latest trades that were made; `count` of them. */
  | { kind: 'recent-trades'; count: number; side: 'buy' | 'sell' | null }
  /** Price alerts, which the app keeps. `token` null: all of them. */
  | { kind: 'set-alert'; token: ListedToken; when: AlertWhen }
  | { kind: 'alerts' }
  | { kind: 'cancel-alert'; token: ListedToken | null }
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
  /** A share of a holding for another token than SOL: how much that is, the balance tells. */
  | { side: 'swap-share'; input: ListedToken; output: ListedToken; percentage: number }
  | { side: 'send'; token: ListedToken; much: SendAmount; recipient: string; memo: string | null }

export type SendAmount = { amount: number } | { percentage: number }

/** What the app watches for: a price in dollars, or a change in percent within some minutes. */
export type AlertWhen =
  | { condition: 'above' | 'below'; value: number }
  | { condition: 'rises_percent' | 'drops_percent'; value: number; withinMinutes: number }
