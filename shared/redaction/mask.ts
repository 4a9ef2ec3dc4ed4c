/** What stands in place of a secret. */
export const MASKED = '…masked…'

/** The secret's kind and its last two characters, so that two of a kind can be told apart: `ghp_…masked…x4`. */
export const maskKeeping = (kind: string, secret: string) => `${kind}${MASKED}${secret.slice(-2)}`

/** Values that stand where a secret would: `$API_KEY`, `<your key>`, `****`, what was masked before; how long one lasts. */
const PLACEHOLDER =
  /^(?:\$[{(]|\$[A-Z_]+$|<|\*{3,}|x{4,}$|\.{3}|process\.env|os\.environ|(?:.{0,20}…masked….{0,2}$)|(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$)/

/** Words that follow a secret's name in prose or in code, and are no secret: "password: required", `"api_key": null`. */
const NOT_A_SECRET = new Set(
  (
    'null none nil undefined true false yes no not required missing invalid incorrect wrong empty optional unknown expired ' +
    'denied rejected accepted ok is are was must should may can the a an your my our for to of in on at it string number ' +
    'oauth2 oidc saml mtls anonymous ' +
    'boolean object array any hidden redacted removed unset set enabled disabled supported unsupported see use please ' +
    'erforderlich falsch fehlt fehlend ungültig vergessen kein keine requis incorrect invalide oublié aucun obligatorio incorrecta ' +
    'incorrecto olvidada ninguna errata nessuna dimenticata obrigatória incorreta nenhuma verplicht onjuist vergeten geen'
  ).split(' '),
)

const LONGEST = 16

/** Whether a text under a secret's name is no secret itself. */
export const saysNothing = (value: string) =>
  PLACEHOLDER.test(value) ||
  (value.length <= LONGEST && NOT_A_SECRET.has(value.replace(/[.,;:!?]+$/, '').toLowerCase()))

/** 32 bytes in base58: a wallet, a mint, a program. */
const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/
const EVM_ADDRESS = /^0x[0-9a-fA-F]{40}$/

const HEX = /^[0-9a-f]+$/

/** Solana's system program: 32 zeros. */
const SYSTEM_PROGRAM = '1'.repeat(32)

/** What can be looked up by anybody: an address on Solana or an EVM chain. Forty hex digits alone are no base58 by chance. */
export const isAddress = (text: string) =>
  (ADDRESS.test(text) && !HEX.test(text)) || EVM_ADDRESS.test(text) || text === SYSTEM_PROGRAM

/** 64 bytes in base58: a transaction's signature, or a secret key. */
export const isChainSignature = (text: string) => /^[1-9A-HJ-NP-Za-km-z]{86,88}$/.test(text)

/** A text without spaces that no person made up: long, with letters and digits, or letters of both cases all through. */
export function looksOpaque(text: string, shortest = 16): boolean {
  if (text.length < shortest || /\s/.test(text)) return false
  if (/\d/.test(text) && /[A-Za-z]/.test(text)) return true
  return (text.match(/[a-z][A-Z]/g)?.length ?? 0) >= 3 || /^[A-Za-z]{20,}$/.test(text)
}

/** A credential under a name that is as often a coin's. */
export const isOpaqueToken = (value: string) =>
  !isAddress(value) &&
  !/\s/.test(value) &&
  !/^\$?[A-Za-z]{1,12}$/.test(value) &&
  !/^\$?[A-Z0-9.]{1,10}$/.test(value) &&
  !/^[\d.,$%+-]+$/.test(value)

/** Terms of the trade that have letters and digits, too: SHA256, ERC20, 2FA, OAuth2, 12mm, 2026-01-12. */
const TERM =
  /^(?:sha|md|aes|rsa|ed|x|p|secp|bip|slip|erc|bep|trc|spl|eip|utf|base|oauth|h|v|web|tls|http|ipv|fido|gpt|top|q|fy|covid)-?\d+[a-z]?\d{0,3}$|^\d+(?:st|nd|rd|th|s|ms|k|m|h|d|x|b|mm|bit|bits|bytes?|-[a-z]{2,})$|^(?:19|20)\d\d\b/i
export const isTerm = (word: string) => TERM.test(word)

const SHORTEST_RANDOM = 20
/** A credential under a name that is as often a word: hex or base64, and neither an address nor a transaction. */
export const isRandom = (value: string) =>
  /^[A-Za-z0-9+/=_,-]+$/.test(value) &&
  looksOpaque(value, SHORTEST_RANDOM) &&
  !isAddress(value) &&
  !isChainSignature(value)
