import { redactText } from '../../../shared/redact'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { walletOnScreen } from '../select'
import type { EngineState } from '../state'
import { isEnded } from '../state/turn'
import { itemId, PAST } from '../wire/client-events'

/** Turns of the past that a new session is told. */
const MAX_TURNS = 12
/** Characters of calls and their results among them; the newest are told whole, older ones left out. */
const MAX_CALL_CHARS = 24_000
/** Characters of what was asked and answered; twelve turns have some thousands. */
const MAX_WORDS_CHARS = 48_000

type HistoryItem = Record<string, unknown> & { id: string; type: string }

/**
 * The conversation as items for a new session, oldest first: what was asked, what the tools answered, what was heard of
 * the answers (assistant audio can't be told again, its text can), and the wallet in use. Turns that have not ended are
 * left out: they are asked anew. Empty when there is nothing to tell.
 */
export function historyItems(state: EngineState): HistoryItem[] {
  const { turns, conversation, settings } = state
  const told = conversation.all().filter((entry) => {
    const turn = turns.get(entry.turnId)
    // Another backend learns nothing of what this one was asked.
    return turn !== undefined && isEnded(turn) && turn.backend === settings.backend && isTold(entry)
  })
  const turnIds = [...new Set(told.map((entry) => entry.turnId))].slice(-MAX_TURNS)
  // By when each was asked, or asked again; the sort keeps the order within a turn.
  const askedAt = (entry: Entry) => turns.get(entry.turnId)?.askedAt?.now ?? 0
  const recent = told
    .filter((entry) => turnIds.includes(entry.turnId))
    .sort((a, b) => askedAt(a) - askedAt(b) || a.order - b.order)
  let room = MAX_CALL_CHARS
  let wordsRoom = MAX_WORDS_CHARS
  const items: HistoryItem[] = []
  // From the newest on, so that what is left out is the oldest.
  for (const entry of recent.toReversed()) {
    if (entry.kind === 'user' || entry.kind === 'assistant') {
      wordsRoom -= entry.text?.length ?? 0
      if (wordsRoom >= 0)
        items.unshift(
          ...(entry.kind === 'user' ? asked(entry, turns.get(entry.turnId)?.text ?? entry.text) : answered(entry)),
        )
    }
    if (entry.kind === 'tool') {
      const output = entry.output ?? unknownEnd(state.calls.errors.get(entry.id) ?? null)
      room -= output.length + entry.arguments.length
      if (room >= 0) items.unshift(...called(entry, output))
    }
    // A trade that was approved and not seen to run must not look as if nobody had taken it up.
    if (entry.kind === 'approval' && entry.decision === 'approved' && !recent.some(isCallOf(entry))) {
      items.unshift(...called(entry, unknownEnd('It was approved; whether it was carried out is not known.')))
    }
  }
  if (items.length === 0) return []
  const text = `The wallet in use is ${walletOnScreen(state) ?? 'not chosen'}. What follows was said before, in an earlier session.`
  return [{ id: `${PAST}_wallet`, type: 'message', role: 'system', content: [{ type: 'input_text', text }] }, ...items]
}

/** What a server never had takes no place among what it is told of. */
const isTold = (entry: Entry): boolean =>
  entry.kind === 'user' ? entry.delivery === 'sent' || entry.delivery === 'unanswered' : entry.kind !== 'notice'

/** `text` as the server had it: what the app itself asks is shown in the trader's language. */
function asked(entry: EntryOf<'user'>, text: string | null): HistoryItem[] {
  if (!text) return []
  const content = [{ type: 'input_text', text }]
  return [{ id: itemId(`${PAST}u`, entry.id), type: 'message', role: 'user', content }]
}

function answered(entry: EntryOf<'assistant'>): HistoryItem[] {
  // "Let me look" says nothing that is of use later, and would be taken for an answer.
  if (entry.phase === 'commentary') return []
  const heard = entry.heardChars === null ? entry.text : entry.text.slice(0, entry.heardChars)
  if (heard.trim() === '') return []
  const content = [{ type: 'output_text', text: heard }]
  return [{ id: itemId(`${PAST}a`, entry.id), type: 'message', role: 'assistant', content }]
}

/** A hosted call can't be created by a client; a function call and its output tell the same, and stay the tool's words. */
function called(entry: EntryOf<'tool'> | EntryOf<'approval'>, output: string): HistoryItem[] {
  const callId = itemId(`${PAST}c`, entry.id)
  return [
    {
      id: itemId(`${PAST}f`, entry.id),
      type: 'function_call',
      call_id: callId,
      name: entry.name,
      arguments: redactText(entry.arguments || '{}'),
    },
    { id: itemId(`${PAST}o`, entry.id), type: 'function_call_output', call_id: callId, output: redactText(output) },
  ]
}

const unknownEnd = (why: string | null) =>
  JSON.stringify({ error: 'outcome_unknown', message: why ?? 'The result was not told.' })

const isCallOf = (request: EntryOf<'approval'>) => (entry: Entry) =>
  entry.kind === 'tool' &&
  entry.turnId === request.turnId &&
  entry.name === request.name &&
  entry.arguments === request.arguments
