import type { Clock } from '../clock'
import { decodePcm, samplesToMs } from '../pcm'
import type { PlaybackCommand, PlaybackReport } from '../ports'

/** One assistant item on its way to the speaker. Samples at 24 kHz. */
export interface PlayedItem {
  itemId: string
  turnId: string
  received: number
  played: number
  /** No more audio will come. */
  ended: boolean
  /** Everything received was played, or it was silenced. */
  finished: boolean
}

/** A speaker that should have played everything, and has not told so, is given up this much later. */
const STALL_MS = 10_000

/** What comes late comes for the newest items; older ones that are over need not be remembered. */
const MAX_ITEMS = 100

interface PlaybackDeps {
  clock: Clock
  post(command: PlaybackCommand): void
  /** The first sample of an item was handed to the output device. */
  onStarted(item: PlayedItem): void
  onProgress(item: PlayedItem): void
  onFinished(item: PlayedItem): void
  /** The output device takes nothing: what waited of these is written off, and not heard. */
  onStalled(items: PlayedItem[]): void
  /** The speaker is silent after `silence()`; the items that were cut, with what was really heard of them. */
  onSilenced(cut: PlayedItem[]): void
}

/** Keeps the books of the speaker: what came, what was truly played, what was cut. */
export function createPlayback(deps: PlaybackDeps) {
  const items = new Map<string, PlayedItem>()
  /** Items that stood in the books at each `silence()` that the worklet has not answered. */
  let silencing: PlayedItem[][] = []

  const finish = (item: PlayedItem) => {
    item.finished = true
    deps.onFinished(item)
  }

  const silenced = (items: PlayedItem[]) => {
    const cut = items.filter((item) => !item.finished)
    for (const item of cut) finish(item)
    deps.onSilenced(cut)
  }

  let cancelWatch = () => {}
  /** Each report of the speaker, and each sample for it, moves the time at which it must have played everything. */
  const watch = () => {
    cancelWatch()
    const open = [...items.values()].filter((item) => item.ended && !item.finished)
    if (open.length === 0) return
    const left = open.reduce((sum, item) => sum + item.received - item.played, 0)
    cancelWatch = deps.clock.after(samplesToMs(left) + STALL_MS, () => {
      const stalled = open.filter((item) => !item.finished)
      // A device that comes back must not begin to speak out of nowhere.
      silencing.push([])
      deps.post({ type: 'flush' })
      deps.onStalled(stalled)
      for (const item of stalled) finish(item)
    })
  }

  return {
    /** The connection is gone: what is here is played, and nothing more will come. */
    endAll() {
      for (const item of items.values()) {
        if (item.ended) continue
        item.ended = true
        deps.post({ type: 'end', itemId: item.itemId })
      }
      watch()
    },
    /** Queues base64 audio of an item; the number of samples, or null when it is not audio. */
    audio(itemId: string, turnId: string, base64: string): number | null {
      const samples = decodePcm(base64)
      if (samples === null) return null
      let item = items.get(itemId)
      if (!item) {
        item = { itemId, turnId, received: 0, played: 0, ended: false, finished: false }
        items.set(itemId, item)
        for (const [id, old] of items) {
          if (items.size <= MAX_ITEMS) break
          if (old.finished) items.delete(id)
        }
      }
      const count = samples.length
      // What comes late of an item that was cut is not heard.
      if (item.finished) return count
      item.received += count
      if (count > 0) deps.post({ type: 'audio', itemId, samples })
      return count
    },
    end(itemId: string) {
      const item = items.get(itemId)
      if (!item || item.ended) return
      item.ended = true
      if (item.received === 0) finish(item)
      else deps.post({ type: 'end', itemId })
      watch()
    },
    /** Local silence first: the worklet drops everything within one audio quantum. Settles by `onSilenced`. */
    silence() {
      const cut = [...items.values()].filter((item) => !item.finished)
      silencing.push(cut)
      deps.post({ type: 'flush' })
      // A device that is gone asks for no sample, and tells nothing: it is silent, too.
      deps.clock.after(STALL_MS, () => {
        const at = silencing.indexOf(cut)
        if (at < 0) return
        silencing[at] = []
        silenced(cut)
      })
    },
    report(report: PlaybackReport) {
      if (report.type === 'flushed') {
        const [cutNow = [], ...rest] = silencing
        silencing = rest
        for (const { itemId, played } of report.items) {
          const item = items.get(itemId)
          if (item) item.played = Math.max(item.played, played)
        }
        silenced(cutNow)
        return
      }
      const item = items.get(report.itemId)
      if (!item) return
      if (report.type === 'started') deps.onStarted(item)
      if (report.type === 'progress' || report.type === 'drained') item.played = report.played
      if (report.type === 'progress') deps.onProgress(item)
      if (report.type === 'drained' && !item.finished) finish(item)
      watch()
    },
    /** Whether any audio of an item came. */
    has: (itemId: string): boolean => items.has(itemId),
    /** Whether an item has sound: some servers tell audio of no length. */
    sounds: (itemId: string): boolean => (items.get(itemId)?.received ?? 0) > 0,
    /** Whether a turn still has audio to be heard. */
    busy(turnId: string | null): boolean {
      for (const item of items.values()) {
        if (!item.finished && (turnId === null || item.turnId === turnId)) return true
      }
      return turnId === null && silencing.some((cut) => cut.length > 0)
    },
    /** Milliseconds of an item that were heard, floored: the server accepts whole ones within the real duration. */
    heardMs: (item: PlayedItem) => Math.floor(samplesToMs(item.played)),
    /** Forgets the items of a turn that is over. */
    forget(turnId: string) {
      for (const [id, item] of items) if (item.turnId === turnId && item.finished) items.delete(id)
    },
  }
}

export type Playback = ReturnType<typeof createPlayback>

/** How many characters of its text were heard of an item, up to the end of a word; null when all of it was. */
export function heardChars(text: string, { played, received }: Pick<PlayedItem, 'played' | 'received'>): number | null {
  const share = received === 0 ? 0 : played / received
  if (share >= 1) return null
  return Math.max(0, text.lastIndexOf(' ', Math.round(text.length * share)))
}
