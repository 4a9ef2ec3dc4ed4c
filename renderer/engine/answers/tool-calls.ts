import type { EntryOf, Flag } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import type { Clock } from '../clock'
import type { Conversation } from '../conversation'
import { grown, MAX_ARGUMENTS_CHARS } from '../line/bounds'
import { itemId } from '../line/item-id'
import type { Link } from '../line/link'
import type { Item } from '../line/server-events'
import { asSentence, serverWords } from '../line/server-words'
import type { Executions } from '../money/executions'
import type { Money } from '../money/money'
import type { TurnWork } from '../turns/turn'
import type { TurnBook } from '../turns/turn-book'
import type { Continuation } from './continuation'

interface ToolCallsDeps {
  clock: Clock
  conversation: Conversation
  continuation: Continuation
  money: Money
  book: TurnBook
  link: Pick<Link, 'send'>
  executions: Pick<Executions, 'look'>
  /** Whether a tool is known to read only. */
  readsOnly(tool: Pick<EntryOf<'tool'>, 'server' | 'name'>): boolean
  turnOfResponse(responseId: string): TurnWork | undefined
  /** What of a result does not hold. */
  check(entry: EntryOf<'tool'>): Flag[]
  /** A tool that may move money was asked for. */
  acted(turn: TurnWork): void
  /** The server may not use its tools any more: their permission has ended before the session. */
  onUnauthorized(turn: TurnWork | undefined): void
  /** A call of the model was announced, for the request that allowed it. */
  onCall(call: EntryOf<'tool'>, requestId: string | null): void
  /** A tool answered. */
  onOutput(): void
  /** A call has ended, its output here or still to come: the model may have to be asked to go on. */
  onEnded(call: EntryOf<'tool'>): void
  touch(turn?: TurnWork): void
}

