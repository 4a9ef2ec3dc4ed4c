import type { DeviceReport, Earcon } from '../engine/ports'
import captureUrl from './capture.worklet?worker&url'
import { playEarcon } from './earcons'
import playbackUrl from './playback.worklet?worker&url'

/** Twice the protocol's rate; the worklets halve and double it (half-band.ts says why). */
const SAMPLE_RATE = 48_000
/** A running graph costs CPU: it stops this long after the microphone has closed and the last sound was played. */
const IDLE_SUSPEND_MS = 10_000

interface GraphDeps {
  /** The engine's ends of the two audio ports. */
  capturePort: MessagePort
  playbackPort: MessagePort
  report(report: DeviceReport): void
}

/**
 * The audio graph of the voice window: microphone -> capture worklet, playback worklet -> speaker, mono.
 * The worklets talk to the engine over their own ports; this thread only opens and closes devices, and may freeze
 * without a sample being lost. Settles when both worklets are loaded; rejects when the context can't be made.
 */
export async function createAudioGraph({ capturePort, playbackPort, report }: GraphDeps) {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' })
  await Promise.all([context.audioWorklet.addModule(captureUrl), context.audioWorklet.addModule(playbackUrl)])
  const mono = { channelCount: 1, channelCountMode: 'explicit' } as const
  const capture = new AudioWorkletNode(context, 'dexter-capture', { ...mono, numberOfInputs: 1, numberOfOutputs: 0 })
  const playback = new AudioWorkletNode(context, 'dexter-playback', { numberOfInputs: 0, outputChannelCount: [1] })
  capture.port.postMessage({ engine: capturePort }, [capturePort])
  playback.port.postMessage({ engine: playbackPort }, [playbackPort])
  playback.connect(context.destination)

  let microphoneId: string | null = null
  let stream: MediaStream | null = null
  let source: MediaStreamAudioSourceNode | null = null
  /** Grows with every wish: an answer to an older one is thrown away. */
  let wish = 0
  let wanted = false
  let suspendTimer: ReturnType<typeof setTimeout> | null = null

  const keepRunning = () => {
    if (suspendTimer !== null) clearTimeout(suspendTimer)
    suspendTimer = null
    if (context.state !== 'running') void context.resume()
  }

  const suspendLater = () => {
    if (suspendTimer !== null) clearTimeout(suspendTimer)
    suspendTimer = setTimeout(() => {
      if (!wanted) void context.suspend()
    }, IDLE_SUSPEND_MS)
  }

  const release = () => {
    source?.disconnect()
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null
      track.stop()
    }
    source = null
    stream = null
  }

  const open = async () => {
    wanted = true
    keepRunning()
    if (stream) return
    const mine = ++wish
    report({ state: 'opening', device: null })
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        audio: {
          ...(microphoneId ? { deviceId: { exact: microphoneId } } : {}),
          channelCount: 1,
          sampleRate: SAMPLE_RATE,
          // The speaker is silent while the key is held, and the provider reduces noise itself: both would only cost
          // delay and the edges of words here.
          echoCancellation: false,
          noiseSuppression: false,
          autoGainControl: true,
        },
      })
      if (mine !== wish || !wanted) {
        for (const track of opened.getTracks()) track.stop()
        return
      }
      stream = opened
      source = context.createMediaStreamSource(opened)
      source.connect(capture)
      const track = opened.getAudioTracks()[0]
      if (track) {
        // Unplugged or taken away by the system: open again what is there now.
        track.onended = () => {
          release()
          report({ state: 'closed', device: null })
          if (wanted) void open()
        }
      }
      report({ state: 'open', device: track?.label ?? null })
    } catch (error) {
      if (mine !== wish) return
      const name = error instanceof DOMException ? error.name : ''
      report({ state: name === 'NotAllowedError' ? 'denied' : 'missing', device: null })
    }
  }

  const close = () => {
    wanted = false
    wish++
    release()
    report({ state: 'closed', device: null })
    suspendLater()
  }

  return {
    /** Opens the microphone, or stops its track. Settles by a report. */
    microphone: (want: 'open' | 'closed') => (want === 'open' ? void open() : close()),
    /** Something is about to be played. */
    speaker() {
      keepRunning()
      if (!wanted) suspendLater()
    },
    earcon(name: Earcon) {
      keepRunning()
      playEarcon(context, name)
    },
    /** Another microphone or speaker, by device id; null is the system's default. */
    async devices(microphone: string | null, speaker: string | null) {
      if ('setSinkId' in context) {
        await (context as AudioContext & { setSinkId(id: string): Promise<void> })
          .setSinkId(speaker ?? '')
          .catch(() => {})
      }
      if (microphone === microphoneId) return
      microphoneId = microphone
      if (!stream) return
      release()
      await open()
    },
  }
}
