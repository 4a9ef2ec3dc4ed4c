import type { Speech } from '../../main/practice/speech/speech'
import { SAMPLES_PER_MS } from '../../shared/sample-rate'
import { scriptedSpeech } from '../practice/scripted-speech'

/** Ears that know each utterance by its length: what is brought a second time is heard as the same words. */
export function speechByLength(words: ReadonlyMap<number, string>): Speech {
  const speech = scriptedSpeech()
  return {
    ...speech,
    openEar: (onFrames) => ({
      ...speech.openEar(onFrames),
      take(fromMs, toMs) {
        const text = words.get(Math.round((toMs - fromMs) * SAMPLES_PER_MS)) ?? ''
        return Promise.resolve({ text, otherwise: null, logprobs: [] })
      },
    }),
  }
}
