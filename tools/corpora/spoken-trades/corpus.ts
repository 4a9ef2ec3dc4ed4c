import { HELD_OUT } from './held-out'
import type { SpokenTrade } from './order'
import { TUNED } from './tuned'

/** Sixty trades in everyday words: forty that everything was tuned on, and those that nobody tuned on. */
export const SPOKEN_TRADES: readonly SpokenTrade[] = [...TUNED, ...HELD_OUT]
