import { saysFailed, tellsOfFailure } from './failure-words'
import { parseJson } from './json-text'

/**
 * Whether a tool's answer says that it failed. MCP has `isError` for it, and many servers don't set it: what their own
 * backend answered is passed on as it came. The shapes are those of JSON-RPC 2.0, of RFC 9457 (problem details), of GraphQL,
 * JSend, and of what exchanges and market services really answer. Numbers in such an answer (a status, seconds to wait) are
 * no figures of a market.
 *
 * The other mistake is as bad: figures that are taken for a failure. So an empty `error`, a status of 200, the status of an
 * order among its figures, and an error beside rows (a part that is missing) are no failures.
 */
export interface ToolFailure {
  /** The code that it names, or `tool_error`. */
  error: string
  /** In its own words, where it has any. */
  message: string | undefined
}

/** `{ result: { data: { error } } }` is real; more is not. */
const MAX_ENVELOPES = 4

/** Why it failed; null when it does not say that it did. `value` is JSON, or a text that is none. Never throws. */
export function failureIn(value: unknown): ToolFailure | null {
  return failure(value, MAX_ENVELOPES)
}

function failure(value: unknown, depth: number): ToolFailure | null {
  if (typeof value === 'string') return saysFailed(value) ? { error: 'tool_error', message: value } : null
  if (Array.isArray(value)) return failureInAll(value, depth)
  if (!isRecord(value)) return null
  const fields = fieldsOf(value)
  return (
    declared(fields) ?? byError(fields) ?? byStatus(fields) ?? byCode(fields) ?? alone(fields) ?? inside(fields, depth)
  )
}

type Fields = ReadonlyMap<string, unknown>

/** `errorMessage`, `error_message` and `ErrorMessage` are one name. */
const fieldsOf = (value: Record<string, unknown>): Fields =>
  new Map(Object.entries(value).map(([name, entry]) => [name.replace(/[_-]/g, '').toLowerCase(), entry]))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const MESSAGES = ['message', 'errormessage', 'msg', 'retmsg', 'detail', 'description', 'reason', 'title', 'faultstring']
const ERRORS = ['error', 'errors', 'err', 'exception', 'fault', 'errormessage', 'errormsg']
/** Says nothing of what was asked for. */
const ABOUT = new Set([
  ...MESSAGES,
  ...ERRORS,
  ...'code errorcode errortype retcode status statuscode statustext httpstatus httpcode httpstatuscode type'.split(' '),
  ...'success ok iserror failed id requestid traceid correlationid jsonrpc method path instance url link'.split(' '),
  ...'timestamp time ts elapsed retryafter retryafterseconds retryafterms docs help hint stack name meta'.split(' '),
  ...'details issues violations extensions response request query params input args arguments filters'.split(' '),
  ...'context headers notice warning warnings haswarning ratelimit ratelimits documentation termsofuse'.split(' '),
])

const found = (fields: Fields, code: unknown = null): ToolFailure => {
  const nested = ERRORS.map((name) => fields.get(name)).find((entry) => isRecord(entry) || Array.isArray(entry))
  const [first] = Array.isArray(nested) ? nested : [nested]
  const inner: Fields = isRecord(first) ? fieldsOf(first) : new Map()
  const plain = ERRORS.map((name) => codeIn(fields.get(name))).find((text) => text !== undefined)
  const deeper = ERRORS.some((name) => inner.has(name)) && messageIn(inner) === undefined ? found(inner) : undefined
  const named = codeIn(code) ?? codeIn(fields.get('code')) ?? codeIn(inner.get('code')) ?? plain
  return {
    error: named ?? 'tool_error',
    message: messageIn(fields) ?? messageIn(inner) ?? textOf(first) ?? deeper?.message ?? plain,
  }
}

const messageIn = (fields: Fields): string | undefined =>
  MESSAGES.map((name) => textOf(fields.get(name))).find((text) => text !== undefined)
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined
const codeIn = (value: unknown): string | undefined =>
  typeof value === 'number' && value !== 0 ? String(value) : typeof value === 'string' ? textOf(value) : undefined

