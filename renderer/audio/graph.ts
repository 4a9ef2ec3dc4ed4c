import type { ChosenDevice, DeviceKind, Devices } from '../../shared/devices'
import type { DeviceReport } from '../engine/ports'
import { namesOf } from './device-list'
import { createMicrophone } from './microphone'
import { createSpeaker } from './speaker'

interface GraphDeps {
  /** The worklet's end of the engine's port. */
  playbackPort: MessagePort
  /** The microphone is open; the stream is to be transferred to the engine thread. */
  onMicrophone(stream: ReadableStream<AudioData>, track: number): void
  report(report: DeviceReport): void
  /** What there is to choose from, and how the choice stands: at first, and when it changes. */
  onDevices(devices: Devices): void
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
  onDevices,
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
  const choice: Record<DeviceKind, ChosenDevice | null> = { microphone: null, speaker: null }
  let told = ''
  const tellDevices = async () => {
    const listed = await navigator.mediaDevices.enumerateDevices().catch(() => [])
    const devices: Devices = {
      microphone: namesOf(listed, 'microphone', choice.microphone),
      speaker: namesOf(listed, 'speaker', choice.speaker),
    }
    const now = JSON.stringify(devices)
    if (now !== told) onDevices(devices)
    told = now
  }
  navigator.mediaDevices.addEventListener('devicechange', tellDevices)

  return {
    microphone,
    speaker,
    /** Lists them anew; a change that nobody told of is then told by the browser, too. */
    look: tellDevices,
    /** What the trader chose; null is the system's default. Settles when the speaker plays there. */
    async choose(chosen: Record<DeviceKind, ChosenDevice | null>) {
      Object.assign(choice, chosen)
      microphone.choose(chosen.microphone)
      void tellDevices()
      await speaker.choose(chosen.speaker)
    },
  }
}
