import type { Document, SearchResults } from '../../../shared/market'
import type { Market } from './market'
import { resolveToken } from './resolve-token'
import { ToolRefusal } from './tool-refusal'

const MAX_RESULTS = 10
const addressOf = (mint: string) => `https://practice.invalid/token/${mint}`

export function searchDocuments(market: Market, query: string): SearchResults {
  return {
    results: resolveToken(market, query, MAX_RESULTS).candidates.map((token) => ({
      id: token.mint,
      title: `${token.name} (${token.symbol})`,
      url: addressOf(token.mint),
    })),
    practice: true,
  }
}

/** The document of a token by its mint. Throws ToolRefusal `not_found`. */
export function fetchDocument(market: Market, id: string): Document {
  const listed = market.find(id)
  if (!listed) throw new ToolRefusal('not_found', `There is no document ${id}.`)
  const token = market.describe(listed)
  return {
    id,
    title: `${token.name} (${token.symbol})`,
    url: addressOf(id),
    text: [
      `${token.name} (${token.symbol}), mint ${token.mint}.`,
      `Price ${token.priceUsd} USD, change over 24 hours ${token.priceChange24h?.toFixed(2)} %.`,
      `Market cap ${token.marketCap} USD, liquidity ${token.liquidityUsd} USD. Practice data.`,
    ].join('\n'),
    practice: true,
  }
}
