import type { Speech } from '../../main/practice/speech/speech'

/**
 * Ears and a mouth without models, for tests of the protocol: what is heard is scripted, what is said is a tone of 60 ms
 * a letter. Any sound that is not silence counts as voice.
 */
export function scriptedSpeech(heard: string[] = []): Speech {
  const next = () => Promise.resolve({ text: heard.shift() ?? '', otherwise: null, logprobs: [] })
  const frame = 768
  return {
    ready: Promise.resolve(),
    openEar(onFrames) {
      let rest: number[] = []
      let first = 0
      return {
        append(pcm) {
          rest.push(...pcm)
          const probabilities: number[] = []
          while (rest.length >= frame) {
            probabilities.push(rest.slice(0, frame).some((sample) => Math.abs(sample) > 500) ? 0.98 : 0.01)
            rest = rest.slice(frame)
          }
          if (probabilities.length) onFrames(first, probabilities)
          first += probabilities.length
        },
        listen: () => undefined,
        take: next,
        drop: () => undefined,
        close: () => undefined,
      }
    },
    transcribe: next,
    speak: (text) => Promise.resolve(new Int16Array(text.length * 60 * 24).fill(1000)),
    close: () => Promise.resolve(),
  }
}

export const tone = (ms: number): Int16Array =>
  new Int16Array(ms * 24).map((_, at) => Math.round(8000 * Math.sin(at / 5)))
export const silence = (ms: number): Int16Array => new Int16Array(ms * 24)
