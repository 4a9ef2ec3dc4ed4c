import type { EngineState } from '../state'
import { inferDialect } from '../wire/dialect'
import type { BilledUsage, Item, ServerEvent } from '../wire/server-events'
import type { Facts, ImportFacts, ResponseFacts, UsageFacts } from './facts'
import type { RecordedEvent } from './recording'
import { sessionFacts } from './session-facts'

type Noted = Pick<Facts, 'sessions' | 'strangers' | 'dialect'>

/** Items that another response has to follow. */
const CALL_TYPES: ReadonlySet<string> = new Set(['mcp_call', 'mcp_approval_request', 'function_call'])

/**
 * What a diagnosis needs of the server's events beside the conversation: which responses there were, what they held, what
 * was imported, what the tools answered.
 */
export function createServerNotes(facts: Noted, state: EngineState) {
  const responses = new Map<string, ResponseFacts>()
  const imports = new Map<string, ImportFacts>()
  const outputs = new Map<string, Facts['outputs'][number]>()
  /** Where each answer began. */
  const answers = new Map<string, RecordedEvent>()
  let newest: ResponseFacts | undefined

  const dropOpen = () => {
    for (const response of responses.values()) if (response.done === null) response.dropped = true
  }

  // --- sessions -----------------------------------------------------------------------------------------------------

  const session = (
    event: Extract<ServerEvent, { type: 'session.created' | 'session.updated' }>,
    row: RecordedEvent,
  ) => {
    const told = sessionFacts(event.session, row)
    const last = facts.sessions.at(-1)
    if (!told) return
    if (event.type === 'session.created') {
      dropOpen()
      facts.sessions.push(told)
      facts.dialect = inferDialect(event.session) ?? facts.dialect
    } else if (last) {
      last.transcribes ||= told.transcribes
      if (told.hosted.length > 0) last.hosted = told.hosted
    }
  }

  // --- responses ----------------------------------------------------------------------------------------------------

  const created = (id: string, row: RecordedEvent) => {
    if (responses.has(id)) return
    newest = {
      id,
      turnId: state.responses.turnOf(id),
      created: row,
      done: null,
      status: null,
      last: row,
      spoke: false,
      calls: new Set(),
      usage: null,
      dropped: false,
    }
    responses.set(id, newest)
  }

  const done = (event: Extract<ServerEvent, { type: 'response.done' }>, row: RecordedEvent) => {
    const { id, status, output, usage } = event.response
    const response = responses.get(id)
    for (const item of output ?? []) {
      if (response) held(response, item)
      itemSeen(item, event.type, row)
    }
    if (!response) return
    response.done ??= row
    response.last = row
    response.status = status ?? 'completed'
    if (usage) response.usage = usageOf(usage)
  }

  function held(response: ResponseFacts, item: Item) {
    if (CALL_TYPES.has(item.type)) response.calls.add(item.id)
    if (item.type === 'message' && item.role !== 'user' && item.phase !== 'commentary') response.spoke = true
  }

  // --- items --------------------------------------------------------------------------------------------------------

  function itemSeen(item: Item, type: string, row: RecordedEvent) {
    if (item.type === 'mcp_list_tools') {
      const it = importOf(item.id, row)
      const tools = item.tools ?? []
      it.server = item.server_label ?? it.server
      if (type === 'conversation.item.retrieved') it.reads.push(row)
      it.tools = Math.max(it.tools, tools.length)
      it.readOnly = Math.max(it.readOnly, tools.filter((tool) => tool.annotations?.readOnlyHint === true).length)
    }
    if (item.type === 'mcp_call' && item.output && !outputs.has(item.id)) {
      outputs.set(item.id, { itemId: item.id, name: item.name ?? 'tool', output: item.output, event: row })
    }
    if (item.type === 'message' && item.role === 'user') heard(item)
    answerSeen(item.id, row)
  }

  /** An item may hold the words of its utterance where no event told them. */
  function heard(item: Item) {
    const words = (item.content ?? []).find((part) => part.transcript)?.transcript
    const turn = state.turns.byItem(item.id)
    if (!words || turn?.heard !== null) return
    turn.heard = words
    state.conversation.change(turn.id, 'user', { text: words, transcript: 'final' })
  }

  function answerSeen(itemId: string, row: RecordedEvent) {
    if (!answers.has(itemId) && state.conversation.get(itemId, 'assistant')) answers.set(itemId, row)
  }

  function importOf(id: string, row: RecordedEvent): ImportFacts {
    const known = imports.get(id)
    if (known) return known
    const at = facts.sessions.length - 1
    const fact = { id, session: at, server: null, begun: row, completed: null, reads: [], tools: 0, readOnly: 0 }
    imports.set(id, fact)
    return fact
  }

  return {
    /** What has to be noted first: a session that begins, a response that nobody has begun. */
    before(event: ServerEvent, row: RecordedEvent) {
      if (event.type === 'session.created' || event.type === 'session.updated') session(event, row)
      const id = 'response_id' in event ? event.response_id : event.type === 'response.done' ? event.response.id : null
      if (id !== null && !responses.has(id) && !facts.strangers.has(id)) facts.strangers.set(id, row)
    },
    /** What became of it. */
    after(event: ServerEvent, row: RecordedEvent) {
      if (event.type === 'response.created') created(event.response.id, row)
      if (event.type === 'response.done') done(event, row)
      const response = 'response_id' in event ? responses.get(event.response_id) : undefined
      if (response) response.last = row
      if (response && 'item' in event) held(response, event.item)
      if ('item' in event) itemSeen(event.item, event.type, row)
      if (!('item_id' in event)) return
      if (event.type.startsWith('mcp_list_tools.')) {
        const it = importOf(event.item_id, row)
        if (event.type === 'mcp_list_tools.completed') it.completed ??= row
      }
      answerSeen(event.item_id, row)
    },
    dropOpen,
    /** The response that began last. */
    newest: () => newest,
    facts: (): Pick<Facts, 'responses' | 'imports' | 'outputs' | 'answers'> => ({
      responses: [...responses.values()],
      imports: [...imports.values()],
      outputs: [...outputs.values()],
      answers: [...answers].flatMap(([itemId, begun]) => {
        const entry = state.conversation.get(itemId, 'assistant')
        // What the server calls commentary claims nothing.
        return entry && entry.phase !== 'commentary' ? [{ itemId, text: entry.text, begun }] : []
      }),
    }),
  }
}

/** What a response was billed with; what is not told counts as nothing. */
export const usageOf = ({ input_tokens: input, output_tokens: output }: BilledUsage): UsageFacts => ({
  input: input ?? 0,
  output: output ?? 0,
})
