import { createAlarm } from '../alarm'
import type { Clock } from '../clock'

/** The server has to say something about a turn within this, else the turn is given up. */
const SILENCE_LIMIT_MS = 25_000
/** A tool may wait for a chain to confirm. */
const TOOL_LIMIT_MS = 120_000

interface RestDeps {
  clock: Clock
  /** null keeps the microphone open always. */
  warmMs(): number | null
  /** A key is held, or a turn has not ended. */
  busy(): boolean
  /** Audio is still to be heard. */
  playing(): boolean
  /** What the server has to do next: nothing, to speak, or to end a tool call. */
  waiting(): 'nothing' | 'answer' | 'tool'
  speakerOff(): void
  microphoneOff(): void
  /** The server has been silent for too long. */
  onSilent(limitMs: number): void
}

/** What happens when nothing happens: devices rest after a turn, and a server that has fallen silent is given up. */
export function createRest(deps: RestDeps) {
  const { clock } = deps
  let cancelWarm = () => {}
  let limitMs = SILENCE_LIMIT_MS
  const silence = createAlarm(clock, () => {
    if (deps.waiting() !== 'nothing') deps.onSilent(limitMs)
  })

  return {
    /** A turn has begun. */
    begin: () => cancelWarm(),
    /** A turn ended, or the speaker fell silent: the speaker rests, and the microphone after a while. Closed means that its track is stopped. */
    settle() {
      cancelWarm()
      if (deps.busy()) return
      if (!deps.playing()) deps.speakerOff()
      const warmMs = deps.warmMs()
      if (warmMs !== null) cancelWarm = clock.after(warmMs, deps.microphoneOff)
    },
    /** The server said something, or was asked something. */
    listen() {
      const waiting = deps.waiting()
      if (waiting === 'nothing') return silence.clear()
      limitMs = waiting === 'tool' ? TOOL_LIMIT_MS : SILENCE_LIMIT_MS
      silence.set(limitMs)
    },
  }
}
