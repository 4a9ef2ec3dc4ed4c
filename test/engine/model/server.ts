/** What a client sends, as the model reads it. */
export type ClientEvent = Record<string, unknown> & { type: string; event_id: string }
export type ServerMessage = Record<string, unknown> & { type: string }

/** What the model of the server does with the next `response.create`. */
export const PLANS = [
  'speech',
  'read',
  'two reads',
  'write',
  'approval',
  'speech then read',
  'read then speech',
  'function',
  'empty',
  'failed',
  'incomplete',
  'refused',
  'silent',
] as const
export type Plan = (typeof PLANS)[number]

/** Events that wait to be told, in the order that is legal for them; between lanes any order is. */
export interface Lane {
  about: string
  events: { event: ServerMessage; effect?: () => void }[]
}

interface ServerOptions {
  dialect: 'ga' | 'beta'
  /** It shows the one dialect in `session.created` and takes the other. */
  disguised: boolean
  /** Unique over all connections. */
  nextId(): number
  plan(): Plan
  /** The tool fails, and its answer comes without a result. */
  failing(): boolean
}

interface Response {
  id: string
  createId: string
  /** It called a tool or asked for an approval. */
  rounds: boolean
  /** Its beginning was told. */
  begun: boolean
  done: boolean
}

const READ = { server_label: 'market', name: 'quote' }
const WRITE = { server_label: 'market', name: 'execute_buy' }
const SAMPLES_100_MS = 2400

/** `[turn, frame, ...]`: what the model's microphone writes into each frame, so that the server can tell them apart. */
export interface HeardFrame {
  eventId: string
  turn: number
  frame: number
  samples: number
}

function readFrame(eventId: string, base64: string): HeardFrame {
  const bytes = Buffer.from(base64.slice(0, 8), 'base64')
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return {
    eventId,
    turn: bytes.readInt16LE(0),
    frame: bytes.readInt16LE(2),
    samples: ((base64.length / 4) * 3 - padding) / 2,
  }
}

/**
 * A realtime server as a client meets it on one connection: it keeps the protocol, and says what it has to say in any
 * order that the protocol allows, as late as the test wants.
 */
