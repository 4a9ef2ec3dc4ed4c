import { type HeardFrame, lengthMs, readFrames } from './heard'
import { createVoiceDetection, type Heard } from './voice-detection'

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
  'twin read',
  'twin write',
] as const

/** How a server can run something else than was approved. */
export const DEVIATIONS = ['amount', 'name', 'server', 'refused', 'twice', 'unasked'] as const
export type Deviation = (typeof DEVIATIONS)[number]

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
  /** What a request for approval asks. */
  args(): string
  /** Takes the deviation that is due, when it is this one. */
  deviates(how: Deviation): boolean
  /** The wallet that the account has by itself. */
  wallet: string | null
  /** These calls, taken together, are not what was approved. */
  onDeviation(callIds: string[]): void
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
/** A second server, whose tools have the names of the first one's, and other rights. */
const TWIN = 'twin'
/** The one whose tools choose the wallet. */
const WALLETS = 'dexter'
const ASKS = { never: { read_only: true } }
/** What utterances turn out to say, in turn: to a trade that waits the later ones are no questions of their own. */
const WORDS = ['what was said', 'how much was that?', 'no', 'yes, do it']
const LEAST_COMMIT_MS = 100

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
  /** What was committed, whether that was told, and what had been asked for before. */
  const commits: {
    /** The client event that asked for it; null where the server found the turn. */
    eventId: string | null
    itemId: string
    frames: HeardFrame[]
    told: boolean
    /** The client had it removed from the conversation. */
    deleted: boolean
    earlier: ReadonlySet<Response>
  }[] = []
  /** An answer to it, or to what came after it, has begun. */
  const isAnswered = ({ earlier }: (typeof commits)[number]) => responses.some((it) => it.begun && !earlier.has(it))
  const items = new Map<string, Record<string, unknown>>()
  /** Requests for approval that were told. */
  const asked = new Map<string, Record<string, unknown>>()
  /** Calls of tools that write. */
  const wrote = new Set<string>()
  const isWrite = ({ server_label: label, name }: { server_label: string; name: string }) =>
    (label === TWIN) === (name === 'quote')

  const lane = (about: string, ...events: Lane['events']): Lane => {
    const made = { about, events }
    lanes.push(made)
    return made
  }
  /** Requests for the app's own choice of a wallet. */
  const choices = new Map<string, string>()
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

  let rule: unknown = ASKS
  const tools = () =>
    [TWIN, 'market', WALLETS].map((label) => ({
      type: 'mcp',
      server_label: label,
      require_approval: label === 'market' ? rule : ASKS,
    }))
  /** The wallet that the session was told to use; undefined while it was told of none. */
  let override: string | null | undefined
  const shown = options.disguised ? (dialect === 'ga' ? 'beta' : 'ga') : dialect
  const session = () =>
    shown === 'ga'
      ? { type: 'realtime', object: 'realtime.session', id: `sess_${nextId()}`, audio: {}, tools: tools() }
      : {
          object: 'realtime.session',
          id: `sess_${nextId()}`,
          modalities: ['audio'],
          turn_detection: null,
          tools: tools(),
        }

  /** The turns that it finds in what it is sent, where it was told to. */
  const detection = createVoiceDetection({
    newId: () => `user_${nextId()}`,
    heard({ type, itemId, ms }: Heard) {
      const at = type === 'speech_started' ? 'audio_start_ms' : 'audio_end_ms'
      queue({ type: `input_audio_buffer.${type}`, item_id: itemId, [at]: ms })
    },
    commit: (itemId, frames) => utterance(itemId, null, frames),
  })

  const update = (event: ClientEvent) => {
    const wanted = event.session as { type?: unknown }
    if ((wanted.type === 'realtime') !== (dialect === 'ga')) return refuse(event.event_id, 'unknown_parameter')
    detection.set(detectionOf(event))
    queue({ type: 'session.updated', session: session() })
    // Its tools do not change with how it finds turns.
    if (isDetection(event)) return
    const offered = {
      [TWIN]: { quote: false, execute_buy: true },
      market: { quote: true, execute_buy: false },
      [WALLETS]: { resolve_wallet: true, set_session_wallet_override: false },
    }
    const lists = Object.entries(offered).map(([label, named]) => {
      const id = `list_${nextId()}`
      const listed = Object.entries(named).map(([name, reads]) => ({ name, annotations: { readOnlyHint: reads } }))
      items.set(id, { id, type: 'mcp_list_tools', server_label: label, tools: listed })
      return id
    })
    lane(
      'tools',
      ...lists.map((id) => ({ event: { type: 'mcp_list_tools.in_progress', item_id: id } })),
      ...lists.map((id) => ({ event: { type: 'mcp_list_tools.completed', item_id: id } })),
    )
  }

  const commit = (event: ClientEvent) => {
    const frames = buffer
    buffer = []
    if (lengthMs(frames) < LEAST_COMMIT_MS) {
      return refuse(event.event_id, 'input_audio_buffer_commit_empty')
    }
    utterance(`user_${nextId()}`, event.event_id, frames)
  }

  /** What was said becomes an item. */
  const utterance = (id: string, eventId: string | null, frames: HeardFrame[]) => {
    const committed = { eventId, itemId: id, frames, told: false, deleted: false, earlier: new Set(responses) }
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
        event: { type: `${transcription}.completed`, item_id: id, transcript: WORDS[commits.length % WORDS.length] },
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

  const tool = (response: Response, which: { server_label: string; name: string }): Lane['events'] => {
    response.rounds = true
    const id = `call_${nextId()}`
    if (isWrite(which)) wrote.add(id)
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
    const item = { id, type: 'mcp_approval_request', ...WRITE, arguments: options.args() }
    asked.set(id, item)
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
    if (plan === 'write') {
      const events = tool(response, WRITE)
      if (rule === ASKS) options.onDeviation([newest(wrote)])
      return events
    }
    if (plan === 'twin read') return tool(response, { server_label: TWIN, name: 'execute_buy' })
    if (plan === 'twin write') {
      const events = tool(response, { server_label: TWIN, name: 'quote' })
      options.onDeviation([newest(wrote)])
      return events
    }
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
    const wanted = event.response as { tool_choice?: { name?: string }; instructions?: string } | undefined
    const chosen = wanted?.tool_choice?.name
    const plan = chosen === undefined ? options.plan() : 'empty'
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
        event: {
          type: 'response.created',
          response: { id: response.id, status: 'in_progress', output: [], metadata: metadataOf(event) },
        },
        effect: () => {
          response.begun = true
        },
      },
      ...(chosen === undefined ? parts(plan, response) : choose(response, chosen, wanted?.instructions ?? '')),
      done,
    )
  }

  /** The app's own responses: choosing a wallet, which asks, and looking it up. */
  const choose = (response: Response, name: string, instructions: string): Lane['events'] => {
    const which = { server_label: WALLETS, name }
    if (name === 'resolve_wallet') {
      const id = `call_${nextId()}`
      const call = { id, type: 'mcp_call', ...which, arguments: '{}' }
      const done: { event: ServerMessage; effect: () => void } = {
        event: { type: 'response.output_item.done', response_id: response.id, item: call },
        effect: () => {
          const source = override === undefined ? 'resolver' : 'session'
          const output = JSON.stringify({ ok: true, source, wallet_address: override ?? options.wallet })
          done.event = { ...done.event, item: { ...call, output } }
        },
      }
      return [done]
    }
    const id = `ask_${nextId()}`
    const item = { id, type: 'mcp_approval_request', ...which, arguments: /\{.*?\}/.exec(instructions)?.[0] ?? '{}' }
    choices.set(id, item.arguments)
    return [{ event: { type: 'response.output_item.done', response_id: response.id, item } }]
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
    const requestId = String(item.approval_request_id)
    const choice = choices.get(requestId)
    if (choice !== undefined) {
      if (item.approve === true) chose(requestId, choice)
      return
    }
    const request = asked.get(requestId)
    if (request === undefined) return
    if (item.approve !== true && !options.deviates('refused')) return
    const call = {
      type: 'mcp_call',
      server_label: request.server_label,
      name: request.name,
      arguments: request.arguments,
      approval_request_id: requestId,
    }
    if (item.approve !== true) execute(call, true)
    else if (options.deviates('amount')) execute({ ...call, arguments: '{"amountSol":1000}' }, true)
    else if (options.deviates('name')) execute({ ...call, name: 'execute_else' }, true)
    else if (options.deviates('server')) execute({ ...call, server_label: 'elsewhere' }, true)
    else if (options.deviates('unasked')) execute({ ...call, approval_request_id: 'ask_nobody' }, true)
    else {
      const first = execute(call, false)
      if (options.deviates('twice')) options.onDeviation([first, execute(call, false)])
    }
  }

  const execute = (call: Record<string, unknown>, deviates: boolean): string => {
    const id = `call_${nextId()}`
    const item = { id, ...call }
    items.set(id, item)
    wrote.add(id)
    if (deviates) options.onDeviation([id])
    lane(`approved ${id}`, {
      event: { type: 'conversation.item.added', item },
      effect: () => run(item, `run of ${id}`),
    })
    return id
  }

  const chose = (requestId: string, args: string) => {
    const id = `call_${nextId()}`
    const call = {
      id,
      type: 'mcp_call',
      server_label: WALLETS,
      name: 'set_session_wallet_override',
      arguments: args,
      approval_request_id: requestId,
    }
    const { wallet_address: address } = JSON.parse(args) as { wallet_address?: string }
    const output = JSON.stringify({ ok: true, wallet_address: address ?? null })
    lane(
      `choice ${id}`,
      { event: { type: 'conversation.item.added', item: call } },
      {
        event: { type: 'conversation.item.done', item: { ...call, output } },
        effect: () => {
          override = address
        },
      },
    )
  }

  const retrieve = (event: ClientEvent) => {
    const item = items.get(String(event.item_id))
    if (item) queue({ type: 'conversation.item.retrieved', item })
    else refuse(event.event_id, 'item_not_found')
  }

  return {
    /** The wallet that a trade would be paid from now. */
    get wallet() {
      return override ?? options.wallet
    },
    /** Whether a request is for the app's own choice of a wallet. */
    isChoice: (requestId: string) => choices.has(requestId),
    /** Calls of tools that write. */
    wrote,
    /** The request that allowed a call; undefined where none did. */
    requestOf: (callId: string) => items.get(callId)?.approval_request_id as string | undefined,
    /** What a request asks now. */
    request: (requestId: string) => asked.get(requestId),
    /** A request that was told becomes another one; false when there is none. */
    rewrite(requestId: string, change: Record<string, unknown>): boolean {
      const request = asked.get(requestId)
      if (request === undefined) return false
      const now = { ...request, ...change }
      asked.set(requestId, now)
      queue({ type: 'conversation.item.added', item: now })
      return true
    },
    /** From here on what writes runs unasked, and the server says so. */
    unguard() {
      rule = 'never'
      queue({ type: 'session.updated', session: session() })
    },
    /** Where each voice begins that it found. */
    onsets: detection.onsets,
    lanes,
    responses,
    commits,
    asked,
    /** Which responses exist, for events that come late. */
    open: () => queue({ type: 'session.created', session: session() }),
    receive(event: ClientEvent) {
      if (event.type === 'session.update') update(event)
      if (event.type === 'input_audio_buffer.append') {
        buffer = detection.take(buffer, readFrames(event.event_id, String(event.audio)))
      }
      if (event.type === 'input_audio_buffer.clear') {
        buffer = []
        detection.cleared()
        queue({ type: 'input_audio_buffer.cleared' })
      }
      if (event.type === 'input_audio_buffer.commit') commit(event)
      if (event.type === 'response.create') respond(event)
      if (event.type === 'response.cancel') cancel(event)
      if (event.type === 'conversation.item.create') create(event)
      if (event.type === 'conversation.item.retrieve') retrieve(event)
      if (event.type === 'conversation.item.delete') {
        const gone = commits.find(({ itemId }) => itemId === event.item_id)
        if (gone) gone.deleted = true
        queue({ type: 'conversation.item.deleted', item_id: event.item_id })
      }
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
        // It has listened to it already.
        if (detection.on) return false
        const commit = commits.find((it) => it.frames.some((frame) => frame.eventId === event.event_id))
        // It would have been refused before the answer to it began.
        if (commit && (commit.told || isAnswered(commit))) return false
        if (commit) commit.frames = commit.frames.filter((frame) => frame.eventId !== event.event_id)
        buffer = buffer.filter((frame) => frame.eventId !== event.event_id)
      }
      if (event.type === 'input_audio_buffer.commit') {
        const commit = commits.find((it) => it.eventId === event.event_id)
        if (!commit || commit.told || isAnswered(commit)) return false
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
      // What is found in one stream of audio is told in its order.
      if (chosen === input && detection.on) return
      if (chosen && first && second) chosen.events = [second, first, ...rest]
    },
  }
}

export type ModelServer = ReturnType<typeof createModelServer>

const newest = (ids: Set<string>): string => [...ids].at(-1) ?? ''

const metadataOf = (event: ClientEvent) => (event.response as { metadata?: unknown } | undefined)?.metadata ?? null

/** An update of nothing but `turn_detection`. */
export function isDetection({ session }: ClientEvent): boolean {
  const told = JSON.stringify(session ?? null)
  return /^\{("type":"realtime","audio":\{"input":\{)?"turn_detection":/.test(told)
}

interface DetectionFields {
  turn_detection?: { prefix_padding_ms: number; silence_duration_ms: number } | null
  audio?: { input?: DetectionFields }
}

function detectionOf({ session }: ClientEvent) {
  const fields = session as DetectionFields
  return (fields.audio?.input ?? fields).turn_detection ?? null
}
