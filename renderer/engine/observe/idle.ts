import type { EngineState } from '../state'

/**
 * A turn ended, or the speaker fell silent: while nothing is asked or heard the speaker rests, and the microphone after a
 * while. Closed means that its track is stopped.
 */
export function closeIdleDevices(state: EngineState): void {
  const { device, turns, playback, settings, time, outbox, handsFree } = state
  device.microphoneClosesAt = null
  if (turns.open().length > 0) return
  if (!playback.busy(null)) outbox.push({ do: 'device', request: { type: 'speaker', want: 'off' } })
  if (settings.microphoneWarmMs !== null && !handsFree.on)
    device.microphoneClosesAt = time.mono + settings.microphoneWarmMs
}
