import { describe, expect, it } from 'vitest'
import { createCapture, type TrackReport } from '../../renderer/audio/capture'
import type { CaptureReport } from '../../renderer/engine/ports'

let mono = 0

/** A microphone track as MediaStreamTrackProcessor gives it: chunks of 10 ms, closed by whoever reads them. */
function track(rate: number, channels = 1) {
  let controller: ReadableStreamDefaultController<AudioData> | undefined
  const stream = new ReadableStream<AudioData>({
    start(given) {
      controller = given
    },
  })
  let open = 0
  // The track's own clock has an origin of its own.
  let trackMs = 777
  return {
    stream,
    get open() {
      return open
    },
    /** Gives `count` chunks and lets the reader take them. */
    async give(count: number, value: number | number[] = 0.25, lateMs = 0, timestampShiftMs = 0) {
      const length = rate / 100
      mono += lateMs
      for (let index = 0; index < count; index++) {
        open++
        if (lateMs === 0) mono += 10
        trackMs += 10
        controller?.enqueue({
          numberOfFrames: length,
          sampleRate: rate,
          numberOfChannels: channels,
          timestamp: (trackMs - 10 + timestampShiftMs) * 1000,
          copyTo: (target: Float32Array, { planeIndex }: AudioDataCopyToOptions) =>
            target.fill(typeof value === 'number' ? value : (value[planeIndex] ?? 0)),
          close: () => open--,
        } as unknown as AudioData)
        // Read before the next one comes, but for a queue that is read late.
        if (lateMs === 0) for (let round = 0; round < 4; round++) await Promise.resolve()
      }
      for (let round = 0; round < count * 4 + 4; round++) await Promise.resolve()
    },
    /** The next 10 ms, which began to sound when `value` says, and are stamped so. */
    async sound(value: number) {
      const length = rate / 100
      open++
      controller?.enqueue({
        numberOfFrames: length,
        sampleRate: rate,
        numberOfChannels: 1,
        timestamp: (value + 777) * 1000,
        copyTo: (target: Float32Array) =>
          target.forEach((_, index) => {
            target[index] = (value + (index * 1000) / rate) / 100_000
          }),
        close: () => open--,
      } as unknown as AudioData)
      for (let round = 0; round < 8; round++) await Promise.resolve()
    },
    async end() {
      controller?.close()
      for (let round = 0; round < 8; round++) await Promise.resolve()
    },
  }
}

function rig() {
  const reports: CaptureReport[] = []
  const tracks: TrackReport[] = []
  const overheard: Float32Array[] = []
  let timer: (() => void) | null = null
  let opened = 0
  const gate = createCapture({
    // Wall clock and monotonic clock differ by a constant.
    now: () => mono + 5_000,
    mono: () => mono,
    after: (_, callback) => {
      timer = callback
    },
    report: (it) => reports.push(it),
    track: (it) => tracks.push(it),
    overheard: (it) => overheard.push(it),
  })
  const capture = { ...gate, source: (stream: ReadableStream<AudioData>) => gate.source(stream, ++opened) }
  return {
    capture,
    reports,
    tracks,
    overheard,
    look: () => timer?.(),
    /** Time passes without a sample. */
    wait(ms: number) {
      for (const end = mono + ms; mono < end; ) {
        mono += 200
        timer?.()
      }
    },
    samples: (turnId: string) =>
      reports.reduce((sum, it) => sum + (it.type === 'frame' && it.turnId === turnId ? it.samples.length : 0), 0),
    fences: () => reports.flatMap((it) => (it.type === 'fence' ? [[it.turnId, it.captured]] : [])),
  }
}

