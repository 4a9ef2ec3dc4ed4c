import type { DeviceReport } from '../engine/ports'
import { createMicrophone } from './microphone'
import { createSpeaker } from './speaker'

interface GraphDeps {
  /** The worklet's end of the engine's port. */
  playbackPort: MessagePort
  /** The microphone is open; the stream is to be transferred to the engine thread. */
  onMicrophone(stream: ReadableStream<AudioData>): void
  report(report: DeviceReport): void
  /** See createSpeaker. */
  onSpeakerGone(): void
  /** Main ends the browser's audio service, which is started again by the next use. Settles when it is gone. */
  restartAudioService(): Promise<void>
}

/**
 * The devices of the voice window: the microphone's track goes straight to the engine thread, and what the engine sends
 * straight to the playback worklet. This thread only opens and closes devices, and may freeze without a sample being
 * lost. Settles when the worklet is loaded; rejects when there can be no audio context.
 */
export async function createAudioGraph({
  playbackPort,
  onMicrophone,
  report,
  onSpeakerGone,
  restartAudioService,
}: GraphDeps) {
  /**
   * A sound system that was started again (PulseAudio, PipeWire) is never found by an audio service that knew the one
   * before: it lists no device, neither inputs nor outputs, until it ends (ran: Chromium 130, 156).
   */
  const revive = async () => {
    const listed = (await navigator.mediaDevices.enumerateDevices()).some(({ kind }) => kind !== 'videoinput')
    if (!listed) await restartAudioService()
  }
  const microphone = createMicrophone({ onStream: onMicrophone, report, revive })
  const speaker = await createSpeaker({ playbackPort, revive, onGone: onSpeakerGone })
  return { microphone, speaker }
}
