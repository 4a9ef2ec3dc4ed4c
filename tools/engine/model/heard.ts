import { SAMPLES_PER_MS } from '../../../shared/sample-rate'

/**
 * What the model's microphone writes into its samples, so that the server can tell what it was given: each millisecond names
 * its recording, its frame, its place there, and whether a voice is in it.
 */

const FRAME_SAMPLES = 480

/** A stretch of one frame, as one client event brought it. `from` and `to` are milliseconds of the frame. */
export interface HeardFrame {
  eventId: string
  turn: number
  frame: number
  from: number
  to: number
  voice: boolean
}

export const lengthMs = (frames: readonly HeardFrame[]): number =>
  frames.reduce((sum, { from, to }) => sum + to - from, 0)

export function writeFrame(turn: number, frame: number, voice: boolean): Int16Array<ArrayBuffer> {
  const samples = new Int16Array(FRAME_SAMPLES)
  for (let ms = 0; ms < FRAME_SAMPLES / SAMPLES_PER_MS; ms++)
    samples.set([turn, frame, ms, voice ? 1 : 0], ms * SAMPLES_PER_MS)
  return samples
}

export function readFrames(eventId: string, base64: string): HeardFrame[] {
  const bytes = Buffer.from(base64, 'base64')
  const frames: HeardFrame[] = []
  for (let at = 0; at < bytes.length; at += 2 * SAMPLES_PER_MS) {
    const [turn = 0, frame = 0, ms = 0, voice = 0] = [0, 2, 4, 6].map((offset) => bytes.readInt16LE(at + offset))
    const last = frames.at(-1)
    if (last?.turn === turn && last.frame === frame && last.to === ms) last.to++
    else frames.push({ eventId, turn, frame, from: ms, to: ms + 1, voice: voice === 1 })
  }
  return frames
}

/** Divides what was heard after `ms` milliseconds. */
export function splitAt(frames: readonly HeardFrame[], ms: number): [HeardFrame[], HeardFrame[]] {
  const before: HeardFrame[] = []
  const after: HeardFrame[] = []
  let left = ms
  for (const frame of frames) {
    const taken = Math.max(0, Math.min(left, frame.to - frame.from))
    left -= taken
    if (taken > 0) before.push({ ...frame, to: frame.from + taken })
    if (taken < frame.to - frame.from) after.push({ ...frame, from: frame.from + taken })
  }
  return [before, after]
}
