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
/** No pair of characters stands for this many bits. */
const INVALID = 0xffff
/** Twelve bits by a pair of characters, the first in the low byte, as a 16-bit read of the text gives it. */
const PAIRS = new Uint16Array(1 << 16).fill(INVALID)
for (let first = 0; first < 64; first++) {
  for (let second = 0; second < 64; second++) {
    PAIRS[ALPHABET.charCodeAt(first) | (ALPHABET.charCodeAt(second) << 8)] = (first << 6) | second
  }
}
const encoder = new TextEncoder()
let scratch = new Uint16Array(1 << 13)

/**
 * Samples of a base64 text; null when it is not base64 of whole 16-bit samples.
 *
 * Written out because it runs for every audio delta, and `Uint8Array.fromBase64` comes only with Chromium 140: the text
 * is copied to bytes by the platform, then read two characters at a time, eight of which are three samples. It assumes a
 * little-endian machine, as every one that Electron runs on is.
 */
export function decodePcm(text: string): Int16Array | null {
  const { length } = text
  if (length % 4 !== 0) return null
  if (length === 0) return new Int16Array(0)
  if (scratch.byteLength < length) scratch = new Uint16Array(length)
  const { read, written } = encoder.encodeInto(text, new Uint8Array(scratch.buffer, 0, length))
  // A character that is none of ASCII takes more bytes than one.
  if (read !== length || written !== length) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const size = (length / 4) * 3 - padding
  if (size % 2 !== 0) return null
  const samples = new Int16Array(size / 2)
  const pairs = scratch
  const table = PAIRS
  const whole = Math.floor((length - (padding > 0 ? 4 : 0)) / 8) * 4
  let all = 0
  let to = 0
  for (let at = 0; at < whole; at += 4) {
    const a = table[pairs[at] as number] as number
    const b = table[pairs[at + 1] as number] as number
    const c = table[pairs[at + 2] as number] as number
    const d = table[pairs[at + 3] as number] as number
    all |= a | b | c | d
    // Six bytes: aaaaaaaa aaaabbbb bbbbbbbb cccccccc ccccdddd dddddddd, each sample with its low byte first.
    samples[to] = (a >> 4) | (((a & 15) << 12) | (b & 0xf00))
    samples[to + 1] = (b & 0xff) | ((c >> 4) << 8)
    samples[to + 2] = ((c & 15) << 4) | (d >> 8) | ((d & 0xff) << 8)
    to += 3
  }
  if (all > 0xfff) return null
  return endOf(text.slice(whole * 2), samples, to) ? samples : null
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
