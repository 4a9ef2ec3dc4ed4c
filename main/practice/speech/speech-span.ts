import { VAD_FRAME } from './vad'

/** Above this a frame counts as speech when looking for its ends: lower than the threshold that starts a turn. */
const SPEECH = 0.35
/**
 * Frames kept before speech: it begins more softly than the detector notices. Measured with three sentences, each begun at ten places
 * of a frame: of 30, four frames spoil 8 ("Forty" was heard as "Quote, he"), six spoil 2, nine and twelve none.
 */
const LEAD_FRAMES = 9
/** Kept after it: at its end the detector is late by itself. Measured: more understands no better, and the guess would begin later. */
const TRAIL_FRAMES = 4
/**
 * The detector takes a bark, a bass or a bell for voice for up to four frames now and then, and the recogniser hears a question
 * in anything. The shortest words, spoken fast, have five in a row.
 */
const LEAST_VOICE_FRAMES = 5
const RATE = 16_000
/** The recogniser was made for a sentence or two and starts to loop on more: longer speech is cut at its quietest moment. */
const LONGEST_SAMPLES = 10 * RATE
const EARLIEST_CUT_SAMPLES = 4 * RATE

/** A stretch worth recognising, in samples from the beginning of the recording. */
export interface Span {
  start: number
  end: number
  /** Samples of quiet that the recording lacks before it: somebody spoke as soon as he was heard. */
  lacks: number
  /** Whatever follows, this stretch ends here; of the last one: as long as it is not speech. */
  settled: boolean
}

/**
 * Finds the speech in a recording of `length` samples at 16 kHz. `probabilities` are those of its frames. Empty when there is
 * no voice in it.
 */
export function speechSpans(probabilities: readonly number[], length: number): Span[] {
  if (!holdsVoice(probabilities)) return []
  const first = probabilities.findIndex((probability) => probability >= SPEECH)
  const last = probabilities.findLastIndex((probability) => probability >= SPEECH)
  const wanted = (last + 1 + TRAIL_FRAMES) * VAD_FRAME
  const end = Math.min(length, wanted)
  const spans: Span[] = []
  const from = (first - LEAD_FRAMES) * VAD_FRAME
  let start = Math.max(0, from)
  let lacks = start - from
  while (end - start > LONGEST_SAMPLES) {
    const cut = quietest(probabilities, start + EARLIEST_CUT_SAMPLES, start + LONGEST_SAMPLES)
    spans.push({ start, end: cut, lacks, settled: true })
    start = cut
    lacks = 0
  }
  spans.push({ start, end, lacks, settled: wanted <= length })
  return spans
}

/** Its samples, with the quiet before it that the recogniser wants. */
export function withLead(samples: Float32Array, { lacks }: Pick<Span, 'lacks'>): Float32Array {
  if (lacks === 0) return samples
  const led = new Float32Array(lacks + samples.length)
  led.set(samples, lacks)
  return led
}

function holdsVoice(probabilities: readonly number[]): boolean {
  let inARow = 0
  return probabilities.some((probability) => {
    inARow = probability >= SPEECH ? inARow + 1 : 0
    return inARow === LEAST_VOICE_FRAMES
  })
}

function quietest(probabilities: readonly number[], from: number, to: number): number {
  let best = Math.floor(from / VAD_FRAME)
  for (let frame = best; frame < Math.floor(to / VAD_FRAME); frame++) {
    if ((probabilities[frame] ?? 1) < (probabilities[best] ?? 1)) best = frame
  }
  return best * VAD_FRAME
}
