import { describe, expect, it } from 'vitest'
import { createInterpolator } from '../../renderer/audio/half-band'
import { resample } from '../../shared/resample'

const tone = (hertz: number, rate: number, length: number) =>
  Float32Array.from({ length }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate))
/** Root mean square of the middle, where the filter has settled. */
const level = (samples: Float32Array) => {
  const middle = samples.slice(200, -200)
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length)
}
const decibels = (samples: Float32Array) => 20 * Math.log10(level(samples) * Math.SQRT2 + 1e-12)

const doubled = (input: Float32Array, block: number) => {
  const interpolator = createInterpolator()
  const out = new Float32Array(input.length * 2)
  for (let at = 0; at < input.length; at += block) {
    interpolator.process(input.subarray(at, at + block), out.subarray(at * 2, (at + block) * 2))
  }
  return out
}

describe('doubling the rate', () => {
  it.each([100, 1000, 6000, 9000])('keeps %i Hz and adds no image', (hertz) => {
    const out = doubled(tone(hertz, 24_000, 6400), 64)
    expect(Math.abs(decibels(out))).toBeLessThan(0.1)
    expect(Math.abs(decibels(resample(out, 48_000, 24_000)))).toBeLessThan(1)
  })

  it('gives the same samples whatever the size of the blocks', () => {
    const input = tone(440, 24_000, 2560)
    expect(doubled(input, 64)).toEqual(doubled(input, 2560))
  })
})
