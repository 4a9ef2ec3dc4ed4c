import { expect, it } from 'vitest'
import { piecesOf, seamsInSound, seamsOf } from '../../tools/desktop/alignment'

let seed = 7
const noise = Float32Array.from({ length: 12_000 }, () => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647 - 0.5
})
const of = (...parts: (Float32Array | number)[]) =>
  Float32Array.from(parts.flatMap((part) => (typeof part === 'number' ? new Array<number>(part).fill(0) : [...part])))

it('finds what was played whole, later and quieter', () => {
  const recording = of(
    480,
    noise.map((sample) => sample / 3),
    480,
  )
  expect(piecesOf(noise, recording)).toEqual([{ at: 480, length: 12_000, from: 0 }])
})

it('counts the samples that were lost, or came twice', () => {
  expect(seamsOf(piecesOf(noise, of(noise.subarray(0, 4_800), noise.subarray(5_000))))).toEqual([200])
  expect(seamsOf(piecesOf(noise, of(noise.subarray(0, 4_800), noise.subarray(4_500))))).toEqual([-300])
  // A hole that is silence has lost no time.
  expect(seamsOf(piecesOf(noise, of(noise.subarray(0, 4_800), 960, noise.subarray(5_760))))).toEqual([0])
})

it('counts them among what sounds, where a speaker falls silent in between', () => {
  const late = of(noise.subarray(0, 4_800), 960, noise.subarray(4_800))
  expect(seamsInSound(piecesOf(noise, late), late)).toEqual([0])
  const gone = of(noise.subarray(0, 4_800), 960, noise.subarray(5_760))
  expect(seamsInSound(piecesOf(noise, gone), gone)).toEqual([960])
})
