import type { Flag } from '../../../shared/snapshot'
import { readOutput, type ToolOutput, type ToolOutputOf, unwrapOutput } from '../../../shared/tool-output'
import { timeIn } from './age'
import type { CallOutput } from './output-check'
import { numbersIn } from './spoken/numbers'
import { wordsOf } from './spoken/words'
import { rankingContradictions } from './streams-check'

/** What a figure is a figure of. `any`: a number of a tool whose shape is not known. */
export type Measure =
  | 'viewers'
  | 'marketCap'
  | 'price'
  | 'change'
  | 'value'
  | 'amount'
  | 'liquidity'
  | 'volume'
  | 'high'
  | 'low'
  | 'open'
  | 'fee'
  | 'impact'
  | 'slippage'
  | 'minimum'
  | 'rate'
  | 'count'
  | 'any'

export type Unit = 'usd' | 'percent' | 'viewers' | 'tokens' | 'count' | 'any'

/** One figure of one output. */
export interface Fact {
  value: number
  unit: Unit
  measure: Measure
  /** Key of the row's subject (a mint); null for a figure of no single row. */
  subject: string | null
  /** What an amount is counted in: the key of a token. */
  token: string | null
  /** `row`: of one row. `total`: of everything the tool saw. `trade`: of a swap or send. `text`: of prose or unknown JSON. */
  scope: 'row' | 'total' | 'trade' | 'text'
  /** Index into `sources`. */
  source: number
  wallet: string | null
}

/** Rows of one output that can be ranked. */
export interface Table {
  source: number
  rows: { subject: string; values: Partial<Record<Measure, number>> }[]
  /** By what the tool says that they are ranked. */
  sort: Measure | null
  /** Whether these are all the rows that there are. */
  complete: boolean
  /** Whether the rows are the beginning of the ranking. */
  first: boolean
  /** What speaks against the ranking, by the output itself. */
  contradictions: Flag[]
}

export interface Source {
  name: string
  kind: ToolOutput['kind']
  receivedAt: number | null
  madeAt: number | null
}

/** A name by which answers call a subject. */
export interface Alias {
  key: string
  /** As the output writes it. */
  written: string
  is: 'name' | 'symbol' | 'wallet'
}

export interface Evidence {
  sources: Source[]
  facts: Fact[]
  tables: Table[]
  aliases: Alias[]
}

/** Rows looked at in one output, and numbers in one of unknown shape. */
const MAX_ROWS = 500
const MAX_NUMBERS = 3_000

/** Everything in these outputs that can support a spoken figure. */
export function evidenceOf(outputs: readonly CallOutput[]): Evidence {
  const evidence: Evidence = { sources: [], facts: [], tables: [], aliases: [] }
  const seen = new Set<string>()
  outputs.forEach(({ name, output, receivedAt }, source) => {
    const read = readOutput(name, output)
    const value = jsonOf(read, output)
    evidence.sources.push({ name, kind: read.kind, receivedAt, madeAt: timeIn(value) })
    collect(createCollector(evidence, source, seen), read, value)
  })
  return evidence
}

/** The figures as they were read; the bare JSON of what no schema reads. */
function jsonOf(read: ToolOutput, output: string): unknown {
  if ('data' in read) return read.data
  return read.kind === 'unknown' ? read.value : unwrapOutput(output)
}

function createCollector(evidence: Evidence, source: number, seen: Set<string>) {
  let wallet: string | null = null
  const add = (
    scope: Fact['scope'],
    subject: string | null,
    measure: Measure,
    unit: Unit,
    value: number | null | undefined,
    token: string | null = null,
  ) => {
    if (value == null || !Number.isFinite(value)) return
    evidence.facts.push({ value, unit, measure, subject, token, scope, source, wallet })
  }
  return {
    add,
    table: (table: Omit<Table, 'source'>) => evidence.tables.push({ ...table, source }),
    call: (key: string, is: Alias['is'], ...written: (string | null | undefined)[]) => {
      for (const text of written) {
        // The same row comes again with every output of a conversation.
        const known = `${is}/${key}/${text}`
        if (!text || seen.has(known)) continue
        seen.add(known)
        evidence.aliases.push({ key, written: text, is })
      }
    },
    ofWallet: (address: string) => {
      wallet = address
    },
  }
}
type Collector = ReturnType<typeof createCollector>

