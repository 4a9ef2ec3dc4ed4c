import { decodePcm, samplesToMs } from '../pcm'

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
const NOTHING = new Int16Array(0)

/** A `flush` that the audio thread has not answered. */
interface Silencing {
  /** What stood in the books then. */
  cut: PlayedItem[]
  /** Monotonic: a device that is gone asks for no sample, and tells nothing; it is silent, too. */
  until: number
}

/** Keeps the books of the speaker: what came, what was truly played, what was cut. */
export function createPlayback() {
  const items = new Map<string, PlayedItem>()
  /** Oldest first. */
  const silencing: Silencing[] = []
  /** Monotonic: when everything that has ended must have been played. */
  let stallsAt = Number.POSITIVE_INFINITY

  /** Each report of the speaker, and each end, moves the time at which it must have played everything. */
  const watch = (mono: number) => {
    let left = 0
    let open = false
    for (const item of items.values()) {
      if (!item.ended || item.finished) continue
      open = true
      left += item.received - item.played
    }
    stallsAt = open ? mono + samplesToMs(left) + STALL_MS : Number.POSITIVE_INFINITY
  }

  return {
    get: (itemId: string): PlayedItem | undefined => items.get(itemId),
    get stallsAt() {
      return stallsAt
    },
    /** Monotonic: the first `flush` that is not answered in time; infinite when there is none. */
    get silentBy() {
      return Math.min(...silencing.map(({ until }) => until))
    },
    watch,
    /** Counts base64 audio of an item; its samples where they are to be played, a count alone where it was cut before, null when it is no audio. */
    audio(itemId: string, turnId: string, base64: string): Int16Array<ArrayBuffer> | null {
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
      // What comes late of an item that was cut is not heard.
      if (item.finished) return NOTHING
      item.received += samples.length
      return samples
    },
    /** No more audio will come for an item. Returns it where that is news. */
    end(itemId: string, mono: number): PlayedItem | null {
      const item = items.get(itemId)
      if (!item || item.ended) return null
      item.ended = true
      // What has no sound has been heard: nothing is waited for.
      if (item.received === 0) item.finished = true
      watch(mono)
      return item
    },
    /** Items whose audio may still come. */
    unended: (): PlayedItem[] => [...items.values()].filter(({ ended }) => !ended),
    /** Items that have come whole and were not heard to their end. */
    unheard: (): PlayedItem[] => [...items.values()].filter(({ ended, finished }) => ended && !finished),
    unfinished: (): PlayedItem[] => [...items.values()].filter(({ finished }) => !finished),
    /** A `flush` is on its way: what stands in the books is cut. */
    silence(mono: number) {
      silencing.push({ cut: this.unfinished(), until: mono + STALL_MS })
    },
    /** A `flush` is on its way that cuts nothing more. */
    flush() {
      silencing.push({ cut: [], until: Number.POSITIVE_INFINITY })
    },
    /** The audio thread has answered its oldest `flush`: what that cut. */
    silenced(): PlayedItem[] {
      return silencing.shift()?.cut ?? []
    },
    /** What was cut by each `flush` that is not answered in time. Its answer, should it come, cuts nothing more. */
    unanswered(mono: number): PlayedItem[][] {
      const late = silencing.filter(({ until }) => until <= mono)
      return late.map((it) => {
        const { cut } = it
        it.cut = []
        it.until = Number.POSITIVE_INFINITY
        return cut
      })
    },
    /** Whether any audio of an item came. */
    has: (itemId: string): boolean => items.has(itemId),
    /** Whether an item has sound: some servers tell audio of no length. */
    sounds: (itemId: string): boolean => (items.get(itemId)?.received ?? 0) > 0,
    /** Whether a turn, or for null any, still has audio to be heard. */
    busy(turnId: string | null): boolean {
      for (const item of items.values()) {
        if (!item.finished && (turnId === null || item.turnId === turnId)) return true
      }
      return turnId === null && silencing.some(({ cut }) => cut.length > 0)
    },
    /** Forgets the items of a turn that is over. */
    forget(turnId: string) {
      for (const [id, item] of items) if (item.turnId === turnId && item.finished) items.delete(id)
    },
  }
}

/** How many characters of its text were heard of an item, up to the end of a word; null when all of it was. */
export function heardChars(text: string, { played, received }: Pick<PlayedItem, 'played' | 'received'>): number | null {
  const share = received === 0 ? 0 : played / received
  if (share >= 1) return null
  return Math.max(0, text.lastIndexOf(' ', Math.round(text.length * share)))
}

/** Milliseconds of an item that were heard, floored: the server accepts whole ones within the real duration. */
export const heardMs = ({ played }: Pick<PlayedItem, 'played'>): number => Math.floor(samplesToMs(played))
