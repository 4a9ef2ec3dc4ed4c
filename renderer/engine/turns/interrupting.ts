import type { Continuation } from '../answers/continuation'
import { heardChars, type Playback, type PlayedItem } from '../answers/playback'
import type { Responder } from '../answers/responder'
import type { Conversation } from '../conversation'
import type { Link } from '../line/link'
import type { Approvals } from '../money/approvals'
import type { Endings } from './endings'
import type { TurnWork } from './turn'
import type { TurnBook } from './turn-book'

interface InterruptingDeps {
  book: TurnBook
  link: Pick<Link, 'send' | 'state' | 'sessionId'>
  conversation: Conversation
  continuation: Continuation
  approvals(): Approvals
  responder: Responder
  endings: Endings
  playback(): Playback
  /** The key is held on a trade that waits for a word. */
  holding(): boolean
  /** What was played of an item is noted in its turn. */
  countPlayed(item: PlayedItem): void
}

/** Interrupting: local silence first, then cancel, then (when the audio thread has told what was heard) truncate. */
export function createInterrupting(deps: InterruptingDeps) {
  const { book, link, conversation, continuation, responder, endings } = deps
  /** The turn that the latest interruption cut, until the speaker is silent. */
  let silencing: TurnWork | null = null
  /** Silenced for a hold that may only confirm: the server is told of it when the hold turns out to interrupt. */
  let hushed: PlayedItem[] = []

  const tell = (item: PlayedItem) => {
    // Another session does not know the item, and is told what was heard with the rest of the past.
    if (link.state !== 'ready' || book.get(item.turnId)?.sessionId !== link.sessionId) return
    const heardMs = deps.playback().heardMs(item)
    // Truncating at 0 can fail ("Only model output audio messages can be truncated"): then the item goes altogether.
    if (heardMs === 0) link.send('conversation.item.delete', { item_id: item.itemId }, item.turnId)
    else {
      const cut = { item_id: item.itemId, content_index: 0, audio_end_ms: heardMs }
      link.send('conversation.item.truncate', cut, item.turnId)
    }
  }

  /** Words whose audio never came were not heard: they are no part of what was said. */
  const dropUnplayed = (turn: TurnWork) => {
    for (const itemId of turn.assistantIds) {
      if (conversation.get(itemId, 'assistant')?.state !== 'speaking' || deps.playback().has(itemId)) continue
      conversation.change(itemId, 'assistant', { state: 'interrupted', heardChars: 0 })
      if (link.state === 'ready' && turn.sessionId === link.sessionId) {
        link.send('conversation.item.delete', { item_id: itemId }, turn.id)
      }
    }
  }

  return {
    dropUnplayed,
    /** Cuts what is being said and done; `by` is the turn that is asked instead, if any. `at` is epoch milliseconds. */
    interrupt(at: number, by: TurnWork | null) {
      const speaking = deps.playback().busy(null)
      if (speaking) deps.playback().silence()
      responder.cancel()
      // First: a denial would else make an answer of the old turn due.
      continuation.supersede()
      deps.approvals().denyAll(by ? 'A new question was asked.' : 'It was interrupted.')
      for (const item of hushed) tell(item)
      hushed = []
      for (const turn of book.open()) {
        if (!turn.commitSent || turn === by) continue
        turn.times.interrupted = at
        if (speaking) silencing = turn
        dropUnplayed(turn)
        endings.end(turn, 'interrupted')
      }
    },
    /** Silences what is being said, and nothing else: a microphone must not hear it. */
    hush() {
      if (deps.playback().busy(null)) deps.playback().silence()
    },
    /** The speaker is silent: the turn that was cut, once. */
    silenced(): TurnWork | null {
      const turn = silencing
      silencing = null
      return turn
    },
    /** Tells the server what was really heard, so that the model does not believe it said more. */
    truncate(item: PlayedItem) {
      deps.countPlayed(item)
      const entry = conversation.get(item.itemId, 'assistant')
      if (entry) {
        const heard = heardChars(entry.text, item)
        conversation.change(item.itemId, 'assistant', { state: 'interrupted', heardChars: heard })
      }
      if (deps.holding()) hushed.push(item)
      else tell(item)
    },
  }
}
