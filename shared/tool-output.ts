import type { z } from 'zod'
import { MAX_DEPTH, nestsTooDeep, parseJson } from './json-text'
import { TOOL_OUTPUTS } from './market'
import { failureIn, type ToolFailure } from './tool-failure'

/**
 * The one way from a tool's output, as text, to its figures. Servers differ: plain JSON, JSON encoded twice or more, or MCP
 * content (`{ content: [{ type: 'text', text }], structuredContent? }` or its bare array).
 */

/** How often JSON may be wrapped in JSON before we stop looking: a server that encodes twice is real, more is not. */
const MAX_WRAPPINGS = 6
/** Longer outputs are neither parsed nor kept whole: the engine thread has words to deliver. */
export const MAX_OUTPUT_CHARS = 500_000

/** The value inside an output; `undefined` when it is not JSON, or too long or too deep to look at. Never throws. */
export function unwrapOutput(output: string): unknown {
  if (output.length > MAX_OUTPUT_CHARS) return undefined
  return unwrap(parseJson(output), MAX_WRAPPINGS)
}

function unwrap(value: unknown, depth: number): unknown {
  if (depth === 0) return value
  if (typeof value === 'string') return unwrapText(value, depth)
  if (Array.isArray(value)) return value.length > 0 && value.every(isPart) ? unwrapContent(value, depth) : value
  // A failure stays what it is, whatever stands in it.
  if (!isRecord(value) || value.isError === true) return value
  if (isRecord(value.structuredContent)) return unwrap(value.structuredContent, depth - 1)
  if (!Array.isArray(value.content) || !value.content.every(isPart)) return value
  return unwrapContent(value.content, depth)
}

function unwrapText(text: string, depth: number): unknown {
  const value = parseJson(text)
  return value === undefined ? text : unwrap(value, depth - 1)
}

/** The one part that holds JSON; else the only text. Two parts with JSON are left as they are: which is meant is not known. */
function unwrapContent(parts: Part[], depth: number): unknown {
  const texts = parts.flatMap((part) => (typeof part.text === 'string' ? [unwrapText(part.text, depth)] : []))
  const values = texts.filter((value) => value !== null && typeof value === 'object')
  if (values.length === 1) return values[0]
  return values.length === 0 && texts.length === 1 ? texts[0] : parts
}

interface Part {
  type: string
  text?: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isPart = (value: unknown): value is Part => isRecord(value) && typeof value.type === 'string'

/** Why an output is not looked into although it may be JSON, and what is the most; null when that is not so. */
export function unreadable(output: string): { why: 'tooLong' | 'tooDeep'; most: number } | null {
  if (output.length > MAX_OUTPUT_CHARS) return { why: 'tooLong', most: MAX_OUTPUT_CHARS }
  try {
    return nestsTooDeep(JSON.parse(output)) ? { why: 'tooDeep', most: MAX_DEPTH } : null
  } catch {
    return null
  }
}

const UNREAD = { tooLong: 'too long', tooDeep: 'nested too deep', noJson: 'not JSON' }

/** Binds a family of answers to its schema: `kind` tells which figures there are. */
const answer =
  <Kind extends string, Schema extends z.ZodType>(kind: Kind, schema: Schema) =>
  (value: unknown): { kind: Kind; data: z.output<Schema> } | { kind: 'misshapen'; problem: string } => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return { kind, data: parsed.data }
    const [issue] = parsed.error.issues
    const where = issue?.path.map(String).join('.') ?? ''
    return { kind: 'misshapen', problem: `${where || 'the whole'}: ${issue?.message ?? 'not as expected'}` }
  }

const READERS = {
  pumpstream_live_summary: answer('streams', TOOL_OUTPUTS.pumpstream_live_summary),
  resolve_wallet: answer('wallet', TOOL_OUTPUTS.resolve_wallet),
  list_my_wallets: answer('wallets', TOOL_OUTPUTS.list_my_wallets),
  set_session_wallet_override: answer('override', TOOL_OUTPUTS.set_session_wallet_override),
  auth_info: answer('auth', TOOL_OUTPUTS.auth_info),
  solana_resolve_token: answer('tokens', TOOL_OUTPUTS.solana_resolve_token),
  solana_list_balances: answer('balances', TOOL_OUTPUTS.solana_list_balances),
  solana_swap_preview: answer('preview', TOOL_OUTPUTS.solana_swap_preview),
  solana_preview_sell_all: answer('preview', TOOL_OUTPUTS.solana_preview_sell_all),
  solana_swap_execute: answer('receipt', TOOL_OUTPUTS.solana_swap_execute),
  solana_execute_buy: answer('receipt', TOOL_OUTPUTS.solana_execute_buy),
  solana_execute_sell: answer('receipt', TOOL_OUTPUTS.solana_execute_sell),
  solana_send: answer('send', TOOL_OUTPUTS.solana_send),
  markets_fetch_ohlcv: answer('candles', TOOL_OUTPUTS.markets_fetch_ohlcv),
  search: answer('results', TOOL_OUTPUTS.search),
  fetch: answer('document', TOOL_OUTPUTS.fetch),
} satisfies Record<keyof typeof TOOL_OUTPUTS, (value: unknown) => { kind: string }>

const isKnown = (name: string): name is keyof typeof READERS => Object.hasOwn(READERS, name)

/**
 * What a tool answered, by the kind of its figures. `failure`: it refused or failed and said so. `misshapen`: a tool that
 * we know answered something else, `problem` says where. `unknown`: a tool whose shape we do not know, with the bare value
 * (`undefined` when it is not JSON).
 */
export type ToolOutput =
  | ReturnType<(typeof READERS)[keyof typeof READERS]>
  | ({ kind: 'failure' } & ToolFailure)
  | { kind: 'unknown'; value: unknown }
export type ToolOutputOf<Kind extends ToolOutput['kind']> = Extract<ToolOutput, { kind: Kind }>

/** Reads a tool's output by the schema of its name. Never throws. */
export function readOutput(name: string, output: string): ToolOutput {
  const value = unwrapOutput(output)
  const read: ToolOutput = isKnown(name) ? READERS[name](value) : { kind: 'unknown', value }
  if (read.kind !== 'misshapen' && read.kind !== 'unknown') return read
  const failure = failureIn(value === undefined && output.length <= MAX_OUTPUT_CHARS ? output : value)
  if (failure !== null) return { kind: 'failure', ...failure }
  if (read.kind === 'misshapen' && value === undefined) {
    return { kind: 'misshapen', problem: UNREAD[unreadable(output)?.why ?? 'noJson'] }
  }
  return read
}
