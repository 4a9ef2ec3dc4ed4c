import { z } from 'zod'
import { parseJson } from './json-text'
import type { LedgerLine, MoneyFact } from './ledger'
import { knownToken, PAID_IN, SOL_MINT, USDC_MINT, USDT_MINT } from './tokens'
import { KNOWN_SERVER } from './tool-name'
import { type Mark, type TokenName, type TradeCard, type TradeSide, type TradeTerms, TradeTermsSchema } from './trade'
import { readTradeResult, signatureIn, type TradeResult } from './trade-result'

/**
 * Trades as the ledger tells them: its lines, put together by what they are about. Pure, so that the panel's tab, an export
 * and the limits can't come to different conclusions.
 */

export const TRADE_OUTCOMES = [
  'proposed',
  'denied',
  'expired',
  'approved',
  'called',
  'succeeded',
  'failed',
  'unknown',
  'deviated',
] as const
/** What became of a trade, as far as is known. `called`: it ran and nobody was asked. `deviated`: not what was approved. */
export type TradeOutcome = (typeof TRADE_OUTCOMES)[number]

export interface TradeRecord {
  /** Number of its first line: names the record. */
  seq: number
  /** Numbers of all its lines, in order. */
  seqs: number[]
  /** When it was proposed, or called unasked; epoch milliseconds. */
  at: number
  approvedAt: number | null
  /** When it ended; null while that is not known. */
  endedAt: number | null
  backend: string
  server: string
  tool: string
  arguments: string
  turnId: string | null
  requestId: string
  /** What the trader said before it was proposed. */
  heard: string | null
  card: TradeCard
  marks: Mark[]
  /** What it was worth when it was proposed or approved. */
  worthUsd: number | null
  /** Address of the wallet that pays. */
  wallet: string | null
  decision: 'approved' | 'denied' | 'expired' | null
  /** How it ended, whatever else is wrong with it. */
  end: 'succeeded' | 'failed' | 'unknown' | null
  /** Why it was denied, what failed, or what is not known, in the words of the ledger. */
  detail: string | null
  /** How what ran differs from what was approved. */
  deviations: string[]
  result: TradeResult | null
  signature: string | null
  /** What later looks found. */
  looked: { at: number; detail: string }[]
  outcome: TradeOutcome
  /** Money may have moved: it is not known to have failed for certain. */
  mayHaveRun: boolean
}

// --- which lines are one trade ----------------------------------------------------------------------------------------

interface Group {
  index: number
  turnId: string | null
  backend: string
  asked: boolean
  ended: boolean
}

/** Requests of the same id that a late look may still be about. */
const MAX_SAME_ID = 8

const ENDS: ReadonlySet<MoneyFact['step']> = new Set(['denied', 'expired', 'succeeded', 'failed', 'unknown'])

/**
 * Tells of each line, in order, which trade it belongs to, counted from 0; null when it is about none. A `proposed` line
 * begins one, since a later session may use the id of an earlier request again; so does a call that nobody was asked about.
 */
export function createTradeGroups() {
  const byId = new Map<string, Group[]>()
  let count = 0

  return (line: Pick<LedgerLine, 'step' | 'requestId' | 'turnId' | 'backend'>): number | null => {
    if (line.step === 'limits') return null
    const groups = byId.get(line.requestId) ?? []
    const newest = groups.at(-1)
    const again = line.step === 'called' && newest?.asked === false && newest.ended
    const begins = newest === undefined || line.step === 'proposed' || again || newest.backend !== line.backend
    if (begins && line.step !== 'looked') {
      const group = { index: count++, turnId: line.turnId, backend: line.backend, asked: false, ended: false }
      groups.push(group)
      if (groups.length > MAX_SAME_ID) groups.shift()
      byId.set(line.requestId, groups)
    }
    const sameTurn = (group: Group) => group.turnId === line.turnId && group.backend === line.backend
    // A look is at one that has ended, maybe long ago.
    const about = line.step === 'looked' ? (groups.findLast(sameTurn) ?? newest) : groups.at(-1)
    if (about === undefined) return null
    if (line.step === 'proposed' || line.step === 'approved') about.asked = true
    if (ENDS.has(line.step)) about.ended = true
    return about.index
  }
}

