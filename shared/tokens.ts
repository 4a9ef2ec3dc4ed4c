import { z } from 'zod'
import file from './known-tokens.json'

/** Mints that the app itself vouches for. A name that a tool tells can be borrowed by any mint; these can't. */
export const KNOWN_TOKENS = z
  .object({
    date: z.string(),
    tokens: z.array(z.object({ mint: z.string(), symbol: z.string(), name: z.string(), decimals: z.number() })),
  })
  .parse(file)

export type KnownToken = (typeof KNOWN_TOKENS.tokens)[number]

const BY_MINT: ReadonlyMap<string, KnownToken> = new Map(KNOWN_TOKENS.tokens.map((token) => [token.mint, token]))

export const SOL_MINT = 'So11111111111111111111111111111111111111112'
export const USDC_MINT = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'
export const USDT_MINT = 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB'

/** What trades are paid in: of a trade's two tokens the other one is what it is about. */
export const PAID_IN: ReadonlySet<string> = new Set([SOL_MINT, USDC_MINT, USDT_MINT])

export const knownToken = (mint: string): KnownToken | null => BY_MINT.get(mint) ?? null

const BY_SYMBOL: ReadonlyMap<string, KnownToken> = new Map(
  KNOWN_TOKENS.tokens.map((token) => [token.symbol.toUpperCase(), token]),
)

/** The token that the app vouches for under this symbol, in capital letters or not. */
export const knownSymbol = (symbol: string): KnownToken | null => BY_SYMBOL.get(symbol.toUpperCase()) ?? null
