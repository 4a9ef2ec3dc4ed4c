import { expect, it } from 'vitest'
import { createDuck } from '../../renderer/audio/duck'

it('makes an answer quieter within 30 ms and as loud again, without a step', () => {
  const duck = createDuck(24_000)
  const output: number[] = []
  const run = (ms: number) => {
    const samples = new Float32Array(ms * 24).fill(1)
    duck.process(samples)
    output.push(...samples)
  }
  run(10)
  duck.set(true)
  run(30)
  expect(output.at(-1)).toBeCloseTo(0.25, 5)
  run(50)
  duck.set(false)
  run(30)
  expect(output.at(-1)).toBeCloseTo(1, 5)
  expect(output.slice(0, 240)).toEqual(new Array(240).fill(1))
  const steps = output.slice(1).map((value, index) => Math.abs(value - (output[index] ?? 0)))
  expect(Math.max(...steps)).toBeLessThan(0.002)
})
