import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import type { AlertToken } from '../../shared/alerts'
import { parseJson } from '../../shared/json-text'

/** A tool that tells the price of a token and changes nothing, and how it is asked for one. */
export interface PriceTool {
  name: string
  /** Whether it can be asked for this token: some know addresses alone, some symbols alone. */
  takes(token: AlertToken): boolean
  argumentsFor(token: AlertToken): Record<string, unknown>
}

/** US dollars, with the token as the server names it. */
export interface Price {
  price: number
  /** Percent. */
  change24h: number | null
  symbol: string | null
  mint: string | null
}

/** What a tool said of a token. `unknown`: no price of it. `ambiguous`: those of several tokens of its name. */
export type PriceReading = { is: 'price'; price: Price } | { is: 'unknown' } | { is: 'ambiguous' }

/** Tools of which it is known what they answer; the first that a server has is taken. */
const KNOWN: readonly PriceTool[] = [
  {
    name: 'solana_resolve_token',
    takes: () => true,
    argumentsFor: ({ symbol, mint }) => ({ query: mint ?? symbol, limit: mint === null ? 5 : 1 }),
  },
  {
    name: 'markets_fetch_ohlcv',
    takes: ({ mint }) => mint !== null,
    argumentsFor: ({ mint }) => ({ mint, interval: '1m', range: '1h' }),
  },
]

const ADDRESS_PARAMETERS = ['mint', 'tokenAddress', 'token_address', 'address', 'contract_address']
/** A symbol or an address. */
const EITHER_PARAMETERS = ['query', 'token']
const SYMBOL_PARAMETERS = ['symbol', 'ticker', 'coin', 'name']
/** What other arguments a tool may insist on. A reason is wanted by DexPaprika's tools (docs.dexpaprika.com, MCP). */
const CONSTANTS: Readonly<Record<string, unknown>> = {
  network: 'solana',
  chain: 'solana',
  vs_currency: 'usd',
  currency: 'usd',
  limit: 5,
  rationale: 'The user has set a price alert for this token.',
}
/** In a tool's name: what gives a price, the more surely the earlier. */
const TELLING = [/price|quote|ticker/i, /token|coin/i, /search|resolve|lookup/i]

/** Only the properties' names and what is required. */
const InputSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

/** The tools of a server that tell prices, the best first; only those that say of themselves that they only read. */
export function priceTools(tools: readonly Tool[]): PriceTool[] {
  const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint === true)
  const known = KNOWN.filter(({ name }) => reading.some((tool) => tool.name === name))
  const others = TELLING.flatMap((pattern) =>
    reading.filter(({ name }) => pattern.test(name) && !KNOWN.some((one) => one.name === name)),
  )
  return [...known, ...[...new Set(others)].flatMap((tool) => genericTool(tool) ?? [])]
}

function genericTool({ name, inputSchema }: Tool): PriceTool | null {
  const schema = InputSchema.safeParse(inputSchema).data
  if (schema === undefined) return null
  const { properties, required } = schema
  const byAddress = ADDRESS_PARAMETERS.find((parameter) => parameter in properties)
  const byEither = EITHER_PARAMETERS.find((parameter) => parameter in properties)
  const parameter = byAddress ?? byEither ?? SYMBOL_PARAMETERS.find((symbol) => symbol in properties)
  const others = required.filter((needed) => needed !== parameter)
  if (parameter === undefined || others.some((needed) => !(needed in CONSTANTS))) return null
  const constants = Object.fromEntries(
    Object.entries(CONSTANTS).filter(
      ([constant]) => others.includes(constant) || (constant === 'limit' && constant in properties),
    ),
  )
  const bySymbol = byAddress === undefined && byEither === undefined
  return {
    name,
    takes: ({ mint }) => byAddress === undefined || mint !== null,
    argumentsFor: ({ symbol, mint }) => ({ ...constants, [parameter]: (bySymbol ? null : mint) ?? symbol }),
  }
}

const PRICES = ['priceusd', 'usdprice', 'priceinusd', 'price', 'close']
const CHANGES = ['pricechange24h', 'pricechangepercentage24h', 'percentchange24h', 'change24h', 'change24hpct']
const SYMBOLS = ['symbol', 'ticker']
const MINTS = ['mint', 'mintid', 'address', 'tokenaddress', 'contractaddress', 'id']
/** An answer that is nested deeper, or has more rows, is no price of a token. */
const DEEPEST = 6
const MOST_OBJECTS = 2_000

/** Reads a tool's answer for the price of one token. Never a price of another one: by its mint, else by its symbol. */
export function readPrice({ content, structuredContent }: CallToolResult, token: AlertToken): PriceReading {
  const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('')
  const found = pricesIn(structuredContent ?? parseJson(text))
  const { mint, symbol } = token
  const sameName = (one: Price) => one.symbol?.toLowerCase() === symbol.toLowerCase()
  const named = found.filter((one) => (mint === null ? sameName(one) : one.mint === mint))
  // An answer about one token need not repeat which.
  const [only] = found
  const unnamed = found.length === 1 && only?.mint === null && (only.symbol === null || sameName(only)) ? [only] : []
  const [first, ...others] = named.length > 0 ? named : unnamed
  if (first === undefined) return { is: 'unknown' }
  if (mint === null && others.some((other) => other.mint !== first.mint)) return { is: 'ambiguous' }
  return { is: 'price', price: first }
}

/** Every object that holds a price, with the token that it, or what is around it, names. */
function pricesIn(value: unknown): Price[] {
  const found: Price[] = []
  let looked = 0
  const look = (part: unknown, depth: number, symbol: string | null, mint: string | null) => {
    if (part === null || typeof part !== 'object' || depth > DEEPEST || ++looked > MOST_OBJECTS) return
    // Candles are oldest first: the last one is the price.
    if (Array.isArray(part)) {
      const rows = isCandles(part) ? part.slice(-1) : part
      for (const row of rows) look(row, depth + 1, symbol, mint)
      return
    }
    const fields = new Map(
      Object.entries(part).map(([name, entry]) => [name.replace(/[_-]/g, '').toLowerCase(), entry]),
    )
    const here = { symbol: textOf(fields, SYMBOLS) ?? symbol, mint: textOf(fields, MINTS) ?? mint }
    const price = numberOf(fields, PRICES)
    if (price !== null && price > 0) found.push({ price, change24h: numberOf(fields, CHANGES), ...here })
    else for (const entry of fields.values()) look(entry, depth + 1, here.symbol, here.mint)
  }
  look(value, 0, null, null)
  return found
}

const isCandles = (rows: readonly unknown[]) =>
  rows.every((row) => row !== null && typeof row === 'object' && 'open' in row && 'close' in row)

function textOf(fields: ReadonlyMap<string, unknown>, names: readonly string[]): string | null {
  const found = names.map((name) => fields.get(name)).find((value) => typeof value === 'string' && value !== '')
  return typeof found === 'string' ? found : null
}

/** A number, or a decimal as text: exchanges send them so, not to lose digits. */
function numberOf(fields: ReadonlyMap<string, unknown>, names: readonly string[]): number | null {
  for (const name of names) {
    const value = fields.get(name)
    const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value) ? Number(value) : value
    if (typeof number === 'number' && Number.isFinite(number)) return number
  }
  return null
}
