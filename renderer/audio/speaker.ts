import type { ChosenDevice } from '../../shared/devices'
import { SAMPLE_RATE } from '../../shared/sample-rate'
import type { Earcon } from '../engine/ports'
import { idOf } from './device-list'
import { playEarcon, playTestTone } from './earcons'
import type { FromSpeaker } from './playback.worklet'
import playbackUrl from './playback.worklet?worker&url'

/** Twice the protocol's rate; the playback worklet doubles it (half-band.ts says why). */
const CONTEXT_RATE = 48_000
/** A running graph costs CPU: it stops this long after the last sound was played. */
const IDLE_SUSPEND_MS = 10_000
/** While something plays it is looked this often whether it does. */
const WATCH_MS = 250
/** What a device tells of itself jitters: of so many looks, a second's worth, the middle one counts. */
const HELD_READINGS = 4
/** A Bluetooth speaker has some 300 ms in store. */
const MOST_HELD_S = 0.5
/** Two periods of a device: so inexact is what it tells, and to hear them twice is better than not at all. */
const PERIOD_S = 0.02
/**
 * Our own answer under a tone: a quarter as loud, 12 dB, still understood. A step would click, and a slower change is late for a short
 * tone.
 */
const DUCKED = 0.25
const RAMP_S = 0.03

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
  const tellWorklet = (message: FromSpeaker, transfer: Transferable[] = []) =>
    playback.port.postMessage(message, transfer)
  tellWorklet({ type: 'engine', port: playbackPort }, [playbackPort])
  const output = new GainNode(context)
  const voice = new GainNode(context)
  const underTones = new GainNode(context)
  playback.connect(voice).connect(underTones).connect(output).connect(context.destination)

  let playing = false
  let chosen: ChosenDevice | null = null
  /** Where it plays, as far as was asked for. */
  let sink = DEFAULT
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

  /** Seconds that the device in use had in store when it was looked at, newest last. */
  let held: number[] = []

  /** A context may say that it runs, and stand still: then there is no device. Begun anew it takes what there is now. */
  const watch = (before: number) => {
    clearTimeout(watchTimer)
    watchTimer = setTimeout(async () => {
      if (!playing) return
      const now = context.currentTime
      if (now !== before) {
        held.push(context.outputLatency)
        if (held.length > HELD_READINGS) held.shift()
      } else {
        await revive()
        if (context.state === 'running') await context.suspend()
        // A resume that finds no device never settles.
        void context.resume().catch(() => {})
      }
      watch(now)
    }, WATCH_MS)
  }

  const devices = navigator.mediaDevices

  /**
   * The time of the context up to which everything was heard. What was handed over later is still in the device, and lost
   * with it: as much as it mostly has, since one that has gone tells anything. (`getOutputTimestamp` is no help: in Chromium
   * 130 it counts from the start of the device, not of the context.)
   */
  const heardUntil = () => {
    const usual = held.toSorted((a, b) => a - b)[Math.floor(held.length / 2)] ?? context.outputLatency
    return context.currentTime - Math.min(usual, MOST_HELD_S) - PERIOD_S
  }

  /** Goes over to another device; an answer goes on with the sample that was heard last. False where it can't be had. */
  const into = async (id: string): Promise<boolean> => {
    if (!('setSinkId' in context)) return false
    const { setSinkId } = context as AudioContext & { setSinkId(id: string): Promise<void> }
    const set = () =>
      setSinkId.call(context, id).then(
        () => true,
        () => false,
      )
    // What is in use is taken without a look, gone or not (Chromium, SetSinkIdResolver::Start).
    if (id === sink || !playing) {
      const done = await set()
      if (done && id !== sink) held = []
      if (done) sink = id
      return done
    }
    const to = heardUntil()
    held = []
    if (context.state === 'running') await context.suspend()
    const done = await set()
    if (done) {
      sink = id
      // Before it runs again: what is said next must not come before what is said again.
      tellWorklet({ type: 'rewind', to })
    }
    if (playing) void context.resume().catch(() => {})
    return done
  }

  /** Plays where it was chosen to, or where the system does: the context itself does not say when a device comes or goes. */
  const takeNow = async () => {
    const id = chosen === null ? DEFAULT : idOf(await devices.enumerateDevices(), 'speaker', chosen)
    const there = id !== null && (await into(id))
    if (!there) await into(DEFAULT)
    if (!there && !gone) onGone()
    gone = !there
  }
  let taking = Promise.resolve()
  const take = () => {
    taking = taking.then(takeNow)
    return taking
  }
  devices.addEventListener('devicechange', () => {
    // One that is back waits for the end of what is being said at the default one.
    if (chosen !== null && !(gone && playing)) void take()
  })

  /** What is being said goes on, quieter, until a tone is over. `end` in seconds of the context. */
  const duckUntil = (end: number) => {
    const { gain } = underTones
    const now = context.currentTime
    gain.cancelScheduledValues(now)
    gain.setValueAtTime(gain.value, now)
    gain.linearRampToValueAtTime(DUCKED, now + RAMP_S)
    gain.setValueAtTime(DUCKED, end)
    gain.linearRampToValueAtTime(1, end + RAMP_S)
  }

  // It runs from the moment it is made, and nothing may be said for hours.
  suspendLater()

  return {
    /** Something will be played, or nothing more for now. */
    want(want: 'on' | 'off') {
      playing = want === 'on'
      if (!playing) {
        suspendLater()
        // Some systems do not tell that it is back.
        return gone ? void take() : undefined
      }
      keepRunning()
      watch(context.currentTime)
    },
    earcon(name: Earcon) {
      keepRunning()
      duckUntil(playEarcon(context, output, name))
      if (!playing) suspendLater()
    },
    /** A tone to hear where answers play. Settles when it is over. */
    async tone() {
      keepRunning()
      await over(playTestTone(context, output))
      if (!playing) suspendLater()
    },
    /** Plays samples of 24 kHz once. Settles when they are over, or at the signal. */
    async play(samples: Float32Array<ArrayBuffer>, signal: AbortSignal) {
      const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE })
      buffer.copyToChannel(samples, 0)
      const source = new AudioBufferSourceNode(context, { buffer })
      source.connect(output)
      keepRunning()
      const ended = over(source)
      source.start()
      signal.addEventListener('abort', () => source.stop())
      await ended
      if (!playing) suspendLater()
    },
    /** `volume` from 0 to 1, of answers and tones; muted, answers run on unheard. */
    loudness({ muted, volume }: { muted: boolean; volume: number }) {
      output.gain.value = volume
      voice.gain.value = muted ? 0 : 1
    },
    /** Another output; null is the system's default. One that is gone leaves the default. */
    choose(device: ChosenDevice | null) {
      if (device?.id === chosen?.id && device?.label === chosen?.label) return
      chosen = device
      return take()
    },
  }
}

const over = (source: AudioScheduledSourceNode) =>
  new Promise<void>((resolve) => source.addEventListener('ended', () => resolve()))
