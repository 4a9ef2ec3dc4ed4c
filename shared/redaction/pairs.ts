import { isOpaqueToken, looksOpaque, MASKED, saysNothing } from './mask'
import { factsOf, type NameFacts } from './names'

/**
 * Secrets that only their name tells, in a text: `password: x`, `API_KEY=x`, `"client_secret": "x"`, `Cookie: a=b; c=d`,
 * `<password>x</password>`, "the password is x1!". Names are read backwards from what parts them from the value: that is rare, letters are
 * not.
 */
const PARTING = /=>|:=|[:=]|\s(?:is|was)(?=[\s:])|>(?<=<[\w:.-]{1,40}>)/g
const FLAG = /(?<![\w-])(--[a-z][\w-]{1,40}) +(?=[^\s-])/gi
/** Part of every name that can be a secret's: most names are told from these by a look. */
const STEM =
  /pass|pwd|pw$|secret|token|key|auth|cookie|cred|seed|mnemonic|phrase|words?|pin|sess|sid$|otp|jwt|bearer|code|priv|srp|signature|signer/i

const QUOTED = /"((?:[^"\\\r\n]|\\.)*)"?|'((?:[^'\\\r\n]|\\.)*)'?|`([^`]*)`?/y
const ESCAPED_QUOTED = /(\\+["'])((?:(?!\\+["'])[^\r\n])*)/y
const NESTED = /[[{][^\]}]*[\]}]?/y
const BARE = /(?:[^\s"'`&,;<>(){}[\]\\|]|[,;](?=[^\s,;]))+/y
/** Quotes end it, but for those of a parameter: `Digest username="a", response="b"`. */
const LINE = /(?:="[^"\r\n]*"|[^\r\n"'`\\])+/y

/** Masks the value behind every secret's name. */
export function maskPairs(text: string): string {
  let out = ''
  let from = 0
  PARTING.lastIndex = 0
  for (let match = PARTING.exec(text); match; match = PARTING.exec(text)) {
    const name = nameBefore(text, match.index)
    if (!STEM.test(name)) continue
    const end = match.index + match[0].length
    const value = secretBehind(text, skipSpaces(text, end), factsOf(name), /\w/.test(match[0]))
    if (value === null) continue
    out += text.slice(from, value.start) + MASKED
    from = value.end
    PARTING.lastIndex = Math.max(value.end, end)
  }
  return from === 0 ? text : out + text.slice(from)
}

/** `curl -u user:password` */
const USER_FLAG = /(?<=(?:^|\s)(?:-u|--user)[ =]{1,4}["']?[^\s:"']{1,64}:)[^\s"']+/g

/** Masks what follows `--api-key` and its like. */
export function maskFlags(text: string): string {
  let out = ''
  let from = 0
  for (const match of text.matchAll(FLAG)) {
    const at = match.index + match[0].length
    const value = at < from ? null : secretBehind(text, at, factsOf(match[1] ?? ''), false)
    if (value === null) continue
    out += text.slice(from, value.start) + MASKED
    from = value.end
  }
  return (from === 0 ? text : out + text.slice(from)).replace(USER_FLAG, MASKED)
}

/** Between a name and what parts it from its value: `"password" :`, `\"password\":`, `headers[password] =`. */
const CLOSES = /["'`\\\]\s]/
const IN_NAME = /[\w.\-[]/
const MAX_CLOSING = 6
const MAX_NAME = 64
const MAX_WORDS = 3

/** The name that ends before a place, up to three words of it: "here is my api key" ends in one that is known. */
function nameBefore(text: string, end: number): string {
  let last = end
  while (last > 0 && end - last < MAX_CLOSING && CLOSES.test(text[last - 1] ?? '')) last--
  let first = last
  let words = 1
  while (first > 0 && last - first < MAX_NAME) {
    const before = text[first - 1] ?? ''
    if (before === ' ' && words < MAX_WORDS) words++
    else if (!IN_NAME.test(before)) break
    first--
  }
  return text.slice(first, last)
}

const MAX_SPACES = 8

function skipSpaces(text: string, from: number): number {
  let at = from
  while (at - from < MAX_SPACES && /[\s:]/.test(text[at] ?? '')) at++
  return at
}

function secretBehind(
  text: string,
  at: number,
  facts: NameFacts,
  inSentence: boolean,
): { start: number; end: number } | null {
  if (facts.secret === 'never') return null
  // Before the value is read: it may be a long line, which must not be read for every name in it.
  const isQuoted = /["'`\\]/.test(text[at] ?? '')
  const word = text.slice(isQuoted ? at + 1 : at, at + MAX_NAME).split(/[\s"'`]/, 1)[0] ?? ''
  if (!isQuoted && (saysNothing(word) || /^https?:\/\//.test(word))) return null
  if (!isQuoted && facts.inTextHolds?.test(word) === false) return null
  // "The password is hunter2", but not "the password is wrong".
  if (inSentence && (word.length < SHORTEST_SAID || (!/\d/.test(word) && !looksOpaque(word)))) return null
  const value = valueAt(text, at, facts)
  if (value === null || value.text === '' || saysNothing(value.text)) return null
  if (facts.isSessionId && value.text.startsWith('sess_')) return null
  if (facts.numberIsPlain && value.text.length < MAX_NAME && /^-?[\d.]+$/.test(value.text)) return null
  if (facts.secret !== 'always' && !isOpaqueToken(value.text)) return null
  return { start: value.start, end: value.end }
}

const SHORTEST_SAID = 4

function valueAt(
  text: string,
  at: number,
  { secret, spansLine }: NameFacts,
): { text: string; start: number; end: number } | null {
  const first = text[at]
  if (first === '"' || first === "'" || first === '`') {
    const inner = matchAt(QUOTED, text, at)
    const said = inner?.[1] ?? inner?.[2] ?? inner?.[3] ?? ''
    return { text: said, start: at + 1, end: at + 1 + said.length }
  }
  const escaped = first === '\\' ? matchAt(ESCAPED_QUOTED, text, at) : null
  if (escaped) {
    const start = at + (escaped[1]?.length ?? 0)
    const said = escaped[2] ?? ''
    return { text: said, start, end: start + said.length }
  }
  const nests = first === '[' || first === '{'
  // Read to its end, so only what is masked to its end: no text is read twice.
  if (nests && secret !== 'always') return null
  const found = matchAt(nests ? NESTED : spansLine ? LINE : BARE, text, at)
  return found && { text: found[0], start: at, end: at + found[0].length }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
