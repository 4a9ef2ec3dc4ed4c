import { LONGEST_HEADER_NAME } from './field-limits'
import { t } from './i18n'

/** `token` of RFC 9110, 5.6.2, in small letters: names of headers are alike in either case. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/

/**
 * Headers that are about one connection or one message, or that MCP itself sets: another value breaks the call or speaks for
 * somebody else (RFC 9110, 7.6.1; RFC 9112; MCP specification, "Transports").
 */
const RESERVED: ReadonlySet<string> = new Set([
  'accept',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'forwarded',
  'host',
  'http2-settings',
  'keep-alive',
  'last-event-id',
  'mcp-protocol-version',
  'mcp-session-id',
  'origin',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])

/** Why a server's header can't have this name, in one sentence; null when it can. */
export function headerNameProblem(name: string): string | null {
  if (!TOKEN.test(name) || name.length > LONGEST_HEADER_NAME) return t('refused.headerName')
  if (RESERVED.has(name) || /^(?:sec|proxy|x-forwarded)-/.test(name))
    return t('refused.headerReserved', { header: name })
  return null
}

/** What a header may hold: visible ASCII with blanks between (RFC 9110, 5.5, without what is obsolete). */
export const isHeaderValue = (value: string): boolean => /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/.test(value)
