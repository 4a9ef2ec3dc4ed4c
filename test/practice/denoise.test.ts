import { describe, expect, test } from 'vitest'
import { denoise } from '../../main/practice/speech/denoise'
import { fourier, inverseFourier } from '../../main/practice/speech/fourier'

const RATE = 16_000
/** Syllables: a tone that comes and goes three times a second. */
const syllables = Float32Array.from({ length: 2 * RATE }, (_, index) => {
  const loudness = Math.max(0, Math.sin((2 * Math.PI * 3 * index) / RATE))
  return 0.3 * loudness * Math.sin((2 * Math.PI * 440 * index) / RATE)
})
let state = 1
const hiss = syllables.map(() => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return (state / 2 ** 31 - 1) * 0.03
})
const noisy = syllables.map((sample, index) => sample + (hiss[index] ?? 0))
const power = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
const error = (samples: Float32Array) => power(samples.map((sample, index) => sample - (syllables[index] ?? 0)))

describe('denoise', () => {
  test('takes more than 6 dB of hiss out of speech, and leaves the speech', () => {
    const cleaned = denoise(noisy)
    expect(cleaned.length).toBe(noisy.length)
    expect(10 * Math.log10(error(noisy) / error(cleaned))).toBeGreaterThan(6)
    expect(10 * Math.log10(power(cleaned) / power(syllables))).toBeCloseTo(0, 0)
  })

  test('leaves clean speech untouched', () => expect(denoise(syllables)).toBe(syllables))

  test.each([0, 1, 400])('a stretch of %i samples is too short to judge', (length) => {
    const stretch = noisy.slice(0, length)
    expect(denoise(stretch)).toBe(stretch)
  })
})

test('the transform finds a tone in its bin, and turns back', () => {
  const real = Float64Array.from({ length: 64 }, (_, index) => Math.cos((2 * Math.PI * 5 * index) / 64))
  const [before, imaginary] = [real.slice(), new Float64Array(64)]
  fourier(real, imaginary)
  expect(real[5]).toBeCloseTo(32)
  expect(real[59]).toBeCloseTo(32)
  expect(real[6]).toBeCloseTo(0)
  inverseFourier(real, imaginary)
  for (const [index, value] of before.entries()) expect(real[index]).toBeCloseTo(value)
})
