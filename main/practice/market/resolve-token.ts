import type { TokenCandidates } from '../../../shared/market'
import type { Market } from './market'
import type { ListedToken } from './tokens'

/** Tokens that match a symbol, a name or a mint: best first, the more liquid one first among equals. */
export function resolveToken(market: Market, query: string, limit: number): TokenCandidates {
  const wanted = query.trim().toLowerCase().replace(/^\$/, '')
  const candidates = market.tokens
    .map((token) => ({ token, score: matchScore(token, wanted, query.trim()) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.token.liquidityUsd - a.token.liquidityUsd)
    .slice(0, limit)
    .map(({ token, score }) => ({ ...market.describe(token), score }))
  return { generatedAt: new Date(market.now()).toISOString(), query, candidates, practice: true }
}

function matchScore(token: ListedToken, wanted: string, exact: string): number {
  const symbol = token.symbol.toLowerCase()
  const name = token.name.toLowerCase()
  if (token.mint === exact) return 1
  if (symbol === wanted) return 0.98
  if (name === wanted || token.spoken.includes(wanted)) return 0.95
  if (name.startsWith(wanted) || symbol.startsWith(wanted)) return 0.7
  return name.includes(wanted) ? 0.5 : 0
}
