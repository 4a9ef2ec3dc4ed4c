import { samplesToMs } from '../pcm'

/** Softer than this is never speech, at any gain that is in use (about -36 dBFS). */
const SOFTEST_PEAK = 0.015
/** Speech stands out of the room's noise by this. */
const ABOVE_NOISE = 2.5
/** A room louder than this is no longer told from speech: better heard as speech. */
const LOUDEST_ROOM = 0.01
/** The floor follows a quieter frame at once and a louder one slowly. */
const RISE = 0.005

/**
 * Tells speech from silence by the peaks of frames, against the noise of the room that it has heard so far. In doubt it
 * is speech: a silence is what approves a trade.
 */
export function createVoiceLevel() {
  let floor = 0

  return {
    /** Milliseconds of this frame that count as speech: all or none. `peak` is 0..1, samples are at 24 kHz. */
    voicedMs(samples: number, peak: number): number {
      floor = peak < floor ? peak : Math.min(LOUDEST_ROOM, floor + (peak - floor) * RISE)
      return peak > Math.max(SOFTEST_PEAK, floor * ABOVE_NOISE) ? samplesToMs(samples) : 0
    },
  }
}
