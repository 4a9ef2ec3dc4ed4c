import { z } from 'zod'
import { inEnglish, type Sentence, sentence, t } from '../../../shared/i18n'
import type { Command } from '../../../shared/ipc'
import { parseJson } from '../../../shared/json-text'
import { isAlertFunction, RECENT_TRADES, RecentTradesInputSchema } from '../../../shared/session-functions'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import { mayHaveRunAfter } from '../../../shared/trade-history'
import { flagsOfOutput } from '../check'
import { toolRuns } from '../select'
import type { EngineState } from '../state'
import type { Turn } from '../state/turn'
import { CHOOSE } from '../state/wallet'
import { grown, MAX_ARGUMENTS_CHARS } from '../wire/bounds'
import type { Item } from '../wire/server-events'
import { asSentence, serverWords } from '../wire/server-words'
import { assessRequests } from './approvals'
import { acted } from './ending'
import { lookAnswered } from './look-result'
import { rightsEnded } from './renewal'
import { touch } from './tell'
import { called, compare, callEnded as tradeEnded } from './trades'
import { othersBegin, othersEnd } from './wallet'

/** The life of each call: announced, written, running, ended, its output before or after that or never. */

type Call = EntryOf<'tool'>

const turnOf = ({ turns }: EngineState, entry: { turnId: string | null } | null): Turn | undefined =>
  turns.get(entry?.turnId ?? null)
const touchCall = (state: EngineState, id: string) => touch(state, turnOf(state, state.conversation.get(id, 'tool')))

/** A tool that nobody has said to be read-only counts as one that moves money. */
const readsOnly = ({ connections }: EngineState, tool: Pick<Call, 'server' | 'name'>): boolean =>
  connections.current?.tools.readsOnly(tool) ?? false

/** A call as an event tells it; `responseId` null outside of a response, `index` its place in it. Told again it is the same one. */
export function callTold(state: EngineState, item: Item, responseId: string | null, index: number | null): void {
  // What was told of an earlier session comes back as items of nobody's response.
  if (item.type === 'function_call' && responseId === null) return
  state.rounds.call(item.id, responseId, item.approval_request_id ?? null, index)
  const before = state.conversation.get(item.id, 'tool')
  if (before === null) announce(state, item, responseId)
  else retell(state, item, before)
  if (item.type === 'function_call') answerFunction(state, item, responseId)
  else result(state, item)
  compare(state, item.id)
  touchCall(state, item.id)
}