function collect(to: Collector, read: ToolOutput, value: unknown): void {
  switch (read.kind) {
    case 'streams':
      return streams(to, read.data)
    case 'tokens':
      return tokens(to, read.data)
    case 'balances':
      return balances(to, read.data)
    case 'preview':
    case 'receipt':
      return swap(to, read.data)
    case 'send':
      return send(to, read.data)
    case 'candles':
      return candles(to, read.data)
    case 'wallets':
      to.add('total', null, 'count', 'count', read.data.wallets.length)
      for (const { address, label } of read.data.wallets) to.call(address, 'wallet', label)
      return
    case 'wallet':
    case 'override':
      if (read.data.wallet_address) to.call(read.data.wallet_address, 'wallet', read.data.label)
      return
    case 'results':
      to.add('total', null, 'count', 'count', read.data.results.length)
      for (const { title, snippet } of read.data.results) prose(to, `${title}. ${snippet ?? ''}`)
      return
    case 'document':
      return prose(to, `${read.data.title}. ${read.data.text}`)
    case 'failure':
      return amounts(to, read.message ?? '')
    case 'auth':
      return
    case 'misshapen':
    case 'unknown':
      return numbersAnywhere(to, value)
  }
}

function streams(to: Collector, summary: ToolOutputOf<'streams'>['data']): void {
  const { totals, paging, appliedSort } = summary
  const rows = [...summary.streams.slice(0, MAX_ROWS)]
  for (const row of summary.spotlight ? [...rows, summary.spotlight] : rows) {
    to.call(row.mintId, 'name', row.name)
    to.call(row.mintId, 'symbol', row.symbol)
    to.add('row', row.mintId, 'viewers', 'viewers', row.currentViewers)
    to.add('row', row.mintId, 'marketCap', 'usd', row.marketCapUsd)
    to.add('row', row.mintId, 'marketCap', 'tokens', row.marketCapSol, 'SOL')
  }
  to.add('total', null, 'viewers', 'viewers', totals.totalLiveViewers)
  to.add('total', null, 'marketCap', 'usd', totals.totalLiveMarketCapUsd)
  const counts = [summary.totalAvailable, summary.totalAfterFilter, summary.totalReturned, paging.remainingAfterPage]
  const pages = [paging.totalPages, paging.currentPage, paging.pageSize, summary.windowMinutes]
  for (const count of [...counts, ...pages, totals.totalStreams, totals.liveStreams, totals.disconnectingStreams]) {
    to.add('total', null, 'count', 'count', count)
  }
  const sorts: Record<string, Measure> = { viewers: 'viewers', marketcap: 'marketCap' }
  const sort = sorts[appliedSort.toLowerCase()] ?? null
  to.table({
    rows: rows.map((row) => ({
      subject: row.mintId,
      values: { viewers: row.currentViewers, ...(row.marketCapUsd === null ? {} : { marketCap: row.marketCapUsd }) },
    })),
    sort,
    complete: !paging.hasMore && paging.offset === 0 && summary.totalAfterFilter <= summary.streams.length,
    first: paging.offset === 0,
    contradictions: rankingContradictions(summary),
  })
}

type TokenFigures = ToolOutputOf<'balances'>['data']['balances'][number]['token']

function token(to: Collector, it: TokenFigures): void {
  to.call(it.mint, 'name', it.name)
  to.call(it.mint, 'symbol', it.symbol)
  to.add('row', it.mint, 'price', 'usd', it.priceUsd)
  to.add('row', it.mint, 'change', 'percent', it.priceChange24h)
  to.add('row', it.mint, 'marketCap', 'usd', it.marketCap)
  to.add('row', it.mint, 'liquidity', 'usd', it.liquidityUsd)
  to.add('row', it.mint, 'volume', 'usd', it.volume24hUsd)
  to.add('row', it.mint, 'change', 'usd', moved(it.priceUsd, it.priceChange24h))
}

