import { createHash } from 'node:crypto'
import type { Question } from './account'

const FRAME = 240
const SHORTEST_FRAMES = 40

/** Speech of which no two samples' sequences are alike: half a second or so of noise, each a frame longer than the last. */
export function createUtterances() {
  let count = 0
  return (words: string): Question & { frames: Int16Array[] } => {
    const number = ++count
    let state = number
    const frames = Array.from({ length: SHORTEST_FRAMES + number }, () =>
      Int16Array.from({ length: FRAME }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return (state >>> 17) - 16_384
      }),
    )
    return {
      turnId: `talk-${number}`,
      words,
      frames,
      samples: frames.length * FRAME,
      sha256: sha256(frames),
      resends: 0,
    }
  }
}

const sha256 = (frames: Int16Array[]): string => {
  const hash = createHash('sha256')
  for (const { buffer, byteOffset, byteLength } of frames) hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex')
}
