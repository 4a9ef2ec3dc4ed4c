import { z } from 'zod'
import type { Wallet } from '../../../shared/grant'
import { t } from '../../../shared/i18n'
import { parseJson } from '../../../shared/json-text'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import { termsOf } from '../select'
import type { EngineState } from '../state'
import { CHOOSE, PURPOSE, VERIFY, type WalletTool } from '../state/wallet'
import { walletProgress } from '../wallet-progress'
import type { ClientEvent } from '../wire/client-events'
import type { Item, ServerEvent } from '../wire/server-events'
import { log, notice, touch } from './tell'

/**
 * Which wallet the session's tools use. The choice belongs to the model's own MCP session, so the model has to make it:
 * one response that must call `set_session_wallet_override`, and one that must call `resolve_wallet`, which has to answer
 * `source: "session"` and the same address. It is looked at again whenever somebody else chose: the model for the trader,
 * or a choice of ours that was given up and still went through. Until the session's own word is there, nothing is traded.
 * What these responses say is no part of the conversation.
 */

/** A question waits no longer than this for the wallet; it is then answered, and trades are refused. */
const LIMIT_MS = 10_000
/** A response that nobody here knows of stands in the way: it is tried again after this. */
const AGAIN_MS = 1_000
/** Older items and responses have nothing late to say. */
const MAX_KNOWN = 200

// --- what the trader wants --------------------------------------------------------------------------------------------

/** The trader picked a wallet; null leaves it to the service. Picked once more, one that was refused is tried again. */
export function walletPicked(state: EngineState, picked: Wallet | null): void {
  const { wallet } = state
  const same = picked?.address === wallet.picked?.address
  wallet.picked = picked
  if (same && wallet.status !== 'refused') return
  wallet.next = CHOOSE
  // The service's own choice was never touched, or the session will be told of it when it is there.
  if (picked === null && !wallet.overridden && wallet.step === null && wallet.open.size === 0) {
    return end(state, 'settled')
  }
  wallet.status = 'pending'
  wallet.pausedUntil = 0
  if (wallet.step) wallet.step.superseded = true
  changed(state)
}

/** A new session knows of no choice. */
export function walletOfNewSession(state: EngineState): void {
  const { wallet } = state
  wallet.overridden = false
  wallet.next = CHOOSE
  for (const known of [wallet.open, wallet.called, wallet.others, wallet.choices, wallet.responses, wallet.items]) {
    known.clear()
  }
  wallet.requests = []
  end(state, wallet.picked === null ? 'settled' : 'pending')
}

/**
 * The model is allowed to choose, or does, because the trader said so: a request that was approved, or a call (of the
 * request that allowed it). From here on nothing is traded before it has ended and what holds was looked up.
 */
export function othersBegin(state: EngineState, id: string, requestId: string | null): void {
  const { wallet } = state
  if (requestId !== null) wallet.others.delete(requestId)
  wallet.others.add(id)
  wallet.overridden = true
  changed(state)
}

/** Such a call has ended. Only the service's own no leaves everything as it was: an error may have gone through. */
export function othersEnd(state: EngineState, id: string, output: string | null): void {
  if (!state.wallet.others.delete(id)) return
  const told = output === null ? null : readOutput(CHOOSE, output)
  if (told?.kind !== 'override' || told.data.ok) return again(state, VERIFY)
  changed(state)
}

// --- how far it is ----------------------------------------------------------------------------------------------------

function changed(state: EngineState): void {
  state.responses.hasten()
  touch(state)
}

function end(state: EngineState, status: EngineState['wallet']['status']): void {
  Object.assign(state.wallet, { step: null, verifyOn: null, limit: null, status, pausedUntil: 0 })
  changed(state)
}