/** It says so in as many words: MCP's `isError`, `success: false`. */
function declared(fields: Fields): ToolFailure | null {
  if (isTrue(fields.get('iserror'))) return { ...found(fields), ...ofContent(fields) }
  const refused = ['success', 'ok', 'succeeded', 'issuccess', 'successful'].some((name) => isFalse(fields.get(name)))
  // As a number or a status it may be a count, or that of something else.
  const bare = isBare(fields) && messageIn(fields) !== undefined
  const faint = fields.get('success') === 0 || isFalse(fields.get('status')) || isTrue(fields.get('failed'))
  return refused || (bare && faint) ? found(fields) : null
}
const isTrue = (value: unknown) => value === true || value === 'true'
const isFalse = (value: unknown) => value === false || value === 'false'

/** The words of MCP content. */
function ofContent(fields: Fields): Partial<ToolFailure> {
  const content = fields.get('content')
  const parts = Array.isArray(content) ? content : [content]
  const text = parts
    .map((part) => textOf(isRecord(part) ? part.text : part) ?? '')
    .join(' ')
    .trim()
  if (text === '') return {}
  const value = parseJson(text)
  return isRecord(value) ? found(fieldsOf(value)) : { error: 'tool_error', message: text }
}

/** An `error` that is one. Beside rows it is about a part that is missing. */
function byError(fields: Fields): ToolFailure | null {
  const failed = ERRORS.some((name) => isError(fields.get(name), name))
  return failed && !hasRows(fields) ? found(fields) : null
}

/** Words for no error. */
const NO_ERROR = /^(?:|none|null|nil|no|no errors?|false|0|ok|success|n\/a|undefined)$/i

function isError(value: unknown, name: string): boolean {
  if (typeof value === 'string') return !NO_ERROR.test(value.trim())
  if (value === true) return true
  // Else it may be a deviation.
  if (typeof value === 'number') return isHttpError(value) || value < 0
  if (Array.isArray(value)) return value.some((entry) => isError(entry, ''))
  // On Solana `err` tells how a transaction ended, which is what was asked for.
  if (!isRecord(value) || name === 'err') return false
  return Object.values(value).some((entry) => entry !== null && entry !== '' && entry !== 0 && entry !== false)
}

const hasRows = (fields: Fields): boolean =>
  [...fields].some(([name, value]) => {
    if (ABOUT.has(name)) return false
    if (Array.isArray(value)) return value.length > 0
    return isRecord(value) && Object.values(value).some((entry) => typeof entry === 'number' || isFilled(entry))
  })
const isFilled = (value: unknown): boolean => typeof value === 'object' && !isNothing(value)

/** Whether it holds nothing but words about itself. */
const isBare = (fields: Fields): boolean =>
  [...fields].every(
    ([name, value]) => ABOUT.has(name) || isNothing(value) || (ENVELOPES.includes(name) && typeof value === 'string'),
  )
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

const FAILED =
  /^(?:error|err|fail|failed|failure|exception|notok|unauthori[sz]ed|forbidden|rate.?limit(?:ed)?|timeout|unavailable)$/i

/** `status` in words (JSend), as an object (CoinMarketCap, CoinGecko), or as Etherscan's "0" beside NOTOK. */
function byStatus(fields: Fields): ToolFailure | null {
  for (const name of ['status', 'result', 'response', 'state', 'outcome', 'type']) {
    const status = fields.get(name)
    // That of an order or a transaction stands among its figures.
    if (typeof status !== 'string' || !FAILED.test(status.trim())) continue
    const beside = without(fields, name)
    if (isBare(beside) || (status === 'fail' && isBare(without(beside, 'data')) && tellsByField(fields.get('data'))))
      return found(fields)
  }
  const status = fields.get('status')
  if (isRecord(status)) {
    const inner = fieldsOf(status)
    const code = inner.get('errorcode') ?? inner.get('code')
    if (codeIn(code) !== undefined && !isSuccessCode(code) && !hasRows(without(fields, 'status')))
      return found(inner, code)
  }
  const message = fields.get('message')
  const notOk = typeof message === 'string' && /^not ?ok$/i.test(message)
  return notOk ? { error: 'tool_error', message: textOf(fields.get('result')) ?? textOf(message) } : null
}
/** JSend's `fail` says in `data` what is wrong with each field. */
const tellsByField = (data: unknown): boolean =>
  isRecord(data) && Object.values(data).every((entry) => typeof entry === 'string')
