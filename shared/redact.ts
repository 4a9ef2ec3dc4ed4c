/**
 * Masks secrets in anything that is about to be logged or shown. It runs on the way in: what a log never held can't leak.
 * A masked value keeps its kind and its last two characters, so that two secrets can be told apart.
 */

const PATTERNS: readonly RegExp[] = [
  // OpenAI's ephemeral and API keys.
  /\b(?:ek|sk)[_-][A-Za-z0-9_-]{8,}/g,
  // JSON Web Tokens (RFC 7519): three base64url parts, the first always begins with {"
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g,
]
/** A token, not a word: "basic information" is speech. */
const BEARER = /\b(Bearer|Basic)\s+(?=[A-Za-z0-9._~+/=-]*[0-9_~+/=])[A-Za-z0-9._~+/=-]{6,}/gi
/** `https://user:password@host` and `?token=...` in addresses. */
const URL_USERINFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi
const URL_PARAMETER =
  /([?&](?:access_token|refresh_token|token|jwt|auth|api_key|apikey|key|secret|code|sig|signature)=)[^&\s"'#]+/gi
/** Names whose value is a secret, whatever it looks like; written in any of the usual ways. */
const SECRET_NAME =
  /^(?:.*_)?(?:authorization|cookie|password|passphrase|mnemonic|seed_phrase|secret|jwt|api_?key|secret_?key|private_?key|ephemeral_key|client_secret|code_verifier|bearer|mcp_session_id|(?:access|refresh|id|mcp|bearer|auth|session|api|csrf|oauth)_token)$/
/** `token` is a coin here as often as a secret: only a text under it is masked. */
const MAYBE_SECRET_NAME = /^(?:token|auth)$/

const plain = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/-/g, '_')
    .toLowerCase()
const mask = (secret: string) => `${secret.slice(0, 3)}…masked…${secret.slice(-2)}`

/** Masks every secret inside a text. */
export function redactText(text: string): string {
  let out = text
  for (const pattern of PATTERNS) out = out.replace(pattern, mask)
  out = out.replace(BEARER, (_all, scheme: string) => `${scheme} …masked…`)
  out = out.replace(URL_USERINFO, '$1…masked…@')
  return out.replace(URL_PARAMETER, '$1…masked…')
}

/** A copy of a JSON value with every secret masked, by the field's name or by the look of the text. */
export function redact(value: unknown, name = ''): unknown {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return value
  const spelt = plain(name)
  // `client_secret: {value, expires_at}`: the time may stay, the rest may not.
  if (spelt === 'client_secret' && typeof value === 'object') return redactUnder(value, (key) => key !== 'expires_at')
  if (SECRET_NAME.test(spelt)) return '…masked…'
  if (typeof value === 'string') return MAYBE_SECRET_NAME.test(spelt) ? '…masked…' : redactString(value)
  if (Array.isArray(value)) return value.map((entry) => redact(entry, name))
  return typeof value === 'object' ? redactUnder(value, () => false) : value
}

function redactUnder(value: object, secret: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, secret(key) ? '…masked…' : redact(entry, key)]),
  )
}

/** Tool outputs are JSON inside a text: their fields have names, too. */
function redactString(text: string): string {
  const first = text.trimStart()[0]
  if (first !== '{' && first !== '[') return redactText(text)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return redactText(text)
  }
  const masked = JSON.stringify(redact(parsed))
  // As it was written, unless something had to go.
  return masked === JSON.stringify(parsed) ? text : masked
}
