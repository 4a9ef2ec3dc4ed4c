import { isKeyBytes } from './redaction/chain-keys'
import { passwordsIn } from './redaction/command-line'
import { isOpaqueToken, isRandom, looksOpaque, MASKED } from './redaction/mask'
import { factsOf, type NameFacts } from './redaction/names'
import { FEWEST_WORDS, isSeedPhrase } from './redaction/seed-phrase'
import { readShapes, type Told, wordsOf } from './redaction/shapes'
import { maskText } from './redaction/text'
import { isUnlistedPhrase } from './redaction/unlisted-phrase'

/**
 * Masks secrets in anything that is about to be logged or shown. It runs on the way in: what a log never held can't leak.
 * A masked value keeps what tells its kind, and its last two characters where they give nothing away.
 *
 * Four things give a secret away, each with files of its own in redaction/: its look (`ghp_…`), the name that it stands
 * under (`apiKey`, in any spelling and seven languages), its place (64 bytes under `signature` are one, elsewhere a key), and
 * what stands beside it (`args` beside `op: "auth"`).
 * `npm run redaction` shows what is masked and what stays readable.
 */

/** What is deeper is no event of a conversation, and a walk without an end would be the engine's. */
const MAX_DEPTH = 100
/** Values in one event; shared references could unfold to any number. */
const MAX_VALUES = 1_000_000
const TOO_DEEP = '…too deep…'
const CYCLE = '…cycle…'
const UNREADABLE = '…unreadable…'

interface Walk {
  depth: number
  values: number
  /** Whether anything had to be replaced. */
  changed: boolean
  above: unknown[]
}

/** A copy of a JSON value with every secret masked, by the field's name, its look or its place. Never throws. */
export function redact(value: unknown, name = ''): unknown {
  try {
    return redactValue(value, name, { depth: 0, values: 0, changed: false, above: [] })
  } catch {
    // A getter or proxy that throws: what can't be read can't be shown.
    return UNREADABLE
  }
}

/** Masks every secret inside a text; one that is JSON is walked by its fields. Never throws, linear in the length. */
export function redactText(text: string): string {
  const masked = redact(text)
  return typeof masked === 'string' ? masked : UNREADABLE
}

function redactValue(value: unknown, name: string, walk: Walk): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value
  const facts = factsOf(name)
  if (typeof value === 'string') return redactString(value, facts, walk)
  if (typeof value !== 'object') {
    return facts.secret === 'always' && !facts.numberIsPlain ? masked(walk) : value
  }
  if (walk.above.includes(value)) return replaced(CYCLE, walk)
  if (walk.depth >= MAX_DEPTH || ++walk.values > MAX_VALUES) return replaced(TOO_DEEP, walk)
  walk.above.push(value)
  walk.depth++
  const copy = Array.isArray(value) ? redactArray(value, name, facts, walk) : redactObject(value, facts, walk)
  walk.depth--
  walk.above.pop()
  return copy
}

const masked = (walk: Walk) => replaced(MASKED, walk)

function replaced(by: string, walk: Walk): string {
  walk.changed = true
  return by
}

function redactString(text: string, facts: NameFacts, walk: Walk): string {
  if (facts.secret !== 'never' && isSecretText(text, facts)) return masked(walk)
  if (facts.place === 'phrase' && isUnlistedPhrase(text.trim().split(/\s+/))) return masked(walk)
  const shown = looksLikeJson(text) ? redactJson(text, facts, walk) : maskText(text, facts.place)
  if (shown !== text) walk.changed = true
  return shown
}

function isSecretText(text: string, { secret, isSessionId }: NameFacts): boolean {
  if (isSessionId && text.startsWith('sess_')) return false
  if (secret === 'random') return isRandom(text)
  return secret === 'opaque' ? isOpaqueToken(text) : true
}

/** Tool outputs are JSON inside a text: their fields have names, too. */
function redactJson(text: string, facts: NameFacts, walk: Walk): string {
  if (walk.depth >= MAX_DEPTH) return TOO_DEEP
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return maskText(text, facts.place)
  }
  const inner: Walk = { ...walk, depth: walk.depth + 1, changed: false, above: [] }
  const copy = redactValue(parsed, '', inner)
  walk.values = inner.values
  // As it was written, unless something had to go.
  return inner.changed ? JSON.stringify(copy) : text
}

function looksLikeJson(text: string): boolean {
  const first = text.charCodeAt(0)
  // Most texts begin with a letter or digit.
  if (first > 0x2f && first !== 0x5b && first !== 0x7b) return false
  const start = first === 0x5b || first === 0x7b ? text[0] : text.trimStart()[0]
  return start === '{' || start === '['
}

function redactArray(values: unknown[], name: string, facts: NameFacts, walk: Walk): unknown {
  if (values.length === 0) return []
  if (facts.secret === 'always' || isKey(values, facts)) return masked(walk)
  if (isPair(values) && factsOf(values[0]).secret !== 'never' && looksLikeValue(values[1]))
    return redactPair(values, walk)
  if (values.every(isPair)) return values.map((pair) => (isPair(pair) ? redactPair(pair, walk) : pair))
  // Node's raw headers: names and values in turn.
  if (/headers$/i.test(name) && values.length % 2 === 0 && values.every((value) => typeof value === 'string')) {
    return values.map((value, index) => redactValue(value, index % 2 === 0 ? '' : String(values[index - 1]), walk))
  }
  // `["auth", key, signature]`
  if (typeof values[0] === 'string' && LOGIN.test(values[0])) {
    return values.map((value) => maskTold(value, (text) => looksOpaque(text), walk) ?? redactValue(value, name, walk))
  }
  const passwords = typeof values[0] === 'string' ? passwordsIn(values) : NONE
  return values.map((value, index) =>
    passwords.has(index) ? masked(walk) : redactValue(value, flag(values[index - 1]) ?? name, walk),
  )
}