/** All trades of these lines, oldest first. */
export function tradeRecords(lines: readonly LedgerLine[]): TradeRecord[] {
  const place = createTradeGroups()
  const groups: LedgerLine[][] = []
  for (const line of lines) {
    const index = place(line)
    if (index === null) continue
    const group = groups[index] ?? []
    groups[index] = group
    group.push(line)
  }
  return groups.flatMap((group) => tradeRecord(group) ?? [])
}

// --- one trade --------------------------------------------------------------------------------------------------------

/** Words of a failure after which money may have moved all the same: it was sent, or whether it arrived was not seen. */
const MAY_HAVE_RUN =
  /\b(?:may|might|could) (?:still )?have\b|\b(?:was|been|were) (?:sent|submitted|broadcast)|\b(?:sent|submitted|broadcast(?:ed)?) to the (?:chain|network|cluster)|\bnot (?:yet )?confirmed|\bunconfirmed|\bconfirmation\b|\btime[d-]? ?out|\bblock ?height exceeded|\bblockhash\b.{0,30}\bexpired|\bstatus (?:is )?unknown|\bin flight\b/i

/** Whether a trade that is told to have failed may have moved money all the same; `failure` is what was said of it. */
export const mayHaveRunAfter = (failure: string): boolean => MAY_HAVE_RUN.test(failure) || signatureIn(failure) !== null

/** The trade that these lines, in order, are about; null when there is none. */
export function tradeRecord(lines: readonly LedgerLine[]): TradeRecord | null {
  const [first] = lines
  if (first === undefined) return null
  const newest = (step: MoneyFact['step']) => lines.findLast((line) => line.step === step)
  const approved = newest('approved')
  const decided = lines.findLast(({ step }) => step === 'approved' || step === 'denied' || step === 'expired')
  const ended = lines.findLast(({ step }) => step === 'succeeded' || step === 'failed' || step === 'unknown')
  const called = newest('called')
  const asked = approved ?? newest('proposed') ?? first
  const terms = termsOf(asked)
  const deviations = lines.flatMap(({ step, detail }) => (step === 'deviated' && detail !== null ? [detail] : []))
  const looked = lines.flatMap(({ step, at, detail }) => (step === 'looked' && detail !== null ? [{ at, detail }] : []))
  const end = endOf(ended?.step)
  const decision = decisionOf(decided?.step)
  const ran = called ?? asked
  const result = end === 'succeeded' && ended?.detail ? readTradeResult(ran.server ?? '', ran.tool, ended.detail) : null
  const failure = end === 'failed' ? (ended?.detail ?? '') : null
  const words = [ended?.detail, ...looked.map(({ detail }) => detail)].filter((text) => typeof text === 'string')
  const signature = result?.signature ?? signatureIn(words.join('\n'))
  const ranAtAll = decision === 'approved' || called !== undefined || deviations.length > 0
  const mayHaveRun = ranAtAll && (failure === null || mayHaveRunAfter(failure) || signature !== null)
  // A failure that names its transaction, say: nobody knows what became of that.
  const told = end === 'failed' && mayHaveRun ? 'unknown' : end
  return {
    seq: first.seq,
    seqs: lines.map(({ seq }) => seq),
    at: first.at,
    approvedAt: approved?.at ?? null,
    endedAt: ended?.at ?? null,
    backend: first.backend,
    server: ran.server ?? '',
    tool: asked.tool,
    arguments: asked.arguments,
    turnId: first.turnId,
    requestId: first.requestId,
    heard: terms.heard,
    card: terms.card,
    marks: terms.marks,
    worthUsd: terms.worthUsd,
    wallet: terms.card.wallet ?? asked.wallet ?? result?.wallet ?? null,
    decision,
    end,
    detail: end === 'succeeded' ? null : (ended?.detail ?? decided?.detail ?? null),
    deviations,
    result,
    signature,
    looked,
    outcome: deviations.length > 0 ? 'deviated' : (told ?? decision ?? (called === undefined ? 'proposed' : 'called')),
    mayHaveRun,
  }
}

const endOf = (step: MoneyFact['step'] | undefined): TradeRecord['end'] =>
  step === 'succeeded' || step === 'failed' || step === 'unknown' ? step : null
