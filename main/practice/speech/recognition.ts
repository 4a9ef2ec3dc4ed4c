import { resample, toFloat } from '../../../shared/resample'
import { denoise } from './denoise'
import { createMoonshine, type Moonshine, type MoonshineOptions } from './moonshine'
import { speechSpans } from './speech-span'
import { createVoiceDetector, VAD_FRAME, VAD_RATE, type VoiceDetector } from './vad'

export interface Recognizer {
  /** What was said in a recording of mono samples; '' when there was no speech. Rates: 8, 16, 24, 44.1 or 48 kHz. */
  transcribe(samples: Float32Array | Int16Array, sampleRate: number): Promise<string>
  close(): Promise<void>
}

/** Loads voice detection and recognition from the data folder (see `prepareData`); takes one to two seconds. */
export async function createRecognizer(options: MoonshineOptions): Promise<Recognizer> {
  const [detector, moonshine] = [await createVoiceDetector(options), await createMoonshine(options)]
  return {
    async transcribe(samples, sampleRate) {
      const heard = resample(samples instanceof Int16Array ? toFloat(samples) : samples, sampleRate, VAD_RATE)
      return transcribeSpans(moonshine, speechSpans(heard, await probabilitiesOf(detector, heard)))
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

/**
 * Recognises stretches of speech one after another and joins the words. Of several readings of one sentence, the
 * likeliest that `makesSense` is taken: a listener who knows what can be asked hears it that way, too.
 */
export async function transcribeSpans(
  moonshine: Moonshine,
  spans: readonly Float32Array[],
  makesSense: (text: string) => boolean = () => true,
): Promise<string> {
  const texts: string[] = []
  for (const span of spans) {
    const speech = denoise(span)
    const readings = await moonshine.transcribe(speech)
    // An empty answer to real speech is a known lapse; a second look with a breath of silence in front mends most.
    if (readings.length === 0) readings.push(...(await moonshine.transcribe(withSilence(speech))))
    // Long speech is cut anywhere: a part of it need not make sense.
    const understood = spans.length === 1 ? readings.find(makesSense) : undefined
    texts.push(understood ?? readings[0] ?? '')
  }
  return texts.filter(Boolean).join(' ')
}

function withSilence(span: Float32Array): Float32Array {
  const padded = new Float32Array(span.length + VAD_RATE / 10)
  padded.set(span, VAD_RATE / 10)
  return padded
}
