import type { Item } from '../line/server-events'
import { createTurn, rewind } from '../turns/turn'
import type { EngineParts } from './engine-parts'
import type { TurnFacts } from './facts'
import { isRecord, type RecordedEvent } from './recording'

type Commit = { turn: TurnFacts; eventId: string | null }

/**
 * The user's questions, told from whatever a recording holds of them: the key of our own app, what the client committed
 * or wrote, or only what the server made of it.
 */
export function createTurnLedger(
  parts: () => EngineParts,
  now: () => number,
  onUserBegins: (row: RecordedEvent) => void,
) {
  const turns = new Map<string, TurnFacts>()
  let newest: TurnFacts | undefined
  /** Utterances whose commit the server has neither acknowledged nor refused, oldest first. */
  let commits: Commit[] = []

  const begin = (id: string, text: string | null, row: RecordedEvent): TurnFacts => {
    onUserBegins(row)
    if (newest) newest.followed ??= row
    const work = createTurn(id, text === null ? 'voice' : 'text', text, 'practice', null, now(), parts().clock)
    const { book, conversation } = parts()
    book.add(work)
    conversation.add({
      kind: 'user',
      id,
      turnId: id,
      order: conversation.nextOrder(),
      at: now(),
      source: work.source,
      text,
      transcript: text === null ? 'pending' : 'final',
      delivery: 'sending',
      problem: null,
      resendable: false,
      durationMs: 0,
    })
    newest = { work, begun: row, asked: null, followed: null }
    turns.set(id, newest)
    return newest
  }

  /** The turn whose key went down last, if nothing was committed for it. */
  const unasked = () => (newest && newest.asked === null && newest.work.source === 'voice' ? newest : undefined)

  /** The whole utterance was there: the client committed it, or the server did by itself. */
  const committed = (row: RecordedEvent, eventId: string | null = null) => {
    const known = row.turnId === null ? unasked() : turns.get(row.turnId)
    const turn = known ?? begin(row.turnId ?? `turn-${row.entry}`, null, row)
    turn.asked ??= row
    turn.work.commitSent = true
    commits.push({ turn, eventId })
  }

  return {
    all: () => [...turns.values()],
    get: (id: string) => turns.get(id),
    committed,
    /** The key of our own app went down. */
    pressed(row: RecordedEvent) {
      if (row.turnId !== null && !turns.has(row.turnId)) begin(row.turnId, null, row)
    },
    /** The client wrote a message of the user. */
    typed(item: Record<string, unknown>, row: RecordedEvent) {
      const content = Array.isArray(item.content) ? item.content : []
      const words = content.flatMap((part) => (isRecord(part) && typeof part.text === 'string' ? [part.text] : []))
      const turn = begin(row.turnId ?? `turn-${row.entry}`, words.join('\n'), row)
      turn.work.itemId = typeof item.id === 'string' ? item.id : null
      turn.work.commitSent = true
      turn.asked = row
    },
    /** The server acknowledges a commit that the recording may not show. */
    acknowledging(row: RecordedEvent) {
      if (commits.length === 0) committed(row)
    },
    /** The server shows a message of the user; the row that told where it came from may be missing. */
    shown(item: Item, row: RecordedEvent) {
      if (parts().book.byItem(item.id)) return
      const words = (item.content ?? [])
        .flatMap((part) => (part.type === 'input_text' ? [part.text ?? ''] : []))
        .join('\n')
      if (words === '') {
        if (commits.length === 0) committed(row)
        const turn = commits.shift()?.turn.work
        if (turn) turn.itemId = item.id
        return
      }
      const waiting = [...turns.values()].find(({ work }) => work.itemId === null && work.text === words)
      const turn = waiting ?? begin(`turn-${row.entry}`, words, row)
      turn.asked ??= row
      turn.work.itemId = item.id
    },
    /** The connection is gone: what was not answered may be given to the next one. */
    disconnected() {
      commits = []
      for (const { work } of turns.values()) if (work.assistantIds.length === 0 && work.itemId !== null) rewind(work)
    },
    /** As the engine's delivery tells whose commit it was. */
    delivery: {
      acknowledged: () => commits.shift()?.turn.work,
      refused(eventId: string | null) {
        const refused = commits.find((commit) => eventId === null || commit.eventId === eventId)
        commits = commits.filter((commit) => commit !== refused)
        return refused?.turn.work
      },
    },
  }
}