export function createModelServer(options: ServerOptions) {
  const { nextId, dialect } = options
  const lanes: Lane[] = []
  const input: Lane = { about: 'input', events: [] }
  let buffer: HeardFrame[] = []
  let active: Response | null = null
  const responses: Response[] = []
  /** What was committed, and whether that was told. */
  const commits: { eventId: string; itemId: string; frames: HeardFrame[]; told: boolean }[] = []
  const items = new Map<string, Record<string, unknown>>()
  /** Requests for approval that were told. */
  const asked = new Set<string>()

  const lane = (about: string, ...events: Lane['events']): Lane => {
    const made = { about, events }
    lanes.push(made)
    return made
  }
  /** Told before anything that follows from what it refuses. */
  const urgent: ServerMessage[] = []
  const queue = (event: ServerMessage, effect?: () => void) => {
    if (!lanes.includes(input)) lanes.push(input)
    input.events.push(effect ? { event, effect } : { event })
  }
  const refuse = (eventId: string, code: string) =>
    queue({
      type: 'error',
      error: { type: 'invalid_request_error', code, message: `refused: ${code}`, event_id: eventId },
    })

  const tools = [{ type: 'mcp', server_label: 'market', require_approval: { never: { read_only: true } } }]
  const shown = options.disguised ? (dialect === 'ga' ? 'beta' : 'ga') : dialect
  const session = () =>
    shown === 'ga'
      ? { type: 'realtime', object: 'realtime.session', id: `sess_${nextId()}`, audio: {}, tools }
      : { object: 'realtime.session', id: `sess_${nextId()}`, modalities: ['audio'], turn_detection: null, tools }

  const update = (event: ClientEvent) => {
    const wanted = event.session as { type?: unknown }
    if ((wanted.type === 'realtime') !== (dialect === 'ga')) return refuse(event.event_id, 'unknown_parameter')
    queue({ type: 'session.updated', session: session() })
    const id = `list_${nextId()}`
    items.set(id, {
      id,
      type: 'mcp_list_tools',
      server_label: 'market',
      tools: [
        { name: 'quote', annotations: { readOnlyHint: true } },
        { name: 'execute_buy', annotations: { readOnlyHint: false } },
      ],
    })
    lane(
      'tools',
      { event: { type: 'mcp_list_tools.in_progress', item_id: id } },
      {
        event: { type: 'mcp_list_tools.completed', item_id: id },
      },
    )
  }

  const commit = (event: ClientEvent) => {
    const frames = buffer
    buffer = []
    if (frames.reduce((sum, frame) => sum + frame.samples, 0) < SAMPLES_100_MS) {
      return refuse(event.event_id, 'input_audio_buffer_commit_empty')
    }
    const id = `user_${nextId()}`
    const committed = { eventId: event.event_id, itemId: id, frames, told: false }
    commits.push(committed)
    queue({ type: 'input_audio_buffer.committed', item_id: id, previous_item_id: null }, () => {
      committed.told = true
    })
    queue({ type: 'conversation.item.added', item: { id, type: 'message', role: 'user', content: [] } })
    const transcription = 'conversation.item.input_audio_transcription'
    lane(
      `transcript of ${id}`,
      { event: { type: `${transcription}.delta`, item_id: id, delta: 'what was ' } },
      {
        event: { type: `${transcription}.completed`, item_id: id, transcript: 'what was said' },
      },
    )
  }

  /** A tool that runs: its end, and its result after that. */
  const run = (call: Record<string, unknown>, turnOf: string) => {
    const failed = options.failing()
    const ended = failed
      ? { ...call, status: 'failed', error: 'it broke' }
      : { ...call, status: 'completed', output: '{"price":1}' }
    lane(
      turnOf,
      { event: { type: 'response.mcp_call.in_progress', item_id: call.id } },
      {
        event: { type: failed ? 'response.mcp_call.failed' : 'response.mcp_call.completed', item_id: call.id },
        effect: () => items.set(String(call.id), ended),
      },
      { event: { type: 'conversation.item.done', item: ended } },
    )
  }

  const speech = (response: Response): Lane['events'] => {
    const itemId = `said_${nextId()}`
    const of = { response_id: response.id, item_id: itemId }
    const item = { id: itemId, type: 'message', role: 'assistant', status: 'in_progress', content: [] }
    const delta = Buffer.alloc(2 * 2400, 1).toString('base64')
    return [
      { event: { type: 'response.output_item.added', response_id: response.id, item } },
      { event: { type: 'conversation.item.added', item } },
      { event: { type: 'response.output_audio.delta', ...of, delta } },
      { event: { type: 'response.output_audio_transcript.delta', ...of, delta: 'An answer ' } },
      { event: { type: 'response.output_audio.delta', ...of, delta } },
      { event: { type: 'response.output_audio.done', ...of } },
      { event: { type: 'response.output_audio_transcript.done', ...of, transcript: 'An answer it is.' } },
      {
        event: { type: 'response.output_item.done', response_id: response.id, item: { ...item, status: 'completed' } },
      },
    ]
  }

  const tool = (response: Response, which: { name: string }): Lane['events'] => {
    response.rounds = true
    const id = `call_${nextId()}`
    const call = { id, type: 'mcp_call', ...which, arguments: '' }
    const written = { ...call, arguments: '{"amountSol":1}' }
    items.set(id, written)
    return [
      { event: { type: 'response.output_item.added', response_id: response.id, item: call } },
      { event: { type: 'response.mcp_call_arguments.delta', item_id: id, delta: '{"amountSol"' } },
      {
        event: { type: 'response.mcp_call_arguments.done', item_id: id, arguments: written.arguments },
        effect: () => run(written, `run of ${id}`),
      },
    ]
  }

  const approval = (response: Response): Lane['events'] => {
    response.rounds = true
    const id = `ask_${nextId()}`
    const item = { id, type: 'mcp_approval_request', ...WRITE, arguments: '{"amountSol":1}' }
    asked.add(id)
    return [
      { event: { type: 'response.output_item.added', response_id: response.id, item: { ...item, arguments: '' } } },
      { event: { type: 'response.output_item.done', response_id: response.id, item } },
    ]
  }

  const function_ = (response: Response): Lane['events'] => {
    response.rounds = true
    const id = `fn_${nextId()}`
    const item = { id, type: 'function_call', name: 'dance', call_id: `c_${id}`, arguments: '{}', status: 'completed' }
    return [{ event: { type: 'response.output_item.done', response_id: response.id, item } }]
  }

  const parts = (plan: Plan, response: Response): Lane['events'] => {
    if (plan === 'speech' || plan === 'incomplete') return speech(response)
    if (plan === 'read') return tool(response, READ)
    if (plan === 'two reads') return [...tool(response, READ), ...tool(response, READ)]
    if (plan === 'write') return tool(response, WRITE)
    if (plan === 'approval') return approval(response)
    if (plan === 'speech then read') return [...speech(response), ...tool(response, READ)]
    if (plan === 'read then speech') return [...tool(response, READ), ...speech(response)]
    return plan === 'function' ? function_(response) : []
  }

  const finish = (response: Response, status: string) => {
    if (active === response) active = null
    response.done = true
    return {
      event: {
        type: 'response.done',
        response: {
          id: response.id,
          status,
          output: [],
          ...(status === 'failed' ? { status_details: { error: { code: 'server_error', message: 'broken' } } } : {}),
          usage: { input_tokens: 10, output_tokens: 5 },
        },
      },
    }
  }

  const respond = (event: ClientEvent) => {
    if (active) return refuse(event.event_id, 'conversation_already_has_active_response')
    const plan = options.plan()
    if (plan === 'silent') return
    if (plan === 'refused') return refuse(event.event_id, 'rate_limit_exceeded')
    const response: Response = {
      id: `resp_${nextId()}`,
      createId: event.event_id,
      rounds: false,
      begun: false,
      done: false,
    }
    active = response
    responses.push(response)
    const status = plan === 'failed' ? 'failed' : plan === 'incomplete' ? 'incomplete' : 'completed'
    const done: Lane['events'][number] = {
      event: { type: 'response.done', response: { id: response.id } },
      effect: () => Object.assign(done.event, finish(response, status).event),
    }
    lane(
      response.id,
      {
        event: { type: 'response.created', response: { id: response.id, status: 'in_progress', output: [] } },
        effect: () => {
          response.begun = true
        },
      },
      ...parts(plan, response),
      done,
    )
  }

  const cancel = (event: ClientEvent) => {
    const response = active
    if (!response || event.response_id !== response.id) return refuse(event.event_id, 'response_cancel_not_active')
    const running = lanes.find((it) => it.about === response.id)
    if (running) running.events = []
    queue(finish(response, 'cancelled').event)
  }

  const create = (event: ClientEvent) => {
    const item = event.item as Record<string, unknown>
    queue({ type: 'conversation.item.added', item })
    if (item.type !== 'mcp_approval_response') return
    if (item.approve !== true) return
    const id = `call_${nextId()}`
    const call = {
      id,
      type: 'mcp_call',
      ...WRITE,
      arguments: '{"amountSol":1}',
      approval_request_id: item.approval_request_id,
    }
    items.set(id, call)
    lane(`approved ${id}`, {
      event: { type: 'conversation.item.added', item: call },
      effect: () => run(call, `run of ${id}`),
    })
  }

  const retrieve = (event: ClientEvent) => {
    const item = items.get(String(event.item_id))
    if (item) queue({ type: 'conversation.item.retrieved', item })
    else refuse(event.event_id, 'item_not_found')
  }

  return {
    lanes,
    responses,
    commits,
    asked,
    /** Which responses exist, for events that come late. */
    open: () => queue({ type: 'session.created', session: session() }),
    receive(event: ClientEvent) {
      if (event.type === 'session.update') update(event)
      if (event.type === 'input_audio_buffer.append') {
        buffer.push(readFrame(event.event_id, String(event.audio)))
      }
      if (event.type === 'input_audio_buffer.clear') {
        buffer = []
        queue({ type: 'input_audio_buffer.cleared' })
      }
      if (event.type === 'input_audio_buffer.commit') commit(event)
      if (event.type === 'response.create') respond(event)
      if (event.type === 'response.cancel') cancel(event)
      if (event.type === 'conversation.item.create') create(event)
      if (event.type === 'conversation.item.retrieve') retrieve(event)
      if (event.type === 'conversation.item.delete')
        queue({ type: 'conversation.item.deleted', item_id: event.item_id })
      if (event.type === 'conversation.item.truncate') {
        queue({ type: 'conversation.item.truncated', item_id: event.item_id })
      }
    },
    /**
     * Refuses a client event that had looked fine, as if it had done so when it came; false when it is too late for that.
     */
    reject(event: ClientEvent, code: string): boolean {
      const message = `refused: ${code}`
      const error = { type: 'invalid_request_error', code, message, event_id: event.event_id }
      if (event.type === 'input_audio_buffer.append') {
        const commit = commits.find((it) => it.frames.some((frame) => frame.eventId === event.event_id))
        // It would have been refused before the answer to it began.
        if (commit?.told || (commit && responses.at(-1)?.begun)) return false
        if (commit) commit.frames = commit.frames.filter((frame) => frame.eventId !== event.event_id)
        buffer = buffer.filter((frame) => frame.eventId !== event.event_id)
      }
      if (event.type === 'input_audio_buffer.commit') {
        const commit = commits.find((it) => it.eventId === event.event_id)
        if (!commit || commit.told || responses.at(-1)?.begun) return false
        commits.splice(commits.indexOf(commit), 1)
        input.events = input.events.filter(({ event: told }) => !JSON.stringify(told).includes(`"${commit.itemId}"`))
        for (const it of lanes) if (it.about === `transcript of ${commit.itemId}`) it.events = []
      }
      if (event.type === 'response.create') {
        const response = responses.find((it) => it.createId === event.event_id)
        const waiting = lanes.find((it) => it.about === response?.id)
        if (!response || waiting?.events[0]?.event.type !== 'response.created') return false
        waiting.events = []
        responses.splice(responses.indexOf(response), 1)
        if (active === response) active = null
      }
      urgent.push({ type: 'error', error })
      return true
    },
    /** The next event of a lane; null when nothing waits. */
    next(which: number): ServerMessage | null {
      const first = urgent.shift()
      if (first) return first
      for (let at = lanes.length - 1; at >= 0; at--) if (lanes[at]?.events.length === 0) lanes.splice(at, 1)
      const chosen = lanes[which % Math.max(1, lanes.length)]
      const told = chosen?.events.shift()
      if (!told) return null
      told.effect?.()
      return told.event
    },
    /** Two events of one lane change places. */
    swap(which: number) {
      const chosen = lanes[which % Math.max(1, lanes.length)]
      const [first, second, ...rest] = chosen?.events ?? []
      if (chosen && first && second) chosen.events = [second, first, ...rest]
    },
  }
}

export type ModelServer = ReturnType<typeof createModelServer>
