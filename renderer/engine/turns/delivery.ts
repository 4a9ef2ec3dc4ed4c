import { itemId } from '../line/item-id'
import type { Link } from '../line/link'
import { encodePcm, msToSamples } from '../pcm'
import type { TurnWork } from './turn'

interface DeliveryDeps {
  link: Pick<Link, 'send' | 'state'>
  now(): number
  /** The whole utterance left; the server's acknowledgement comes later. */
  onSent(turn: TurnWork): void
  /** The server has all of it. */
  onReached(turn: TurnWork): void
  /** Less than the server takes: nothing was asked. */
  onTooShort(turn: TurnWork): void
  /** The backend now in use is not the one that was asked. */
  onForeign(turn: TurnWork): void
  backend(): string
}

/** The server refuses to commit less than 100 ms of audio. */
const MIN_COMMIT_SAMPLES = msToSamples(100)
/** A refusal comes soon or never: ten seconds of frames. */
const MAX_APPENDS = 500
/** A server that acknowledges nothing must not fill memory. */
const MAX_COMMITS = 50
/** A restored utterance is one long frame: it is sent in parts that no server refuses. */
const MAX_APPEND_SAMPLES = msToSamples(1000)

/**
 * Brings utterances to the server in the order in which they were spoken: the first streams while it is being spoken,
 * later ones wait in their turns. Nothing here ever drops a sample.
 */
export function createDelivery({ link, now, onSent, onReached, onTooShort, onForeign, backend }: DeliveryDeps) {
  let queue: TurnWork[] = []
  /** Commits that the server has not acknowledged, oldest first. It answers them in order. */
  let commits: { eventId: string; turn: TurnWork }[] = []
  /** Turn of each of the newest appends: an utterance that one was refused of has a hole in it, and is not delivered. */
  const appends = new Map<string, TurnWork>()

  const frame = (turn: TurnWork, samples: Int16Array) => {
    appends.set(link.send('input_audio_buffer.append', { audio: encodePcm(samples) }, turn.id), turn)
    const oldest = appends.keys().next().value
    if (appends.size > MAX_APPENDS && oldest !== undefined) appends.delete(oldest)
    turn.times.firstWire ??= now()
    turn.sent += samples.length
  }

  const stream = (turn: TurnWork) => {
    for (; turn.nextFrame < turn.frames.length; turn.nextFrame++) {
      const samples = turn.frames[turn.nextFrame]
      for (let at = 0; samples && at < samples.length; at += MAX_APPEND_SAMPLES) {
        frame(turn, samples.subarray(at, at + MAX_APPEND_SAMPLES))
      }
    }
  }

  const pump = () => {
    while (link.state === 'ready') {
      const turn = queue[0]
      if (!turn) return
      if (turn.refusal !== null) return
      if (turn.backend !== backend()) {
        if (!turn.captureEnded) return
        queue.shift()
        onForeign(turn)
        continue
      }
      if (turn.text !== null) {
        const id = itemId('ask', `${turn.id}${turn.tries}`)
        turn.itemId = id
        link.send(
          'conversation.item.create',
          { item: { id, type: 'message', role: 'user', content: [{ type: 'input_text', text: turn.text }] } },
          turn.id,
        )
        onReached(turn)
      } else {
        stream(turn)
        if (!turn.captureEnded) return
        if (turn.sent < MIN_COMMIT_SAMPLES) {
          queue.shift()
          if (turn.sent > 0) link.send('input_audio_buffer.clear', {}, turn.id)
          onTooShort(turn)
          continue
        }
        commits.push({ eventId: link.send('input_audio_buffer.commit', {}, turn.id), turn })
        if (commits.length > MAX_COMMITS) commits.shift()
      }
      queue.shift()
      turn.commitSent = true
      turn.times.commit = now()
      onSent(turn)
    }
  }

  return {
    add(turn: TurnWork) {
      if (!queue.includes(turn)) queue.push(turn)
      pump()
    },
    /** Puts turns back in front, in order, after a lost connection. */
    requeue(turns: TurnWork[]) {
      queue = [...turns, ...queue.filter((turn) => !turns.includes(turn))]
    },
    pump,
    /** The server acknowledged a commit: the turn that it was for. */
    acknowledged(): TurnWork | undefined {
      const turn = commits.shift()?.turn
      if (turn) onReached(turn)
      return turn
    },
    /** The server refused a commit, or a part of what it is about; without the event's id it is the oldest. The turn that it was for. */
    refused(eventId: string | null): TurnWork | undefined {
      const refused = commits.find((commit) => eventId === null || commit.eventId === eventId)
      commits = commits.filter((commit) => commit !== refused)
      return refused?.turn ?? appends.get(eventId ?? '')
    },
    /** The connection is gone, and what it had not acknowledged with it. */
    reset() {
      commits = []
      appends.clear()
    },
    /** Takes a turn out; what it had already put into the server's buffer is cleared there. */
    remove(turn: TurnWork) {
      const wasFirst = queue[0] === turn
      queue = queue.filter((other) => other !== turn)
      if (wasFirst && turn.sent > 0 && link.state === 'ready') link.send('input_audio_buffer.clear', {}, turn.id)
      pump()
    },
  }
}

export type Delivery = ReturnType<typeof createDelivery>
