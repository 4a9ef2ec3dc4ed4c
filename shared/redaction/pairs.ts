import { isAddress, looksOpaque, MASKED, saysNothing } from './mask'
import { factsOf, type NameFacts } from './names'

/**
 * Secrets that only their name tells, in a text: `password: x`, `API_KEY=x`, `"client_secret": "x"`, `Cookie: a=b; c=d`,
 * `--token x`, "the password is x1!". Looked for from the middle of the name, where few words begin.
 */
const STEM =
  'pass|pwd|\\bpw|secret|token|key|auth|cookie|cred|seed|mnemonic|phrase|words?|pin|sess|\\bsid|otp|jwt|bearer|code|priv|srp|signature|signer'
const NAMED = new RegExp(
  `(?:${STEM})[\\w.\\[\\] -]{0,24}?(["'\`\\\\\\]]{0,4}\\s{0,4}(?:=>|:=|[:=])\\s{0,4}|\\s(?:is|was)[: ]\\s{0,3})`,
  'gi',
)
/** The beginning of the name, before the stem. */
const NAME_BEFORE = /(?:[\w.-]{1,24} ){0,2}[\w.-]{0,40}$/
const FLAG = /(?<![\w-])(--?[a-z][\w-]{1,40})[ =]+(?=[^\s-])/gi

const QUOTED = /"((?:[^"\\\r\n]|\\.)*)"?|'((?:[^'\\\r\n]|\\.)*)'?|`([^`]*)`?/y
const ESCAPED_QUOTED = /(\\+["'])((?:(?!\\+["'])[^\r\n])*)/y
const NESTED = /[[{][^\]}]*[\]}]?/y
const BARE = /(?:[^\s"'`&,;<>(){}[\]\\|]|[,;](?=[^\s,;]))+/y
const LINE = /[^\r\n"'`\\]+/y

/** Masks the value behind every secret's name. */
export const maskPairs = (text: string) => maskBehind(maskBehind(text, NAMED), FLAG)

function maskBehind(text: string, pattern: RegExp): string {
  let out = ''
  let from = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const at = match.index + match[0].length
    const isFlag = pattern === FLAG
    const told = match[1] ?? ''
    const name = isFlag ? told : nameOf(text, match.index, match[0].slice(0, match[0].length - told.length))
    const value = secretBehind(text, at, factsOf(name), !isFlag && /\s(?:is|was)/.test(told))
    if (value === null) continue
    out += text.slice(from, value.start) + MASKED
    from = value.end
    pattern.lastIndex = Math.max(value.end, at)
  }
  return from === 0 ? text : out + text.slice(from)
}

function nameOf(text: string, stemAt: number, rest: string): string {
  const start = NAME_BEFORE.exec(text.slice(Math.max(0, stemAt - 64), stemAt))?.[0] ?? ''
  return start + rest
}

function secretBehind(
  text: string,
  at: number,
  facts: NameFacts,
  inSentence: boolean,
): { start: number; end: number } | null {
  if (facts.secret === 'never') return null
  const value = valueAt(text, at, facts.spansLine)
  if (value === null || value.text === '' || saysNothing(value.text) || value.text.includes(MASKED)) return null
  if (facts.isSessionId && value.text.startsWith('sess_')) return null
  if (facts.numberIsPlain && /^-?[\d.]+$/.test(value.text)) return null
  const word = value.text.split(/\s/, 1)[0] ?? ''
  if (!value.quoted && (saysNothing(word) || /^https?:\/\//.test(word))) return null
  if (inSentence && !/\d/.test(word) && !looksOpaque(word)) return null
  if (inSentence && word.replace(/\W+$/, '').length < 4) return null
  if (facts.secret !== 'always' && !isOpaqueToken(value.text)) return null
  return { start: value.start, end: value.end }
}

/** A credential under a name that is as often a coin's. */
export const isOpaqueToken = (value: string) =>
  !isAddress(value) &&
  !/\s/.test(value) &&
  !/^\$?[A-Za-z]{1,12}$/.test(value) &&
  !/^\$?[A-Z0-9.]{1,10}$/.test(value) &&
  !/^[\d.,$%+-]+$/.test(value)

function valueAt(
  text: string,
  at: number,
  spansLine: boolean,
): { text: string; start: number; end: number; quoted: boolean } | null {
  const first = text[at]
  if (first === '"' || first === "'" || first === '`') {
    const inner = matchAt(QUOTED, text, at)
    const said = inner?.[1] ?? inner?.[2] ?? inner?.[3] ?? ''
    return { text: said, start: at + 1, end: at + 1 + said.length, quoted: true }
  }
  const escaped = first === '\\' ? matchAt(ESCAPED_QUOTED, text, at) : null
  if (escaped) {
    const start = at + (escaped[1]?.length ?? 0)
    const said = escaped[2] ?? ''
    return { text: said, start, end: start + said.length, quoted: true }
  }
  const found = first === '[' || first === '{' ? matchAt(NESTED, text, at) : matchAt(spansLine ? LINE : BARE, text, at)
  return found && { text: found[0], start: at, end: at + found[0].length, quoted: false }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