const without = (fields: Fields, name: string): Fields => new Map([...fields].filter(([other]) => other !== name))

const CODES = ['statuscode', 'httpstatus', 'httpcode', 'httpstatuscode', 'status', 'code', 'errorcode', 'retcode']
/** Names of nothing else than an answer's own status. */
const CERTAIN = new Set(['statuscode', 'httpstatus', 'httpcode', 'httpstatuscode', 'errorcode', 'retcode'])

/** HTTP's 4xx and 5xx, JSON-RPC's and Binance's negative ones, and any other that is not success beside a message. */
function byCode(fields: Fields): ToolFailure | null {
  if (hasRows(fields)) return null
  for (const name of CODES) {
    const code = fields.get(name)
    const number = typeof code === 'string' && /^-?\d+$/.test(code) ? Number(code) : code
    const bad = typeof number === 'number' && (isHttpError(number) || number < 0)
    if (bad && (CERTAIN.has(name) || isBare(fields))) return found(fields, code)
    const told = name === 'errorcode' || name === 'retcode' || (name === 'code' && messageIn(fields) !== undefined)
    if (told && codeIn(code) !== undefined && !isSuccessCode(code) && isBare(fields)) return found(fields, code)
  }
  return null
}
const isHttpError = (code: number): boolean => Number.isInteger(code) && code >= 400 && code < 600
/** KuCoin's 200000 and OKX's "0" among them. */
const isSuccessCode = (code: unknown): boolean => /^(?:0+|1|2\d\d(?:000)?|ok|success|none)$/i.test(String(code))

/** Gateways answer a message and nothing else: `{"message":"Too Many Requests"}`, `{"detail":"Not Found"}`. */
function alone(fields: Fields): ToolFailure | null {
  if (!isBare(fields)) return null
  const detail = fields.get('detail')
  // FastAPI lists what of the arguments is wrong.
  if (Array.isArray(detail) && detail.length > 0 && detail.every((entry) => isRecord(entry) && 'msg' in entry)) {
    const [first] = detail
    return { error: 'tool_error', message: isRecord(first) ? textOf(first.msg) : undefined }
  }
  const said = messageIn(fields)
  if (said === undefined || !tellsOfFailure(said)) return null
  return found(fields)
}

/** What an envelope holds. */
const ENVELOPES = ['result', 'data', 'response', 'body', 'output', 'payload', 'content', 'structuredcontent', 'text']

function inside(fields: Fields, depth: number): ToolFailure | null {
  if (depth === 0) return null
  const open = ENVELOPES.filter((name) => !isNothing(fields.get(name)))
  const [only] = open
  if (open.length !== 1 || only === undefined || !isBare(without(fields, only))) return null
  return failure(fields.get(only), depth - 1)
}

/** A batch that failed as a whole; numbers and words in a list are what was asked for. */
function failureInAll(all: readonly unknown[], depth: number): ToolFailure | null {
  if (depth === 0 || all.length === 0 || all.length > MAX_BATCH || !all.every(isRecord)) return null
  const failures = all.map((entry) => issueIn(entry) ?? failure(entry, depth - 1))
  return failures.every((entry) => entry !== null) ? (failures[0] ?? null) : null
}
/** What zod and pydantic find wrong with the arguments, each with its place in them. */
function issueIn(entry: unknown): ToolFailure | null {
  if (!isRecord(entry) || !(Array.isArray(entry.path) || Array.isArray(entry.loc))) return null
  const message = textOf(entry.message) ?? textOf(entry.msg)
  const code = textOf(entry.code) ?? textOf(entry.type)
  return message === undefined || code === undefined ? null : { error: code, message }
}
/** Longer lists are rows. */
const MAX_BATCH = 50
