import { createHash } from 'node:crypto'
import { SAMPLE_RATE } from '../../../shared/sample-rate'

/** Longer utterances are counted but not hashed: a client that never commits must not fill the memory. */
const WINDOW_SAMPLES = 10 * 60 * SAMPLE_RATE

/** The last samples that were appended, by their position since the session began. */
export interface SampleWindow {
  /** Samples appended since the beginning. */
  readonly end: number
  append(pcm: Int16Array): void
  /** Forgets what lies before a position. */
  drop(before: number): void
  /** SHA-256 of the samples between two positions, in hex; null when they are no longer all there. */
  sha256(from: number, to: number): string | null
}

export function createSampleWindow(limit = WINDOW_SAMPLES): SampleWindow {
  let chunks: { at: number; pcm: Int16Array }[] = []
  let end = 0
  const drop = (before: number) => {
    const first = chunks.findIndex(({ at, pcm }) => at + pcm.length > before)
    chunks = first < 0 ? [] : first === 0 ? chunks : chunks.slice(first)
  }
  return {
    get end() {
      return end
    },
    append(pcm) {
      chunks.push({ at: end, pcm })
      end += pcm.length
      if (end - (chunks[0]?.at ?? end) > limit) drop(end - limit)
    },
    drop,
    sha256(from, to) {
      if ((chunks[0]?.at ?? end) > from) return null
      const hash = createHash('sha256')
      for (const { at, pcm } of chunks) {
        const part = pcm.subarray(Math.max(0, from - at), Math.max(0, to - at))
        if (part.length) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
      }
      return hash.digest('hex')
    },
  }
}
