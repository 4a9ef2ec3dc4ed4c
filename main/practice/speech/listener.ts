import type { Ear, Passage } from './ear'
import { type Heard, joined } from './heard'
import type { Job } from './scheduler'
import { type Span, speechSpans, withLead } from './speech-span'
import { VAD_FRAME } from './vad'

/** Understands one stream of audio, as far as it can while the speaker is still at it. */
export interface Listener {
  append(pcm: Int16Array): ReturnType<Ear['append']>
  /** An utterance begins, or may begin, here: its words are looked for before they are asked for. Null: there is none. */
  listen(fromMs: number | null): void
  /** What was said between two positions; everything before `toMs` is forgotten. */
  take(fromMs: number, toMs: number): Promise<Heard>
  drop(beforeMs: number): void
  close(): void
}

/** `recognise` begins to recognise a stretch of speech at 16 kHz; `whole` when it is all that was said. */
export type Recognise = (speech: Float32Array, whole: boolean) => Job<Heard>

/**
 * People let go of the key, or a turn is found to be over, some time after their last word. So whenever the voice pauses, all
 * that was said is recognised as if that were the end; if only silence follows, the words are there when they are asked for,
 * and the same as if it had begun only then. Speech that goes on makes the guess void. Of long speech, the stretches whose
 * ends are decided are recognised while it goes on.
 */
export function createListener(ear: Ear, recognise: Recognise): Listener {
  let fromMs: number | null = null
  /** By what they recognise. */
  let jobs = new Map<string, Job<Heard>>()

  const begin = (passage: Passage, span: Span, whole: boolean): Job<Heard> =>
    recognise(withLead(passage.samples(span.start, span.end), span), whole)

  /** Leaves only these; the others are void. */
  const keep = (wanted: Map<string, Job<Heard>>) => {
    for (const [key, job] of jobs) if (!wanted.has(key)) job.abandon()
    jobs = wanted
  }

  const lookAhead = () => {
    if (fromMs === null) return
    const passage = ear.passage(fromMs, Number.POSITIVE_INFINITY)
    const spans = speechSpans(passage.probabilities, passage.length)
    const whole = spans.length === 1
    const wanted = new Map<string, Job<Heard>>()
    for (const span of spans) {
      if (!span.settled) continue
      const key = keyOf(passage, span, whole)
      wanted.set(key, jobs.get(key) ?? begin(passage, span, whole))
    }
    keep(wanted)
  }

  return {
    async append(pcm) {
      const frames = await ear.append(pcm)
      if (frames.probabilities.length > 0) lookAhead()
      return frames
    },
    listen(position) {
      if (position === null) keep(new Map())
      fromMs = position
    },
    async take(from, to) {
      // At once: while the last audio is being heard, the next utterance may begin.
      const known = jobs
      jobs = new Map()
      fromMs = null
      await ear.settled()
      const passage = ear.passage(from, to)
      ear.drop(to)
      const spans = speechSpans(passage.probabilities, passage.length)
      const whole = spans.length === 1
      const keys = spans.map((span) => keyOf(passage, span, whole))
      for (const [key, job] of known) {
        if (keys.includes(key)) job.demand()
        else job.abandon()
      }
      const parts: Heard[] = []
      for (const [index, span] of spans.entries()) {
        const job = known.get(keys[index] ?? '') ?? begin(passage, span, whole)
        job.demand()
        parts.push(await job.result)
      }
      return joined(parts)
    },
    drop: (beforeMs) => ear.drop(beforeMs),
    close: () => keep(new Map()),
  }
}

/** The same stretch of the stream has the same key, wherever it was cut out from. */
function keyOf({ firstFrame }: Passage, { start, end }: Span, whole: boolean): string {
  const before = firstFrame * VAD_FRAME
  return `${before + start}-${before + end}${whole ? ' whole' : ''}`
}
