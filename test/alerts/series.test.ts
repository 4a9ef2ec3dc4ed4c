import { expect, test } from 'vitest'
import { holds, MOST_KEPT, type Sample, sparkline, withSample } from '../../main/alerts/series'

const MINUTE = 60_000
const prices = (...all: number[]): Sample[] => all.map((price, at) => ({ at: at * MINUTE, price }))

test.each([
  ['above', { kind: 'above', value: 250 }, [249, 250], true],
  ['not above yet', { kind: 'above', value: 250 }, [251, 249.99], false],
  ['below', { kind: 'below', value: 1e-8 }, [2e-8, 9.9e-9], true],
  ['a fall from the highest of its time', { kind: 'percent', value: -10, withinMs: 60 * MINUTE }, [90, 100, 90], true],
  ['a fall that is not as deep', { kind: 'percent', value: -10, withinMs: 60 * MINUTE }, [100, 90.1], false],
  ['a fall that took longer', { kind: 'percent', value: -10, withinMs: 2 * MINUTE }, [100, 95, 93, 90], false],
  ['a rise from the lowest', { kind: 'percent', value: 5, withinMs: 60 * MINUTE }, [100, 80, 84], true],
  ['a fall is no rise', { kind: 'percent', value: 5, withinMs: 60 * MINUTE }, [100, 80], false],
  ['one price alone', { kind: 'percent', value: -1, withinMs: 60 * MINUTE }, [100], false],
] as const)('%s', (_what, condition, seen, is) => {
  expect(holds(condition, 0, prices(...seen))).toBe(is)
})

test('what was before an alert was set does not count for it', () => {
  const condition = { kind: 'percent', value: -10, withinMs: 60 * MINUTE } as const
  expect(holds(condition, 2 * MINUTE, prices(100, 100, 85, 84))).toBe(false)
  expect(holds(condition, 0, prices(100, 100, 85, 84))).toBe(true)
})

test('a day of looks stays small, and loses neither its highest nor its lowest', () => {
  let samples: Sample[] = []
  for (let at = 0; at < 1440; at++) {
    const price = at === 100 ? 500 : at === 700 ? 5 : 100 + Math.sin(at / 50)
    samples = withSample(samples, { at: at * MINUTE, price }, 1440 * MINUTE)
  }
  expect(samples.length).toBeLessThanOrEqual(MOST_KEPT)
  const seen = samples.map(({ price }) => price)
  expect([Math.max(...seen), Math.min(...seen)]).toEqual([500, 5])
  expect(samples.map(({ at }) => at)).toEqual(samples.map(({ at }) => at).sort((one, other) => one - other))
  // What is too old goes.
  expect(withSample(samples, { at: 3000 * MINUTE, price: 1 }, 1440 * MINUTE)).toHaveLength(1)
})

test('a sparkline has few points, the newest among them', () => {
  const line = sparkline(prices(...Array.from({ length: 240 }, (_, at) => at)))
  expect(line).toHaveLength(60)
  expect([line[0], line.at(-1)]).toEqual([0, 239])
  expect(sparkline(prices(1, 2, 3))).toEqual([1, 2, 3])
  expect(sparkline([])).toEqual([])
})
