import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'

/**
 * Secrets that nobody has, made from a name: the same in every run, in nobody's list, and nowhere in the source as a text
 * that a scanner would take for a leak.
 */
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const WORD = `${LETTERS}0123456789`

/** So many bytes, of a name. */
export function bytes(name: string, count: number): number[] {
  const out: number[] = []
  for (let block = 0; out.length < count; block++) out.push(...sha256(utf8ToBytes(`${name}/${block}`)))
  return out.slice(0, count)
}

const from = (alphabet: string, name: string, length: number) =>
  bytes(name, length)
    .map((byte) => alphabet[byte % alphabet.length])
    .join('')

export const base58 = (name: string, length: number) => from(BASE58, name, length)
export const word = (name: string, length: number) => from(WORD, name, length)
export const letters = (name: string, length: number) => from(LETTERS, name, length)
export const lowercase = (name: string, length: number) => from('abcdefghijklmnopqrstuvwxyz', name, length)
export const capitals = (name: string, length: number) => from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', name, length)
export const digits = (name: string, length: number) => from('0123456789', name, length)
export const hex = (name: string, length: number) =>
  bytesToHex(Uint8Array.from(bytes(name, Math.ceil(length / 2)))).slice(0, length)
export const base64 = (name: string, length: number) => from(`${WORD}+/`, name, length)

/** A phrase with its checksum, of 12, 15, 18, 21 or 24 words. */
export const phrase = (name: string, words: number) =>
  entropyToMnemonic(Uint8Array.from(bytes(name, (words * 4) / 3)), wordlist)

export function uuid(name: string): string {
  const all = hex(name, 32)
  return [all.slice(0, 8), all.slice(8, 12), `4${all.slice(13, 16)}`, `8${all.slice(17, 20)}`, all.slice(20)].join('-')
}

const base64url = (text: string) => btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
export const jwt = (name: string) =>
  [base64url('{"alg":"HS256","typ":"JWT"}'), base64url(`{"sub":"${name}","iat":1750000000}`), word(name, 43)].join('.')
