import { describe, expect, it } from 'vitest'
import { createTrackClock } from '../../renderer/audio/track-clock'

const CHUNK_MS = 1024 / 48

/** A sound card and a reader: `rate` is how long the card takes for a millisecond of its own count. */
function device({ rate = 1, latencyMs = 5 } = {}) {
  const clock = createTrackClock()
  let mono = 10_000
  let trackMs = 0
  let error = 0
  return {
    get mono() {
      return mono
    },
    /** Reads chunks as they come; each may come late by up to `jitterMs`, and carry a timestamp that is off. */
    read(count: number, { jitterMs = 0, timestampShift = 0 } = {}) {
      let until = 0
      for (let index = 0; index < count; index++) {
        mono += CHUNK_MS * rate
        const late = jitterMs * (((index * 7) % 10) / 10)
        until = clock.hear(trackMs + timestampShift, CHUNK_MS, mono + latencyMs + late, CHUNK_MS * rate)
        trackMs += CHUNK_MS
        error = Math.max(error, Math.abs(until - (mono + latencyMs)))
      }
      return until
    },
    /** The reader was busy for `ms`, then takes at once what has queued. */
    freeze(ms: number) {
      const count = Math.round(ms / CHUNK_MS)
      const sounded: number[] = []
      for (let index = 0; index < count; index++) {
        mono += CHUNK_MS * rate
        sounded.push(mono)
      }
      for (const [index, at] of sounded.entries()) {
        const until = clock.hear(trackMs, CHUNK_MS, mono + latencyMs, index === 0 ? ms : 0)
        trackMs += CHUNK_MS
        error = Math.max(error, Math.abs(until - (at + latencyMs)))
      }
    },
    /** The device gives nothing for `ms`; `told` whether its timestamps say so. */
    pause(ms: number, told = true) {
      mono += ms
      if (told) trackMs += ms
    },
    /** The most that a chunk was misplaced since the last call. */
    worst() {
      const most = error
      error = 0
      return most
    },
  }
}

describe('when a chunk of the microphone sounded', () => {
  it('is known from the first chunk on', () => {
    const microphone = device()
    microphone.read(100)
    expect(microphone.worst()).toBeLessThan(0.001)
  })

  it.each([100, -100])('follows a sound card that drifts by %i ppm, over four open hours', (ppm) => {
    const microphone = device({ rate: 1 + ppm / 1e6 })
    const hours = 4
    microphone.read(Math.round((hours * 3_600_000) / CHUNK_MS))
    expect(microphone.worst()).toBeLessThan(1.5)
  })

  it('is not misled by first chunks whose timestamps are of another clock', () => {
    const microphone = device()
    microphone.read(2, { timestampShift: 150 })
    microphone.read(500)
    expect(microphone.worst()).toBeLessThan(0.001)
  })

  it('forgets a first chunk that came sooner than any other will', () => {
    const clock = createTrackClock()
    let mono = 0
    let until = 0
    for (let index = 0; index < 1200; index++) {
      mono += CHUNK_MS
      const early = index === 0 ? 80 : 0
      until = clock.hear(index * CHUNK_MS, CHUNK_MS, mono - early, CHUNK_MS)
    }
    expect(until).toBeCloseTo(mono, 6)
  })

  it('holds while the thread is busy for a minute and reads the queue afterwards', () => {
    const microphone = device()
    microphone.read(10)
    microphone.freeze(60_000)
    microphone.read(10)
    expect(microphone.worst()).toBeLessThan(0.001)
  })

  it('does not take jitter for a drift', () => {
    const microphone = device()
    microphone.read(50)
    microphone.worst()
    microphone.read(3_000, { jitterMs: 15 })
    expect(microphone.worst()).toBeLessThan(0.001)
  })

  it('goes on after the device lost something', () => {
    const microphone = device()
    microphone.read(100)
    microphone.pause(300)
    microphone.read(100)
    expect(microphone.worst()).toBeLessThan(0.001)
  })

  it('does not take a clock that is set anew for lost audio', () => {
    const microphone = device()
    microphone.read(100)
    microphone.read(1, { timestampShift: 7_000 })
    microphone.read(1, { timestampShift: -7_000 })
    microphone.read(100)
    expect(microphone.worst()).toBeLessThan(0.001)
  })
})
