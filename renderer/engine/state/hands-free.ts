import type { Turn } from './turn'
import { createVoiceSense } from './voice-sense'

/** What the open microphone gave at once. `at` is its place in the session's audio, in samples; null until it was sent there. */
export interface Piece {
  samples: Int16Array
  at: number | null
}

/** The question that is being spoken into the open microphone. */
export interface Utterance {
  readonly turn: Turn
  /** As the server calls it; null where no server listens any more, and its end is found on this computer. */
  itemId: string | null
  /** Where it ends in the session's audio, samples; null while it goes on. */
  end: number | null
  /** Once no server listens: whether somebody still talks, and when that was last so (monotonic). */
  alone: { sense: ReturnType<typeof createVoiceSense>; voiceAt: number } | null
}

/**
 * The open microphone: what it gave that no question has taken yet, and which question is being spoken into it. The server
 * finds where one begins and ends.
 */
export function createHandsFree() {
  /** Of all pieces. */
  let length = 0
  return {
    on: false,
    /** Names the recording, so that its frames are told from those of a held key; null while none runs. */
    stream: null as string | null,
    streams: 0,
    /** All of it comes after this place of the session's audio, in samples. */
    streamFrom: 0,
    pieces: [] as Piece[],
    speaking: null as Utterance | null,
    /** The server's items of voices that it is to make no question of. */
    forsaken: new Set<string>(),
    /** Monotonic: since when nobody has spoken. */
    quietSince: 0,
    /** Tells a voice from the room; and monotonic: until when what is heard is sent. */
    sense: createVoiceSense(),
    gateOpenUntil: 0,

    add(samples: Int16Array) {
      this.pieces.push({ samples, at: null })
      length += samples.length
    },
    /** Takes the first `count` samples off. */
    drop(count: number) {
      for (let left = Math.min(count, length); left > 0; ) {
        const [piece] = this.pieces
        if (piece === undefined) return
        const taken = Math.min(left, piece.samples.length)
        left -= taken
        length -= taken
        if (taken === piece.samples.length) this.pieces.shift()
        else {
          piece.samples = piece.samples.subarray(taken)
          if (piece.at !== null) piece.at += taken
        }
      }
    },
    /** How many samples lie before this place of the session's audio; all that was sent, where it lies beyond. */
    before(place: number): number {
      let count = 0
      for (const { samples, at } of this.pieces) {
        if (at === null || at >= place) break
        count += Math.min(samples.length, place - at)
      }
      return count
    },
    unsent(): readonly Piece[] {
      const first = this.pieces.findLastIndex(({ at }) => at !== null) + 1
      return first === 0 ? this.pieces : this.pieces.slice(first)
    },
    /** So many samples of the oldest pieces that had not left are in the session's audio, from this place on. */
    sent(place: number, count: number) {
      let at = place
      for (const piece of this.unsent()) {
        if (at >= place + count) return
        piece.at = at
        at += piece.samples.length
      }
    },
    /** Another session knows nothing of what was sent to the one before. */
    unsend() {
      for (const piece of this.pieces) piece.at = null
    },
    get length() {
      return length
    },
  }
}