/** By how much a figure moved to be what it is now, after a change in percent. */
const moved = (value: number | null, percent: number | null): number | null =>
  value === null || percent === null || percent <= -100 ? null : value - value / (1 + percent / 100)

const known = (values: Partial<Record<Measure, number | null | undefined>>): Partial<Record<Measure, number>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => typeof value === 'number'))

const tokenValues = (it: TokenFigures) => ({
  price: it.priceUsd,
  change: it.priceChange24h,
  marketCap: it.marketCap,
  liquidity: it.liquidityUsd,
  volume: it.volume24hUsd,
})

function tokens(to: Collector, { candidates }: ToolOutputOf<'tokens'>['data']): void {
  const rows = candidates.slice(0, MAX_ROWS)
  for (const row of rows) token(to, row)
  to.add('total', null, 'count', 'count', candidates.length)
  to.table({
    rows: rows.map((row) => ({ subject: row.mint, values: known(tokenValues(row)) })),
    sort: null,
    complete: false,
    first: true,
    contradictions: [],
  })
}

function balances(to: Collector, data: ToolOutputOf<'balances'>['data']): void {
  const { portfolio } = data
  to.ofWallet(data.walletAddress)
  to.call(data.walletAddress, 'wallet', data.walletLabel)
  const rows = data.balances.slice(0, MAX_ROWS)
  for (const row of rows) {
    token(to, row.token)
    to.add('row', row.mint, 'amount', 'tokens', row.amountUi, row.mint)
    to.add('row', row.mint, 'value', 'usd', row.valueUsd)
    to.add('row', row.mint, 'change', 'usd', moved(row.valueUsd, row.token.priceChange24h))
    if (row.valueUsd !== null && portfolio.valueUsd > 0) {
      to.add('row', row.mint, 'value', 'percent', (row.valueUsd / portfolio.valueUsd) * 100)
    }
  }
  to.add('total', null, 'value', 'usd', portfolio.valueUsd)
  to.add('total', null, 'change', 'usd', portfolio.change24hUsd)
  to.add('total', null, 'change', 'percent', portfolio.change24hPct)
  to.add('total', null, 'count', 'count', portfolio.tokenCount)
  to.add('total', null, 'count', 'count', rows.length)
  to.table({
    rows: rows.map((row) => ({
      subject: row.mint,
      values: known({ ...tokenValues(row.token), value: row.valueUsd, amount: row.amountUi }),
    })),
    sort: 'value',
    complete: portfolio.tokenCount === data.balances.length,
    first: true,
    contradictions: [],
  })
}

function swap(to: Collector, data: ToolOutputOf<'preview'>['data']): void {
  const { input, output, netOutput, fee, quote, valuations, otherAmountThreshold, mode } = data
  to.ofWallet(data.walletAddress)
  to.call(data.walletAddress, 'wallet', data.walletLabel)
  for (const { mint, symbol } of [input, output]) to.call(mint, 'symbol', symbol)
  const amount = (measure: Measure, side: { mint: string }, value: number) =>
    to.add('trade', side.mint, measure, 'tokens', value, side.mint)
  amount('amount', input, input.amountUi)
  amount('amount', output, output.amountUi)
  amount('amount', netOutput, netOutput.amountUi)
  amount('fee', fee, fee.amountUi)
  const other = mode === 'ExactIn' ? output : input
  amount('minimum', other, Number(otherAmountThreshold) / 10 ** other.decimals)
  for (const rate of [quote.rate, quote.spotRate]) {
    amount('rate', output, rate)
    if (rate > 0) amount('rate', input, 1 / rate)
  }
  to.add('trade', null, 'fee', 'usd', fee.valueUsd)
  to.add('trade', null, 'fee', 'percent', fee.bps / 100)
  to.add('trade', null, 'slippage', 'percent', quote.slippageBps / 100)
  to.add('trade', null, 'impact', 'percent', data.priceImpactPct)
  const sides = [
    [valuations.inputUsd, input],
    [valuations.outputUsd, netOutput],
    [valuations.inputUsd, netOutput],
    [valuations.outputUsd, output],
  ] as const
  for (const [usd, side] of sides) {
    if (usd === null) continue
    to.add('trade', side.mint, 'value', 'usd', usd)
    if (side.amountUi > 0) to.add('trade', side.mint, 'price', 'usd', usd / side.amountUi)
  }
}

