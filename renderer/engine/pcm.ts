/** PCM16 little-endian mono at 24 kHz, the one audio format inside the engine, and its base64 form on the wire. */

export const SAMPLE_RATE = 24_000
const SAMPLES_PER_MS = SAMPLE_RATE / 1000

export const samplesToMs = (samples: number): number => samples / SAMPLES_PER_MS
export const msToSamples = (ms: number): number => Math.round(ms * SAMPLES_PER_MS)

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const ENCODE = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0))
const DECODE = new Uint8Array(128).fill(255)
for (let index = 0; index < ALPHABET.length; index++) DECODE[ALPHABET.charCodeAt(index)] = index
const PAD = '='.charCodeAt(0)
const ascii = new TextDecoder('latin1')

/** Base64 of samples, RFC 4648 section 4. Table driven: joining strings byte by byte costs milliseconds per second of speech. */
export function encodePcm(samples: Int16Array): string {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  const whole = bytes.length - (bytes.length % 3)
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let at = 0
  const at0 = (index: number) => bytes[index] as number
  for (let index = 0; index < whole; index += 3) {
    const word = (at0(index) << 16) | (at0(index + 1) << 8) | at0(index + 2)
    out[at++] = ENCODE[word >> 18] as number
    out[at++] = ENCODE[(word >> 12) & 63] as number
    out[at++] = ENCODE[(word >> 6) & 63] as number
    out[at++] = ENCODE[word & 63] as number
  }
  if (whole < bytes.length) {
    const two = whole + 1 < bytes.length
    const word = (at0(whole) << 16) | (two ? at0(whole + 1) << 8 : 0)
    out[at++] = ENCODE[word >> 18] as number
    out[at++] = ENCODE[(word >> 12) & 63] as number
    out[at++] = two ? (ENCODE[(word >> 6) & 63] as number) : PAD
    out[at++] = PAD
  }
  return ascii.decode(out)
}

/** Samples of a base64 text; null when it is not base64 of whole 16-bit samples. */
export function decodePcm(text: string): Int16Array | null {
  let length = text.length
  if (length % 4 !== 0) return null
  if (length > 0 && text.charCodeAt(length - 1) === PAD) length--
  if (length > 0 && text.charCodeAt(length - 1) === PAD) length--
  const size = (length * 3) >> 2
  if (size % 2 !== 0) return null
  const bytes = new Uint8Array(size)
  let at = 0
  let bits = 0
  let held = 0
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    const value = code < 128 ? (DECODE[code] as number) : 255
    if (value === 255) return null
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return new Int16Array(bytes.buffer)
}
