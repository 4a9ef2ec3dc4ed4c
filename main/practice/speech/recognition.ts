import { resample, toFloat } from '../../../shared/resample'
import { denoise } from './denoise'
import { type Heard, heardAs, joined, NOTHING_HEARD } from './heard'
import { createMoonshine, type Moonshine, type MoonshineOptions, type Reading } from './moonshine'
import { speechSpans, withLead } from './speech-span'
import { createVoiceDetector, VAD_FRAME, VAD_RATE, type VoiceDetector } from './vad'

export interface Recognizer {
  /** What was said in a recording of mono samples; nothing when there was no speech. Rates: 8, 16, 24, 44.1 or 48 kHz. */
  transcribe(samples: Float32Array | Int16Array, sampleRate: number): Promise<Heard>
  close(): Promise<void>
}

/** Loads voice detection and recognition from the data folder (see `prepareData`); takes one to two seconds. */
export async function createRecognizer(options: MoonshineOptions): Promise<Recognizer> {
  const [detector, moonshine] = [await createVoiceDetector(options), await createMoonshine(options)]
  return {
    async transcribe(samples, sampleRate) {
      const heard = resample(samples instanceof Int16Array ? toFloat(samples) : samples, sampleRate, VAD_RATE)
      const spans = speechSpans(await probabilitiesOf(detector, heard), heard.length)
      const parts: Heard[] = []
      for (const span of spans)
        parts.push(await recogniseSpeech(moonshine, withLead(heard.subarray(span.start, span.end), span)))
      return joined(parts)
    },
    async close() {
      await Promise.all([detector.close(), moonshine.close()])
    },
  }
}

async function probabilitiesOf(detector: VoiceDetector, heard: Float32Array): Promise<number[]> {
  const stream = detector.stream()
  const probabilities: number[] = []
  for (let at = 0; at + VAD_FRAME <= heard.length; at += VAD_FRAME) {
    probabilities.push(await stream.frame(heard.subarray(at, at + VAD_FRAME)))
  }
  return probabilities
}

/** What a listener knows who knows what can be asked. */
export interface Understanding {
  makesSense(text: string): boolean
  /** The trade that is asked for, the same text for the same trade; null where none is. */
  tradeIn(text: string): string | null
}

/** A reading counts as about as likely down to a seventh of the likelihood (e^-2): measured on spoken trades. */
const ABOUT_AS_LIKELY = 2
/** A trade that is read into speech although something else is twenty times as likely (e^3) was perhaps not said at all. */
const FAR_LIKELIER = 3

/**
 * Recognises one stretch of speech. Of several readings of one sentence, the likeliest that makes sense is taken: a listener
 * who knows what can be asked hears it that way, too. `breathe` is awaited between two steps; what it throws ends the work.
 */
export async function recogniseSpeech(
  moonshine: Moonshine,
  stretch: Float32Array,
  understanding: Understanding | null = null,
  breathe?: () => Promise<void>,
): Promise<Heard> {
  const speech = denoise(stretch)
  const readings = await moonshine.transcribe(speech, breathe)
  // An empty answer to real speech is a known lapse; a second look with a breath of silence in front mends most.
  if (readings.length === 0) readings.push(...(await moonshine.transcribe(withSilence(speech), breathe)))
  const understood = understanding ? readings.find(({ text }) => understanding.makesSense(text)) : undefined
  const otherwise = understood && understanding ? otherReading(understood, readings, understanding) : null
  const taken = understood ?? readings[0]
  return taken ? heardAs(taken.text, readings, otherwise) : NOTHING_HEARD
}

/** Why a trade may not be what was said: the reading that says otherwise. */
function otherReading(taken: Reading, readings: readonly Reading[], { tradeIn }: Understanding): string | null {
  const trade = tradeIn(taken.text)
  if (trade === null) return null
  const [likeliest] = readings
  if (likeliest && likeliest.score - taken.score > FAR_LIKELIER) return likeliest.text
  const rival = readings.find(({ text, score }) => {
    if (taken.score - score > ABOUT_AS_LIKELY) return false
    const other = tradeIn(text)
    return other !== null && other !== trade
  })
  return rival?.text ?? null
}

function withSilence(span: Float32Array): Float32Array {
  const padded = new Float32Array(span.length + VAD_RATE / 10)
  padded.set(span, VAD_RATE / 10)
  return padded
}
