/**
 * What passes between engine and devices. Audio goes straight from the microphone's track to the engine thread, and
 * from there over a port of its own to the audio thread; the window only opens devices.
 */

import type { Headset, MicrophoneTrouble } from '../../shared/microphone'

/** Engine -> capture. */
export type CaptureCommand =
  /** The key went down at `at` (epoch milliseconds): nothing older is taken. */
  | { type: 'open'; turnId: string; at: number }
  /** The key went down again before the tail was over: what sounds is taken on. */
  | { type: 'continue'; turnId: string; at: number }
  /** The key came up at `at`: what sounded until `tailMs` later is still taken, then `fence` is posted. */
  | { type: 'close'; turnId: string; at: number; tailMs: number }

/** Capture -> engine. Frames come in order; `fence` follows the last one. Samples are 24 kHz mono PCM16. */
export type CaptureReport =
  | { type: 'frame'; turnId: string; samples: Int16Array; peak: number }
  | { type: 'fence'; turnId: string; captured: number }
  /** What sounded for this long was lost: the device was not there, or not open yet (`atStart`). */
  | { type: 'gap'; turnId: string; lostMs: number; atStart: boolean }

/** Engine -> playback worklet. Samples are to be copied before the call returns: the next delta writes over them. */
export type PlaybackCommand =
  | { type: 'audio'; itemId: string; samples: Int16Array }
  /** No more audio will come for this item. */
  | { type: 'end'; itemId: string }
  /** Silence now; what was queued is dropped. Answered by `flushed`. */
  | { type: 'flush' }

/** Playback worklet -> engine. `played` counts samples that were handed to the output device. */
export type PlaybackReport =
  | { type: 'started'; itemId: string }
  | { type: 'progress'; itemId: string; played: number }
  | { type: 'drained'; itemId: string; played: number }
  | { type: 'underrun'; itemId: string; gapMs: number; targetMs: number }
  | { type: 'flushed'; items: { itemId: string; played: number }[] }

/** Engine -> window: what it needs of the devices. */
export type DeviceRequest =
  /** `processed`: with echo cancellation, noise suppression and gain; of one that is open, changed without a gap. */
  | { type: 'microphone'; want: 'open'; processed?: boolean }
  | { type: 'microphone'; want: 'closed' }
  /** `on`: something will be played; the graph must run. `off`: nothing more for now. */
  | { type: 'speaker'; want: 'on' | 'off' }
  | { type: 'earcon'; name: Earcon }
export type Earcon =
  | 'start'
  | 'stop'
  | 'ask'
  | 'error'
  | 'offline'
  | 'signed-out'
  /** The microphone stays open from here on, or no longer. */
  | 'hands-free-on'
  | 'hands-free-off'
  | 'panic'

/** Window -> engine: what the devices do. */
export interface DeviceReport {
  /** `busy`: there is one, and another program has it for itself. */
  state: 'closed' | 'opening' | 'open' | 'denied' | 'missing' | 'busy'
  device: string | null
  /** It is the system's default, since the chosen one is not there. */
  instead?: boolean
  /** The one that is open, or would be. */
  bluetooth?: Headset
  /** Samples a second that it gives; a headset that plays and records at once falls to a telephone's. */
  rate?: number
  /** What is wrong with it though it is open, and opening it again did not help. */
  trouble?: MicrophoneTrouble
}
