import { msToSamples } from '../pcm'

/** Nobody holds the key in silence for this long to ask something: its release was lost, or its holder has gone. */
export const SILENT_HOLD_MS = 15_000
/** Peaks are compared by windows of this length: long enough to hold a vowel, short enough to hold a pause. */
const WINDOW_MS = 100
/** A voice stands out of the room by 6 dB at least; the windows of a steady noise differ by less than half of that. */
const ABOVE_ROOM = 2
/** Words are heard against the quieter windows of the last seconds: even fluent speech pauses for a fifth of the time. */
const ROOM_SHARE = 0.2
/** Below this it is the noise of a microphone that is muted, which wavers by more than a room does (see voice-level.ts). */
const SOFTEST_PEAK = 0.002
/** No room hums this loudly (-20 dBFS): that is a voice, be it as even as a tone. */
const LOUD_PEAK = 0.1
/** A word fills three windows of a second; the clicks of a mouse or a key do not. */
const WORD_WINDOWS = 3
const SECOND_WINDOWS = 1_000 / WINDOW_MS
/** An alarm that comes this late may have overtaken frames that wait to be heard. */
export const LATE_MS = 300
/** What waits is heard within this. */
export const CATCH_UP_MS = 1_000

/**
 * Whether somebody is talking, in doubt yes: a soft voice must not be cut. Unlike the measure that guards approvals
 * (voice-level.ts) it goes by the room alone, at any gain of the microphone.
 */
export function createVoiceSense() {
  const room: number[] = []
  const talking: boolean[] = []
  let filled = 0
  let loudest = 0

  /** Takes a frame, `peak` 0..1; returns whether a voice was in the last second. */
  return (samples: number, peak: number): boolean => {
    filled += samples
    loudest = Math.max(loudest, peak)
    if (filled >= msToSamples(WINDOW_MS)) {
      room.push(loudest)
      if (room.length > SILENT_HOLD_MS / WINDOW_MS) room.shift()
      const quiet = room.toSorted((a, b) => a - b)[Math.floor(room.length * ROOM_SHARE)] ?? 0
      talking.push(loudest >= LOUD_PEAK || (loudest > SOFTEST_PEAK && loudest > quiet * ABOVE_ROOM))
      if (talking.length > SECOND_WINDOWS) talking.shift()
      filled = 0
      loudest = 0
    }
    return talking.filter(Boolean).length >= WORD_WINDOWS
  }
}
