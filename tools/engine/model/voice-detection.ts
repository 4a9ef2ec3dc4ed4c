import { type HeardFrame, lengthMs, splitAt } from './heard'

/** How a server tells of a voice. `ms` counts all audio that the session was sent. */
export interface Heard {
  type: 'speech_started' | 'speech_stopped'
  itemId: string
  ms: number
}

interface VoiceDetectionDeps {
  newId(): string
  heard(event: Heard): void
  /** A voice has ended: what it said, with what came before and after it. */
  commit(itemId: string, frames: HeardFrame[]): void
}

/** This much of a voice begins a turn. */
const ONSET_MS = 40

/** `server_vad` of one session: finds in the stream of audio where a voice begins and ends, and commits what it said. */
export function createVoiceDetection({ newId, heard, commit }: VoiceDetectionDeps) {
  let wanted: { prefix_padding_ms: number; silence_duration_ms: number } | null = null
  /** All audio of the session so far, milliseconds. */
  let total = 0
  let speaking: string | null = null
  /** The first frame of each voice. */
  const onsets = new Map<string, HeardFrame>()
  let voiceMs = 0
  let silenceMs = 0

  const forget = () => {
    speaking = null
    voiceMs = 0
    silenceMs = 0
  }

  return {
    onsets,
    get on() {
      return wanted !== null
    },
    set(to: typeof wanted) {
      wanted = to
      forget()
    },
    cleared: forget,
    /** Takes audio that was appended to what the buffer held, and returns what it holds then. */
    take(before: HeardFrame[], appended: HeardFrame[]): HeardFrame[] {
      let buffer = before
      for (const frame of appended) {
        const ms = frame.to - frame.from
        buffer.push(frame)
        total += ms
        if (wanted === null) continue
        voiceMs = frame.voice ? voiceMs + ms : 0
        silenceMs = frame.voice ? 0 : silenceMs + ms
        if (speaking === null && voiceMs >= ONSET_MS) {
          speaking = newId()
          const kept = Math.min(lengthMs(buffer), voiceMs + wanted.prefix_padding_ms)
          buffer = splitAt(buffer, lengthMs(buffer) - kept)[1]
          const first = buffer.find(({ voice }) => voice)
          if (first) onsets.set(speaking, first)
          heard({ type: 'speech_started', itemId: speaking, ms: total - kept })
        } else if (speaking !== null && silenceMs >= wanted.silence_duration_ms) {
          heard({ type: 'speech_stopped', itemId: speaking, ms: total })
          commit(speaking, buffer)
          buffer = []
          forget()
        }
      }
      return buffer
    },
  }
}