/** The life of each call: announced, written, running, ended, its output before or after that or never. */
export function createToolCalls(deps: ToolCallsDeps) {
  const { clock, conversation, continuation, money, book } = deps

  /** Calls of tools that may move money, with the request that allowed each. */
  const writes = new Map<string, string | null>()
  /** Function calls that were answered. */
  const answered = new Set<string>()
  /** Calls that the server was not allowed to make. */
  const refused = new Set<string>()

  const turnOf = (entry: { turnId: string | null } | null) => (entry?.turnId ? book.get(entry.turnId) : undefined)
  const touch = (id: string) => deps.touch(turnOf(conversation.get(id, 'tool')))

  const announce = (item: Item, responseId: string | null) => {
    const approval = item.approval_request_id ? conversation.get(item.approval_request_id, 'approval') : null
    const turn =
      (responseId === null ? undefined : deps.turnOfResponse(responseId)) ??
      turnOf(approval) ??
      book.current ??
      undefined
    turn?.toolIds.push(item.id)
    const call: EntryOf<'tool'> = {
      kind: 'tool',
      id: item.id,
      turnId: turn?.id ?? null,
      order: conversation.nextOrder(),
      at: clock.now(),
      server: item.server_label ?? '',
      name: item.name ?? 'tool',
      status: item.arguments ? 'queued' : 'arguments',
      arguments: item.arguments ?? '',
      output: null,
      error: null,
      endedAt: null,
      flags: [],
    }
    const requestId = item.approval_request_id ?? null
    // A tool that nobody has said to be read-only counts as one that moves money, and so does one that was asked for,
    // whatever it says of itself; a function is refused in any case.
    if (item.type === 'mcp_call' && (requestId !== null || !deps.readsOnly(call))) {
      if (turn) deps.acted(turn)
      writes.set(item.id, requestId)
    }
    conversation.add(call)
    deps.onCall(call, requestId)
  }

  /**
   * A call that is told again under another name, or for a request that was not named before: what it moves is by its last
   * name, but one that may move money is none that reads, whatever it is called later.
   */
  const retell = (item: Item, before: EntryOf<'tool'>) => {
    if (item.type !== 'mcp_call') return
    const told = { server: item.server_label ?? before.server, name: item.name ?? before.name }
    const requestId = item.approval_request_id ?? writes.get(item.id) ?? null
    const reads = deps.readsOnly(told)
    if (!writes.has(item.id) || !reads) conversation.change(item.id, 'tool', told)
    if (requestId === null && reads) return
    const turn = turnOf(before)
    if (turn) deps.acted(turn)
    writes.set(item.id, requestId ?? writes.get(item.id) ?? null)
  }

  /** For the ledger: a call that may move money has its arguments and runs. */
  const called = (id: string) => {
    const tool = conversation.get(id, 'tool')
    const requestId = writes.get(id)
    if (!tool || requestId === undefined) return
    money.called(tool, requestId, turnOf(tool)?.wallet ?? null)
    look(id)
  }

  /** What runs is held against what was approved, as often as it is told. */
  const look = (id: string) => {
    const tool = conversation.get(id, 'tool')
    const requestId = writes.get(id)
    if (tool && requestId !== undefined) deps.executions.look(tool, requestId, turnOf(tool)?.wallet ?? null)
  }

  const ended = (id: string, completed: boolean) => {
    const tool = conversation.get(id, 'tool')
    if (tool && tool.status !== 'done' && tool.status !== 'failed') {
      conversation.change(id, 'tool', {
        status: completed ? 'done' : 'failed',
        endedAt: clock.now(),
        ...(completed || tool.error ? {} : { error: 'The tool failed.' }),
      })
    }
    called(id)
    const now = conversation.get(id, 'tool')
    if (now) money.ended(now)
    continuation.callEnded(id)
    touch(id)
    if (now) deps.onEnded(now)
  }

  /** This program offers no functions: a model that calls one all the same must be told, or it waits for ever. */
  const refuse = (item: Item, responseId: string | null) => {
    if (responseId === null || item.status === 'in_progress' || answered.has(item.id) || !item.call_id) return
    answered.add(item.id)
    const output = JSON.stringify({
      error: 'unknown_function',
      message: `There is no function ${item.name ?? ''} here.`,
    })
    deps.link.send(
      'conversation.item.create',
      { item: { id: itemId('out', item.id), type: 'function_call_output', call_id: item.call_id, output } },
      turnOf(conversation.get(item.id, 'tool'))?.id ?? null,
    )
    conversation.change(item.id, 'tool', { error: 'The model asked for a function that this app does not have.' })
    ended(item.id, false)
  }

  const result = (item: Item) => {
    const finished = item.output !== null && item.output !== undefined
    const before = conversation.get(item.id, 'tool')
    const told =
      errorText(item.error) ??
      (before && item.output && item.output !== before.output ? failureText(before, item.output) : null)
    const sent = writes.has(item.id) && TRANSACTION.test(`${item.output ?? ''} ${errorWords(item.error)}`)
    const error = told !== null && sent ? `${asSentence(told)} ${MAY_HAVE_RUN}` : told
    conversation.change(item.id, 'tool', {
      ...(item.arguments ? { arguments: item.arguments } : {}),
      ...(finished ? { output: item.output ?? null } : {}),
      // Its end may have been told before its output, which says that it was none to be glad of.
      ...(error === null ? {} : { error, ...(before?.status === 'done' ? { status: 'failed' as const } : {}) }),
    })
    if (finished && before?.output === null) {
      const now = conversation.get(item.id, 'tool')
      if (now) conversation.change(item.id, 'tool', { flags: deps.check(now) })
      deps.onOutput()
    }
    if (!refused.has(item.id) && unauthorized(item.error)) {
      refused.add(item.id)
      deps.onUnauthorized(turnOf(before))
    }
    // The output is the proof: it may come without, before or after the event that says so.
    if (finished || error !== null) ended(item.id, error === null)
  }

  return {
    /** A call as an event tells it; `responseId` null outside of a response, `index` its place in it. Told again it is the same one. */
    item(item: Item, responseId: string | null, index: number | null) {
      // What was told of an earlier session comes back as items of nobody's response.
      if (item.type === 'function_call' && responseId === null) return
      continuation.call(item.id, responseId, item.approval_request_id ?? null, index)
      const before = conversation.get(item.id, 'tool')
      if (before === null) announce(item, responseId)
      else retell(item, before)
      if (item.type === 'function_call') refuse(item, responseId)
      else result(item)
      look(item.id)
      touch(item.id)
    },
    argumentsDelta(id: string, delta: string) {
      const tool = conversation.get(id, 'tool')
      if (tool?.status !== 'arguments') return
      const args = grown(tool.arguments, delta, MAX_ARGUMENTS_CHARS)
      if (args === tool.arguments) return
      conversation.change(id, 'tool', { arguments: args })
      touch(id)
    },
    argumentsDone(id: string, args: string) {
      if (conversation.get(id, 'tool')?.status === 'arguments') {
        conversation.change(id, 'tool', { arguments: args, status: 'queued' })
      }
      touch(id)
    },
    running(id: string) {
      const status = conversation.get(id, 'tool')?.status
      if (status === 'arguments' || status === 'queued') conversation.change(id, 'tool', { status: 'running' })
      called(id)
      touch(id)
    },
    ended,
    /** Tools of a server are known now: what already ran may have had to ask. */
    toolsListed() {
      for (const [id, requestId] of writes) if (requestId === null) look(id)
    },
    /** The connection is gone, and with it whatever still ran. */
    lost() {
      for (const entry of conversation.all()) {
        if (entry.kind !== 'tool' || entry.status === 'done' || entry.status === 'failed') continue
        // Announced is enough: whether it was carried out is not known.
        called(entry.id)
        const error = writes.has(entry.id)
          ? 'The connection was lost while this ran: the outcome is unknown, check the wallet.'
          : 'The connection was lost while this ran.'
        conversation.change(entry.id, 'tool', { status: 'failed', error, endedAt: clock.now() })
      }
      writes.clear()
      answered.clear()
      refused.clear()
    },
  }
}

export type ToolCalls = ReturnType<typeof createToolCalls>

/** The signature or hash of a transaction, on Solana or an EVM chain. */
const TRANSACTION = /(?<![\w+/])(?:[1-9A-HJ-NP-Za-km-z]{86,88}|0x[0-9a-fA-F]{64})(?![\w+/=])/
/** "Not confirmed in 30 seconds" is told as a failure; a transaction that was sent may be confirmed a moment later. */
const MAY_HAVE_RUN = 'It was sent to the chain, so it may have gone through: check the wallet before you try again.'

const errorWords = (error: Item['error']): string => (typeof error === 'string' ? error : error?.message) ?? ''

function errorText(error: Item['error']): string | null {
  if (error === null || error === undefined) return null
  return serverWords(errorWords(error), 'The tool failed.')
}

/** Many servers pass on that something failed as if it were an answer. */
function failureText(tool: EntryOf<'tool'>, output: string): string | null {
  const read = readOutput(toolKey(tool), output)
  return read.kind === 'failure' ? serverWords(read.message ?? read.error, 'The tool failed.') : null
}

/** The MCP server no longer takes the session's token (on Dexter it lives 15 minutes, a session 60). */
function unauthorized(error: Item['error']): boolean {
  if (error === null || error === undefined) return false
  if (typeof error !== 'string' && error.code === 401) return true
  const words = typeof error === 'string' ? error : (error.message ?? '')
  return /\b401\b|\btoken (?:has |is )?expired\b|\bauthentication_required\b/i.test(words)
}
