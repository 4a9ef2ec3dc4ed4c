import { inEnglish, type Sentence, sentence, t } from '../../../shared/i18n'
import { differingMembers, sameJson } from '../../../shared/json-text'
import type { MoneyFact } from '../../../shared/ledger'
import { redactText } from '../../../shared/redact'
import { visible } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import type { TradeTerms } from '../../../shared/trade'
import { mayHaveRunAfter } from '../../../shared/trade-history'
import { assess } from '../check'
import { backendOf } from '../select'
import type { EngineState } from '../state'
import type { YesOf } from '../state/approvals'
import type { TradeOf } from '../state/trades'
import { earcon, notice, serverNotice } from './tell'

/**
 * Tells the ledger what happened about money: each proposal, decision, call and result, once and in order. A call whose
 * end nobody saw is `unknown`, whatever else is known. And holds what runs against what was approved: the server is not
 * ours, and says itself what it runs.
 */

type Call = EntryOf<'tool'>
type Request = EntryOf<'approval'>

/** A call is told again soon or never. */
const MAX_TOLD = 1_000
/** A call follows its approval within moments; what has not come by now is no longer waited for. */
const UNSEEN_MS = 120_000
/** Characters of arguments that a warning quotes; all of them stand in the ledger. */
const LONGEST = 120
/** Older calls and requests have nothing new to say. */
const MAX_KNOWN = 1_000
/** More than this nobody reads, and each of them bars every approval already. */
const MAX_ALARMS = 20

function tell(
  state: EngineState,
  step: MoneyFact['step'],
  about: TradeOf,
  detail: string | null,
  waits: YesOf | null = null,
): void {
  state.outbox.push({ do: 'money', fact: { at: state.time.now, step, ...about, detail }, waits })
}

const tradeOf = (state: EngineState, entry: Request | Call, wallet: string | null): TradeOf => ({
  backend: backendOf(state, entry.turnId),
  turnId: entry.turnId,
  requestId: entry.id,
  server: entry.server,
  tool: entry.name,
  arguments: entry.arguments,
  wallet,
  terms: null,
})

const walletOf = ({ turns }: EngineState, { turnId }: Call): string | null => turns.get(turnId)?.wallet ?? null

// --- requests ---------------------------------------------------------------------------------------------------------

/** The trader is asked; told again it is the same request. */
export function proposed(state: EngineState, entry: Request): void {
  const { asked } = state.trades
  if (asked.has(entry.id)) return
  asked.add(entry.id)
  tell(state, 'proposed', { ...tradeOf(state, entry, entry.wallet), terms: termsOf(state, entry) }, null)
}

/** What the card said, for whoever reads the ledger; a secret that was said or pasted does not go there. */
function termsOf(state: EngineState, entry: Request): string | null {
  const { heard, worth } = entry
  const { card, marks } = wordsOnRecord(state, entry)
  if (card === null) return null
  const terms: TradeTerms = { card, heard: heard && redactText(heard), marks, worthUsd: worth?.usd ?? null }
  return JSON.stringify(terms)
}

/** What the card said, in English. Where things have changed since it was assessed, what was shown is what counts. */
function wordsOnRecord(state: EngineState, shown: Request): Pick<Request, 'card' | 'marks'> {
  const english = inEnglish(() => assess(state, shown))
  return wordless(english) === wordless(shown) ? english : shown
}

/** All of an assessment but what is written in words or in the digits of a region. */
const wordless = ({ card, marks }: Pick<Request, 'card' | 'marks'>): string =>
  JSON.stringify({ card, marks }, (field, value) => (WORDS.has(field) ? null : value))
const WORDS: ReadonlySet<string> = new Set(['detail', 'warnings', 'fee'])

/** The trader said yes, to the arguments as they were shown; it counts once it is recorded. */
export function approving(state: EngineState, entry: Request, yes: YesOf): void {
  proposed(state, entry)
  tell(state, 'approved', { ...tradeOf(state, entry, entry.wallet), terms: termsOf(state, entry) }, null, yes)
}

/** The yes counts, and is on its way to the server: its call is waited for. */
export function approved(state: EngineState, entry: Request): void {
  const { asked, told, awaited } = state.trades
  asked.delete(entry.id)
  // Another session may use the ids of an earlier one anew.
  for (const [id, requestId] of told) if (requestId === entry.id) told.delete(id)
  awaited.set(entry.id, { request: tradeOf(state, entry, entry.wallet), until: state.time.mono + UNSEEN_MS })
}

/** The trader said no, or did not answer. */
export function refused(state: EngineState, entry: Request, step: 'denied' | 'expired', reason: Sentence | null): void {
  proposed(state, entry)
  state.trades.asked.delete(entry.id)
  tell(state, step, tradeOf(state, entry, entry.wallet), reason?.english ?? null)
}

/** An approved request was not seen to run for so long that nothing is known of it any more. */
export function unseen(state: EngineState, requestId: string): void {
  const open = state.trades.awaited.get(requestId)
  if (open === undefined) return
  state.trades.awaited.delete(requestId)
  lost(
    state,
    open.request,
    inEnglish(() => t('engine.trade.unseen')),
  )
  const { tool, turnId } = open.request
  const text = t('engine.trade.approvedUnseen', { tool })
  notice(state, 'warning', 'approved_unseen', text, turnId)
}

// --- calls ------------------------------------------------------------------------------------------------------------

