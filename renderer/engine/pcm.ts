/** PCM16 little-endian mono at 24 kHz, the one audio format inside the engine, and its base64 form on the wire. */

export const SAMPLE_RATE = 24_000
const SAMPLES_PER_MS = SAMPLE_RATE / 1000

export const samplesToMs = (samples: number): number => samples / SAMPLES_PER_MS
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
const INVALID = 0x80000000
/** Twelve bits by a pair of characters as a 16-bit read of ASCII text gives it, already where they stand in the next 24. */
const FIRST = new Uint32Array(1 << 15).fill(INVALID)
const SECOND = new Uint32Array(1 << 15).fill(INVALID)
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
let scratch = new Uint32Array(1 << 12)
let scratchBytes = new Uint8Array(scratch.buffer)

/**
 * Samples of a base64 text; null when it is not base64 of whole 16-bit samples.
 *
 * Written out because it runs for every audio delta, and `Uint8Array.fromBase64` comes only with Chromium 140: the text
 * is copied to bytes by the platform, then read four characters at a time, eight of which are three samples. It assumes a
 * little-endian machine, as every one that Electron runs on is.
 */
export function decodePcm(text: string): Int16Array | null {
  const { length } = text
  if (length % 4 !== 0) return null
  if (length === 0) return new Int16Array(0)
  if (scratchBytes.length < length) {
    scratch = new Uint32Array(length)
    scratchBytes = new Uint8Array(scratch.buffer)
  }
  const { read, written } = encoder.encodeInto(text, scratchBytes)
  // A character that is none of ASCII takes more bytes than one.
  if (read !== length || written !== length) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const size = (length / 4) * 3 - padding
  if (size % 2 !== 0) return null
  const samples = new Int16Array(size / 2)
  const quads = scratch
  const first = FIRST
  const second = SECOND
  const whole = Math.floor((length - (padding > 0 ? 4 : 0)) / 8) * 2
  let all = 0
  let to = 0
  for (let at = 0; at < whole; at += 2) {
    const left = quads[at] as number
    const right = quads[at + 1] as number
    const low = (first[left & 0xffff] as number) | (second[left >>> 16] as number)
    const high = (first[right & 0xffff] as number) | (second[right >>> 16] as number)
    all |= low | high
    samples[to] = low
    samples[to + 1] = (low >>> 16) | (high << 8)
    samples[to + 2] = high >>> 8
    to += 3
  }
  if (all < 0) return null
  return endOf(text.slice(whole * 4), samples, to) ? samples : null
}

/** The last characters, at most eleven, by the platform's own decoder. False when they are not base64. */
function endOf(text: string, samples: Int16Array, at: number): boolean {
  if (text === '') return true
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(samples.buffer, at * 2)
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
    return true
  } catch {
    return false
  }
}