const decisionOf = (step: MoneyFact['step'] | undefined): TradeRecord['decision'] =>
  step === 'approved' || step === 'denied' || step === 'expired' ? step : null

function termsOf(line: LedgerLine): TradeTerms {
  const parsed = TradeTermsSchema.safeParse(line.terms ? parseJson(line.terms) : null)
  return parsed.success
    ? parsed.data
    : { card: cardOf(line.server ?? KNOWN_SERVER, line.tool, line.arguments), heard: null, marks: [], worthUsd: null }
}

// --- lines of older versions, which have no card ----------------------------------------------------------------------

const amount = z.union([z.number(), z.string()]).transform(String)
const OlderArguments = z.object({
  input_mint: z.string().optional().catch(undefined),
  output_mint: z.string().optional().catch(undefined),
  mint: z.string().optional().catch(undefined),
  amount_ui: amount.optional().catch(undefined),
  amount_sol: amount.optional().catch(undefined),
  amount_raw: z.string().optional().catch(undefined),
  percentage: z.number().optional().catch(undefined),
  desired_output_ui: amount.optional().catch(undefined),
  recipient_value: z.string().optional().catch(undefined),
  memo: z.string().optional().catch(undefined),
  wallet_address: z.string().optional().catch(undefined),
})

const NO_CARD: TradeCard = {
  action: 'other',
  pay: null,
  get: null,
  getAtLeast: null,
  payAtMost: null,
  token: null,
  fee: null,
  impactPct: null,
  slippagePct: null,
  route: null,
  recipient: null,
  memo: null,
  wallet: null,
}

const tokenOf = (mint: string | undefined): TokenName | null => {
  if (mint === undefined) return null
  const known = knownToken(mint)
  return { mint, symbol: known?.symbol ?? null, name: known?.name ?? null, verified: known !== null, warnings: [] }
}

const side = (mint: string | undefined, given: string | undefined, percent: number | null = null): TradeSide => ({
  amount: given ?? null,
  percent: given === undefined ? percent : null,
  exact: given !== undefined,
  token: tokenOf(mint),
  usd: null,
})

/** What the arguments of a known tool say by themselves. */
function cardOf(server: string, tool: string, text: string): TradeCard {
  const parsed = OlderArguments.safeParse(parseJson(text))
  if (!parsed.success || server !== KNOWN_SERVER) return NO_CARD
  const args = parsed.data
  const card = { ...NO_CARD, wallet: args.wallet_address ?? null }
  switch (tool) {
    case 'solana_execute_buy':
      return {
        ...card,
        action: 'buy',
        pay: side(SOL_MINT, args.amount_sol),
        get: side(args.mint, undefined),
        token: tokenOf(args.mint),
      }
    case 'solana_execute_sell':
      return {
        ...card,
        action: 'sell',
        pay: side(args.mint, undefined, args.amount_raw === undefined ? (args.percentage ?? 100) : null),
        get: side(SOL_MINT, undefined),
        token: tokenOf(args.mint),
      }
    case 'solana_swap_execute': {
      const pay = side(args.input_mint, args.amount_ui)
      const get = side(args.output_mint, args.desired_output_ui)
      const token = tokenTraded(args.input_mint, args.output_mint)
      const action = token === args.output_mint ? 'buy' : token === args.input_mint ? 'sell' : 'swap'
      return { ...card, action, pay, get, token: tokenOf(token) }
    }
    case 'solana_send':
      return {
        ...card,
        action: 'send',
        pay: side(args.mint ?? SOL_MINT, args.amount_ui),
        token: tokenOf(args.mint ?? SOL_MINT),
        recipient: args.recipient_value === undefined ? null : { address: args.recipient_value, first: false },
        memo: args.memo ?? null,
      }
    case 'set_session_wallet_override':
      return { ...card, action: 'wallet' }
    default:
      return card
  }
}

const DOLLARS: ReadonlySet<string> = new Set([USDC_MINT, USDT_MINT])

/** Of two mints the one that a trade is about: what is no dollar, and no SOL if the other isn't either. */
export function tokenTraded(paid: string | undefined, got: string | undefined): string | undefined {
  if (got !== undefined && !PAID_IN.has(got)) return got
  if (paid !== undefined && !PAID_IN.has(paid)) return paid
  return got !== undefined && !DOLLARS.has(got) ? got : paid
}