function send(to: Collector, data: ToolOutputOf<'send'>['data']): void {
  to.ofWallet(data.walletAddress)
  to.call(data.mint, 'symbol', data.symbol)
  to.add('trade', data.mint, 'amount', 'tokens', data.amountUi, data.mint)
  to.add('trade', data.mint, 'value', 'usd', data.valueUsd)
  if (data.valueUsd !== null && data.amountUi > 0) {
    to.add('trade', data.mint, 'price', 'usd', data.valueUsd / data.amountUi)
  }
}

function candles(to: Collector, data: ToolOutputOf<'candles'>['data']): void {
  const { mint } = data
  const rows = data.candles.slice(-MAX_ROWS)
  const [first, last] = [rows[0], rows.at(-1)]
  to.call(mint, 'symbol', data.symbol)
  to.add('row', mint, 'change', 'percent', data.changePct)
  to.add('total', null, 'count', 'count', rows.length)
  if (!first || !last) return
  const high = Math.max(...rows.map((row) => row.high))
  const low = Math.min(...rows.map((row) => row.low))
  to.add('row', mint, 'high', 'usd', high)
  to.add('row', mint, 'low', 'usd', low)
  to.add('row', mint, 'open', 'usd', first.open)
  to.add('row', mint, 'price', 'usd', last.close)
  to.add('row', mint, 'change', 'usd', last.close - first.open)
  to.add(
    'row',
    mint,
    'volume',
    'usd',
    rows.reduce((sum, row) => sum + row.volumeUsd, 0),
  )
  to.add('row', mint, 'volume', 'usd', last.volumeUsd)
}

/** Numbers of a text are held as they stand: what they are figures of is not known. */
function prose(to: Collector, text: string): void {
  for (const { value } of numbersIn(wordsOf(text.slice(0, 20_000)))) to.add('text', null, 'any', 'any', value)
}

/**
 * Of what went wrong only amounts are figures ("You have 0.3 SOL", "at least $5"): a status or seconds to wait are none.
 */
function amounts(to: Collector, text: string): void {
  const found = text
    .slice(0, 20_000)
    .matchAll(/\$\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:%|[A-Z]{2,10}\b(?!\s[A-Z]{2}))/g)
  for (const [, dollars, others] of found) {
    const value = Number((dollars ?? others ?? '').replaceAll(',', ''))
    const isStatus = Number.isInteger(value) && value >= 400 && value < 600
    if (!isStatus) to.add('text', null, 'any', 'any', value)
  }
}

function numbersAnywhere(to: Collector, root: unknown): void {
  const queue: unknown[] = [root]
  let found = 0
  for (const value of queue) {
    if (found >= MAX_NUMBERS || queue.length > MAX_NUMBERS * 4) return
    if (typeof value === 'number') {
      to.add('text', null, 'any', 'any', value)
      found += 1
    } else if (typeof value === 'string') {
      const number = value.length < 40 && /^-?\d+(\.\d+)?(e[-+]?\d{1,3})?$/i.test(value) ? Number(value) : null
      to.add('text', null, 'any', 'any', number)
    } else if (value !== null && typeof value === 'object') {
      for (const entry of Object.values(value).slice(0, MAX_NUMBERS)) queue.push(entry)
    }
  }
}
