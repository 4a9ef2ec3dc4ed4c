import { describe, expect, it } from 'vitest'
import { decodePcm, encodePcm, msToSamples, samplesToMs } from '../../renderer/engine/pcm'

describe('PCM in base64', () => {
  it('agrees with Node for every length and survives the way back', () => {
    for (let length = 0; length < 40; length++) {
      const samples = Int16Array.from({ length }, (_, index) => ((index * 7919) % 65536) - 32768)
      const text = encodePcm(samples)
      expect(text).toBe(Buffer.from(samples.buffer, 0, samples.byteLength).toString('base64'))
      expect(decodePcm(text)).toEqual(samples)
    }
  })

  it('gives samples that hold until the next call, in memory of exactly their size, as a message copies all of it', () => {
    const first = decodePcm(encodePcm(Int16Array.from([1, 2, 3])))
    const second = decodePcm(encodePcm(Int16Array.from([4, 5, 6])))
    expect(second).toEqual(Int16Array.from([4, 5, 6]))
    expect(second).toBe(first)
    expect(second?.buffer.byteLength).toBe(6)
    expect(decodePcm(encodePcm(Int16Array.from([7])))?.buffer.byteLength).toBe(2)
  })

  it('finds a character of another alphabet wherever it stands', () => {
    for (const length of [24, 25, 26, 27]) {
      const text = encodePcm(Int16Array.from({ length }, (_, index) => index * 1371))
      for (let at = 0; at < text.length; at++) {
        for (const bad of ['-', '_', '.', '\u007f', '\n', 'é'])
          expect(decodePcm(text.slice(0, at) + bad + text.slice(at + 1))).toBeNull()
      }
    }
  })

  it('reads a view that does not begin at the start of its memory', () => {
    const samples = Int16Array.from([1, 2, 3, 4, 5]).subarray(2)
    expect(decodePcm(encodePcm(samples))).toEqual(Int16Array.from([3, 4, 5]))
  })

  it('refuses what is not base64 of whole samples', () => {
    for (const bad of ['a', 'ab', '****', 'AAA=A', 'AA==', 'é€ab', '<html></html>']) expect(decodePcm(bad)).toBeNull()
  })

  it('counts 24 samples a millisecond', () => {
    expect(msToSamples(150)).toBe(3600)
    expect(samplesToMs(2400)).toBe(100)
  })
})
