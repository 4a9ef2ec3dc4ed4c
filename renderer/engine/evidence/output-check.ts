import type { Flag } from '../../../shared/snapshot'
import { readOutput, type ToolOutput } from '../../../shared/tool-output'
import { madeAt, STALE_MS } from './age'
import { askedOtherwise } from './asked-check'
import { balanceContradictions } from './balances-check'
import { readArguments } from './call-arguments'
import { candleContradictions } from './candles-check'
import { span } from './figure-text'
import { streamContradictions } from './streams-check'
import { swapContradictions } from './swap-check'

/** One call of a tool with what it answered. */
export interface CallOutput {
  name: string
  /** Raw JSON text as the model wrote it. */
  arguments: string
  /** Raw text of the result. */
  output: string
  /** Epoch milliseconds; null where the day is not known, then no age is judged. */
  receivedAt: number | null
}

/** Flags of one kind beyond this tell nothing new. */
const MAX_PER_KIND = 3

/**
 * Holds a tool's output against itself, against what the call asked for, and against the clock. Empty for what can be
 * true, for a tool that is not known, and for one that says that it failed. Pure, never throws, a few ms at most.
 */
export function checkOutput({ name, arguments: args, output, receivedAt }: CallOutput): Flag[] {
  const read = readOutput(name, output)
  const flags = [
    ...contradictions(read),
    ...askedOtherwise(name, readArguments(args), read),
    ...(receivedAt === null ? [] : stale(name, output, read, receivedAt)),
  ]
  return flags.filter((flag, at) => flags.slice(0, at).filter(({ kind }) => kind === flag.kind).length < MAX_PER_KIND)
}

function contradictions(read: ToolOutput): Flag[] {
  switch (read.kind) {
    case 'misshapen':
      return [{ kind: 'shape', detail: `The output is not what this tool answers with (${read.problem}).` }]
    case 'streams':
      return streamContradictions(read.data)
    case 'balances':
      return balanceContradictions(read.data)
    case 'preview':
    case 'receipt':
      return swapContradictions(read.data)
    case 'candles':
      return candleContradictions(read.data)
    case 'tokens':
      return worseFirst(read.data.candidates)
    default:
      return []
  }
}

/** `solana_resolve_token` promises the best match first. */
function worseFirst(candidates: { symbol: string; score: number }[]): Flag[] {
  const at = candidates.findIndex(({ score }, index) => index > 0 && score > (candidates[index - 1]?.score ?? score))
  if (at < 0) return []
  const scores = candidates.slice(0, 10).map(({ symbol, score }) => `${symbol} ${score}`)
  return [{ kind: 'order', detail: `The best match does not stand first: ${scores.join(', ')}.` }]
}

/** A receipt does not age: it tells what was done. */
function stale(name: string, output: string, read: ToolOutput, receivedAt: number): Flag[] {
  if (read.kind === 'receipt') return []
  const made = madeAt(name, output)
  if (made !== null && receivedAt - made > STALE_MS) {
    const detail = `The figures were made ${span(receivedAt - made)} before they came (${new Date(made).toISOString()}), more than ${span(STALE_MS)}.`
    return [{ kind: 'stale', detail }]
  }
  const rows = read.kind === 'streams' ? read.data.streams : []
  const old = rows.filter((row) => row.lastSnapshotAgeSeconds * 1000 > STALE_MS)
  if (old.length === 0) return []
  const oldest = old.reduce((most, row) => Math.max(most, row.lastSnapshotAgeSeconds), 0)
  const detail = `${old.length} of ${rows.length} rows were older than ${span(STALE_MS)} when they came: the oldest snapshot had ${oldest} s.`
  return [{ kind: 'stale', detail }]
}
