import { describe, expect, test } from 'vitest'
import * as format from '../../renderer/views/figures/format'

describe('figures', () => {
  test.each([
    [12364948.799999999, '12,364,948.799999999'],
    [1999, '1,999'],
    [-1234567, '-1,234,567'],
    [0.1, '0.1'],
    [1e21, '1,000,000,000,000,000,000,000'],
    [1.5e24, '1,500,000,000,000,000,000,000,000'],
    [1234567890123456, '1,234,567,890,123,456'],
    [1.23e-8, '0.0000000123'],
    [-1.5e-10, '-0.00000000015'],
    [-0, '0'],
    [Number.MIN_VALUE, `0.${'0'.repeat(323)}5`],
    [null, '—'],
    [undefined, '—'],
    [Number.NaN, '—'],
    [Number.POSITIVE_INFINITY, '—'],
  ])('%s keeps every digit', (value, shown) => expect(format.exact(value)).toBe(shown))

  test.each([
    [12364948.799999999, '$12.36M'],
    [3179320, '$3.18M'],
    [999.4, '$999.40'],
    [113_400_000_000, '$113.40B'],
    [-2_500_000, '−$2.50M'],
  ])('%d in short is %s', (value, shown) => expect(format.compactUsd(value)).toBe(shown))

  test.each([
    [0, '$0.00'],
    [208.4837, '$208.48'],
    [0.00001931, '$0.00001931'],
    [0.000000041, '$0.000000041'],
    [0.99999, '$1.00'],
    [0.9999, '$0.9999'],
    [1e-12, '$0.0000000000010'],
  ])('a price of %d is %s, never zero when it is not', (value, shown) => expect(format.usd(value)).toBe(shown))

  test.each([
    [3.1962, '+3.20%'],
    [-4.4, '−4.40%'],
    [0.0012, '+0.0012%'],
    [0, '+0.00%'],
  ])('a change of %d is %s', (value, shown) => expect(format.change(value)).toBe(shown))
})

test('no figure is ever written with an exponent, or as what is none', () => {
  const values = [1e-300, 1.23e-8, 1e15, 1e21, 9e99, -1e-9, -1e30, -0, null, undefined, Number.NaN, -Infinity]
  for (const value of values)
    for (const write of [
      format.exact,
      format.count,
      format.usd,
      format.compactUsd,
      format.cost,
      format.change,
      format.percent,
    ])
      expect(write(value), `${write.name} of ${value}`).not.toMatch(/\de|NaN|∞|null|undefined/i)
  for (const write of [format.usd, format.compactUsd, format.cost, format.change, format.percent])
    expect(write(null)).toBe('—')
  expect(format.usd(1.23e-8)).toBe('$0.0000000123')
  expect(format.compactUsd(1e15)).toBe('$1,000.00T')
})

describe('what is used', () => {
  test.each([
    [0, '$0.00'],
    [0.00421, '$0.0042'],
    [0.0871, '$0.087'],
    [0.3142, '$0.31'],
    [12.345, '$12.35'],
  ])('%d dollars cost %s, never nothing when it is something', (value, shown) => expect(format.cost(value)).toBe(shown))

  test.each([
    [999, '999'],
    [8132, '8.1K'],
    [1_240_000, '1.2M'],
  ])('%i in short is %s', (value, shown) => expect(format.compactCount(value)).toBe(shown))
})

describe('times', () => {
  test.each([
    [-500, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [7_200_000, '2 h'],
    [200_000_000, '2 d'],
  ])('an age of %i ms is %s', (ms, shown) => expect(format.age(ms)).toBe(shown))

  test.each([
    [340.4, '340 ms'],
    [1240, '1.2 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms took %s', (ms, shown) => expect(format.duration(ms)).toBe(shown))

  test('the clock shows milliseconds', () => {
    expect(format.clockTime(new Date(2026, 0, 2, 3, 4, 5, 6).getTime())).toBe('3:04:05.006')
  })
})

test('nothing is written as less than nothing', () => {
  expect([format.usd(-0), format.percent(-0), format.change(-0)]).toEqual(['$0.00', '0.00%', '+0.00%'])
  expect([format.share(-5, 10), format.share(0, 10), format.share(0.01, 10)]).toEqual(['0%', '0%', '<1%'])
  expect([format.usd(-0.005), format.percent(-3)]).toEqual(['−$0.0050', '−3.00%'])
})