const gaps = (reports: CaptureReport[]) =>
  reports.flatMap((it) => (it.type === 'gap' ? [[it.turnId, Math.round(it.lostMs), it.atStart]] : []))

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
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(1)
    expect(reports).toHaveLength(1)
    await microphone.give(99)
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 0 })
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
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(50)
    const held = samples('a')
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 150 })
    expect(fences()).toEqual([])
    await microphone.give(40)
    expect(Math.abs(samples('a') - held - 3600)).toBeLessThanOrEqual(1)
    expect(fences()).toEqual([['a', samples('a')]])
  })

  it('goes on where the key goes down again within the tail, without a sample lost or doubled', async () => {
    const { capture, reports, samples, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(50)
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 150 })
    await microphone.give(10)
    capture.command({ type: 'continue', turnId: 'a', at: mono + 5_000 })
    await microphone.give(100)
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 150 })
    await microphone.give(40)
    expect(Math.abs(samples('a') - 24 * (500 + 100 + 1000 + 150))).toBeLessThanOrEqual(10)
    expect(fences()).toEqual([['a', samples('a')]])
    expect(gaps(reports)).toEqual([])
    // A tail that is over is over.
    capture.command({ type: 'continue', turnId: 'a', at: mono + 5_000 })
    await microphone.give(10)
    expect(fences()).toEqual([['a', samples('a')]])
  })

  it('takes what was said before the key came up, though it is read a second late', async () => {
    const { capture, samples, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    await microphone.give(5)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    // The thread was busy for a second: the key came up meanwhile, and only then is the queue read.
    const releasedAt = mono + 1_000
    mono += 1_010
    capture.command({ type: 'close', turnId: 'a', at: releasedAt + 5_000, tailMs: 150 })
    await microphone.give(101, 0.25, 1)
    await microphone.give(40)
    expect(Math.abs(samples('a') / 24 - 1_150)).toBeLessThan(12)
    expect(fences()).toHaveLength(1)
  })

  it('takes nothing that was said before the key went down, though it is read afterwards', async () => {
    const { capture, samples } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    await microphone.give(5)
    mono += 1_000
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(100, 0.25, 1)
    await microphone.give(10)
    expect(samples('a') / 24).toBeLessThan(115)
    expect(samples('a') / 24).toBeGreaterThan(95)
  })

  it.each([8_000, 16_000, 44_100, 48_000, 96_000])('turns %i Hz into 24 kHz of the same length', async (rate) => {
    const { capture, samples } = rig()
    const microphone = track(rate)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(100)
    expect(Math.abs(samples('a') - 24_000)).toBeLessThan(60)
  })

  it('ends a turn without samples at once when there is no microphone', () => {
    const { capture, fences } = rig()
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 150 })
    expect(fences()).toEqual([['a', 0]])
  })

  it('keeps what was said when the device goes away in the tail', async () => {
    const { capture, samples, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(30)
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 1000 })
    await microphone.end()
    expect(fences()).toEqual([['a', samples('a')]])
    expect(samples('a')).toBeGreaterThan(7000)
  })

  /** All give what sounds: its time in ms, a hundred thousandth each. */
  async function together(microphones: ReturnType<typeof track>[], ms: number) {
    for (const end = mono + ms; mono < end; ) {
      mono += 10
      for (const microphone of microphones) await microphone.sound(mono - 10 - begun)
    }
  }
  let begun = 0
  const heard = (reports: CaptureReport[]) =>
    reports.flatMap((it) => (it.type === 'frame' ? [...it.samples].map((sample) => (sample / 32_768) * 100_000) : []))
  const worst = (times: number[]) =>
    Math.max(...times.map((time, index) => Math.abs(time - ((times[0] ?? 0) + index / 24))))

  it('another microphone goes on in the middle of a word, without a sample lost or doubled', async () => {
    const { capture, reports, tracks } = rig()
    const [first, second] = [track(24_000), track(24_000)]
    begun = mono
    capture.source(first.stream)
    await together([first], 200)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await together([first], 500)
    capture.source(second.stream)
    expect(tracks).toEqual([{ type: 'taken', track: 1 }])
    await together([first, second], 150)
    expect(tracks).toHaveLength(1)
    await together([first, second], 150)
    expect(tracks.at(-1)).toEqual({ type: 'taken', track: 2 })
    await together([second], 200)
    const times = heard(reports)
    expect(times).toHaveLength(24_000)
    // As exactly as sixteen bits tell a time.
    expect(worst(times)).toBeLessThan(3.1)
    expect(gaps(reports)).toEqual([])
    expect([first.open, second.open]).toEqual([0, 0])
  })

  it.each([
    ['a longer way', 0, 150],
    ['a shorter way', 150, 0],
  ])('another microphone whose sound has %s goes on with the same word', async (_, a, b) => {
    const { capture, reports, tracks } = rig()
    const [first, second] = [track(24_000), track(24_000)]
    begun = mono
    const give = async (ms: number, ...on: [typeof first, number][]) => {
      for (const end = mono + ms; mono < end; ) {
        mono += 10
        for (const [microphone, wayMs] of on) await microphone.sound(mono - 10 - begun - wayMs)
      }
    }
    capture.source(first.stream)
    await give(200, [first, a])
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await give(500, [first, a])
    capture.source(second.stream)
    await give(300, [first, a], [second, b])
    await give(300, [second, b])
    expect(tracks.at(-1)).toEqual({ type: 'taken', track: 2 })
    const times = heard(reports)
    expect(times.length / 24).toBe(1_100 + a - b)
    expect(worst(times)).toBeLessThan(3.1)
    expect(gaps(reports)).toEqual([])
  })

  it('what ends while another microphone is getting ready is gone on with at once', async () => {
    const { capture, reports, tracks } = rig()
    const [first, second] = [track(24_000), track(24_000)]
    begun = mono
    capture.source(first.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await together([first], 500)
    capture.source(second.stream)
    await together([first, second], 50)
    await first.end()
    await together([second], 450)
    expect(tracks.at(-1)).toEqual({ type: 'taken', track: 2 })
    expect(heard(reports)).toHaveLength(24_000)
    expect(worst(heard(reports))).toBeLessThan(3.1)
  })

  it('a key that goes down while one microphone gives way to another takes nothing from before', async () => {
    const { capture, reports } = rig()
    const [first, second] = [track(24_000), track(24_000)]
    begun = mono
    capture.source(first.stream)
    await together([first], 300)
    capture.source(second.stream)
    await together([first, second], 100)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await together([first, second], 200)
    await together([second], 300)
    const times = heard(reports)
    expect(times).toHaveLength(12_000)
    expect(worst(times)).toBeLessThan(3.1)
    expect(times[0]).toBeGreaterThan(398)
  })

  it('a microphone that never gives anything takes nothing over', async () => {
    const { capture, tracks, samples, look } = rig()
    const [first, second] = [track(24_000), track(24_000)]
    capture.source(first.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await first.give(10)
    capture.source(second.stream)
    for (let round = 0; round < 4; round++) {
      await first.give(20)
      look()
    }
    expect(tracks).toEqual([
      { type: 'taken', track: 1 },
      { type: 'dead', track: 2 },
    ])
    await first.give(10)
    expect(samples('a')).toBe(24_000)
  })

  it('tells of a track that stands still, once, and that it gives something again; one that gives zeros is alive', async () => {
    const { capture, tracks, look, wait } = rig()
    const microphone = track(24_000)
    capture.source(microphone.stream)
    wait(400)
    expect(tracks).toEqual([])
    wait(400)
    wait(2_000)
    expect(tracks).toEqual([{ type: 'dead', track: 1 }])
    await microphone.give(1, 0)
    expect(tracks.at(-1)).toEqual({ type: 'taken', track: 1 })
    for (let round = 0; round < 10; round++) {
      await microphone.give(20, 0)
      look()
    }
    expect(tracks).toHaveLength(2)
    await microphone.end()
  })

  it('a test hears the microphone that is in use, and nothing of it is part of a turn', async () => {
    const { capture, reports, overheard } = rig()
    const microphone = track(24_000)
    capture.source(microphone.stream)
    await microphone.give(5)
    capture.listen(true)
    await microphone.give(10)
    capture.listen(false)
    await microphone.give(5)
    expect(overheard.reduce((sum, { length }) => sum + length, 0)).toBe(2_400)
    expect(reports).toEqual([])
  })

  it('closes one turn before it opens the next', async () => {
    const { capture, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(10)
    capture.command({ type: 'open', turnId: 'b', at: mono + 5_000 })
    expect(fences().map(([turnId]) => turnId)).toEqual(['a'])
  })

  it('takes what was said from the press on, though the first chunks were stamped by another clock', async () => {
    const { capture, samples } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    await microphone.give(2, 0.25, 0, 150)
    await microphone.give(50)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(50)
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 0 })
    expect(Math.abs(samples('a') - 12_000)).toBeLessThan(10)
  })

  it.each([
    ['one of which is dead', [0, 0.25]],
    ['one of which has hiss', [0.002, 0.25]],
    ['the last of which has the voice', [0, 0.001, 0, 0.25]],
    ['all of which have it', [0.25, 0.25]],
    ['the first of which has it', [0.25, 0]],
  ])('hears the voice on a device of several channels, %s', async (_, values) => {
    const { capture, reports } = rig()
    const microphone = track(24_000, values.length)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(20, values)
    const peaks = reports.flatMap((it) => (it.type === 'frame' ? [it.peak] : []))
    expect(peaks).toEqual(peaks.map(() => 0.25))
    expect(peaks).toHaveLength(20)
  })

  it('tells what the device lost while it was open', async () => {
    const { capture, reports } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(10)
    mono += 400
    await microphone.give(1, 0.25, 0, 400)
    expect(gaps(reports)).toEqual([['a', 400, false]])
  })

  it('tells how much of a sentence was lost while one microphone gave way to another', async () => {
    const { capture, reports } = rig()
    const [first, second] = [track(48_000), track(48_000)]
    capture.source(first.stream)
    await first.give(10)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await first.give(10)
    await first.end()
    mono += 700
    capture.source(second.stream)
    await second.give(10)
    expect(gaps(reports)).toEqual([['a', 700, false]])
  })

  it('tells how much of it was lost when nothing took the place of the microphone that went away', async () => {
    const { capture, reports, fences } = rig()
    const microphone = track(48_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(10)
    await microphone.end()
    mono += 600
    capture.command({ type: 'close', turnId: 'a', at: mono + 5_000, tailMs: 0 })
    expect(gaps(reports)).toEqual([['a', 600, false]])
    expect(fences()).toHaveLength(1)
  })

  it('tells how late a device was open', async () => {
    const { capture, reports } = rig()
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    mono += 800
    const microphone = track(48_000)
    capture.source(microphone.stream)
    await microphone.give(10)
    expect(gaps(reports)).toEqual([['a', 800, true]])
  })

  it('clips what is too loud instead of letting it wrap around', async () => {
    const { capture, reports } = rig()
    const microphone = track(24_000)
    capture.source(microphone.stream)
    capture.command({ type: 'open', turnId: 'a', at: mono + 5_000 })
    await microphone.give(1, 1.7)
    const frame = reports[0]
    expect(frame?.type === 'frame' && [...new Set(frame.samples)]).toEqual([32_767])
  })
})
