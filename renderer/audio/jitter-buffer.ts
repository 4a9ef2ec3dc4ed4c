import { SAMPLES_PER_MS } from '../../shared/sample-rate'
import type { PlaybackReport } from '../engine/ports'
import { createHandedOver } from './handed-over'

/** Where it starts: a server that streams faster than real time needs no more. */
const INITIAL_TARGET_MS = 10
/** One usual network packet of audio: a smaller step would tear several holes before it had learnt. */
const STEP_MS = 20
const MAX_TARGET_MS = 250
/** After this much sound without a hole the target shrinks by a tenth. */
const CALM_SAMPLES = 10_000 * SAMPLES_PER_MS
/** Reports of progress: enough for a transcript that follows the voice. */
const PROGRESS_SAMPLES = 100 * SAMPLES_PER_MS
/** A cut without a ramp clicks; 2 ms are not heard as delay. */
const RAMP_SAMPLES = 2 * SAMPLES_PER_MS
/** A device holds less of what was handed to it: a Bluetooth speaker some 300 ms. */
const HELD_SAMPLES = 1_000 * SAMPLES_PER_MS

interface Queued {
  itemId: string
  chunks: Int16Array[]
  /** Samples in `chunks` that have not been read. */
  waiting: number
  offset: number
  played: number
  reported: number
  ended: boolean
  started: boolean
}

/**
 * The speaker's queue: plays items in the order in which they came, counts what was truly handed out, and waits a
 * little before it starts, longer after each hole that a late chunk tore, shorter again in calm. Runs on the audio
 * thread and, in tests, without one. Samples are 24 kHz mono.
 */
export function createJitterBuffer(report: (report: PlaybackReport) => void) {
  let items: Queued[] = []
  let targetMs = INITIAL_TARGET_MS
  /** Samples of silence put out since the running item ran dry. */
  let hole = 0
  let calm = 0
  let buffering = true
  let waitedFor = 0
  let ramp: Float32Array | null = null
  /** What each flush cut that has not been told. */
  let cuts: { itemId: string; played: number }[][] = []
  const handedOver = createHandedOver<Queued>(HELD_SAMPLES)

  const read = (item: Queued): number => {
    const chunk = item.chunks[0] as Int16Array
    const sample = (chunk[item.offset++] as number) / 32768
    if (item.offset === chunk.length) {
      item.chunks.shift()
      item.offset = 0
    }
    item.waiting--
    item.played++
    return sample
  }

  const drained = (item: Queued) => {
    items.shift()
    buffering = items.length > 0 && !(items[0]?.ended ?? false)
    waitedFor = 0
    hole = 0
    report({ type: 'drained', itemId: item.itemId, played: item.played })
  }

  /** Enough is there to begin, or as much as will ever come. */
  const mayStart = (item: Queued) =>
    item.ended ||
    item.waiting >= targetMs * SAMPLES_PER_MS ||
    (item.waiting > 0 && waitedFor >= targetMs * SAMPLES_PER_MS)

  /** Fills the output from its beginning, and returns how far: the rest is silence. */
  const fill = (output: Float32Array): number => {
    for (const cut of cuts) report({ type: 'flushed', items: cut })
    cuts = []
    if (ramp) {
      output.set(ramp.subarray(0, Math.min(ramp.length, output.length)))
      ramp = null
      return 0
    }
    let at = 0
    while (at < output.length) {
      const item = items[0]
      if (!item) return at
      if (item.ended && item.waiting === 0) {
        drained(item)
        continue
      }
      if (buffering) {
        if (!mayStart(item)) {
          if (item.waiting > 0 || hole > 0) waitedFor += output.length - at
          if (hole > 0) hole += output.length - at
          return at
        }
        buffering = false
        waitedFor = 0
        if (hole > 0) {
          const gapMs = hole / SAMPLES_PER_MS
          // The next pause of that length must find enough in store.
          targetMs = Math.min(MAX_TARGET_MS, Math.max(targetMs + STEP_MS, gapMs * 1.25))
          report({ type: 'underrun', itemId: item.itemId, gapMs, targetMs })
          hole = 0
          calm = 0
        }
        if (!item.started) {
          item.started = true
          report({ type: 'started', itemId: item.itemId })
        }
      }
      if (!item.started) {
        item.started = true
        report({ type: 'started', itemId: item.itemId })
      }
      const from = at
      while (at < output.length && item.waiting > 0) output[at++] = read(item)
      handedOver.note(item, output.subarray(from, at))
      if (item.played - item.reported >= PROGRESS_SAMPLES) {
        item.reported = item.played
        report({ type: 'progress', itemId: item.itemId, played: item.played })
      }
      if (item.waiting === 0 && !item.ended) {
        buffering = true
        hole = output.length - at
        return at
      }
    }
    calm += output.length
    if (calm >= CALM_SAMPLES) {
      calm = 0
      targetMs = Math.max(INITIAL_TARGET_MS, targetMs * 0.9)
    }
    return at
  }

  return {
    audio(itemId: string, samples: Int16Array) {
      if (samples.length === 0) return
      let item = items.find((queued) => queued.itemId === itemId)
      if (!item) {
        if (items.length === 0) {
          buffering = true
          waitedFor = 0
        }
        item = { itemId, chunks: [], waiting: 0, offset: 0, played: 0, reported: 0, ended: false, started: false }
        items.push(item)
      }
      item.chunks.push(samples)
      item.waiting += samples.length
    },
    end(itemId: string) {
      const item = items.find((queued) => queued.itemId === itemId)
      if (item) item.ended = true
    },
    /** Drops everything; the next `pull` is a 2 ms ramp into silence, and tells what had been played: once for each flush. */
    flush() {
      const first = items[0]
      if (first && first.waiting > 0 && first.started) {
        const tail = new Float32Array(RAMP_SAMPLES)
        const length = Math.min(RAMP_SAMPLES, first.waiting)
        for (let index = 0; index < length; index++) tail[index] = read(first) * (1 - index / RAMP_SAMPLES)
        ramp = tail
      }
      cuts.push(items.map(({ itemId, played }) => ({ itemId, played })))
      items = []
      buffering = true
      hole = 0
      handedOver.forget()
    },
    /**
     * The newest `count` samples of the output were handed over and never heard: they are played again, before anything else.
     * An item that was told as drained is drained once more.
     */
    rewind(count: number) {
      for (const { of: item, samples } of handedOver.takeBack(count)) {
        if (!items.includes(item)) items.unshift(item)
        const [first] = item.chunks
        if (first) item.chunks[0] = first.subarray(item.offset)
        item.offset = 0
        item.chunks.unshift(samples)
        item.waiting += samples.length
        item.played -= samples.length
        item.reported = Math.min(item.reported, item.played)
        buffering = false
        hole = 0
      }
    },
    /** Fills the next samples of the output, of any length. */
    pull(output: Float32Array) {
      output.fill(0)
      const at = fill(output)
      if (at < output.length) handedOver.note(null, output.subarray(at))
    },
  }
}
