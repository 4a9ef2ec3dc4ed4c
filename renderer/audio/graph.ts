import type { DeviceReport, Earcon } from '../engine/ports'
import { playEarcon } from './earcons'
import playbackUrl from './playback.worklet?worker&url'

/** Twice the protocol's rate; the playback worklet doubles it (half-band.ts says why). */
const SAMPLE_RATE = 48_000
/** A running graph costs CPU: it stops this long after the last sound was played. */
const IDLE_SUSPEND_MS = 10_000

/** 10 ms each: half a minute of speech survives an engine thread that does not come to read. */
const MAX_WAITING_CHUNKS = 3_000

interface GraphDeps {
  /** The worklet's end of the engine's port. */
  playbackPort: MessagePort
  /** The microphone is open; the stream is to be transferred to the engine thread. */
  onMicrophone(stream: ReadableStream<AudioData>): void
  report(report: DeviceReport): void
}

/**
 * The devices of the voice window: the microphone's track goes straight to the engine thread, and what the engine sends
 * straight to the playback worklet. This thread only opens and closes devices, and may freeze without a sample being
 * lost. Settles when the worklet is loaded; rejects when there can be no audio context.
 */
export async function createAudioGraph({ playbackPort, onMicrophone, report }: GraphDeps) {
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' })
  await context.audioWorklet.addModule(playbackUrl)
  const playback = new AudioWorkletNode(context, 'dexter-playback', { numberOfInputs: 0, outputChannelCount: [1] })
  playback.port.postMessage({ engine: playbackPort }, [playbackPort])
  playback.connect(context.destination)

  let microphoneId: string | null = null
  let stream: MediaStream | null = null
  /** Grows with every wish: an answer to an older one is thrown away. */
  let wish = 0
  let wanted = false
  let opening = false
  let playing = false
  let suspendTimer: ReturnType<typeof setTimeout> | null = null

  const keepRunning = () => {
    if (suspendTimer !== null) clearTimeout(suspendTimer)
    suspendTimer = null
    if (context.state !== 'running') void context.resume()
  }

  const suspendLater = () => {
    if (suspendTimer !== null) clearTimeout(suspendTimer)
    suspendTimer = setTimeout(() => {
      if (!playing) void context.suspend()
    }, IDLE_SUSPEND_MS)
  }

  // It runs from the moment it is made, and nothing may be said for hours.
  suspendLater()

  const release = () => {
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null
      track.stop()
    }
    stream = null
  }

  const open = async () => {
    wanted = true
    if (stream || opening) return
    opening = true
    const mine = ++wish
    report({ state: 'opening', device: null })
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        audio: {
          ...(microphoneId ? { deviceId: { exact: microphoneId } } : {}),
          channelCount: 1,
          // The speaker is silent while the key is held, and the provider reduces noise itself: both would only cost
          // delay and the edges of words here.
          echoCancellation: false,
          noiseSuppression: false,
          // Gain makes the noise of a muted headset as loud as that of a live one, and a silence that can't be trusted
          // must not approve a trade (engine/money/voice-level.ts).
          autoGainControl: false,
        },
      })
      if (mine !== wish || !wanted) {
        for (const track of opened.getTracks()) track.stop()
        return
      }
      stream = opened
      const track = opened.getAudioTracks()[0]
      if (track) {
        onMicrophone(new MediaStreamTrackProcessor({ track, maxBufferSize: MAX_WAITING_CHUNKS }).readable)
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
    } finally {
      opening = false
      // It was closed and wanted again while it opened.
      if (wanted && !stream && mine !== wish) void open()
    }
  }

  const close = () => {
    wanted = false
    wish++
    release()
    report({ state: 'closed', device: null })
  }

  return {
    /** Opens the microphone, or stops its track. Settles by a report. */
    microphone: (want: 'open' | 'closed') => (want === 'open' ? void open() : close()),
    /** Something will be played, or nothing more for now. */
    speaker(want: 'on' | 'off') {
      playing = want === 'on'
      if (playing) keepRunning()
      else suspendLater()
    },
    earcon(name: Earcon) {
      keepRunning()
      playEarcon(context, name)
      if (!playing) suspendLater()
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
