import { concat } from '../../shared/resample'
import { SAMPLES_PER_MS } from '../../shared/sample-rate'
import type { CaptureCommand, CaptureReport } from '../engine/ports'
import { createTrack } from './track'

/** 20 ms. A frame is what the device gave at once, 10 or 21 ms mostly: waiting for a rounder number would make every word late. */
const MAX_FRAME_SAMPLES = 480
/** With no tail asked for, the turn ends at once, unless more than a device's period is still under way. */
const DEVICE_PERIOD_MS = 25
/** A shorter hole holds no word, and may only be two clocks that differ. */
const GAP_MS = 50
/** A track's clock knows after so much sound how late its chunks come: ten to twenty of them. */
const SETTLE_MS = 200
/** A live track gives a chunk every 10 to 20 ms; one that gives none for so long is dead. */
const DEAD_MS = 600
/**
 * Of two devices one may take longer to bring what sounded, a Bluetooth headset some 150 ms: so much is plausible. What is
 * less than the jitter of their stamps is none.
 */
const LATENCY_MS = { least: 10, most: 1_000 }
/** How often it is looked whether a track is dead, while there is one. */
const LOOK_MS = 200

/** What became of a track, for whoever opened it. */
export type TrackReport =
  /** It gives sound, and everything comes from it: tracks before it may be stopped. */
  | { type: 'taken'; track: number }
  /** It gave nothing for 600 ms, not even silence. Told once for each time, and `taken` when it gives something again. */
  | { type: 'dead'; track: number }

interface CaptureDeps {
  /** Epoch milliseconds, as in the commands. */
  now(): number
  /** Monotonic milliseconds. */
  mono(): number
  after(ms: number, callback: () => void): void
  report(report: CaptureReport): void
  track(report: TrackReport): void
  /** What a test of the microphone hears, while one listens: 24 kHz, in the range of -1 to 1. */
  overheard(samples: Float32Array): void
}

/** A microphone that is being read. */
interface Source extends ReturnType<typeof createTrack> {
  number: number
  /** Monotonic: when it last gave something, or was opened. */
  gaveAt: number
  /** What was last told of it. */
  told: TrackReport['type'] | null
  /** Samples of one that is about to take over, up to its newest. */
  waiting: Float32Array[]
  waitingMs: number
}

const createSource = (number: number, gaveAt: number): Source =>
  Object.assign(createTrack(), { number, gaveAt, told: null, waiting: [], waitingMs: 0 })

/**
 * The microphone's gate. Open, it hands frames of 24 kHz PCM16 to the engine as they come; closing, it takes what sounded
 * until the end of the tail and then hands over a fence with the exact count. Closed, nothing leaves it.
 *
 * It reads the track itself (MediaStreamTrackProcessor) and runs on the engine thread: an audio graph is driven by the
 * speaker, and drops what the microphone gave whenever the speaker stumbles (50-150 ms of a second and a half were
 * measured on a busy two-core machine); the track is driven by the microphone, and queues.
 *
 * What belongs to a turn is decided by when it sounded, not by when it came: a queue that is read late neither adds what
 * was said before the key went down, nor loses what was said before it came up. By the same times one microphone gives way
 * to another in the middle of a word: both are read until the clock of the new one is known, and then the new one goes on
 * where the old one ends.
 */
