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

/** Samples of a base64 text; null when it is not base64 of whole 16-bit samples. */
export function decodePcm(text: string): Int16Array | null {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return null
  }
  const { length } = binary
  if (length % 2 !== 0) return null
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at++) bytes[at] = binary.charCodeAt(at)
  return new Int16Array(bytes.buffer)
}
