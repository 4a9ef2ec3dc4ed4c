import { findAmount } from '../amounts'
import type { Intent } from './intent'

const TRADES = '(?:trades?|orders?|transactions?|purchases?|buys?|sales?|swaps?)'
const LAST = '(?:last|latest|most recent|recent|previous|newest)'

const ABOUT_TRADES = new RegExp(
  [
    // "What did I just buy?", "how much did I pay for it?", "when did I sell my bonk?"
    '\\b(?:what|which|how much|how many|when|who|where)\\b.*\\b(?:did|have) (?:i|we) (?:just |last |recently )*(?:buy|by|bought|sell|cell|sold|swap|swapped|trade|traded|pay|paid|spend|spent|get for|got for|send|sent)\\b',
    // "What was my last trade?", "show my last three trades", "my trade history"
    `\\b(?:my|the|our) (?:\\w+ )?${LAST} (?:\\w+ )?${TRADES}\\b`,
    `\\b(?:my|our) ${TRADES} history\\b|\\bhistory of (?:my|our) ${TRADES}\\b`,
    `\\b(?:show|list|tell|read|give)\\b.*\\b(?:my|our) ${TRADES}\\b`,
    // "Did my trade go through?", "was the order filled?"
    `\\b(?:did|was|were|is|has|have) (?:my|the|that|our) (?:${LAST} )?${TRADES} (?:\\w+ )?(?:go|went|gone|work|fill|filled|execute|executed|done|through|land|landed|fail|failed|succeed|complete|completed|confirm|confirmed)\\b`,
    '\\bdid (?:it|that) (?:go through|work|fill|execute|land)\\b',
    '\\bwhat have i (?:bought|sold|traded)\\b',
  ].join('|'),
)

/** What was traded before: the trader's own books are asked, never the conversation. */
export function asRecentTrades(said: string): Intent | null {
  if (!ABOUT_TRADES.test(said)) return null
  const many = /\b(trades|orders|transactions|purchases|buys|sales|swaps|history)\b/.test(said)
  const side = /\b(bought|buy|by|purchases?|pay|paid|spend|spent)\b/.test(said)
    ? 'buy'
    : /\b(sold|sell|cell|sales?)\b/.test(said)
      ? 'sell'
      : null
  const asked = many ? findAmount(said.split(' '))?.value : undefined
  return { kind: 'recent-trades', count: Math.min(MOST, Math.max(1, Math.floor(asked ?? (many ? SOME : 1)))), side }
}

const MOST = 20
const SOME = 3
