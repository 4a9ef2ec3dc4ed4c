/** Chunks that count as one age; the clock knows the least lag of this age and the one before: 5 to 10 s of 20 ms chunks. */
const AGE_CHUNKS = 256
/** Timestamps jitter by some milliseconds on a busy machine; a device that lost audio leaves out more than this. */
const GAP_MS = 50

/**
 * Tells when the chunks of one microphone track sounded, by the reader's monotonic clock. A track counts its own time, so
 * only differences mean anything: the chunk that came soonest after it sounded was on time, and what others take longer is
 * queueing.
 *
 * The track's time is the count of its samples, not its timestamps. In newer Chromium (156; not in 130) those count from
 * the time origin of whoever reads: of a stream that was transferred to a worker, the first chunks can still carry the
 * page's time, and all later ones seem to be late by the age of the page. Taken at their word, every turn would have begun
 * and ended that much (100 ms and more) too late. They only tell where the device lost audio, since a count can't.
 *
 * The least lag is that of the last seconds: sound card and computer drift apart by some 100 ppm, a third of a second in an
 * hour. While the reader works off a queue (a chunk that it did not have to wait for) time does not pass for this: a thread
 * that was busy for a minute still knows when things sounded.
 */
export function createTrackClock() {
  /** Milliseconds of the track so far. */
  let position = 0
  let expectedTimestamp: number | null = null
  let lastMono = Number.NEGATIVE_INFINITY
  let aged = 0
  let least = Number.POSITIVE_INFINITY
  let leastBefore = Number.POSITIVE_INFINITY

  return {
    /**
     * The next chunk, as soon as it was read. `timestampMs` and `lengthMs` are the track's; `mono` is now, and `waitedMs`
     * how long the reader had nothing to read. Returns when its last sample sounded, in monotonic milliseconds.
     */
    hear(timestampMs: number, lengthMs: number, mono: number, waitedMs: number): number {
      const left = expectedTimestamp === null ? 0 : timestampMs - expectedTimestamp
      // A clock that was only set anew leaves no pause in what arrives.
      const lost = left > GAP_MS && mono - lastMono > left / 2 ? left : 0
      expectedTimestamp = timestampMs + lengthMs
      lastMono = mono
      position += lost + lengthMs
      if (aged === AGE_CHUNKS) {
        leastBefore = least
        least = Number.POSITIVE_INFINITY
        aged = 0
      }
      least = Math.min(least, mono - position)
      if (waitedMs > lengthMs / 2) aged += 1
      return position + Math.min(least, leastBefore)
    },
  }
}
