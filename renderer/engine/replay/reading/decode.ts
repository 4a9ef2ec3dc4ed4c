/** Enough of a file to see how its text is written. */
const SAMPLE_BYTES = 4_096
/** Of the pairs of bytes in UTF-16 JSON or log lines nearly all hold a character of ASCII, and so a zero. */
const UTF16_SHARE = 0.6

/**
 * The text of a log file: UTF-8, or UTF-16 of either byte order, as PowerShell and Windows' own editors write it, with a byte
 * order mark or without. Bytes that are no text become U+FFFD. A mark is left out.
 */
export function decodeLog(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const pairs = sample.length >> 1
  let [high, low] = [0, 0]
  for (let pair = 0; pair < pairs; pair++) {
    if (sample[pair * 2] === 0) high++
    if (sample[pair * 2 + 1] === 0) low++
  }
  if (low > pairs * UTF16_SHARE && high < low / 2) return 'utf-16le'
  if (high > pairs * UTF16_SHARE && low < high / 2) return 'utf-16be'
  return 'utf-8'
}

/** First bytes of what has to be unpacked before it can be read: gzip, zip, zstd, bzip2, xz. */
const PACKED = [
  [0x1f, 0x8b],
  [0x50, 0x4b, 0x03, 0x04],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
]

/** Whether a file is compressed. */
export const isPacked = (bytes: Uint8Array): boolean =>
  PACKED.some((signature) => signature.every((byte, at) => bytes[at] === byte))
