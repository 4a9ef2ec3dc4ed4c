import { msToSamples, samplesToMs } from '../pcm'

/** Softer than this is never speech, at any gain that is in use (about -36 dBFS). */
const SOFTEST_PEAK = 0.015
/** Speech stands out of the room's noise by this. */
const ABOVE_NOISE = 2.5
/** A room louder than this is no longer told from speech: better heard as speech. */
const LOUDEST_ROOM = 0.01
/** The floor follows a quieter frame at once and a louder one slowly. */
const RISE = 0.005
/**
 * A headset that is muted by its own switch is not silent: its converter gives noise with peaks up to 0.001. Of microphones
 * that are live, the quietest that was reported gives 0.0042 in a quiet room. Between the two, at the same factor from both.
 */
const MUTE_PEAK = 0.002
/** A room that was this much louder when a voice was heard in it has not fallen so quiet: the microphone has. */
const QUIETER_THAN_ROOM = 3
/** Single frames of a quiet room may be empty; what is this long holds the noise of any live microphone. */
const WINDOW_MS = 100
/** This much that sounds like a voice is a question; a key's own click is shorter. */
export const SPEECH_MS = 100
/** A room's noise goes up and down by less than this; a whisper stands out of it by more. */
const UNEVEN = 3
/** A word, be it whispered, takes this long; the clicks of a key going down and up do not. */
const WORD_MS = 300
/** A device takes up to this to open, and gives nothing meanwhile. */
export const OPENING_MS = 400

/** What is heard of one turn. */
export interface Hearing {
  /** Takes a frame, `peak` 0..1, samples at 24 kHz; returns its milliseconds that count as speech: all or none. */
  hear(samples: number, peak: number): number
  /** Milliseconds of speech so far. */
  readonly voicedMs: number
  /** From its opening on the microphone gave at least its own noise, without a break: a word would have been heard. */
  readonly live: boolean
  /** Something stood out of the room for as long as a word takes, though too soft to be told for speech. */
  readonly uneven: boolean
}

/**
 * Tells speech from silence by the peaks of frames, against the noise of the room that it has heard so far, and a live
 * microphone from a muted one. In doubt it is speech, and in doubt it is muted: a silence is what approves a trade.
 */
export function createVoiceLevel() {
  let floor = 0
  /** The quietest moment of the latest turn in which a voice was heard: what this microphone gives when nobody speaks. */
  let room = 0

  return {
    /** Another microphone: nothing that was learnt of the one before holds. */
    forget() {
      floor = 0
      room = 0
    },
    /** A turn begins. */
    turn(): Hearing {
      let voicedMs = 0
      let filled = 0
      let loudest = 0
      let quietest = Number.POSITIVE_INFINITY
      let liveMs = 0
      let silentMs = 0
      let broke = false
      /** Peaks of the live moments. */
      const peaks: number[] = []

      const window = () => {
        if (loudest >= Math.max(MUTE_PEAK, room / QUIETER_THAN_ROOM)) {
          liveMs += WINDOW_MS
          peaks.push(loudest)
        } else if (liveMs > 0) broke = true
        else silentMs += WINDOW_MS
        if (loudest >= MUTE_PEAK && loudest <= SOFTEST_PEAK) quietest = Math.min(quietest, loudest)
        filled = 0
        loudest = 0
      }

      return {
        hear(samples, peak) {
          floor = peak < floor ? peak : Math.min(LOUDEST_ROOM, floor + (peak - floor) * RISE)
          const voiced = peak > Math.max(SOFTEST_PEAK, floor * ABOVE_NOISE) ? samplesToMs(samples) : 0
          voicedMs += voiced
          filled += samples
          loudest = Math.max(loudest, peak)
          if (filled >= msToSamples(WINDOW_MS)) window()
          if (voicedMs >= SPEECH_MS && Number.isFinite(quietest)) room = quietest
          return voiced
        },
        get voicedMs() {
          return voicedMs
        },
        get uneven() {
          const quiet = Math.min(...peaks)
          return peaks.filter((peak) => peak > quiet * UNEVEN).length * WINDOW_MS >= WORD_MS
        },
        get live() {
          return liveMs > 0 && !broke && silentMs <= OPENING_MS
        },
      }
    },
  }
}