/** It could not be put in force. */
export function walletRefused(state: EngineState, why: string): void {
  const { wallet } = state
  if (wallet.step?.superseded) return again(state, CHOOSE)
  log(state, 'wallet.refused', { wallet: wallet.picked?.address ?? null, why })
  const label = wallet.picked?.label ?? null
  end(state, 'refused')
  const text =
    label === null ? t('engine.wallet.refusedUnnamed', { why }) : t('engine.wallet.refused', { wallet: label, why })
  notice(state, 'warning', 'wallet_refused', text, null)
}

/** Nothing that is known of the wallet counts any more. */
function again(state: EngineState, tool: WalletTool): void {
  state.wallet.next = tool
  end(state, 'pending')
  inUse(state, null)
}

/** The wallet that the session's own tools use now; null while that is not known. */
function inUse(state: EngineState, wallet: Wallet | null): void {
  if (state.identity) state.identity = { ...state.identity, wallet }
}

function limit({ wallet, time }: EngineState, why: string): void {
  wallet.limit ??= { at: time.mono + LIMIT_MS, why }
}

/** A pick that can't go on yet is not waited for without end; who may not trade has nothing to choose. */
export function reviewWallet(state: EngineState): void {
  const awaits = walletProgress(state)
  if (awaits === null || awaits.for === 'answer' || awaits.for === 'begin') return
  if (awaits.for === 'refuse') walletRefused(state, awaits.why)
  else limit(state, awaits.why)
}

/** A `response.create` of ours left: the step has begun. */
export function walletAsked(state: EngineState, event: ClientEvent): boolean {
  const parsed = OwnCreate.safeParse(event.response)
  if (!parsed.success) return false
  const { wallet } = state
  const { server_label: server, name: tool } = parsed.data.tool_choice
  const args =
    tool === VERIFY ? {} : wallet.picked === null ? { clear: true } : { wallet_address: wallet.picked.address }
  const createId = event.event_id
  wallet.verifyOn = null
  wallet.step = { tool, server, args, createId, responseId: null, output: null, ended: false, superseded: false }
  if (tool === CHOOSE) {
    wallet.open.add(createId)
    // Until the session's own word says otherwise it may be, whatever becomes of the call.
    wallet.overridden = true
  }
  limit(state, t('engine.wallet.unconfirmed'))
  changed(state)
  return true
}

const OwnCreate = z.object({
  metadata: z.object({ purpose: z.literal(PURPOSE) }),
  tool_choice: z.object({ server_label: z.string(), name: z.enum([CHOOSE, VERIFY]) }),
})

/** The call has ended and so has its response: what came out of it decides. */
function settle(state: EngineState): void {
  const { wallet } = state
  const { step, picked } = wallet
  if (step === null || step.output === null || !step.ended) return
  if (step.superseded) return again(state, CHOOSE)
  const told = readOutput(step.tool, step.output)
  if (step.tool === CHOOSE) {
    if (told.kind !== 'override' || !told.data.ok || (told.data.wallet_address ?? null) !== (picked?.address ?? null)) {
      return walletRefused(state, t('engine.wallet.serviceRefused'))
    }
    inUse(state, null)
    Object.assign(wallet, { step: null, limit: null, verifyOn: step.server })
    return
  }
  if (told.kind !== 'wallet') return walletRefused(state, t('engine.wallet.serviceSilent'))
  const { wallet_address: address, source, label } = told.data
  if (picked !== null && wallet.next === CHOOSE && (source !== 'session' || address !== picked.address)) {
    return walletRefused(state, t('engine.wallet.serviceUsesOther'))
  }
  // One that was given up may still go through, and would change what was just verified.
  if (wallet.open.size > 0) return walletRefused(state, t('engine.wallet.earlierOpen'))
  log(state, 'wallet.in-force', { wallet: address, source })
  if (address !== picked?.address) wallet.picked = null
  wallet.overridden = source === 'session'
  end(state, wallet.picked === null && !wallet.overridden ? 'settled' : 'in-force')
  inUse(state, wallet.picked ?? (address === null ? null : { address, label: label ?? null }))
}

