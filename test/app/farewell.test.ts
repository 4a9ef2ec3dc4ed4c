import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sayFarewell } from '../../main/app/farewell'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = () => new Promise<void>(() => {})

test('what the audio part tells last comes before the files are closed', async () => {
  const order: string[] = []
  await sayFarewell({
    leave: async () => void order.push('left'),
    close: () => order.push('closed'),
    flush: () => [Promise.resolve().then(() => order.push('flushed'))],
  })
  expect(order).toEqual(['left', 'closed', 'flushed'])
})

test('an audio part and a disk that hang hold it up for four seconds, no longer', async () => {
  const order: string[] = []
  const over = sayFarewell({
    leave: never,
    close: () => order.push('closed'),
    flush: () => [never(), Promise.resolve().then(() => order.push('flushed'))],
  }).then(() => order.push('over'))
  await vi.advanceTimersByTimeAsync(999)
  expect(order).toEqual([])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(order).toEqual(['closed', 'flushed'])
  await vi.advanceTimersByTimeAsync(1)
  await over
  expect(order).toEqual(['closed', 'flushed', 'over'])
})

test('what fails does not keep the rest from ending', async () => {
  const order: string[] = []
  await sayFarewell({
    leave: () => Promise.reject(new Error('gone')),
    close: () => order.push('closed'),
    flush: () => [Promise.reject(new Error('disk')), Promise.resolve().then(() => order.push('flushed'))],
  })
  expect(order).toEqual(['closed', 'flushed'])
})