export function createCapture({ now, mono, after, report, track, overheard }: CaptureDeps) {
  let current: Source | null = null
  /** Opened to take the place of the current one. */
  let next: Source | null = null
  /** Samples of the current one that the one before it gave already. */
  let surplus = 0
  let listening = false
  let turnId: string | null = null
  /** Monotonic time of the press, and of the end of the tail; null while the key is held. */
  let from = 0
  let until: number | null = null
  /** What sounded since the press is taken up to here, or known to be lost. */
  let complete = 0
  let captured = 0
  let frame = new Int16Array(MAX_FRAME_SAMPLES)
  let filled = 0
  let peak = 0
  let lookedAt: number | null = null

  const tell = (source: Source, type: TrackReport['type']) => {
    if (source.told === type) return
    source.told = type
    track({ type, track: source.number })
  }

  const hand = () => {
    if (turnId === null || filled === 0) return
    report({ type: 'frame', turnId, samples: frame.subarray(0, filled), peak })
    frame = new Int16Array(MAX_FRAME_SAMPLES)
    filled = 0
    peak = 0
  }

  const fence = () => {
    if (turnId === null) return
    hand()
    const ended = turnId
    turnId = null
    until = null
    report({ type: 'fence', turnId: ended, captured })
  }

  /** Samples at 24 kHz, in the range of -1 to 1. */
  const take = (samples: Float32Array) => {
    for (const sample of samples) {
      const level = Math.abs(sample)
      if (level > peak) peak = level
      frame[filled++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
      captured++
      if (filled === MAX_FRAME_SAMPLES) hand()
    }
    hand()
  }

  /** What sounded between the last that was taken and `resumed` was lost. */
  const miss = (resumed: number) => {
    const lostMs = resumed - complete
    if (turnId !== null && lostMs > GAP_MS) report({ type: 'gap', turnId, lostMs, atStart: captured === 0 })
  }

  /** Of the current microphone, `lengthMs` up to its newest. */
  const give = ({ heardUntil }: Source, given: Float32Array, lengthMs: number) => {
    const samples = given.subarray(Math.min(surplus, given.length))
    surplus -= given.length - samples.length
    if (listening) overheard(samples)
    if (turnId === null || heardUntil <= from) return
    miss(heardUntil - lengthMs)
    complete = heardUntil
    if (until === null || heardUntil < until) return take(samples)
    const wanted = Math.round((until - (heardUntil - lengthMs)) * SAMPLES_PER_MS)
    take(samples.subarray(0, Math.max(0, wanted)))
    fence()
  }

  /** By how much longer the sound of one device is under way than that of another. */
  const latencyBetween = (one: Source, other: Source | null) => {
    const ms = one.delayMs - (other?.delayMs ?? one.delayMs)
    return Math.abs(ms) > LATENCY_MS.least && Math.abs(ms) < LATENCY_MS.most ? ms : 0
  }

  /** The new microphone goes on where the one before it ends. */
  const takeOver = (source: Source) => {
    const endedAt = complete > from ? complete - (current?.behindMs ?? 0) : from
    const samples = concat(source.waiting)
    const heardUntil = source.heardUntil - source.behindMs - latencyBetween(source, current)
    const begunAt = heardUntil - samples.length / SAMPLES_PER_MS
    current = source
    next = null
    tell(source, 'taken')
    surplus = turnId === null ? samples.length : Math.max(0, Math.round((endedAt - begunAt) * SAMPLES_PER_MS))
    const lengthMs = source.waitingMs - Math.min(surplus, samples.length) / SAMPLES_PER_MS
    source.waiting = []
    give(source, samples, lengthMs)
  }

  const hear = (source: Source, data: AudioData, waitedMs: number) => {
    source.gaveAt = mono()
    const lengthMs = source.hear(data, source.gaveAt, waitedMs)
    if (source === next) {
      source.waiting.push(source.samples(data))
      source.waitingMs += lengthMs
      if (source.waitingMs >= SETTLE_MS) takeOver(source)
    } else if (source === current) {
      tell(source, 'taken')
      if (listening || (turnId !== null && source.heardUntil > from)) give(source, source.samples(data), lengthMs)
    }
  }

  const read = async (source: Source, reader: ReadableStreamDefaultReader<AudioData>) => {
    for (;;) {
      // A stream that breaks has ended, too.
      const asked = mono()
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
      if (value) {
        hear(source, value, mono() - asked)
        value.close()
      }
      if (done) break
    }
    if (source === next) next = null
    if (source !== current) return
    // Nothing more will come of it: the new one begins with what it has.
    if (next !== null && next.waiting.length > 0) return takeOver(next)
    current = next
    next = null
    if (current !== null) return
    // The device went away in the middle of the tail: what there is, is all.
    if (until !== null) fence()
  }

  /** A track may stand still and not say so. What a thread that was busy has not read yet is no sign of it. */
  const look = () => {
    const at = mono()
    const busy = lookedAt !== null && at - lookedAt > 2 * LOOK_MS
    const sources = [current, next].filter((it) => it !== null)
    for (const source of sources) {
      if (!busy && at - source.gaveAt >= DEAD_MS) tell(source, 'dead')
    }
    lookedAt = sources.length > 0 ? at : null
    if (sources.length > 0) after(LOOK_MS, look)
  }

  return {
    /**
     * Another microphone is open: its track's data, and a number to tell it by. The one before goes on until the new one
     * can take over, which is told; it may be stopped then.
     */
    source(stream: ReadableStream<AudioData>, number: number) {
      const source = createSource(number, mono())
      if (current === null) current = source
      else next = source
      if (lookedAt === null) look()
      void read(source, stream.getReader())
    },
    /** A test of the microphone hears it, too. */
    listen(on: boolean) {
      listening = on
    },
    command(command: CaptureCommand) {
      const at = mono() - Math.max(0, now() - command.at)
      if (command.type === 'open') {
        fence()
        turnId = command.turnId
        from = at
        complete = at
        until = null
        captured = 0
        filled = 0
        peak = 0
        surplus = 0
        current?.begin()
        return
      }
      if (command.turnId !== turnId) return
      if (command.type === 'continue') {
        until = null
        return
      }
      until = at + command.tailMs
      const heardUntil = current?.heardUntil ?? Number.NEGATIVE_INFINITY
      // Without a microphone nothing will come that could end the tail.
      if (heardUntil === Number.NEGATIVE_INFINITY) {
        if (captured > 0) miss(until)
        return fence()
      }
      if (heardUntil >= until) return fence()
      if (command.tailMs === 0 && heardUntil >= at - DEVICE_PERIOD_MS) fence()
    },
  }
}
