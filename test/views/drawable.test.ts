import { expect, test } from 'vitest'
import { drawable } from '../../renderer/views/cards/drawable'
import type { Candle } from '../../shared/market'

const candle = (time: string, close = 1, over: Partial<Candle> = {}): Candle => ({
  time,
  open: 1,
  high: 2,
  low: 0.5,
  close,
  volumeUsd: 0,
  ...over,
})
const [one, two, three] = ['2026-01-15T10:00:00Z', '2026-01-15T11:00:00Z', '2026-01-15T12:00:00Z']

test.each([
  ['newest first', [candle(three, 3), candle(two, 2), candle(one, 1)], [1, 2, 3]],
  ['in no order', [candle(two, 2), candle(three, 3), candle(one, 1)], [1, 2, 3]],
  ['told twice, of which the later counts', [candle(one, 1), candle(two, 2), candle(two, 9)], [1, 9]],
  ['the same moment in two zones', [candle(two, 2), candle('2026-01-15T12:00:00+01:00', 8)], [8]],
  ['with a time that can’t be read', [candle(one, 1), candle('soon', 5), candle(two, 2)], [1, 2]],
  [
    'beyond all numbers',
    [candle(one, 1), candle(two, 2, { high: Number.POSITIVE_INFINITY }), candle(three, 3)],
    [1, 3],
  ],
  ['without any time, as they came', [candle('a', 2), candle('b', 1)], [2, 1]],
  ['none', [], []],
])('candles %s', (_, given, closes) => {
  expect(drawable(given).map(({ close }) => close)).toEqual(closes)
})
