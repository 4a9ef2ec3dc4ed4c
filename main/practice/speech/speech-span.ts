import { VAD_FRAME } from './vad'

/** Above this a frame counts as speech when looking for its ends: lower than the threshold that starts a turn. */
const SPEECH = 0.35
const PAD_FRAMES = 6
const RATE = 16_000
/** The recogniser was made for a sentence or two and starts to loop on more: longer speech is cut at its quietest moment. */
const LONGEST_SAMPLES = 10 * RATE
const EARLIEST_CUT_SAMPLES = 4 * RATE

/**
 * Cuts a recording at 16 kHz to the stretches worth recognising. `probabilities` are those of its frames.
 * Empty when nothing in it was speech.
 */
export function speechSpans(samples: Float32Array, probabilities: readonly number[]): Float32Array[] {
  const first = probabilities.findIndex((probability) => probability >= SPEECH)
  if (first < 0) return []
  const last = probabilities.findLastIndex((probability) => probability >= SPEECH)
  const end = Math.min(samples.length, (last + 1 + PAD_FRAMES) * VAD_FRAME)
  const spans: Float32Array[] = []
  let start = Math.max(0, (first - PAD_FRAMES) * VAD_FRAME)
  while (end - start > LONGEST_SAMPLES) {
    const cut = quietest(probabilities, start + EARLIEST_CUT_SAMPLES, start + LONGEST_SAMPLES)
    spans.push(samples.subarray(start, cut))
    start = cut
  }
  spans.push(samples.subarray(start, end))
  return spans
}

function quietest(probabilities: readonly number[], from: number, to: number): number {
  let best = Math.floor(from / VAD_FRAME)
  for (let frame = best; frame < Math.floor(to / VAD_FRAME); frame++) {
    if ((probabilities[frame] ?? 1) < (probabilities[best] ?? 1)) best = frame
  }
  return best * VAD_FRAME
}