// --- what the server says about it ------------------------------------------------------------------------------------

/**
 * Takes an event that is about our own responses. Returns whether it is nobody else's business, and calls in them that
 * have nothing to do with choosing: those are everybody's.
 */
export function walletTold(state: EngineState, event: ServerEvent): { own: boolean; others: Item[] } {
  if (!isOwn(state, event)) return { own: false, others: [] }
  const { wallet } = state
  if (event.type === 'error') {
    failed(state, event.error.code ?? null)
    return { own: true, others: [] }
  }
  if (event.type === 'response.done') return { own: true, others: done(state, event.response) }
  if ('item' in event) item(state, event.item, 'response_id' in event ? event.response_id : null)
  if ('item_id' in event) note(wallet.items, event.item_id)
  if (event.type === 'response.mcp_call.failed') callEnded(state, event.item_id, null)
  return { own: true, others: [] }
}

/** An event is ours when its response or item is, or when it begins what we asked for. */
function isOwn({ wallet, responses }: EngineState, event: ServerEvent): boolean {
  const { step } = wallet
  // The server says which response is ours: what it runs there must not be hidden by that.
  if ('item' in event && isOtherCall(event.item)) return false
  if (event.type === 'response.created') {
    const { id, metadata } = event.response
    const waits = step?.responseId === null
    // A server that hands nothing back: nothing else can have been asked for, since everybody waits for us.
    if (metadata?.purpose !== PURPOSE && !(waits && metadata == null)) return wallet.responses.has(id)
    if (step !== null && waits && !wallet.responses.has(id)) {
      step.responseId = id
      remember(wallet.choices, id, step.createId)
    }
    note(wallet.responses, id)
    return true
  }
  if (event.type === 'response.done') return wallet.responses.has(event.response.id)
  if (event.type === 'error') return step !== null && event.error.event_id === step.createId
  if ('response_id' in event && wallet.responses.has(event.response_id)) return true
  if ('item_id' in event) return wallet.items.has(event.item_id)
  if (!('item' in event)) return false
  // The call of an approved request belongs to no response.
  const { id, type, name, approval_request_id: request, server_label: server } = event.item
  if (wallet.items.has(id) || wallet.choices.has(request ?? '')) return true
  const call = type === 'mcp_call' || type === 'mcp_approval_request'
  if (!call || step === null || name !== step.tool || server !== step.server) return false
  // What is told before the response that it is of: nothing else can have been asked for, since everybody waits for us.
  return step.responseId !== null || ('response_id' in event && !responses.knows(event.response_id))
}

function failed(state: EngineState, code: string | null): void {
  const { wallet, time } = state
  const { step } = wallet
  if (step?.tool === CHOOSE) wallet.open.delete(step.createId)
  // Somebody's answer was under way after all: once it is over there is another try, within the same limit.
  if (code !== 'conversation_already_has_active_response' || step?.superseded) {
    return walletRefused(state, t('engine.wallet.serviceRefused'))
  }
  wallet.step = null
  wallet.pausedUntil = time.mono + AGAIN_MS
}

function item(state: EngineState, entry: Item, responseId: string | null): void {
  const { wallet } = state
  const choice =
    wallet.choices.get(entry.id) ??
    wallet.choices.get(entry.approval_request_id ?? responseId ?? '') ??
    wallet.step?.createId
  if (choice !== undefined) {
    remember(wallet.choices, entry.id, choice)
    if (entry.type !== 'message') note(wallet.called, choice)
  }
  if (entry.type === 'mcp_approval_request') {
    // The first announcement may come before the arguments are written.
    if (!entry.arguments || wallet.items.has(entry.id)) return
    note(wallet.items, entry.id)
    return judge(state, entry, choice)
  }
  note(wallet.items, entry.id)
  if (entry.type !== 'mcp_call' || (typeof entry.output !== 'string' && !entry.error)) return
  callEnded(state, entry.id, entry)
}

