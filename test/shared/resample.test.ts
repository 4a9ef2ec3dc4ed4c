import { describe, expect, test } from 'vitest'
import { concat, createResampler, resample, toFloat, toPcm16 } from '../../shared/resample'

const tone = (hertz: number, rate: number, seconds = 0.5) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, index) =>
    Math.sin((2 * Math.PI * hertz * index) / rate),
  )

/** Level of the middle, where the filter has settled, against a full-scale tone. */
const decibels = (samples: Float32Array) => {
  const middle = samples.slice(200, -200)
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length
  return 10 * Math.log10(2 * power + 1e-12)
}

describe.each([
  [48_000, 24_000],
  [44_100, 24_000],
  [24_000, 16_000],
])('%i to %i', (from, to) => {
  test.each([0.1, 0.4, 0.7])('passes a tone at %f of the new Nyquist frequency unchanged', (share) => {
    expect(Math.abs(decibels(resample(tone((share * to) / 2, from), from, to)))).toBeLessThan(0.2)
  })

  test('keeps out what the new rate cannot hold', () => {
    expect(decibels(resample(tone(0.62 * to, from), from, to))).toBeLessThan(-60)
  })

  test('keeps the pitch and the moment of every sample', () => {
    const got = resample(tone(440, from), from, to)
    const wanted = tone(440, to)
    expect(got.length).toBe(wanted.length)
    for (let at = 200; at < got.length - 200; at++) expect(got[at]).toBeCloseTo(wanted[at] ?? 0, 2)
  })

  test.each([1, 7, 128, 441, 4096])('gives the same samples in blocks of %i', (block) => {
    const input = tone(700, from, 0.2)
    const { push, flush } = createResampler(from, to)
    const parts: Float32Array[] = []
    for (let at = 0; at < input.length; at += block) parts.push(push(input.subarray(at, at + block)))
    const whole = createResampler(from, to)
    expect(concat([...parts, flush()])).toEqual(concat([whole.push(input), whole.flush()]))
  })
})

test('raising the rate adds no image', () => {
  const raised = resample(tone(2000, 8000), 8000, 24_000)
  expect(Math.abs(decibels(raised))).toBeLessThan(0.1)
  expect(Math.abs(decibels(resample(raised, 24_000, 8000)))).toBeLessThan(0.2)
})

test('the same rate hands the samples through', () => {
  const input = tone(440, 24_000, 0.01)
  expect(resample(input, 24_000, 24_000)).toBe(input)
})

test('16-bit samples survive the way to floats and back, and too loud ones are clipped', () => {
  const pcm = Int16Array.of(-32_768, -1, 0, 1, 32_767)
  expect(toPcm16(toFloat(pcm))).toEqual(pcm)
  expect(toPcm16(Float32Array.of(-2, 2))).toEqual(Int16Array.of(-32_768, 32_767))
})
