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
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi
/** `https://user:password@host` and `?token=...` in addresses. */
const URL_USERINFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi
const URL_PARAMETER =
  /([?&](?:access_token|refresh_token|token|api_key|apikey|key|secret|code|sig|signature)=)[^&\s"'#]+/gi
const SECRET_NAME =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|api[_-]?key|access[_-]?token|refresh[_-]?token|id[_-]?token|supabase[_-]?access[_-]?token|mcp[_-]?jwt|dexter[_-]?mcp[_-]?jwt|password|passphrase|secret|private[_-]?key|client[_-]?secret|bearer|code[_-]?verifier)$/i

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
  if (typeof value === 'string') return value !== '' && SECRET_NAME.test(name) ? '…masked…' : redactText(value)
  if (Array.isArray(value)) return value.map((entry) => redact(entry, name))
  if (value !== null && typeof value === 'object') {
    const out: Record<string, unknown> = {}
    for (const [key, entry] of Object.entries(value)) {
      // `client_secret: {value, expires_at}` holds the secret one level down.
      const inherited = /^client[_-]?secret$/i.test(name) && key === 'value' ? name : key
      out[key] = redact(entry, inherited)
    }
    return out
  }
  return value
}
