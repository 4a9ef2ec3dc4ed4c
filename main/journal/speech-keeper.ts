import { t } from '../../shared/i18n'
import type { KeptSpeech, SpeechNote } from '../../shared/kept-speech'

/** Some 22 minutes of speech: far more than waits when all goes well, and nothing that memory would feel. */
const MAX_BYTES = 64e6

interface Kept {
  question: Omit<KeptSpeech, 'samples'>
  frames: Int16Array[]
  bytes: number
  /** An engine told its beginning again: its first frame, if one comes, replaces what the engine before had recorded. */
  begunAgain: boolean
}

/**
 * Keeps what is spoken until its turn needs it no more, in memory alone: a voice window that dies takes its engine with
 * it, not the question. Beyond its bound the oldest question goes, and that is told.
 */
export function createSpeechKeeper(onProblem: (sentence: string) => void, maxBytes = MAX_BYTES) {
  /** By turn, oldest first. */
  const kept = new Map<string, Kept>()
  let bytes = 0

  const forget = (turnId: string) => {
    bytes -= kept.get(turnId)?.bytes ?? 0
    kept.delete(turnId)
  }

  const empty = (turn: Kept) => {
    bytes -= turn.bytes
    turn.frames = []
    turn.bytes = 0
  }

  const add = (turn: Kept, samples: Int16Array) => {
    if (turn.begunAgain) empty(turn)
    turn.begunAgain = false
    turn.frames.push(samples)
    turn.bytes += samples.byteLength
    bytes += samples.byteLength
    let given = false
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) break
      forget(oldest)
      given = true
    }
    if (given) onProblem(t('app.speech'))
  }

  const begin = ({ type: _, ...told }: Extract<SpeechNote, { type: 'begin' }>, turn: Kept | undefined) => {
    // What a server had, or acted on, stays so, whoever tells of it again.
    const { reached, acted } = turn?.question ?? { reached: false, acted: false }
    const question = { ...told, reached, acted }
    if (!turn) return void kept.set(told.turnId, { question, frames: [], bytes: 0, begunAgain: false })
    turn.question = question
    turn.begunAgain = true
  }

  return {
    /** Takes what the engine tells. What is about a turn that is not kept changes nothing. */
    note(note: SpeechNote) {
      const turn = kept.get(note.turnId)
      if (note.type === 'begin') return begin(note, turn)
      if (!turn) return
      switch (note.type) {
        case 'frame':
          return add(turn, note.samples)
        case 'reached':
          turn.question.reached = true
          return
        case 'acted':
          turn.question.acted = true
          return
        case 'drop':
          return forget(note.turnId)
        default:
          note satisfies never
      }
    },
    /** The question of a turn that the next engine will be given; null for any other. */
    question: (turnId: string): Omit<KeptSpeech, 'samples'> | null => kept.get(turnId)?.question ?? null,
    /**
     * The questions that were begun and not dropped, oldest first. They stay kept until the engine that takes them drops
     * them: it may die as well.
     */
    take: (): KeptSpeech[] =>
      [...kept.values()].map(({ question, frames }) => ({ ...question, samples: joined(frames) })),
  }
}

function joined(frames: Int16Array[]): KeptSpeech['samples'] {
  const samples = new Int16Array(frames.reduce((sum, frame) => sum + frame.length, 0))
  let at = 0
  for (const frame of frames) {
    samples.set(frame, at)
    at += frame.length
  }
  return samples
}
