import { looksOpaque, MASKED, saysNothing } from './mask'
import { factsOf } from './names'

/**
 * Secrets whose place a format of its own decides, in a text that is no JSON: login files, messages of an exchange, XML, forms.
 * To add one, add a line: what a text must contain, and a pattern with what is `kept` before the `secret`. Where it has a
 * `name`, that decides.
 */
interface DocumentRule {
  format: string
  has: string
  find: RegExp
}

const MAX_REST = '{0,5000}'
const QUOTE = '["\'\\\\]{0,4}'

const RULES: readonly DocumentRule[] = [
  {
    format: '.netrc',
    has: 'login',
    find: /(?<kept>\blogin\s{1,8}\S{1,80}\s{1,8}(?:account\s{1,8}\S{1,80}\s{1,8})?password\s{1,8})(?<secret>\S+)/gi,
  },
  {
    format: 'FIX: Password, NewPassword and their encrypted twins (tags 554, 925, 1402, 1404)',
    has: '=FIX',
    find: /(?<kept>(?:[|;\s\p{Cc}]|\^A|\\u0001|\\x01)(?:554|925|1402|1404)=)(?<secret>[^|;\s\p{Cc}^\\]+)/gu,
  },
  {
    format: 'multipart form (RFC 7578)',
    has: 'form-data',
    find: /(?<kept>\bname="?(?<name>[^"\r\n;]{1,64})"?[^\r\n]{0,200}\r?\n(?:[\w-]{1,40}:[^\r\n]{0,200}\r?\n){0,4}\r?\n)(?<secret>[^\r\n]+)/g,
  },
  {
    format: 'XML element',
    has: '<',
    find: new RegExp(
      `(?<kept><(?<name>[A-Za-z][\\w:.-]{0,63})(?:\\s[^<>]{1,400})?>\\s{0,16}(?:<!\\[CDATA\\[)?)(?<secret>[^<>\\s][^<>]${MAX_REST}?)(?=\\]\\]>|<|$)`,
      'g',
    ),
  },
  {
    format: 'XML element that is named by an attribute',
    has: '<',
    find: /(?<kept><(?:entry|string|property|setting|item|add|param|parameter|field|value|arg|var|variable|env|header|attribute)\s[^<>]{0,200}?\b(?:key|name|id)=["'](?<name>[^"'<>]{1,64})["'][^<>]{0,200}>\s{0,16}(?:<value>\s{0,16})?)(?<secret>[^<>\s][^<>]*)/gi,
  },
  {
    format: 'XML and HTML attributes',
    has: '<',
    find: /(?<kept>\b(?:key|name|id)\s?=\s?["'](?<name>[^"'<>=]{1,64})["'](?:\s{1,8}[\w-]{1,20}=["'][^"'<>]{0,80}["']){0,4}\s{1,8}(?:value|content)\s?=\s?["'])(?<secret>[^"'<>]+)/gi,
  },
  {
    format: 'XML and HTML attributes, the value first',
    has: '<',
    find: /(?<kept>\b(?:value|content)=["'])(?<secret>[^"'<>]{1,500})(?=["'](?:\s{1,8}[\w-]{1,20}=["'][^"'<>]{0,80}["']){0,4}\s{1,8}(?:key|name|id)=["'](?<name>[^"'<>]{1,64})["'])/gi,
  },
  {
    format: 'property list',
    has: '</key>',
    find: /(?<kept><key>(?<name>[^<>]{1,64})<\/key>\s{0,16}<(?:string|data)>\s{0,16})(?<secret>[^<>]+)/g,
  },
  {
    format: 'YAML and cut JSON: name, then value',
    has: 'value',
    find: new RegExp(
      `(?<kept>\\b(?:name|key|header)${QUOTE}\\s?[:=]\\s?${QUOTE}(?<name>[\\w. -]{1,64}?)${QUOTE}(?:,\\s{0,32}|\\s{1,32})${QUOTE}value${QUOTE}\\s?[:=]\\s?${QUOTE})(?<secret>[^\\s"'\\\\,}<>]+)`,
      'gi',
    ),
  },
  {
    format: 'PuTTY key file',
    has: 'Private-Lines',
    find: /(?<kept>Private-Lines: \d{1,4}(?:\s|\\r|\\n)+)(?<secret>[^:]+?)(?=(?:\s|\\r|\\n)+Private-MAC|:|$)/g,
  },
  {
    format: 'JSON Web Key (RFC 7517), cut',
    has: '"kty',
    find: /(?<kept>\\?"(?:d|p|q|dp|dq|qi|k)\\?"\s?:\s?\\?")(?<secret>[\w-]{16,})/g,
  },
  {
    format: 'JSON Web Key (RFC 7517), cut, in JSON',
    has: '\\"kty',
    find: /(?<kept>\\"(?:d|p|q|dp|dq|qi|k)\\"\s?:\s?\\")(?<secret>[\w-]{16,})/g,
  },
  {
    format: 'Cardano signing key, cut',
    has: 'SigningKey',
    find: /(?<kept>cborHex\\?["']?\s?:\s?\\?["']?)(?<secret>[0-9a-f]{32,})/g,
  },
  {
    format: 'Oracle: user/password@host',
    has: '@',
    find: /(?<kept>(?:jdbc:oracle:\w{1,8}:|(?<![\w-])(?:sqlplus|sqlldr|expdp|impdp|exp|imp|rman)\s[^\n@]{0,60}?)[\w$#]{1,40}\/)(?<secret>[^@\s"'/]+)(?=@)/gi,
  },
  {
    format: 'SQL',
    has: 'IDENTIFIED',
    find: /(?<kept>\bIDENTIFIED\s{1,4}(?:WITH\s{1,4}\S{1,64}\s{1,4})?(?:BY|AS)\s{1,4}(?:PASSWORD\s{1,4})?["'])(?<secret>[^"'\r\n]+)/g,
  },
  {
    format: 'PASS and AUTH of FTP, POP3 and Redis',
    has: 'PASS',
    find: /(?<kept>(?:^|\n)(?:[<>-]{1,3} )?PASS )(?<secret>\S+)/g,
  },
  {
    format: 'redis.conf',
    has: 'requirepass',
    find: /(?<kept>\brequirepass["']?\s{1,4}["']?)(?<secret>[^\s"']+)/g,
  },
  {
    format: 'QR code of a WiFi network',
    has: 'WIFI:',
    find: /(?<kept>WIFI:(?:[A-Z]:[^;]{0,64};){0,4}P:)(?<secret>(?:[^;\\]|\\.)+)/g,
  },
  {
    format: 'auth of a request in Python',
    has: 'auth=(',
    find: /(?<kept>\bauth=\(["'][^"']{0,64}["'],\s?["'])(?<secret>[^"']+)/g,
  },
  {
    format: 'SDES key of a session description (RFC 4568)',
    has: 'inline:',
    find: /(?<kept>\binline:)(?<secret>[A-Za-z0-9+/=]{16,})/g,
  },
]

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const ANY = new RegExp([...new Set(RULES.map(({ has }) => literal(has))), 'Secret', 'auth', 'log_?in'].join('|'), 'i')

/** Masks what each format keeps secret. */
export function maskDocuments(text: string): string {
  if (!ANY.test(text)) return text
  let out = text
  for (const { has, find } of RULES) if (out.includes(has)) out = maskFound(out, find)
  if (out.includes('Secret')) out = maskKubernetesSecrets(out)
  return maskCutLogin(out)
}

function maskFound(text: string, find: RegExp): string {
  let out = ''
  let from = 0
  for (const { index, groups: { kept = '', secret = '', name } = {} } of text.matchAll(find)) {
    if (saysNothing(secret) || (name !== undefined && !isSecretUnder(name, secret))) continue
    const start = index + kept.length
    out += text.slice(from, start) + MASKED
    from = start + secret.length
  }
  return from === 0 ? text : out + text.slice(from)
}

function isSecretUnder(name: string, value: string): boolean {
  const { secret } = factsOf(name)
  return secret === 'always' || (secret !== 'never' && looksOpaque(value))
}

/** A manifest in YAML: every value under `data` and `stringData`, whatever it is called. */
const SECRET_KIND = /^[ \t-]*kind:[ \t]*["']?Secret["']?[ \t]*\r?$/m
const DATA = /^([ \t]*)(?:data|stringData):[ \t]*\r?\n(?:\1[ \t]+[^\r\n]*(?:\r?\n|$))+/gm
const ENTRY = /^([ \t]+[\w.-]+:[ \t]+)[^\r\n]+/gm

const maskKubernetesSecrets = (text: string) =>
  text
    .split(/^(?=---)/m)
    .map((part) => (SECRET_KIND.test(part) ? part.replace(DATA, (data) => data.replace(ENTRY, `$1${MASKED}`)) : part))
    .join('')

/** A login that was cut is no JSON: what looks like a credential behind `"op":"auth"`. */
const LOGIN = /\\?"(?:op|action|method|event|type|cmd)\\?"\s?:\s?\\?"(?:auth\w*|log_?[io]n)\\?"/i
const MAX_LOGIN = 4000
const LOGIN_VALUE = /(\\?")([^"\\\s]{8,})(?=\\?"|$)/g

function maskCutLogin(text: string): string {
  const found = LOGIN.exec(text)
  if (!found) return text
  const start = found.index + found[0].length
  const message = text.slice(start, start + MAX_LOGIN)
  const masked = message.replace(LOGIN_VALUE, (all: string, quote: string, value: string) =>
    looksOpaque(value, 8) && !saysNothing(value) ? quote + MASKED : all,
  )
  return text.slice(0, start) + masked + text.slice(start + MAX_LOGIN)
}
