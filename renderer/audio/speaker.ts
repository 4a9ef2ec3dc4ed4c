import type { Earcon } from '../engine/ports'
import { playEarcon } from './earcons'
import playbackUrl from './playback.worklet?worker&url'

/** Twice the protocol's rate; the playback worklet doubles it (half-band.ts says why). */
const CONTEXT_RATE = 48_000
/** A running graph costs CPU: it stops this long after the last sound was played. */
const IDLE_SUSPEND_MS = 10_000
/** While something plays it is looked this often whether it does. */
const WATCH_MS = 250

/** `setSinkId`'s name for what the system plays to. */
const DEFAULT = ''

interface SpeakerDeps {
  /** The worklet's end of the engine's port. */
  playbackPort: MessagePort
  /** Ends the browser's audio service when it sees no device at all, so that it looks again. Settles when that is done. */
  revive(): Promise<void>
  /** The chosen output is not there, so the system's default plays; told once for each time that it goes. */
  onGone(): void
}

/**
 * The output device and the worklet that plays into it. A device that goes away, or a sound system that is started again,
 * suspends the context (ran: Chromium 130, 156); what the worklet has in its queue stays there, and is played from the
 * sample last taken once the context runs again. Settles when the worklet is loaded; rejects when there can be no context.
 */
export async function createSpeaker({ playbackPort, revive, onGone }: SpeakerDeps) {
  const context = new AudioContext({ sampleRate: CONTEXT_RATE, latencyHint: 'interactive' })
  await context.audioWorklet.addModule(playbackUrl)
  const playback = new AudioWorkletNode(context, 'dexter-playback', { numberOfInputs: 0, outputChannelCount: [1] })
  playback.port.postMessage({ engine: playbackPort }, [playbackPort])
  const output = new GainNode(context)
  const voice = new GainNode(context)
  playback.connect(voice).connect(output).connect(context.destination)

  let playing = false
  let chosen = DEFAULT
  let gone = false
  let suspendTimer: ReturnType<typeof setTimeout> | undefined
  let watchTimer: ReturnType<typeof setTimeout> | undefined

  const keepRunning = () => {
    clearTimeout(suspendTimer)
    if (context.state !== 'running') void context.resume().catch(() => {})
  }

  const suspendLater = () => {
    clearTimeout(suspendTimer)
    clearTimeout(watchTimer)
    suspendTimer = setTimeout(() => {
      if (!playing) void context.suspend()
    }, IDLE_SUSPEND_MS)
  }

  /** A context may say that it runs, and stand still: then there is no device. Begun anew it takes what there is now. */
  const watch = (before: number) => {
    clearTimeout(watchTimer)
    watchTimer = setTimeout(async () => {
      if (!playing) return
      const now = context.currentTime
      if (now === before) {
        await revive()
        if (context.state === 'running') await context.suspend()
        // A resume that finds no device never settles.
        void context.resume().catch(() => {})
      }
      watch(now)
    }, WATCH_MS)
  }

  const devices = navigator.mediaDevices
  const isChosen = ({ kind, deviceId }: MediaDeviceInfo) => kind === 'audiooutput' && deviceId === chosen

  /** Plays where it was chosen to, or where the system does: the context itself does not say when a device comes or goes. */
  const take = async () => {
    if (!('setSinkId' in context)) return
    const { setSinkId } = context as AudioContext & { setSinkId(id: string): Promise<void> }
    const into = (id: string) =>
      setSinkId.call(context, id).then(
        () => true,
        () => false,
      )
    // What is in use is taken without a look, gone or not (Chromium, SetSinkIdResolver::Start).
    const listed = chosen === DEFAULT || (await devices.enumerateDevices()).some(isChosen)
    const there = listed && (await into(chosen))
    if (!there) await into(DEFAULT)
    if (!there && !gone) onGone()
    gone = !there
  }
  devices.addEventListener('devicechange', () => {
    if (chosen !== DEFAULT) void take()
  })

  // It runs from the moment it is made, and nothing may be said for hours.
  suspendLater()

  return {
    /** Something will be played, or nothing more for now. */
    want(want: 'on' | 'off') {
      playing = want === 'on'
      if (!playing) return suspendLater()
      keepRunning()
      watch(context.currentTime)
    },
    earcon(name: Earcon) {
      keepRunning()
      playEarcon(context, output, name)
      if (!playing) suspendLater()
    },
    /** `volume` from 0 to 1, of answers and tones; muted, answers run on unheard. */
    loudness({ muted, volume }: { muted: boolean; volume: number }) {
      output.gain.value = volume
      voice.gain.value = muted ? 0 : 1
    },
    /** Another output, by device id; null is the system's default. One that is gone leaves the default. */
    choose(deviceId: string | null) {
      chosen = deviceId ?? DEFAULT
      return take()
    },
  }
}