/**
 * Our own request may be approved unseen, since it moves no money, and only it: on the server that was asked, with the
 * exact arguments and nothing more, and never for a guest.
 */
function judge(state: EngineState, entry: Item, choice: string | undefined): void {
  const { wallet, connections } = state
  const { step } = wallet
  const ours = step !== null && step.tool === CHOOSE && step.createId === choice && step.server === entry.server_label
  const guest = connections.current?.grant?.identity.kind === 'guest'
  const approve = ours && entry.name === CHOOSE && same(entry.arguments ?? '', step.args) && !guest
  wallet.requests.push({ requestId: entry.id, approve })
  if (approve) return
  if (choice !== undefined) wallet.open.delete(choice)
  walletRefused(state, t('engine.wallet.otherAsked'))
}

/** Our own request was answered; false when it is none of ours. */
export function walletAnswered({ wallet }: EngineState, requestId: string): boolean {
  const own = wallet.requests.some((it) => it.requestId === requestId)
  if (own) wallet.requests = wallet.requests.filter((it) => it.requestId !== requestId)
  return own
}

/** A call of ours has ended: with an output, or without. */
function callEnded(state: EngineState, id: string, entry: Pick<Item, 'name' | 'output' | 'error'> | null): void {
  const { wallet } = state
  const { step } = wallet
  const choice = wallet.choices.get(id)
  const late = choice !== undefined && choice !== step?.createId
  if (choice !== undefined && !wallet.open.delete(choice) && late) return
  if (late) {
    // It was given up, and has gone through all the same: whatever was verified since is no longer sure.
    wallet.overridden = true
    if (step) step.superseded = true
    else again(state, CHOOSE)
    return
  }
  if (step === null) return
  if (entry === null || entry.error || typeof entry.output !== 'string') {
    return walletRefused(state, t('engine.wallet.serviceRefused'))
  }
  if (entry.name !== step.tool) return
  step.output = entry.output
  settle(state)
}

function done(state: EngineState, response: Extract<ServerEvent, { type: 'response.done' }>['response']): Item[] {
  const { id, output, usage, status } = response
  const { wallet } = state
  if (usage) state.spending.billed(usage, termsOf(state))
  const others = (output ?? []).filter(isOtherCall)
  for (const entry of output ?? []) if (!isOtherCall(entry)) item(state, entry, id)
  const choice = wallet.choices.get(id)
  // Without a call nothing of it can go through any more.
  if (choice !== undefined && !wallet.called.has(choice)) wallet.open.delete(choice)
  changed(state)
  if (wallet.step === null || wallet.step.responseId !== id) return others
  wallet.step.ended = true
  if (status === 'failed' || status === 'cancelled') walletRefused(state, t('engine.wallet.unreached'))
  else settle(state)
  return others
}

/** A response has ended, or an item is here: a step that was refused may be tried again. */
export function walletMayGoOn({ wallet }: EngineState): void {
  wallet.pausedUntil = 0
}

/** A call that has nothing to do with choosing: whatever it belongs to, it may have moved money. */
const isOtherCall = ({ type, name, server_label: server }: Item): boolean =>
  type === 'mcp_call' && !([CHOOSE, VERIFY] as string[]).includes(toolKey({ server: server ?? '', name: name ?? '' }))

const note = (known: Set<string>, id: string) => forgetOldest(known.add(id))
const remember = (known: Map<string, string>, id: string, of: string) => forgetOldest(known.set(id, of))

function forgetOldest(known: Set<string> | Map<string, string>) {
  const oldest = known.keys().next().value
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest)
}

const Arguments = z.record(z.string(), z.unknown())

function same(text: string, wanted: Record<string, unknown>): boolean {
  const given = Arguments.safeParse(parseJson(text))
  if (!given.success) return false
  const keys = Object.keys(wanted)
  return Object.keys(given.data).length === keys.length && keys.every((key) => given.data[key] === wanted[key])
}
