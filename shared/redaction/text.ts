import {
  AWS_SECRET_LENGTH,
  maskAwsSecrets,
  maskByteLists,
  maskChainKeys,
  maskFamilySeeds,
  SHORTEST_KEY,
  SHORTEST_SEED,
} from './chain-keys'
import { maskCommands } from './command-line'
import { maskDocuments } from './documents'
import { isAddress, looksOpaque, MASKED, maskKeeping, saysNothing } from './mask'
import type { NameFacts } from './names'
import { maskFlags, maskPairs } from './pairs'
import { maskSeedPhrases, SHORTEST_PHRASE } from './seed-phrase'
import { maskTokens, SHORTEST_TOKEN } from './token-formats'
import { maskTold } from './told'
import { maskAnnounced } from './unlisted-phrase'
import { maskUrls } from './urls'

/** "pin: 1" */
const SHORTEST = 6

/** What most texts of a session are, none of them a secret: a word, an id, a type, a time, an address. */
const PLAIN =
  /^(?: ?[A-Za-z]{0,15}[,.!?]?|(?:event|item|resp|call|msg|conv|sess|mcp|mcpr|mcpl|turn)_[A-Za-z0-9]{4,48}|[a-z]+(?:\.[a-z]+(?:_[a-z]+)*)+|\d{4}-\d\d-\d\dT[\d:.]{5,20}Z?|[1-9A-HJ-NP-Za-km-z]{43,44})$/
const LONGEST_PLAIN = 64

/** JSON Web Tokens (RFC 7519), and encrypted ones: parts in base64url, the first begins with `{"`; also wrapped or spaced. One without a dot is matched, too, and left: no text is read twice. */
const JWT =
  /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{6,}(?:(?:\s|\\n){0,8}\.(?:\s|\\n){0,8}[A-Za-z0-9_-]*|(?:\r?\n|\\n)[ \t]{0,8}[A-Za-z0-9_-]{8,})*/g
/** Also of SSH2 and OpenVPN. */
const PEM =
  /-{4,5} ?BEGIN [A-Za-z0-9 ]{0,40}(?:PRIVATE KEY|Static key)(?: BLOCK| V1)? ?-{4,5}[\s\S]*?(?:-{4,5} ?END [A-Za-z0-9 ]{0,40}(?:PRIVATE KEY|Static key)(?: BLOCK| V1)? ?-{4,5}|$)/g
