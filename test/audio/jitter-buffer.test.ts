import { describe, expect, it } from 'vitest'
import { createJitterBuffer } from '../../renderer/audio/jitter-buffer'
import type { PlaybackReport } from '../../renderer/engine/ports'

const QUANTUM = 128
const chunk = (samples: number, value = 1000) => new Int16Array(samples).fill(value)

function rig() {
  const reports: PlaybackReport[] = []
  const buffer = createJitterBuffer((report) => reports.push(report))
  const output: number[] = []
  return {
    buffer,
    reports,
    output,
    pull(quanta: number) {
      for (let index = 0; index < quanta; index++) {
        const samples = new Float32Array(QUANTUM)
        buffer.pull(samples)
        output.push(...samples)
      }
    },
    of: <T extends PlaybackReport['type']>(type: T) =>
      reports.filter((report): report is Extract<PlaybackReport, { type: T }> => report.type === type),
  }
}

describe('the speaker queue', () => {
  it('plays every sample once, in order, and reports the exact count', () => {
    const { buffer, pull, output, of } = rig()
    const samples = Int16Array.from({ length: 5000 }, (_, index) => index + 1)
    for (let at = 0; at < samples.length; at += 700) buffer.audio('a', samples.slice(at, at + 700))
    buffer.end('a')
    pull(60)
    expect(output.filter((sample) => sample !== 0).map((sample) => Math.round(sample * 32768))).toEqual([...samples])
    expect(of('drained')).toEqual([{ type: 'drained', itemId: 'a', played: 5000 }])
    expect(of('started')).toHaveLength(1)
    expect(of('underrun')).toHaveLength(0)
  })

  it('starts at once when more than its small store has come', () => {
    const { buffer, pull, of } = rig()
    buffer.audio('a', chunk(4800))
    pull(1)
    expect(of('started')).toHaveLength(1)
  })

  it('plays a very short answer without waiting for a store that will never fill', () => {
    const { buffer, pull, of } = rig()
    buffer.audio('a', chunk(100))
    buffer.end('a')
    pull(2)
    expect(of('drained')).toEqual([{ type: 'drained', itemId: 'a', played: 100 }])
  })

  it('tells of each of two flushes that come before the next sample is taken', () => {
    const { buffer, of } = rig()
    buffer.audio('a', new Int16Array(4800).fill(8000))
    buffer.pull(new Float32Array(480))
    buffer.flush()
    buffer.flush()
    buffer.pull(new Float32Array(64))
    expect(of('flushed').map((it) => it.type === 'flushed' && it.items.map(({ itemId }) => itemId))).toEqual([
      ['a'],
      [],
    ])
  })

  it('is silent within one quantum of a flush but for a ramp of 2 ms, and tells what was played', () => {
    const { buffer, pull, output, of } = rig()
    buffer.audio('a', chunk(24_000, 16_000))
    buffer.audio('b', chunk(2400))
    pull(10)
    buffer.flush()
    const at = output.length
    pull(5)
    const after = output.slice(at)
    expect(after.slice(48).every((sample) => sample === 0)).toBe(true)
    expect(after.slice(0, 48).every((sample, index) => index === 0 || sample <= (after[index - 1] ?? 0))).toBe(true)
    expect(of('flushed')).toEqual([
      {
        type: 'flushed',
        items: [
          { itemId: 'a', played: 1280 + 48 },
          { itemId: 'b', played: 0 },
        ],
      },
    ])
  })

  it('learns from a hole: the second late chunk of the same length tears none', () => {
    const { buffer, pull, of } = rig()
    // A server that sends exactly in real time: 20 ms chunks, 15 quanta for four of them.
    const feed = (count: number) => {
      for (let index = 0; index < count; index++) {
        buffer.audio('a', chunk(480))
        pull(index % 4 === 3 ? 3 : 4)
      }
    }
    const late = () => {
      pull(12)
      buffer.audio('a', chunk(12 * QUANTUM))
    }
    feed(20)
    late()
    feed(20)
    const learnt = of('underrun').length
    expect(learnt).toBeGreaterThan(0)
    expect(of('underrun').at(-1)?.targetMs).toBeGreaterThanOrEqual(60)
    late()
    feed(20)
    expect(of('underrun')).toHaveLength(learnt)
  })

  it('plays items one after the other', () => {
    const { buffer, pull, of } = rig()
    buffer.audio('a', chunk(1000))
    buffer.end('a')
    buffer.audio('b', chunk(1000))
    buffer.end('b')
    pull(20)
    expect(of('drained').map((report) => report.itemId)).toEqual(['a', 'b'])
  })
})

describe('a device that goes away with what it was given', () => {
  const counted = (samples: number) => Int16Array.from({ length: samples }, (_, index) => index + 1)
  const numbers = (output: number[]) =>
    output.filter((sample) => sample !== 0).map((sample) => Math.round(sample * 32768))

  it('leaves the answer to go on with the sample that was heard last, over several items', () => {
    const { buffer, pull, output, of } = rig()
    buffer.audio('a', counted(1000))
    buffer.end('a')
    buffer.audio(
      'b',
      counted(3000).map((value) => value + 1000),
    )
    pull(10)
    buffer.rewind(500)
    output.length = 0
    pull(1)
    expect(numbers(output)).toEqual([...counted(128)].map((value) => value + 780))
    buffer.end('b')
    pull(60)
    expect(numbers(output)).toEqual([...counted(4000 - 780)].map((value) => value + 780))
    // Told before it went, and again.
    expect(of('drained').map(({ itemId, played }) => [itemId, played])).toEqual([
      ['a', 1000],
      ['a', 1000],
      ['b', 3000],
    ])
    expect(of('underrun')).toEqual([])
  })

  it('leaves silence out, and a count that is right when it is interrupted then', () => {
    const { buffer, pull, output, of } = rig()
    buffer.audio('a', counted(1000))
    buffer.end('a')
    pull(10)
    buffer.rewind(480)
    output.length = 0
    // 280 of them were silence.
    pull(1)
    expect(numbers(output)).toEqual([...counted(128)].map((value) => value + 800))
    buffer.flush()
    pull(1)
    // The ramp has 48.
    expect(of('flushed')).toEqual([{ type: 'flushed', items: [{ itemId: 'a', played: 976 }] }])
  })

  it('brings nothing back that was cut, and no more than a second', () => {
    const { buffer, pull, output } = rig()
    buffer.audio('a', counted(30_000))
    pull(50)
    buffer.flush()
    pull(1)
    output.length = 0
    buffer.rewind(2_000)
    pull(10)
    expect(numbers(output)).toEqual([])
    buffer.audio('b', counted(30_000))
    pull(200)
    buffer.rewind(100_000)
    output.length = 0
    pull(1)
    expect(numbers(output)[0]).toBe(200 * 128 - 24_000 + 1)
  })
})