/** A call that may move money has its arguments and runs. Told twice it is one. */
export function called(state: EngineState, callId: string): void {
  const { told, running, writes, awaited } = state.trades
  const entry = state.conversation.get(callId, 'tool')
  const requestId = writes.get(callId)
  if (entry === null || requestId === undefined) return
  if (!told.has(callId) || told.get(callId) !== requestId) {
    told.set(callId, requestId)
    if (requestId !== null) awaited.delete(requestId)
    const oldest = told.keys().next().value
    if (told.size > MAX_TOLD && oldest !== undefined) told.delete(oldest)
    const call = { ...tradeOf(state, entry, walletOf(state, entry)), requestId: requestId ?? callId }
    running.set(callId, { call, completed: false })
    tell(state, 'called', call, null)
  }
  compare(state, callId)
}

/** A call has ended; what came out of it may follow later. */
export function callEnded(state: EngineState, entry: Call): void {
  const open = state.trades.running.get(entry.id)
  if (!open) return
  open.completed = true
  const { status, output, error } = entry
  if (status === 'done' && output === null) return
  state.trades.running.delete(entry.id)
  state.trades.sent.delete(entry.id)
  const said = error === null ? output : (state.calls.errors.get(entry.id) ?? error)
  if (status === 'done') return tell(state, 'succeeded', open.call, said)
  tell(state, 'failed', open.call, said)
  if (!mayHaveRunAfter(said ?? '')) state.past.failed(open.call.requestId)
}

/** What became of it is not known: it can be looked at, and is never tried again. `why` is English. */
function lost(state: EngineState, trade: TradeOf, why: string): void {
  tell(state, 'unknown', trade, why)
  state.conversation.change(trade.requestId, 'approval', { unknown: true })
}

/** The connection is gone: whether what still ran was carried out is not known. */
export function tradesLost(state: EngineState): void {
  const { running, awaited } = state.trades
  const [lostRunning, lostBefore] = inEnglish(
    () => [t('engine.trade.lostRunning'), t('engine.trade.lostBefore')] as const,
  )
  for (const { call, completed } of running.values()) {
    if (completed) tell(state, 'succeeded', call, null)
    else lost(state, call, lostRunning)
  }
  running.clear()
  for (const { request } of awaited.values()) {
    lost(state, request, lostBefore)
  }
  awaited.clear()
}

// --- what runs, against what was approved -----------------------------------------------------------------------------

/**
 * A call as it now stands is held against what was approved: by request, server, tool and arguments. Where it is something
 * else, the trader has to know at once, and nothing more is approved before they have said that they know.
 */
export function compare(state: EngineState, callId: string): void {
  const { trades, conversation } = state
  const call = conversation.get(callId, 'tool')
  const requestId = trades.writes.get(callId)
  // Half of the arguments are not other arguments.
  if (call === null || requestId === undefined || call.status === 'arguments' || trades.warned.has(callId)) return
  const deviation = deviationOf(state, call, requestId)
  for (const known of [trades.ran, trades.warned]) forgetOldest(known)
  if (deviation === null) return
  trades.warned.add(callId)
  const about = { ...tradeOf(state, call, walletOf(state, call)), requestId: requestId ?? callId }
  tell(state, 'deviated', about, deviation.english)
  const text = t('engine.trade.checkWallet', { deviation: deviation.shown })
  const id = `alarm-${++trades.alarmCount}`
  if (trades.alarms.length < MAX_ALARMS) trades.alarms = [...trades.alarms, { id, text }]
  serverNotice(state, 'error', 'ran_otherwise', text, call.turnId)
  earcon(state, 'error')
}

/** How a call differs from what was approved, in one sentence; null when it does not, as far as it has been told. */
function deviationOf(
  { conversation, trades, connections }: EngineState,
  call: Call,
  requestId: string | null,
): Sentence | null {
  const what = named(call)
  if (requestId === null)
    return connections.current?.tools.mustAsk(call) ? sentence(() => t('engine.trade.ranUnasked', { what })) : null
  const card = conversation.get(requestId, 'approval')
  if (card === null) return sentence(() => t('engine.trade.ranUnshown', { what }))
  if (card.decision !== 'approved') return sentence(() => t('engine.trade.ranUnapproved', { what }))
  const first = trades.ran.get(requestId) ?? call.id
  if (first !== call.id) return sentence(() => t('engine.trade.ranTwice', { what }))
  trades.ran.set(requestId, call.id)
  if (card.server !== call.server || card.name !== call.name)
    return sentence(() => t('engine.trade.ranOther', { approved: named(card), what }))
  if (sameJson(card.arguments, call.arguments)) return null
  const ended = call.status === 'done' || call.status === 'failed'
  if (call.arguments === '') return ended ? sentence(() => t('engine.trade.ranSilent', { what })) : null
  const [approved, ran] = differingMembers(card.arguments, call.arguments) ?? [card.arguments, call.arguments]
  return sentence(() => t('engine.trade.ranOtherwise', { approved: short(approved), what, ran: short(ran) }))
}

/** Tools of a server are known now: what already ran may have had to ask. */
export function compareUnasked(state: EngineState): void {
  for (const [id, requestId] of state.trades.writes) if (requestId === null) compare(state, id)
}

/** The trader has read a warning. */
export function acknowledge({ trades }: EngineState, alarmId: string): void {
  trades.alarms = trades.alarms.filter(({ id }) => id !== alarmId)
}

/** What tells two names or amounts apart must be seen. */
const named = (tool: Pick<Call, 'server' | 'name'>) => `“${visible(toolKey(tool))}”`
const short = (args: string) => visible(args.length > LONGEST ? `${args.slice(0, LONGEST)}…` : args)

function forgetOldest(known: Set<string> | Map<string, string>) {
  const oldest = known.keys().next().value
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest)
}
