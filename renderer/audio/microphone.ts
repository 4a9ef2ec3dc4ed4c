import { type Headset, isDeaf } from '../../shared/microphone'
import type { DeviceReport } from '../engine/ports'
import { headsetOf } from './bluetooth'

/** 20 ms each: a minute of speech survives an engine thread that does not come to read. */
const MAX_WAITING_CHUNKS = 3_000
/** How often what could not be opened is tried again, while it is wanted. */
const RETRY_MS = 1_000

interface MicrophoneDeps {
  /** It is open; the stream is to be transferred to the engine thread. */
  onStream(stream: ReadableStream<AudioData>): void
  report(report: DeviceReport): void
  /** Ends the browser's audio service when it sees no device at all, so that it looks again. Settles when that is done. */
  revive(): Promise<void>
}

/**
 * The microphone's device: opened and closed on demand, and open for as long as it is wanted whatever becomes of it. One
 * that goes away is replaced by what there is; one that can't be opened is tried again, and when devices change.
 */
export function createMicrophone({ onStream, report: tell, revive }: MicrophoneDeps) {
  const devices = navigator.mediaDevices
  /** The chosen one; null for the system's default. */
  let chosen: string | null = null
  let stream: MediaStream | null = null
  /** What is open stands in for the chosen one. */
  let substituted = false
  /** The device behind the system's default when it was opened. */
  let group: string | undefined
  /** Grows with every wish: an answer to an older one is thrown away. */
  let wish = 0
  let wanted = false
  let opening = false
  let last: DeviceReport = { state: 'closed', device: null }
  let headset: Headset | null = null
  let retry: ReturnType<typeof setTimeout> | undefined

  const report = (next: DeviceReport) => {
    last = next
    tell(headset === null ? next : { ...next, bluetooth: headset })
  }

  /** Beside everything else: no device opens later, or is watched later, for what is said about it. */
  const lookForHeadset = async () => {
    const mine = chosen
    const listed = await devices.enumerateDevices().catch(() => [])
    if (mine !== chosen) return
    const found = headsetOf(listed, chosen)
    if (found?.label === headset?.label && found?.builtIn?.deviceId === headset?.builtIn?.deviceId) return
    headset = found
    report(last)
  }

  const release = (old: MediaStream | null) => {
    for (const track of old?.getTracks() ?? []) {
      track.onended = null
      track.stop()
    }
  }

  const request = (deviceId: string | null) =>
    devices.getUserMedia({
      audio: {
        ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
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

  /** The chosen device; where that is gone, the system's default. */
  const find = async () => {
    try {
      return { opened: await request(chosen), instead: false }
    } catch (error) {
      const gone = ['OverconstrainedError', 'NotFoundError'].includes(nameOf(error))
      if (chosen === null || !gone) throw error
      return { opened: await request(null), instead: true }
    }
  }

  /** Opens it anew. What is open stays so until the new one is: no word falls between the two. */
  const open = async () => {
    if (opening) return
    opening = true
    clearTimeout(retry)
    const mine = ++wish
    // What is known to be wrong stands until it opens: a key may come up before the request has failed again.
    if (!stream && !isDeaf(last)) report({ state: 'opening', device: null })
    try {
      const { opened, instead } = await find()
      if (mine !== wish || !wanted) return release(opened)
      release(stream)
      stream = opened
      substituted = instead
      // Read from the first sample on, and watched from the first moment on: nothing is waited for here.
      void defaultInput().then(
        (input) => {
          if (stream === opened) group = input?.groupId
        },
        () => {},
      )
      const track = opened.getAudioTracks()[0]
      if (track) {
        onStream(new MediaStreamTrackProcessor({ track, maxBufferSize: MAX_WAITING_CHUNKS }).readable)
        // Unplugged or taken away by the system: open again what is there now.
        track.onended = () => {
          release(stream)
          stream = null
          report({ state: 'closed', device: null })
          if (wanted) void open()
        }
      }
      report({ state: 'open', device: track?.label ?? null, ...(instead ? { instead } : {}) })
      void lookForHeadset()
    } catch (error) {
      if (mine !== wish) return
      await failed(nameOf(error))
    } finally {
      opening = false
      // It was closed and wanted again, or another one was chosen, while it opened.
      if (wanted && mine !== wish) void open()
    }
  }

  const failed = async (error: string) => {
    const failure = STATES[error] ?? 'missing'
    if (!stream) report({ state: failure, device: null })
    if (failure === 'missing') await revive()
    if (wanted && failure !== 'denied')
      retry = setTimeout(() => {
        if (wanted && !stream) void open()
      }, RETRY_MS)
  }

  const defaultInput = async () =>
    (await devices.enumerateDevices()).find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === 'default')

  const isChosenThere = async () =>
    (await devices.enumerateDevices()).some(({ kind, deviceId }) => kind === 'audioinput' && deviceId === chosen)

  /** Whether there is one is known before anybody speaks. */
  const look = async () => {
    if (wanted || stream) return
    const inputs = (await devices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput')
    if (wanted || stream) return
    report({ state: inputs.length > 0 ? 'closed' : 'missing', device: null })
    if (inputs.length === 0) await revive()
  }

  devices.addEventListener('devicechange', async () => {
    void lookForHeadset()
    if (!wanted) return look()
    if (!stream) return open()
    if (substituted && (await isChosenThere())) return open()
    if ((chosen === null || substituted) && group !== undefined && (await defaultInput())?.groupId !== group)
      void open()
  })
  void look()
  void lookForHeadset()

  return {
    /** Opens it; what is open stays so. Settles by a report. */
    open() {
      wanted = true
      if (!stream) void open()
    },
    /** Stops its track. */
    close() {
      wanted = false
      wish++
      clearTimeout(retry)
      release(stream)
      stream = null
      if (last.state !== 'missing' && last.state !== 'denied') report({ state: 'closed', device: null })
    },
    /** The system lets the app record now: nothing tells the browser, so a refusal would stand until the next press. */
    allowed() {
      if (last.state !== 'denied') return
      report({ state: 'closed', device: null })
      if (wanted) void open()
    },
    /** Another one, by device id; null is the system's default. */
    choose(deviceId: string | null) {
      if (deviceId === chosen) return
      chosen = deviceId
      wish++
      void lookForHeadset()
      if (stream) void open()
    },
  }
}

const STATES: Record<string, DeviceReport['state']> = { NotAllowedError: 'denied', NotReadableError: 'busy' }

const nameOf = (error: unknown) => (error instanceof DOMException ? error.name : '')
