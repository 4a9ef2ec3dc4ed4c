import { MASKED } from './mask'
import { factsOf, type NameFacts } from './names'

/**
 * Private keys of chains. They look like what anybody may see, so the place decides:
 * - 64 bytes in base58 are a Solana secret key, or a transaction's signature. A signature stands under a name of one
 *   (`signature`, `tx`, `txid`, `hash`, ...), behind such a word in a text ("Transaction 5x…", "signature is 5x…"), or in an
 *   explorer's path (`/tx/5x…`). Everywhere else it is masked: an unreadable signature is a nuisance, a leaked key is not.
 * - 32 or 64 bytes in hex are a hash, a signature, or a private key. Hashes are everywhere, so here it is the key that has to
 *   stand as one: under a name of one (`key`, `pk`, `signer`, ...), behind such a word, or before "is my private key".
 * - 64 or 32 whole numbers from 0 to 255 are the bytes of a key pair or a seed, when some are above 127, as of random
 *   bytes, and the name is not of figures (`prices`), of a signature or of something public (`publicKey`).
 * - 29 characters in base58 that begin with `s` are a seed of XRP, where one is spoken of.
 */
const BASE58_KEY = /(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{86,88}(?![A-Za-z0-9])/g
const HEX_KEY = /(?<![A-Za-z0-9])(?:0x)?(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{128})(?![A-Za-z0-9])/g
const BYTES = /(?<![\d.])\d{1,3}(?:[ \t\r\n]{0,8},[ \t\r\n]{0,8}\d{1,3}){31,}(?![\d.])/g

/** What may stand between a name and its value: `txSignature":"`, "signature is ", "/tx/", "tx (". */
const BETWEEN = '["\'`\\\\\\s:=#/(\\[<>-]{0,6}'
const SIGNATURE_BEFORE = new RegExp(
  `(?<![a-z])(?:(?:tx|txn|transaction|block|explorer)[ _]?)?(?:tx|txs|txn|txns|txid|txids|transactions?|signatures?|sigs?|hash|txhash|confirmed|landed)` +
    `(?:[ _](?:id|hash|no|number|link|url))?${BETWEEN}(?:(?:is|was|with|as|at|in|on|id|hash)${BETWEEN}){0,2}$`,
  'i',
)
const KEY_BEFORE = new RegExp(
  `(?<![a-z])(?:(?<!pub|public[ _]|cache[ _]|idempotency[ _])keys?|pk|sk|priv|privkey|privatekey|secretkey|secret|seed|entropy|import(?:ed)?)` +
    `(?:[ _](?:hex|bytes))?${BETWEEN}(?:(?:is|was|with|as|for|the|wallet|account|evm|eth|hex)${BETWEEN}){0,3}$`,
  'i',
)
/** "My private key for the wallet is 0x…" */
const KEY_SAID_BEFORE = /(?<![a-z])(?:private|secret|signing)[ _-]?keys?[^.;\n\d]{0,40}$/i
const KEY_AFTER =
  /^["'`)\]]{0,2},? {1,2}(?:is|as|was|=) (?:my|the|a|your|our|his|her|their) (?:\w+ )?(?:private|secret|signing) ?key/i
/** Enough for the word before it. */
const CONTEXT = 64

const before = (text: string, at: number) =>
  text.slice(Math.max(0, at - CONTEXT), at).replace(/([a-z0-9])([A-Z])/g, '$1_$2')

/** The shortest of them, in hex. */
export const SHORTEST_KEY = 64

/** Masks private keys in base58 and hex, in a text that stands under a field of the given place. */
export function maskChainKeys(text: string, place: NameFacts['place']): string {
  const shown = text.replace(BASE58_KEY, (key, at: number) => {
    const isSignature = (place === 'signature' && key.length === text.length) || SIGNATURE_BEFORE.test(before(text, at))
    return isSignature ? key : MASKED
  })
  return shown.replace(HEX_KEY, (key, at: number) => {
    const after = shown.slice(at + key.length, at + key.length + CONTEXT)
    const isKey = place === 'key' && key.length === shown.length
    const said = before(shown, at)
    return isKey || KEY_BEFORE.test(said) || KEY_SAID_BEFORE.test(said) || KEY_AFTER.test(after) ? MASKED : key
  })
}

const FAMILY_SEED = /(?<![A-Za-z0-9])s[1-9A-HJ-NP-Za-km-z]{28}(?![A-Za-z0-9])/g
export const SHORTEST_SEED = 29
/** Masks seeds of XRP in a text that speaks of one. */
export const maskFamilySeeds = (text: string) =>
  text.replace(FAMILY_SEED, (seed, at: number) =>
    /seed|secret|key|xrp|ripple/i.test(before(text, at)) ? MASKED : seed,
  )

/** The name before a list: `"secret": [`, `prices=`. */
const LIST_NAME = /([A-Za-z][\w-]{0,40})["'\\]{0,4}\s?[:=]\s?\[?\s?$/

/** Masks key pairs that are written as numbers. */
export const maskByteLists = (text: string) =>
  text.replace(BYTES, (list, at: number) => {
    const name = LIST_NAME.exec(text.slice(Math.max(0, at - CONTEXT), at))?.[1]
    return isKeyBytes(list.split(',').map(Number), name === undefined ? null : factsOf(name).place) ? MASKED : list
  })

/** Whether numbers are the bytes of a key pair (64) or of a seed (32). */
export function isKeyBytes(values: readonly unknown[], place: NameFacts['place']): boolean {
  if (values.length !== 64 && values.length !== 32) return false
  if (place === 'figures' || place === 'public' || place === 'signature') return false
  return values.every(isByte) && (place === 'key' || isRestless(values.map(Number)))
}

/** Of 256 values, 64 random bytes have 57 different ones. */
const LEAST_DIFFERENT = 0.6

/** Scores, percentages and votes have few values or none above 127; of random bytes, not one key in a million has. */
const isRestless = (values: readonly number[]) =>
  Math.max(...values) > 127 && new Set(values).size >= values.length * LEAST_DIFFERENT

/** Some print them as texts. */
function isByte(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 3 && /^\d+$/.test(value) && Number(value) <= 255
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255
}

export const AWS_SECRET_LENGTH = 40
/** 40 characters of base64 (an AWS secret key): no base58, no hex, and restless as only random text is. */
const AWS_SECRET = /(?<![A-Za-z0-9/+=_-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])/g
const KINDS = [/[a-z]/, /[A-Z]/, /\d/]
const CHANGES = /[a-z](?=[^a-z])|[A-Z](?=[^A-Z])|\d(?=\D)/g

export const maskAwsSecrets = (text: string) =>
  text.replace(AWS_SECRET, (key) =>
    KINDS.every((kind) => kind.test(key)) &&
    !/^[1-9A-HJ-NP-Za-km-z]+$/.test(key) &&
    (key.match(CHANGES)?.length ?? 0) >= 18
      ? MASKED
      : key,
  )
