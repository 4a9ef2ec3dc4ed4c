import { FOREIGN_STEM } from './foreign-names'
import { isOpaqueToken, isRandom, isTerm, looksOpaque, MASKED, saysNothing } from './mask'
import { factsOf, type NameFacts } from './names'
import { phraseEnd } from './unlisted-phrase'

/**
 * Secrets that only their name tells, in a text: `password: x`, `API_KEY=x`, `"client_secret": "x"`, `Cookie: a=b; c=d`,
 * `| api key | x |`, `fromSecret("x")`, "the password is x1!". Names are read backwards from what parts them from the value:
 * that is rare, letters are not.
 */
const PARTING =
  /[=-]>|→|:=|[:=]|\s(?:is|was|are|ist|lautet|est|es|è|é|luidt)(?=[\s:])|[ \t]\|(?=[ \t])|(?<=\w)\t|\((?=["'`])/g
/** Between a name and a value that has to look like one: what else stands there is prose, or the next column's title. */
const SAID = /[a-zèé|\t(]/
const FLAG = /(?<![\w-])(-{1,2}[a-z][\w-]{1,40}) +(?=[^\s-])/gi
/** Part of every name that can be a secret's: most names are told from these by a look. */
const STEM = new RegExp(
  `pass|pwd|pw$|secret|token|key|auth|cookie|cred|seed|mnemonic|phrase|words?|pin|sess|sid$|otp|jwt|bearer|code|priv|srp|signature|signer|sign$|cst|macaroon|cipher|psk|hmac|share|cv[vc]|puk|pfx|p12|${FOREIGN_STEM}`,
  'i',
)
/** `getCookie("theme")` asks for one by its name. */
const ASKS =
  /(?:^|[.\s])(?:get|has|is|read|find|fetch|delete|remove|describe|access|validate|check|verify|show)[^.\s]*$/i

const QUOTED = /"((?:[^"\\\r\n]|\\.)*)"?|'((?:[^'\\\r\n]|\\.)*)'?|`([^`]*)`?/y
const ESCAPED_QUOTED = /(\\+["'])((?:(?!\\+["'])[^\r\n])*)/y
/** In groups, as they are read aloud and typed: `ABCD EFGH IJKL`, `1234 5678`. */
const GROUPED = /(?:[A-Z\d]{3,6}(?:[ -][A-Z\d]{3,6}){1,15}|[a-z]{4}(?: [a-z]{4}){3})(?![\w:=-])/y
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
    if (match[0] === '(' && ASKS.test(name)) continue
    const isSaid = SAID.test(match[0]) || (match[0] === ':' && isInProse(name, text, end))
    const value = secretBehind(text, skipSpaces(text, end), factsOf(name), isSaid)
    if (value === null) continue
    out += text.slice(from, value.start) + MASKED
    from = value.end
    PARTING.lastIndex = Math.max(value.end, end)
  }
  return from === 0 ? text : out + text.slice(from)
}

/** Masks what follows `--api-key` and its like. */
export function maskFlags(text: string): string {
  let out = ''
  let from = 0
  for (const match of text.matchAll(FLAG)) {
    const at = match.index + match[0].length
    const flag = match[1] ?? ''
    const value = at < from ? null : secretBehind(text, at, factsOf(flag), !flag.startsWith('--'))
    if (value === null) continue
    out += text.slice(from, value.start) + MASKED
    from = value.end
  }
  return from === 0 ? text : out + text.slice(from)
}

/** Between a name and what parts it from its value: `"password" :`, `\"password\":`, `headers[password] =`. */
const CLOSES = /["'`\\\])*\s]/
const IN_NAME = /[\w.\-[\u00c0-\u024f]|\p{M}/u
const MAX_CLOSING = 6
const MAX_NAME = 64
const MAX_WORDS = 3

/** The name that ends before a place, up to three words of it: "here is my api key" ends in one that is known. */
function nameBefore(text: string, parting: number): string {
  let end = parting
  let last = end
  // "Backup codes (each works once):"
  if (text[end - 1] === ')') {
    const opens = text.lastIndexOf('(', end)
    if (opens > 0 && end - opens < MAX_NAME) last = end = opens
  }
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

/** "It's no secret: Nvidia…", "the secret: buy low": a proverb's secret is no credential, and what follows is words. */
const PROVERB =
  /(?:\bno|(?:^|[\s'])(?:the|not|an?|any|his|its|their|this|that|open|trade|only|real|big|le|il|el|o|das|un)(?:\s+\w+)?)\s+(?:secrets?|segreto|secreto|segredo|geheimnis)$/i
const WORDS = /\s{0,2}\p{L}[\p{Ll}']*(?![\w-])(?:[,;]? \p{L}[\p{Ll}']*(?![\w-])|[.!?](?:\s|$))/uy

/** Whether a name before a colon is a proverb's, and the sentence goes on in words. */
const isInProse = (name: string, text: string, end: number) =>
  PROVERB.test(name) && (/\bno\s+\S+$/i.test(name) || matchAt(WORDS, text, end) !== null)

/** An indented value on the next line is far away. */
const MAX_SPACES = 40
/** Over lines, in YAML: `key: |`, `key: >-`. */
const BLOCK = /[|>][+-]?\d?[ \t]*\r?\n[ \t]+/y
/** `**API key:** x`, the point of a list: "Backup codes:\n1. x", and what a language wraps a value in: `Some("x")`. */
const DECORATION =
  /\*{1,2}[ \t]+|(?:\d{1,2}[.)]|[-*•])[ \t]+(?=\S)|(?:Some|Just|Ok|Optional|Secret|SecretString)\((?=["'`])/y

function skipSpaces(text: string, from: number): number {
  let at = from
  while (at - from < MAX_SPACES && /[\s:]/.test(text[at] ?? '')) at++
  const skipped = matchAt(BLOCK, text, at) ?? matchAt(DECORATION, text, at)
  return skipped ? at + skipped[0].length : at
}

interface Value {
  text: string
  start: number
  end: number
}

/** Where the secret behind a name is; `isSaid` asks of it that it looks like one. */
function secretBehind(text: string, at: number, facts: NameFacts, isSaid: boolean): Value | null {
  if (facts.secret === 'never') return null
  const phrase = facts.secret === 'always' ? phraseEnd(text, at) : null
  if (phrase !== null) return { text: '', start: at, end: phrase }
  // Before the value is read: it may be a long line, which must not be read for every name in it.
  const isQuoted = /["'`\\]/.test(text[at] ?? '')
  const word = text.slice(isQuoted ? at + 1 : at, at + MAX_NAME).split(/[\s"'`]/, 1)[0] ?? ''
  if (!isQuoted && (saysNothing(word) || /^https?:\/\//.test(word))) return null
  if (!isQuoted && facts.inTextHolds?.test(word) === false) return null
  // "Secrets: 3 stored"
  if (facts.isList && !isQuoted && /^\d{1,3}$/.test(word)) return null
  if (isSaid && !looksTold(word, facts)) return null
  const found = valueAt(text, at, facts)
  const value = found && facts.secret === 'random' ? upToBreak(found) : found
  if (value === null || value.text === '' || saysNothing(value.text)) return null
  if (facts.isSessionId && value.text.startsWith('sess_')) return null
  if (facts.numberIsPlain && value.text.length < MAX_NAME && /^-?[\d.]+$/.test(value.text)) return null
  if (facts.secret === 'random' && !isRandom(value.text)) return null
  if (facts.secret !== 'always' && !isOpaqueToken(value.text)) return null
  return facts.isList && !isQuoted ? { ...value, end: listEnd(text, value.end) } : value
}

/** `AccountKey=x==;EndpointSuffix=y`: what follows is no part of it. */
function upToBreak({ text, start }: Value): Value {
  const random = text.split(/[;,&]/, 1)[0] ?? ''
  return { text: random, start, end: start + random.length }
}

const SHORTEST_SAID = 4

/** "The password is hunter2", but not "the password is wrong" and not "the token is 0.0123". */
function looksTold(word: string, { isCode }: NameFacts): boolean {
  if (word.length < SHORTEST_SAID) return false
  if (/^[$€£+-]?[\d.,]+[%.,]?$/.test(word)) return isCode && /^\d+[.,]?$/.test(word)
  return (/\d/.test(word) && !isTerm(word.replace(/[.,;]+$/, ''))) || looksOpaque(word)
}

/** More of a kind, each on its line or with a digit or a dash in it: `abcd-efgh, ijkl-mnop`. */
const MORE =
  /(?:[ \t]{0,4}[,;]?[ \t]{0,4}(?:\r?\n|\\n)[ \t]{0,8}(?:(?:\d{1,2}[.)]|[-*•])[ \t]{1,4})?[\w-]{4,64}(?:[ \t][\w-]{4,64}){0,3}(?=[ \t]{0,4}(?:[,;]|\r|\n|\\n|$))|[,;]?[ \t]{1,4}(?=[a-zA-Z]{0,40}[\d-])[\w-]{4,64}(?![\w:=]))+/y

/** Where a list ends whose first entry ends at a place. */
export const listEnd = (text: string, end: number) => end + (matchAt(MORE, text, end)?.[0].length ?? 0)

function valueAt(text: string, at: number, { secret, spansLine }: NameFacts): Value | null {
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
  const found =
    (nests || spansLine ? null : matchAt(GROUPED, text, at)) ??
    matchAt(nests ? NESTED : spansLine ? LINE : BARE, text, at)
  return found && { text: found[0], start: at, end: at + found[0].length }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
