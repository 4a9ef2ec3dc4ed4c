import type { SpeechNote } from '../../../shared/kept-speech'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import type { EntryOf, Turn } from '../../../shared/snapshot'
import type { Continuation } from '../answers/continuation'
import type { Playback } from '../answers/playback'
import type { Responder } from '../answers/responder'
import type { Conversation } from '../conversation'
import type { SessionLog } from '../line/session-log'
import type { Picture } from '../picture'
import type { Earcon } from '../ports'
import type { Delivery } from './delivery'
import type { TurnWork } from './turn'
import type { TurnBook } from './turn-book'

/** Speech that waits for Resend or Discard, in samples (half an hour): beyond it the oldest recording goes, and that is said. */
const MAX_KEPT_SAMPLES = 30 * 60 * SAMPLE_RATE

const ACTED = 'A trade may have been made: check the wallet.'

interface EndingsDeps {
  log: SessionLog
  conversation: Conversation
  picture: Picture
  book: TurnBook
  delivery(): Delivery
  responder(): Responder
  continuation: Continuation
  playback(): Playback
  earcon(name: Earcon): void
  speech(note: SpeechNote): void
  /** A turn has ended. */
  onEnd(): void
}

/** How turns end: answered when the last sample was played, else with the reason and the utterance at hand. */
export function createEndings(deps: EndingsDeps) {
  const { conversation, picture, book, continuation } = deps

  const end = (turn: TurnWork, outcome: NonNullable<Turn['outcome']>) => {
    if (turn.outcome !== null) return
    turn.outcome = outcome
    // Speech that was answered need not be kept; what can be sent again stays at hand for it.
    if (conversation.get(turn.id, 'user')?.resendable) book.keep(turn, MAX_KEPT_SAMPLES).forEach(letGo)
    else {
      turn.frames = []
      deps.speech({ type: 'drop', turnId: turn.id })
    }
    deps.log.app('turn.ended', { outcome, samples: picture.record(turn).samples }, turn.id)
    picture.touch(turn)
    deps.onEnd()
  }

  const letGo = (turn: TurnWork) => {
    turn.frames = []
    deps.speech({ type: 'drop', turnId: turn.id })
    const entry = conversation.get(turn.id, 'user')
    const problem = `${entry?.problem ?? ''} The recording was given up to make room for newer ones.`.trim()
    conversation.change(turn.id, 'user', { resendable: false, problem })
  }

  /** The server's part is over: nothing more was asked for, and nothing can be due. */
  const served = (turn: TurnWork) =>
    turn.commitSent && turn.responseCreates > 0 && !deps.responder().busy(turn.id) && !continuation.pending(turn.id)

  const keepUnsent = (turn: TurnWork, problem: string) => {
    if (turn.outcome !== null) return
    if (!turn.captureEnded) {
      turn.refusal ??= problem
      return
    }
    deps.delivery().remove(turn)
    deps.responder().drop(turn.id)
    const reached =
      turn.reachedBefore ||
      (turn.source === 'voice' && turn.committed > 0) ||
      (turn.source === 'text' && turn.commitSent) ||
      turn.assistantIds.length > 0
    conversation.change(turn.id, 'user', {
      delivery: reached ? 'unanswered' : 'unsent',
      problem: turn.acted ? `${problem} ${ACTED}` : problem,
      resendable: !turn.acted && (turn.text !== null || turn.frames.length > 0),
      ...(turn.heard === null ? { transcript: 'unavailable' } : {}),
    })
    stopSpeaking(turn, 'interrupted')
    end(turn, reached ? 'failed' : 'unsent')
    deps.earcon('error')
  }

  const stopSpeaking = (turn: TurnWork, state: 'done' | 'interrupted') => {
    for (const id of turn.assistantIds) {
      if (conversation.get(id, 'assistant')?.state === 'speaking') conversation.change(id, 'assistant', { state })
    }
  }

  /** Words without sound: whoever listens would wait for ever. The small window shows them, and a tone says so. */
  const tellUnspoken = (answers: EntryOf<'assistant'>[]) => {
    const silent = answers.filter(({ id, text }) => text !== '' && !deps.playback().sounds(id))
    for (const { id } of silent) conversation.change(id, 'assistant', { unspoken: true })
    if (silent.length > 0) deps.earcon('error')
  }

  return {
    end,
    served,
    /**
     * The server acts for a question that had been given up: it had told of an error, and went on all the same. What may
     * move money now is not offered again.
     */
    withdraw(turn: TurnWork) {
      const entry = conversation.get(turn.id, 'user')
      if (turn.outcome === null || !entry?.resendable) return
      turn.frames = []
      deps.speech({ type: 'drop', turnId: turn.id })
      conversation.change(turn.id, 'user', { resendable: false, problem: `${entry.problem ?? ''} ${ACTED}`.trim() })
    },
    /** Ends a turn when nothing more can come for it. */
    settle(turn: TurnWork | undefined) {
      if (!turn || turn.outcome !== null || !served(turn) || deps.playback().busy(turn.id)) return
      // A server that numbers its items anew in each session speaks under ids of an earlier turn.
      const ids = new Set([...turn.assistantIds, ...turn.played.keys()])
      const messages = [...ids].flatMap((id) => conversation.get(id, 'assistant') ?? [])
      const answers = messages.filter(({ phase }) => phase === 'answer')
      const answered = answers.some(({ id, text }) => text !== '' || deps.playback().sounds(id))
      stopSpeaking(turn, 'done')
      if (turn.toolsRefused) {
        keepUnsent(turn, 'The session’s permission to use tools had expired, so it is being renewed. Send this again.')
      } else if (answered) {
        tellUnspoken(answers)
        end(turn, 'answered')
      } else if (messages.length > answers.length) keepUnsent(turn, 'The server began to answer, but nothing came.')
      else keepUnsent(turn, 'The answer was empty.')
      deps.playback().forget(turn.id)
    },
    /**
     * The utterance did not get through, or its answer did not come: it stands with its samples until Resend or Discard.
     * One that is still being spoken is recorded to its end first.
     * What may have moved money is never offered again.
     */
    keepUnsent,
  }
}

export type Endings = ReturnType<typeof createEndings>
