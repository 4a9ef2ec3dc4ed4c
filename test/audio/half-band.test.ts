import { describe, expect, it } from 'vitest'
import { createDecimator, createInterpolator } from '../../renderer/audio/half-band'

const tone = (hertz: number, rate: number, length: number) =>
  Float32Array.from({ length }, (_, index) => Math.sin((2 * Math.PI * hertz * index) / rate))
/** Root mean square of the middle, where the filter has settled. */
const level = (samples: Float32Array) => {
  const middle = samples.slice(200, -200)
  return Math.sqrt(middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length)
}
const decibels = (samples: Float32Array) => 20 * Math.log10(level(samples) * Math.SQRT2 + 1e-12)

const inBlocks = (input: Float32Array, block: number, ratio: number, process: (i: Float32Array, o: Float32Array) => void) => {
  const out = new Float32Array(input.length * ratio)
  for (let at = 0; at < input.length; at += block) {
    process(input.subarray(at, at + block), out.subarray(at * ratio, (at + block) * ratio))
  }
  return out
}

describe('halving the rate', () => {
  it.each([100, 1000, 3000, 6000, 9000])('keeps %i Hz', (hertz) => {
    const out = inBlocks(tone(hertz, 48_000, 12_800), 128, 0.5, createDecimator().process)
    expect(Math.abs(decibels(out))).toBeLessThan(0.1)
  })

  it.each([15_000, 18_000, 23_000])('removes %i Hz, which would come back as a lower tone', (hertz) => {
    expect(decibels(inBlocks(tone(hertz, 48_000, 12_800), 128, 0.5, createDecimator().process))).toBeLessThan(-60)
  })

  it('gives the same samples whatever the size of the blocks', () => {
    const input = tone(440, 48_000, 2560)
    const whole = inBlocks(input, 2560, 0.5, createDecimator().process)
    expect(inBlocks(input, 128, 0.5, createDecimator().process)).toEqual(whole)
  })
})

describe('doubling the rate', () => {
  it.each([100, 1000, 6000, 9000])('keeps %i Hz and adds no image', (hertz) => {
    const out = inBlocks(tone(hertz, 24_000, 6400), 64, 2, createInterpolator().process)
    expect(Math.abs(decibels(out))).toBeLessThan(0.1)
    const back = inBlocks(out, 128, 0.5, createDecimator().process)
    expect(Math.abs(decibels(back))).toBeLessThan(0.2)
  })
})