/** Schemes of the Authorization header (RFC 9110, 11.6.2), wherever they stand. */
const SCHEME =
  /(?<![A-Za-z])(bearer|basic|token|bot|api-?key)([ \t]{1,4})(?![\w-]{1,24}=["'])([A-Za-z0-9._~+/=-]{6,})((?::[A-Za-z0-9._~+/=-]{6,})?)/gi
const AWS_SCHEME = /(AWS4-HMAC-SHA256)[ \t]+[^\r\n"'`]+/g
const UNBROKEN = /[^\s"'<>&]+/g
/** What is encoded twice is looked at decoded twice. */
const MAX_ENCODED = 2

/**
 * Masks every secret that a text shows by its look or its place; `place` is that of the field that it stands under.
 * Each rule runs only on texts that have what it needs: one look at the characters tells.
 */
export function maskText(text: string, place: NameFacts['place'] = null, depth = 0): string {
  if (text.length < SHORTEST || (text.length <= LONGEST_PLAIN && PLAIN.test(text))) return text
  const { marks, unbroken, base64 } = lookAt(text)
  let out = text
  if (marks & DASH && (out.includes('--BEGIN') || out.includes('-- BEGIN'))) out = out.replace(PEM, maskPem)
  if (out.includes('eyJ')) out = out.replace(JWT, (token) => (token.includes('.') ? maskKeeping('eyJ', token) : token))
  if (unbroken >= SHORTEST_TOKEN) out = maskTokens(out)
  // Before the names: "Save this seed phrase:" must not mask its first word alone.
  if (out.length >= SHORTEST_PHRASE) out = maskAnnounced(maskSeedPhrases(out), MASKED)
  if (marks & PARTS && (marks & QUERY || out.includes('://'))) out = maskUrls(out)
  if (marks & PERCENT && depth < MAX_ENCODED) out = out.replace(UNBROKEN, (part) => maskEncoded(part, depth))
  if (marks & QUERY && depth < MAX_ENCODED && ENTITIES.test(out)) out = maskEscaped(out, place, depth)
  if (marks & SPACE && unbroken >= SHORTEST) out = maskSchemes(out)
  if (marks & (PARTS | SPACE | COMMA)) out = maskDocuments(out)
  if (marks & SPACE && COMMAND.test(out)) out = maskCommands(out)
  if (marks & (PARTS | SPACE)) out = maskPairs(out)
  if (marks & SPACE) out = maskTold(out)
  if (marks & DASH && FLAGS.test(out)) out = maskFlags(out)
  if (base64 >= SHORTEST_SEED) out = maskFamilySeeds(out)
  if (base64 >= SHORTEST_KEY) out = maskChainKeys(out, place)
  if (marks & COMMA && marks & DIGIT) out = maskByteLists(out)
  if (marks & AWS_LONG) out = maskAwsSecrets(out)
  return out
}

const FLAGS = /-\w+[ \t]/
const COMMAND = /\s[-/]{1,2}\w/

const PARTS = 1
const QUERY = 2
const PERCENT = 4
const SPACE = 8
const DASH = 16
const COMMA = 32
const DIGIT = 64
const BASE64 = 128
const UNBREAKING = 256
/** A run of base64 that is as long as an AWS secret. */
const AWS_LONG = 512

/** What a character tells, by its code. */
const MARKS = new Uint16Array(128)
const mark = (characters: string, marks: number) => {
  for (const it of characters) MARKS[it.charCodeAt(0)] = (MARKS[it.charCodeAt(0)] ?? 0) | marks
}
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', BASE64 | UNBREAKING)
mark('_-.:=~', UNBREAKING)
mark('0123456789', DIGIT)
mark(':=>(|', PARTS)
mark('?&#;', QUERY)
mark('%', PERCENT)
mark(' \t', SPACE)
mark('-', DASH)
mark(',', COMMA)

/** Which marks a text has, and its longest runs without a space, and of base64. */
function lookAt(text: string): { marks: number; unbroken: number; base64: number } {
  let marks = 0
  let unbroken = 0
  let base64 = 0
  let unbrokenRun = 0
  let base64Run = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const seen = code < 128 ? (MARKS[code] ?? 0) : 0
    marks |= seen
    unbrokenRun = seen & UNBREAKING ? unbrokenRun + 1 : 0
    if (unbrokenRun > unbroken) unbroken = unbrokenRun
    if (seen & BASE64) {
      if (++base64Run > base64) base64 = base64Run
    } else {
      if (base64Run === AWS_SECRET_LENGTH) marks |= AWS_LONG
      base64Run = 0
    }
  }
  if (base64Run === AWS_SECRET_LENGTH) marks |= AWS_LONG
  return { marks, unbroken, base64 }
}

const maskPem = (block: string) => `${block.slice(0, block.indexOf('-----', 5) + 5)}${MASKED}`

/** Masks the credential behind `Bearer` and its like. */
function maskSchemes(text: string): string {
  let out = ''
  let from = 0
  SCHEME.lastIndex = 0
  for (let match = SCHEME.exec(text); match; match = SCHEME.exec(text)) {
    const [, scheme = '', gap = '', value = ''] = match
    // `token id:secret`: the second half goes with the first.
    if (isCredential(scheme, value, isAlone(text, match.index, SCHEME.lastIndex))) {
      out += `${text.slice(from, match.index)}${scheme}${gap}${MASKED}`
      from = SCHEME.lastIndex
    } else {
      // "Token Bearer x": the value may be a scheme itself.
      SCHEME.lastIndex = match.index + scheme.length
    }
  }
  return (from === 0 ? text : out + text.slice(from)).replace(AWS_SCHEME, `$1 ${MASKED}`)
}

/** Whether a part is the whole text, or all that stands in quotes. */
const isAlone = (text: string, start: number, end: number) => isEdge(text[start - 1]) && isEdge(text[end])
const isEdge = (character: string | undefined) => character === undefined || '"\'`'.includes(character)

/** Words that follow a scheme's name in speech and documentation. */
const SCHEME_PROSE =
  /^(?:[Tt]okens?|[Aa]uth|[Mm]arkets?|[Ss]cheme|[Hh]eaders?|[Cc]redentials?|address|balance|price|program|account|metadata|symbol|[A-Za-z]?[a-z]{1,12}(?:ing|ed|tion|ment|ly))[.,]?$/

/** A credential behind a scheme, not a word: "basic information" and "the token is up" are speech. */
function isCredential(scheme: string, value: string, isAll: boolean): boolean {
  const kind = scheme.toLowerCase()
  if (saysNothing(value) || SCHEME_PROSE.test(value)) return false
  if (kind === 'basic' && isUserAndPassword(value)) return true
  // A coin or an address follows this word as often.
  if (kind === 'token' || kind === 'bot') return looksOpaque(value) && !isAddress(value)
  // A capital scheme that is the whole text is a header's value, whatever its letters.
  if (isAll && /^[A-Z]/.test(scheme)) return true
  return /[0-9_~+/=]/.test(value) || /[a-z][A-Z]/.test(value) || /^[A-Za-z]{18,}$/.test(value)
}

/** Base64 of "user:password" (RFC 7617). */
function isUserAndPassword(value: string): boolean {
  if (!/^[A-Za-z0-9+/_-]{6,}={0,2}$/.test(value)) return false
  try {
    return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(atob(value.replace(/-/g, '+').replace(/_/g, '/')))
  } catch {
    return false
  }
}

/** What percent-encoding hides (a form, an address in an address) is looked at decoded. */
function maskEncoded(part: string, depth: number): string {
  if (!/%[0-9a-f]{2}/i.test(part)) return part
  let decoded: string
  try {
    decoded = decodeURIComponent(part)
  } catch {
    return part
  }
  const masked = maskText(decoded, null, depth + 1)
  return masked === decoded ? part : masked
}

/** JSON in an attribute of HTML. */
const ENTITIES = /&(?:quot|apos|#34|#39|#x22|#x27);/i
const QUOTES = /&(?:quot|apos|#34|#39|#x22|#x27);/gi

function maskEscaped(text: string, place: NameFacts['place'], depth: number): string {
  const plain = text.replace(QUOTES, (it) => (/quot|34|22/i.test(it) ? '"' : "'"))
  const masked = maskText(plain, place, depth + 1)
  return masked === plain ? text : masked
}
