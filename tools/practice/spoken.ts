import type { FliteVoice } from '../../main/practice/speech/synthesis'

/** How a corpus is spoken: voices and speeds rotate, and half of it has noise, so that every kind of sentence meets several. */

const VOICES: readonly FliteVoice[] = ['slt', 'rms', 'awb']
const SPEEDS = [0.85, 1, 1.2]
export const NOISE_DB = 20

export interface Manner {
  voice: FliteVoice
  speed: number
  noisy: boolean
}

export const mannerOf = (index: number): Manner => ({
  voice: VOICES[index % VOICES.length] ?? 'slt',
  speed: SPEEDS[Math.floor(index / VOICES.length) % SPEEDS.length] ?? 1,
  noisy: Math.floor(index / (VOICES.length * SPEEDS.length)) % 2 === 1,
})

/** "awb, speed 1.2, noise at 20 dB" */
export const mannerText = ({ voice, speed, noisy }: Manner): string =>
  `${voice}, speed ${speed}${noisy ? `, noise at ${NOISE_DB} dB` : ''}`

/** White noise at a signal-to-noise ratio, from a fixed generator: the same score every time. */
export function withNoise(pcm: Int16Array, snrDb: number, seed: number): Int16Array {
  const power = pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length
  const amplitude = Math.sqrt((power / 10 ** (snrDb / 10)) * 3)
  let state = seed + 1
  return pcm.map((sample) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.max(-32_768, Math.min(32_767, sample + (state / 2 ** 31 - 1) * amplitude))
  })
}
