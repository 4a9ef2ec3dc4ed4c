import { describe, expect, it } from 'vitest'
import { createCapture } from '../../renderer/audio/capture'
import type { CaptureReport } from '../../renderer/engine/ports'

/** A microphone track as MediaStreamTrackProcessor gives it: chunks of 10 ms, closed by whoever reads them. */
function track(rate: number) {
  let controller: ReadableStreamDefaultController<AudioData> | undefined
  const stream = new ReadableStream<AudioData>({
    start(given) {
      controller = given
    },
  })
  let open = 0
  return {
    stream,
    get open() {
      return open
    },
    /** Gives `count` chunks and lets the reader take them. */
    async give(count: number, value = 0.25) {
      const length = rate / 100
      for (let index = 0; index < count; index++) {
        open++
        controller?.enqueue({
          numberOfFrames: length,
          sampleRate: rate,
          copyTo: (target: Float32Array) => target.fill(value),
          close: () => open--,
        } as unknown as AudioData)
      }
      for (let round = 0; round < count * 4 + 4; round++) await Promise.resolve()
    },
    async end() {
      controller?.close()
      for (let round = 0; round < 8; round++) await Promise.resolve()
    },
  }
}

function rig() {
  const reports: CaptureReport[] = []
  const capture = createCapture((report) => reports.push(report))
  return {
    capture,
    reports,
    samples: (turnId: string) =>
      reports.reduce((sum, it) => sum + (it.type === 'frame' && it.turnId === turnId ? it.samples.length : 0), 0),
    fences: () => reports.flatMap((it) => (it.type === 'fence' ? [[it.turnId, it.captured]] : [])),
  }
}

describe('the microphone gate', () => {
  it('lets nothing out while it is closed, and frees what the device gave', async () => {
    const { capture, reports } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    await microphone.give(20)
    expect(reports).toEqual([])
    expect(microphone.open).toBe(0)
  })

  it('hands every chunk over at once and counts what it handed', async () => {
    const { capture, reports, samples, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    await microphone.give(1)
    capture.command({ type: 'open', turnId: 'a' })
    await microphone.give(1)
    expect(reports).toHaveLength(1)
    await microphone.give(99)
    capture.command({ type: 'close', turnId: 'a', tailSamples: 0 })
    // One second, less the filter's look-ahead of a third of a millisecond.
    expect(samples('a')).toBeGreaterThan(24_000 - 10)
    expect(samples('a')).toBeLessThanOrEqual(24_000)
    expect(fences()).toEqual([['a', samples('a')]])
    expect(reports.at(-1)?.type).toBe('fence')
  })

  it('records the tail to the sample, then closes', async () => {
    const { capture, samples, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a' })
    await microphone.give(50)
    const held = samples('a')
    capture.command({ type: 'close', turnId: 'a', tailSamples: 3600 })
    expect(fences()).toEqual([])
    await microphone.give(40)
    expect(samples('a')).toBe(held + 3600)
    expect(fences()).toEqual([['a', held + 3600]])
  })

  it.each([8_000, 16_000, 44_100, 48_000, 96_000])('turns %i Hz into 24 kHz of the same length', async (rate) => {
    const { capture, samples } = rig()
    const microphone = track(rate)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a' })
    await microphone.give(100)
    expect(Math.abs(samples('a') - 24_000)).toBeLessThan(60)
  })

  it('ends a turn without samples at once when there is no microphone', () => {
    const { capture, fences } = rig()
    capture.command({ type: 'open', turnId: 'a' })
    capture.command({ type: 'close', turnId: 'a', tailSamples: 3600 })
    expect(fences()).toEqual([['a', 0]])
  })

  it('keeps what was said when the device goes away in the tail', async () => {
    const { capture, samples, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a' })
    await microphone.give(30)
    capture.command({ type: 'close', turnId: 'a', tailSamples: 24_000 })
    await microphone.end()
    expect(fences()).toEqual([['a', samples('a')]])
    expect(samples('a')).toBeGreaterThan(7000)
  })

  it('goes on with another microphone in the middle of a sentence', async () => {
    const { capture, samples } = rig()
    const [first, second] = [track(48_000), track(16_000)]
    capture.source(first.stream)
    capture.command({ type: 'open', turnId: 'a' })
    await first.give(50)
    capture.source(second.stream)
    await first.give(50)
    await second.give(50)
    expect(Math.abs(samples('a') - 24_000)).toBeLessThan(100)
    expect([first.open, second.open]).toEqual([0, 0])
  })

  it('closes one turn before it opens the next', async () => {
    const { capture, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a' })
    await microphone.give(10)
    capture.command({ type: 'open', turnId: 'b' })
    expect(fences().map(([turnId]) => turnId)).toEqual(['a'])
  })

  it('clips what is too loud instead of letting it wrap around', async () => {
    const { capture, reports } = rig()
    const microphone = track(24_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a' })
    await microphone.give(1, 1.7)
    const frame = reports[0]
    expect(frame?.type === 'frame' && [...new Set(frame.samples)]).toEqual([32_767])
  })
})