function announce(state: EngineState, item: Item, responseId: string | null): void {
  const { conversation, turns, time } = state
  const approval = item.approval_request_id ? conversation.get(item.approval_request_id, 'approval') : null
  const turn =
    (responseId === null ? undefined : turns.get(state.responses.turnOf(responseId))) ??
    turnOf(state, approval) ??
    turns.current ??
    undefined
  turn?.attempt.toolIds.push(item.id)
  const call: Call = {
    kind: 'tool',
    id: item.id,
    turnId: turn?.id ?? null,
    order: conversation.nextOrder(),
    at: time.now,
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
  // One that was asked for may move money whatever it says of itself; a function is refused in any case.
  if (item.type === 'mcp_call' && (requestId !== null || !readsOnly(state, call))) {
    acted(state, turn)
    state.trades.writes.set(item.id, requestId)
  }
  conversation.add(call)
  if (toolKey(call) === CHOOSE) othersBegin(state, call.id, requestId)
}

/**
 * A call that is told again under another name, or for a request that was not named before: what it moves is by its last
 * name, but one that may move money is none that reads, whatever it is called later.
 */
function retell(state: EngineState, item: Item, before: Call): void {
  if (item.type !== 'mcp_call') return
  const { writes } = state.trades
  const told = { server: item.server_label ?? before.server, name: item.name ?? before.name }
  const requestId = item.approval_request_id ?? writes.get(item.id) ?? null
  const reads = readsOnly(state, told)
  if (!writes.has(item.id) || !reads) state.conversation.change(item.id, 'tool', told)
  if (requestId === null && reads) return
  acted(state, turnOf(state, before))
  writes.set(item.id, requestId ?? writes.get(item.id) ?? null)
}

/**
 * Of the functions of this program that about past trades is answered from the ledger, those about price alerts by main; a model
 * that calls another one must be told that it is not there, or it waits for ever.
 */
function answerFunction(state: EngineState, item: Item, responseId: string | null): void {
  const { answered, outputs } = state.calls
  if (responseId === null || item.status === 'in_progress' || answered.has(item.id) || !item.call_id) return
  answered.add(item.id)
  const turnId = turnOf(state, state.conversation.get(item.id, 'tool'))?.id ?? null
  const name = item.name ?? ''
  if (isAlertFunction(name)) {
    state.calls.asked.set(item.id, item.call_id)
    state.conversation.change(item.id, 'tool', { status: 'running' })
    state.outbox.push({ do: 'alert-function', itemId: item.id, name, arguments: item.arguments ?? '' })
    return
  }
  const known = name === RECENT_TRADES.name
  const output = known ? recentTrades(state, item.arguments ?? '') : noSuchFunction(name)
  outputs.push({ itemId: item.id, callId: item.call_id, output, turnId })
  state.conversation.change(
    item.id,
    'tool',
    known
      ? { output }
      : {
          error: why(
            state,
            item.id,
            sentence(() => t('engine.tool.noFunction')),
          ),
        },
  )
  callEnded(state, item.id, known)
}

/** Main has answered. Of a session that has ended meanwhile nobody waits for it. */
export function functionAnswered(
  state: EngineState,
  { itemId, ok, output, problem }: Extract<Command, { type: 'function-answered' }>,
): void {
  const { asked, outputs } = state.calls
  const callId = asked.get(itemId)
  if (callId === undefined || !toolRuns(state, itemId)) return
  asked.delete(itemId)
  const refused = () => {
    const english = refusalIn(output)
    return why(state, itemId, { shown: problem ?? t('engine.tool.failed'), english })
  }
  const call = state.conversation.get(itemId, 'tool')
  outputs.push({ itemId, callId, output, turnId: turnOf(state, call)?.id ?? null })
  state.conversation.change(itemId, 'tool', ok ? { output } : { output, error: refused() })
  callEnded(state, itemId, ok)
  touchCall(state, itemId)
}

/** Why it was not done, as the model is told. */
function refusalIn(output: string): string {
  const told = RefusalSchema.safeParse(parseJson(output))
  return told.success ? told.data.message : output
}
const RefusalSchema = z.object({ message: z.string() })

const noSuchFunction = (name: string) =>
  JSON.stringify({ error: 'unknown_function', message: `There is no function ${name} here.` })

/** The newest trades of the backend in use, as many as were asked for. */
function recentTrades({ past }: EngineState, args: string): string {
  const limit = RecentTradesInputSchema.safeParse(parseJson(args) ?? {}).data?.limit
  return JSON.stringify({ trades: past.recent().slice(0, limit) })
}

function result(state: EngineState, item: Item): void {
  const { conversation, calls, trades } = state
  const finished = item.output !== null && item.output !== undefined
  const before = conversation.get(item.id, 'tool')
  const told =
    errorText(item.error) ??
    (before && item.output && item.output !== before.output ? failureText(before, item.output) : null)
  const writes = trades.writes.has(item.id)
  const sent = writes && TRANSACTION.test(`${item.output ?? ''} ${errorWords(item.error)}`)
  if (sent) trades.sent.add(item.id)
  const failure = told !== null && sent ? mayHaveRun(told) : told
  const error = failure && why(state, item.id, failure)
  // Without its transaction, too: that nothing was confirmed is all that was told, say.
  const unknown = sent || (writes && failure !== null && mayHaveRunAfter(failure.english))
  conversation.change(item.id, 'tool', {
    ...(item.arguments ? { arguments: item.arguments } : {}),
    ...(finished ? { output: item.output ?? null } : {}),
    // Its end may have been told before its output, which says that it was none to be glad of.
    ...(error === null ? {} : { error, unknown, ...(before?.status === 'done' ? { status: 'failed' as const } : {}) }),
  })
  if (finished && before?.output === null) {
    const now = conversation.get(item.id, 'tool')
    if (now) {
      conversation.change(item.id, 'tool', { flags: flagsOfOutput(state, now) })
      lookAnswered(state, now)
    }
    if (state.approvals.pending.size > 0) assessRequests(state)
    // An answer may have been waiting for it to be checked.
    if (state.answers.unchecked.size > 0) state.answers.checksAt = state.time.mono
  }
  if (!calls.unauthorized.has(item.id) && isUnauthorized(item.error)) {
    calls.unauthorized.add(item.id)
    const turn = turnOf(state, before)
    if (turn) turn.attempt.toolsRefused = true
    rightsEnded(state)
  }
  // The output is the proof: it may come without, before or after the event that says so.
  if (finished || error !== null) callEnded(state, item.id, error === null)
}

export function argumentsDelta(state: EngineState, id: string, delta: string): void {
  const tool = state.conversation.get(id, 'tool')
  if (tool?.status !== 'arguments') return
  const args = grown(tool.arguments, delta, MAX_ARGUMENTS_CHARS)
  if (args === tool.arguments) return
  state.conversation.change(id, 'tool', { arguments: args })
  touchCall(state, id)
}

export function argumentsDone(state: EngineState, id: string, args: string): void {
  if (state.conversation.get(id, 'tool')?.status === 'arguments') {
    state.conversation.change(id, 'tool', { arguments: args, status: 'queued' })
  }
  touchCall(state, id)
}

export function callRuns(state: EngineState, id: string): void {
  const status = state.conversation.get(id, 'tool')?.status
  if (status === 'arguments' || status === 'queued') state.conversation.change(id, 'tool', { status: 'running' })
  called(state, id)
  touchCall(state, id)
}

/** A call has ended, its output here or still to come. */
export function callEnded(state: EngineState, id: string, completed: boolean): void {
  const { conversation } = state
  const tool = conversation.get(id, 'tool')
  if (tool && toolRuns(state, id)) {
    conversation.change(id, 'tool', {
      status: completed ? 'done' : 'failed',
      endedAt: state.time.now,
      ...(completed || tool.error
        ? {}
        : { error: why(state, id, failedSilently(state, id)), unknown: state.trades.sent.has(id) }),
    })
  }
  called(state, id)
  const now = conversation.get(id, 'tool')
  if (now) tradeEnded(state, now)
  state.rounds.callEnded(id)
  touchCall(state, id)
  if (now && toolKey(now) === CHOOSE) othersEnd(state, now.id, now.output)
}

/** The connection is gone, and with it whatever still ran. */
export function callsLost(state: EngineState): void {
  const { conversation, calls, trades } = state
  for (const entry of conversation.all()) {
    if (entry.kind !== 'tool' || !toolRuns(state, entry.id)) continue
    // Announced is enough: whether it was carried out is not known.
    called(state, entry.id)
    const unknown = trades.writes.has(entry.id)
    const words = unknown ? 'engine.tool.lostWrite' : 'engine.tool.lost'
    const error = why(
      state,
      entry.id,
      sentence(() => t(words)),
    )
    conversation.change(entry.id, 'tool', { status: 'failed', error, unknown, endedAt: state.time.now })
  }
  trades.writes.clear()
  calls.answered.clear()
  calls.asked.clear()
  calls.unauthorized.clear()
  calls.outputs = []
}

/** The signature or hash of a transaction, on Solana or an EVM chain. */
const TRANSACTION = /(?<![\w+/])(?:[1-9A-HJ-NP-Za-km-z]{86,88}|0x[0-9a-fA-F]{64})(?![\w+/=])/

const errorWords = (error: Item['error']): string => (typeof error === 'string' ? error : error?.message) ?? ''

/** Notes why a call failed for whoever reads English; answers what the trader reads. */
function why({ calls: { errors } }: EngineState, id: string, { shown, english }: Sentence): string {
  errors.delete(id)
  errors.set(id, english)
  const oldest = errors.keys().next().value
  if (errors.size > MAX_ERRORS && oldest !== undefined) errors.delete(oldest)
  return shown
}
/** More than a new session is told of. */
const MAX_ERRORS = 1_000

const mayHaveRun = (failure: Sentence): Sentence => ({
  shown: t('engine.tool.mayHaveRun', { reason: asSentence(failure.shown) }),
  english: inEnglish(() => t('engine.tool.mayHaveRun', { reason: asSentence(failure.english) })),
})

/** It failed and nobody said why; its transaction may have been named before. */
function failedSilently({ trades }: EngineState, id: string): Sentence {
  const failure = sentence(() => t('engine.tool.failed'))
  return trades.sent.has(id) ? mayHaveRun(failure) : failure
}

const serverSaid = (words: string): Sentence => sentence(() => serverWords(words, t('engine.tool.failed')))

function errorText(error: Item['error']): Sentence | null {
  if (error === null || error === undefined) return null
  return serverSaid(errorWords(error))
}

/** Many servers pass on that something failed as if it were an answer. */
function failureText(tool: Call, output: string): Sentence | null {
  const read = readOutput(toolKey(tool), output)
  return read.kind === 'failure' ? serverSaid(read.message ?? read.error) : null
}

/** The MCP server no longer takes the session's token (on Dexter it lives 15 minutes, a session 60). */
function isUnauthorized(error: Item['error']): boolean {
  if (error === null || error === undefined) return false
  if (typeof error !== 'string' && error.code === 401) return true
  const words = typeof error === 'string' ? error : (error.message ?? '')
  return /\b401\b|\btoken (?:has |is )?expired\b|\bauthentication_required\b/i.test(words)
}
