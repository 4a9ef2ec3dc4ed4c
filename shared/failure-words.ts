/**
 * Whether a text says that something failed. Servers tell it as their own backend told it: a status line, what Python and
 * Node print, an excuse, a proxy's page. A text that only speaks of failures ("Error rate: 0.4 %", "Failed transactions: 42")
 * is none.
 */

/** A failure is told at the beginning. */
const LOOKED_AT = 4_000
/** What begins like an excuse and goes on for longer is a report. */
const MAX_SENTENCE = 600

/** Reason phrases of HTTP (RFC 9110). */
const REASONS =
  'bad request|unauthori[sz]ed|payment required|forbidden|not found|method not allowed|not acceptable|request timeout|conflict|gone|payload too large|unprocessable (?:entity|content)|too many requests|(?:internal )?server error|not implemented|bad gateway|service unavailable|gateway time-?out'

/** What a price fails to do, with a level behind it: a trader's phrase, and no failure. */
const MARKET_MOVES = String.raw`(?:break|hold|reclaim|retake|breach|bounce|rally|rise|climb|sustain|close|stay)\b[^.;\n]{0,40}(?:\$\d|\b\d|\b(?:resistance|support|highs?|lows?|level|range)\b)`

const any = (...patterns: string[]) => new RegExp(patterns.join('|'), 'i')

/** However long the text is. */
const ALWAYS: readonly RegExp[] = [
  // "429 Too Many Requests", "HTTP 503", "HTTP/1.1 502 Bad Gateway", "Status code: 500".
  any(
    String.raw`^\W*(?:http(?:/[\d.]+)?(?: error)?|status(?: code)?|error(?: code)?|code)\W*[45]\d\d\b`,
    String.raw`^\W*[45]\d\d\W{1,3}(?:${REASONS})\b`,
  ),
  any(String.raw`^\W*(?:${REASONS}|rate.?limit(?:ed| exceeded| reached)?|access denied|timed? ?out)\W*$`),
  // "Error: …", "API Error (429)", "MCP error -32602: …", "TypeError: …"; but "Tracking error: 0.4 %" is a figure, and
  // "Error (ERROR) trades at …" a token.
  /^\W*(?!error \(\$?[a-z\d]{2,10}\) (?:trades|is|costs)\b)(?!(?:no|without|zero|standard|tracking|mean|rounding|squared|absolute|forecast|estimation)\b)(?:[\w.]+\s){0,2}\w*(?:error|exception)(?:\s*[:([{!–—]|\s+-\s*\S|\s+-?\d{3,5}\b|\W*$)/i,
  /^\W*traceback \(most recent/i,
  // Python's classes by their modules: "httpx.ReadTimeout", "requests.exceptions.ConnectionError: …".
  /^\W*(?:[a-z_]\w*\.){1,4}[A-Z]\w*(?:Error|Exception|Timeout)\b/,
  /^\s*<(?:!doctype|html)[\s\S]{0,2000}<(?:title|h1)[^>]{0,200}>[^<]{0,40}\b[45]\d\d\b/i,
  // Cloudflare's own codes, as a page and as a line; AWS and others answer in XML.
  /^\s*<(?:!doctype|html)[\s\S]{0,2000}<(?:title|h1)[^>]{0,200}>\s*error (?:code:? )?1\d{3}\b/i,
  /^\W*error code: 1\d{3}\s*$/i,
  /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:error|errorresponse|fault)\b[^>]{0,200}>/i,
  // Rust, Go, Python and Envoy tell of a connection, or of themselves, in these words.
  /^\W*thread '[^']{0,100}' panicked at\b|^panic: (?:runtime error|[\s\S]{0,400}\bgoroutine \d)|^\W*upstream connect error\b|^\W*no healthy upstream\b/i,
]

/** In a short one. */
const SHORT: readonly RegExp[] = [
  any(
    String.raw`^\W*(?:sorry,? )?(?:the )?(?:\w+ ){0,2}(?:request|call|tool|query|fetch|operation|execution)(?: to \S+)? (?:has |was )?(?:failed|rejected|denied|timed out)\b`,
    String.raw`^\W*(?:sorry,? )?(?:failed to(?! ${MARKET_MOVES})|unable to(?! ${MARKET_MOVES})|could ?n(?:ot|[’']t)(?! ${MARKET_MOVES})|cannot|fetch failed|something went wrong)\b`,
    String.raw`^\W*(?:an? |the )?(?:\w+ )?error (?:occurred|while|when|\w+ing)\b`,
    String.raw`^\W*(?:you(?:’ve|'ve| have)? (?:exceeded|reached|hit)|too many requests|missing (?:api|required))\b`,
    String.raw`^\W*invalid (?:api|token|mint|address|argument|parameter|input|request|symbol|key)\b`,
    String.raw`^\W*(?:bad request|unauthori[sz]ed|forbidden|not found|access denied|bad gateway)\s*[:.,(–-]`,
  ),
  any(
    String.raw`\brate.?limit(?:ed)?\b.{0,40}\b(?:exceeded|reached|hit|again|retry)\b`,
    String.raw`\bquota (?:has been |was |is )?exceeded\b`,
    String.raw`^\W*(?:\w+ ){0,3}time-?out (?:after|of|exceeded)\b`,
    String.raw`\b(?:service|server|api|upstream)\b.{0,20}\bunavailable\b`,
  ),
  // A status inside: "upstream returned 503", "API request failed with status 429".
  any(
    String.raw`\b(?:status(?: code)?|http|failed|error)\b\W{0,3}(?:(?:with|code|of|is|status|http)\W{1,3}){0,3}[45]\d\d\b`,
    String.raw`\b(?:upstream|api|server|gateway)\b.{0,20}\b(?:returned|responded|answered)\b.{0,20}\b[45]\d\d\b(?!\W*\w)`,
    String.raw`\b[45]\d\d\W{1,3}(?:${REASONS})\b`,
  ),
  /^\W*(?:\w+ ){1,3}not found\W*$|^\W*insufficient (?:funds|balance|lamports)\b|\bCERTIFICATE_VERIFY_FAILED\b/i,
  /^\W*unknown (?:tool|method|function|command|resource)\b/i,
  // Node's codes, and what Go, Python and gRPC say of a connection.
  /\b(?:ECONN[A-Z]+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)\b/,
  /\b(?:context deadline exceeded|max retries exceeded|connection (?:refused|reset by peer)|no such host|i\/o timeout|socket hang up|code = (?!OK\b)[A-Z]\w+ desc =)/i,
]

/** Of a message that stands alone, where any of these words is enough. */
const TELLING =
  /\b(?:error|exception|failed|failure|invalid|denied|expired|exceeded|exhausted|unauthori[sz]ed|forbidden|unavailable|not (?:found|allowed|supported|authori[sz]ed|authenticated|available)|rate.?limit(?:ed)?|too many requests|timed?[ -]?out|missing (?:api|required|auth\w*)|not provided|bad request)\b/i

export function saysFailed(text: string): boolean {
  const beginning = text.slice(0, LOOKED_AT)
  const patterns = text.length <= MAX_SENTENCE ? [...ALWAYS, ...SHORT] : ALWAYS
  return patterns.some((pattern) => pattern.test(beginning))
}

/** The same of a message that is all of a JSON answer. */
export const tellsOfFailure = (message: string): boolean =>
  saysFailed(message) || TELLING.test(message.slice(0, LOOKED_AT))