const LOGIN = /^(?:auth|authenticate|log_?in)$/i
const NONE: ReadonlySet<number> = new Set()

/** `["--api-key", "..."]`, in the arguments of a command. */
const flag = (before: unknown) => (typeof before === 'string' && before.startsWith('--') ? before : null)

/** Whether a list is a key's bytes or a phrase's words. */
const isKey = (values: unknown[], { place }: NameFacts) =>
  isKeyBytes(values, place) || (values.length >= FEWEST_WORDS && isPhrase(values, place))

function isPhrase(values: unknown[], place: NameFacts['place']): boolean {
  const words =
    typeof values[0] === 'string'
      ? values.map((it) => (typeof it === 'string' ? it.toLowerCase() : ''))
      : (wordsOf(values) ?? [])
  return isSeedPhrase(words) || (place === 'phrase' && isUnlistedPhrase(words))
}

/** `["x-api-key", "..."]`, as headers and parameters are passed. */
const isPair = (value: unknown): value is [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'

/** A lone pair may be a list of two names: `required: ["password", "email"]`. */
const looksLikeValue = (value: unknown) => typeof value === 'string' && looksOpaque(value, 6)

const redactPair = ([name, value]: [string, unknown], walk: Walk) => [
  redactValue(name, '', walk),
  redactValue(value, name, walk),
]

function redactObject(value: object, facts: NameFacts, walk: Walk): unknown {
  // `client_secret: {value, expires_at}`: the time may stay, the rest may not.
  const onlyTime = facts.secret === 'always' && 'expires_at' in value
  if (facts.secret === 'always' && !onlyTime) return isSchema(value) ? redactSchema(value, walk) : masked(walk)
  const entries = Object.entries(value)
  // `{0: 17, 1: 244, …}` as bytes are printed, `{word1: "still", …}`
  if (entries.length >= FEWEST_WORDS && /\d$/.test(entries[0]?.[0] ?? '') && isKey(Object.values(value), facts))
    return masked(walk)
  const told = readShapes(value)
  const copy: Record<string, unknown> = {}
  for (const [key, entry] of entries) {
    const shown = onlyTime && key !== 'expires_at' ? masked(walk) : redactEntry(value, key, entry, told?.(key), walk)
    put(copy, redactKey(key, walk), shown)
  }
  return copy
}

function redactEntry(value: object, key: string, entry: unknown, told: Told | null | undefined, walk: Walk): unknown {
  return (told ? maskTold(entry, told, walk) : null) ?? redactValue(entry, nameIn(value, key, entry), walk)
}

/** Masks the texts that a shape tells of, in a copy; null when there is none, and the value's own rules decide. */
function maskTold(entry: unknown, told: Told, walk: Walk): unknown {
  if (typeof entry === 'string') return entry !== '' && told(entry) ? masked(walk) : null
  if (typeof entry !== 'object' || entry === null || walk.depth >= MAX_DEPTH) return null
  if (walk.above.includes(entry)) return null
  walk.above.push(entry)
  walk.depth++
  const shown = Array.isArray(entry)
    ? entry.map((it) => maskTold(it, told, walk) ?? redactValue(it, '', walk))
    : Object.entries(entry).reduce<Record<string, unknown>>((copy, [key, it]) => {
        put(copy, redactKey(key, walk), maskTold(it, told, walk) ?? redactEntry(entry, key, it, null, walk))
        return copy
      }, {})
  walk.depth--
  walk.above.pop()
  return shown
}

/** The name that a value really has. */
function nameIn(value: object, key: string, entry: unknown): string {
  if (factsOf(key).isValue) return namedBySibling(value) ?? key
  // A JSON-RPC node is asked for a transaction by its signature, and answers one with it.
  if (key === 'params' && 'method' in value && /transaction|signature/i.test(String(value.method))) return 'signature'
  return key === 'result' && typeof entry === 'string' && 'jsonrpc' in value ? 'signature' : key
}

/** A longer one is a sentence. */
const LONGEST_NAME = 40
const NAMES = /^(?:name|key|header|field|header_?name|k|type|id|label|title)$/i

/** `{name: "authorization", value: "..."}`: the name that the value really has, when it is a secret's. */
function namedBySibling(value: object): string | null {
  for (const [key, name] of Object.entries(value)) {
    if (typeof name === 'string' && name.length <= LONGEST_NAME && NAMES.test(key) && factsOf(name).secret !== 'never')
      return name
  }
  return null
}

/** A parameter of a tool, `password: {type: "string", description}`, is no password: what describes it stays. */
const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']
const DESCRIBES =
  /^(?:type|title|description|format|pattern|nullable|minLength|maxLength|minimum|maximum|minItems|maxItems)$/
const isSchema = (value: object) => 'type' in value && typeof value.type === 'string' && TYPES.includes(value.type)

function redactSchema(value: object, walk: Walk): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const [key, entry] of Object.entries(value)) {
    put(copy, key, DESCRIBES.test(key) ? redactValue(entry, key, walk) : masked(walk))
  }
  return copy
}

/** A table may be kept by secret: `{"sk-…": 1}`. */
const SHORTEST_SECRET_NAME = 20
function redactKey(key: string, walk: Walk): string {
  if (key.length < SHORTEST_SECRET_NAME) return key
  const shown = maskText(key)
  if (shown !== key) walk.changed = true
  return shown
}

/** `__proto__` in a server's JSON is a name like any other. */
function put(copy: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true })
  else copy[key] = value
}
