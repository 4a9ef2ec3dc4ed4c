import { maskAwsSecrets, maskChainKeys } from './chain-keys'
import { isAddress, looksOpaque, MASKED, maskKeeping, saysNothing } from './mask'
import type { NameFacts } from './names'
import { maskPairs } from './pairs'
import { maskSeedPhrases, SHORTEST_PHRASE } from './seed-phrase'
import { maskTokens, TOKEN_BEGINNINGS } from './token-formats'
import { maskUrls } from './urls'

/** "pin: 1234" */
const SHORTEST = 6

/** Without any of these a text holds no secret but a phrase: nearly all texts end here. */
const SUSPECT = new RegExp(
  `[:=?]|eyJ|--|${TOKEN_BEGINNINGS}|[A-Za-z0-9/+]{40}|\\d,\\s{0,8}\\d{1,3}\\s{0,8},|%(?:3D|3A|22)|` +
    '[Bb]earer|BEARER|[Bb]asic|BASIC|[Tt]oken|TOKEN|[Pp]ass|PASS|[Pp]in |PIN |[Ss]ecret|SECRET|[Kk]ey |KEY |AWS4',
)

/** JSON Web Tokens (RFC 7519), and encrypted ones: parts in base64url, the first begins with `{"`; also wrapped or spaced. */
const JWT =
  /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{6,}(?:(?:\s|\\n){0,8}\.(?:\s|\\n){0,8}[A-Za-z0-9_-]*|(?:\r?\n|\\n)[ \t]{0,8}[A-Za-z0-9_-]{8,})+/g
const PEM =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g
/** Schemes of the Authorization header (RFC 9110, 11.6.2), wherever they stand. */
const SCHEME =
  /(?<![A-Za-z])(bearer|basic|token|bot|api-?key)([ \t]{1,4})(?![\w-]{1,24}=["'])([A-Za-z0-9._~+/=-]{6,})/gi
const AWS_SCHEME = /(AWS4-HMAC-SHA256)[ \t]+[^\r\n"'`]+/g
const ENCODED = /[^\s"'<>&]{0,200}%(?:3D|3A|22|7B)[^\s"'<>&]{0,2000}/gi

/** Masks every secret that a text shows by its look or its place; `place` is that of the field that it stands under. */
export function maskText(text: string, place: NameFacts['place'] = null, depth = 0): string {
  if (text.length < SHORTEST) return text
  let out = text
  if (SUSPECT.test(text)) {
    if (out.includes('-----BEGIN'))
      out = out.replace(PEM, (block) => `${block.slice(0, block.indexOf('-----', 5) + 5)}${MASKED}`)
    if (out.includes('eyJ'))
      out = out.replace(JWT, (token) => (token.includes('.') ? maskKeeping('eyJ', token) : token))
    out = maskTokens(out)
    if (/[?=]|:\/\//.test(out)) out = maskUrls(out)
    if (out.includes('%') && depth < 2) out = out.replace(ENCODED, (part) => maskEncoded(part, depth))
    out = out.replace(SCHEME, (all, scheme: string, gap: string, value: string, at: number, whole: string) =>
      isCredential(scheme, value, at === 0 && all.length === whole.length) ? `${scheme}${gap}${MASKED}` : all,
    )
    if (out.includes('AWS4')) out = out.replace(AWS_SCHEME, `$1 ${MASKED}`)
    out = maskPairs(out)
    out = maskChainKeys(out, place)
    out = maskAwsSecrets(out)
  }
  return out.length < SHORTEST_PHRASE ? out : maskSeedPhrases(out)
}

/** Words that follow a scheme's name in speech and documentation. */
const SCHEME_PROSE =
  /^(?:tokens?|auth|authentication|authorization|authenticated|market|markets|scheme|required|headers?|credentials?|information|address|balance|price|program|account|metadata|symbol|[a-z]+(?:ing|ed|tion|ment|ly))[.,]?$/i

/** A credential behind a scheme, not a word: "basic information" and "the token is up" are speech. */
function isCredential(scheme: string, value: string, isAll: boolean): boolean {
  const kind = scheme.toLowerCase()
  if (saysNothing(value) || SCHEME_PROSE.test(value)) return false
  if (kind === 'basic' && isUserAndPassword(value)) return true
  if (kind === 'token' || kind === 'bot') {
    return looksOpaque(value) && !isAddress(value)
  }
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
  let decoded: string
  try {
    decoded = decodeURIComponent(part)
  } catch {
    return part
  }
  const masked = maskText(decoded, null, depth + 1)
  return masked === decoded ? part : masked
}
