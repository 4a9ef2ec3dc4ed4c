/** PCM16 little-endian mono at 24 kHz, the one audio format inside the engine, and its base64 form on the wire. */

import { SAMPLES_PER_MS } from '../../shared/sample-rate'

export const samplesToMs = (samples: number): number => samples / SAMPLES_PER_MS

/** One after the other; `length` is that of all together. */
export function joined(parts: readonly Int16Array[], length: number): Int16Array {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  const whole = new Int16Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const msToSamples = (ms: number): number => Math.round(ms * SAMPLES_PER_MS)

/** Bytes per call of `fromCharCode`: a multiple of three, so that the parts join without padding, and few enough arguments. */
const PART = 3 * 4096

/** Base64 of samples, RFC 4648 section 4. */
export function encodePcm(samples: Int16Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  let out = ''
  for (let at = 0; at < bytes.length; at += PART) out += btoa(String.fromCharCode(...bytes.subarray(at, at + PART)))
  return out
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** Set where a pair of characters stands for nothing; no pair of samples reaches this bit. */
const INVALID = 1 << 31
/** Twelve bits by a pair of characters as a 16-bit read of ASCII text gives it, already where they stand in the next 24. */
const FIRST = new Int32Array(1 << 15).fill(INVALID)
const SECOND = new Int32Array(1 << 15).fill(INVALID)
for (let first = 0; first < 64; first++) {
  for (let second = 0; second < 64; second++) {
    const pair = ALPHABET.charCodeAt(first) | (ALPHABET.charCodeAt(second) << 8)
    const bits = (first << 6) | second
    // Three bytes, the lowest first: aaaaaaaa aaaabbbb bbbbbbbb.
    FIRST[pair] = (bits >> 4) | ((bits & 15) << 12)
    SECOND[pair] = (bits & 0xf00) | ((bits & 0xff) << 16)
  }
}
const encoder = new TextEncoder()
/** The text of the call under way, four characters in each. */
let quads = new Int32Array(1 << 11)
let characters = new Uint8Array(quads.buffer)
/** The samples of the call under way, and the same memory two samples at a time. */
let samples = new Int16Array(0)
let pairs = new Int32Array(0)

/**
 * Samples of a base64 text; null when it is not base64 of whole 16-bit samples. The next call writes over them: memory of
 * its own for each delta cost more than all of the decoding.
 *
 * Written out because it runs for every audio delta, and `Uint8Array.fromBase64` comes only with Chromium 140: the text
 * is copied to bytes by the platform, then read sixteen characters at a time, which are six samples. It assumes a
 * little-endian machine, as every one that Electron runs on is.
 */
export function decodePcm(text: string): Int16Array<ArrayBuffer> | null {
  const { length } = text
  if (length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const size = (length / 4) * 3 - padding
  if (size % 2 !== 0) return null
  if (characters.length < length) {
    quads = new Int32Array(length / 4)
    characters = new Uint8Array(quads.buffer)
  }
  const { read, written } = encoder.encodeInto(text, characters)
  // A character that is none of ASCII takes more bytes than one.
  if (read !== length || written !== length) return null
  if (samples.length !== size / 2) {
    samples = new Int16Array(size / 2)
    pairs = new Int32Array(samples.buffer, 0, size >> 2)
  }
  const whole = Math.floor((length - (padding > 0 ? 4 : 0)) / 16) * 4
  if (!decodeWhole(whole)) return null
  return endOf(text.slice(whole * 4), samples, (whole / 2) * 3) ? samples : null
}

/** Decodes the first `count` quads, a multiple of four. False when one of their characters is none of the alphabet. */
function decodeWhole(count: number): boolean {
  // As constants of the call: the loop then need not look whether they have changed.
  const from = quads
  const to = pairs
  const first = FIRST
  const second = SECOND
  let all = 0
  let at = 0
  for (let quad = 0; quad < count; quad += 4) {
    const a = from[quad] as number
    const b = from[quad + 1] as number
    const c = from[quad + 2] as number
    const d = from[quad + 3] as number
    const low = (first[a & 0xffff] as number) | (second[a >>> 16] as number)
    const middle = (first[b & 0xffff] as number) | (second[b >>> 16] as number)
    const high = (first[c & 0xffff] as number) | (second[c >>> 16] as number)
    const top = (first[d & 0xffff] as number) | (second[d >>> 16] as number)
    all |= low | middle | high | top
    to[at] = low | (middle << 24)
    to[at + 1] = (middle >>> 8) | (high << 16)
    to[at + 2] = (high >>> 16) | (top << 8)
    at += 3
  }
  return all >= 0
}

/** The last characters, at most nineteen, by the platform's own decoder. False when they are not base64. */
function endOf(text: string, samples: Int16Array, at: number): boolean {
  if (text === '') return true
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(samples.buffer, at * 2)
    // It passes over white space.
    if (binary.length !== bytes.length) return false
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
    return true
  } catch {
    return false
  }
}
