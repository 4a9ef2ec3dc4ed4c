import { z } from 'zod'
import type { Wallet } from '../../../shared/grant'
import { parseJson } from '../../../shared/json-text'
import type { Status } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { readOutput } from '../../../shared/tool-output'
import type { Clock } from '../clock'
import { itemId } from '../line/item-id'
import type { Link } from '../line/link'
import type { BilledUsage, Item, ServerEvent } from '../line/server-events'
import type { SessionLog } from '../line/session-log'

/** The tool by which a session's wallet is chosen: by us for the trader's pick, by the model when he says so. */
export const CHOOSE = 'set_session_wallet_override'
const VERIFY = 'resolve_wallet'
/** Marks our own responses on the wire; the server hands it back. */
const PURPOSE = 'wallet-choice'
/** A question waits no longer than this for the wallet; it is then answered, and trades are refused. */
const LIMIT_MS = 10_000
/** A response that nobody here knows of stands in the way: it is tried again after this. */
const AGAIN_MS = 1_000
const LOOKED_UP = 'The app is still finding out which wallet would pay.'
/** Older items and responses have nothing late to say. */
const MAX_KNOWN = 200

interface WalletChoiceDeps {
  clock: Clock
  log: SessionLog
  link: Pick<Link, 'send' | 'state' | 'grant'>
  /** Label of the server that has a tool; null when none does. */
  serverOf(tool: string): string | null
  /** What has to be over first: an answer, which ends by itself; something else (tools to be listed, a trade); or nothing. */
  hindrance(): 'answer' | 'other' | null
  /** Whether the beginning of a response was told. */
  begun(responseId: string): boolean
  billed(usage: BilledUsage): void
  /** The wallet that the session's own tools use now; null while that is not known. */
  onWallet(wallet: Wallet | null): void
  /** What is picked, or how far it is, has changed. */
  onChange(): void
  /** It could not be put in force: one sentence. */
  onRefused(sentence: string): void
  /** Something else was called in a response of ours: it is everybody's business. */
  onOtherCall(call: Item): void
}

/** One response of ours: it has to make one call, and end. */
interface Step {
  tool: typeof CHOOSE | typeof VERIFY
  server: string
  /** What the call has to be made with. */
  args: Record<string, unknown>
  createId: string
  responseId: string | null
  output: string | null
  ended: boolean
  /** Another wallet was picked since: its end is waited for, so that two choices can't overtake each other. */
  superseded: boolean
}

/**
 * Which wallet the session's tools use. The choice belongs to the model's own MCP session, so the model has to make it:
 * one response that must call `set_session_wallet_override`, and one that must call `resolve_wallet`, which has to answer
 * `source: "session"` and the same address. It is looked at again whenever somebody else chose: the model for the trader,
 * or a choice of ours that was given up and still went through. Until the session's own word is there, nothing is traded.
 * What these responses say is no part of the conversation.
 */
export function createWalletChoice(deps: WalletChoiceDeps) {
  const { clock, log, link } = deps
  let picked: Wallet | null = null
  /** `settled` while the service's own choice was never touched. */
  let state: 'settled' | 'pending' | 'in-force' | 'refused' = 'settled'
  /** What is due: to choose and then to verify, or only the latter. */
  let next: Step['tool'] = CHOOSE
  /** The session was told of a choice, so that "none" has to be told as well. */
  let overridden = false
  let step: Step | null = null
  /** Choices of ours whose calls may still go through, by their `response.create`; and those of them that made one. */
  const open = new Set<string>()
  const called = new Set<string>()
  /** Choices of the model that are allowed or run: what holds is known once they have ended. */
  const others = new Set<string>()
  /** The choice that a response, a request for approval or a call of ours belongs to. */
  const choices = new Map<string, string>()
  let cancelLimit: (() => void) | null = null
  const responses = new Set<string>()
  const items = new Set<string>()

  const wanted = () => (picked === null ? { clear: true } : { wallet_address: picked.address })

  /** Who may not trade has nothing to choose, whatever was picked when he was signed in. */
  const guest = () => link.grant?.identity.kind === 'guest'

  const limit = (why: string) => {
    cancelLimit ??= clock.after(LIMIT_MS, () => refuse(why))
  }

  const end = (now: typeof state) => {
    step = null
    cancelLimit?.()
    cancelLimit = null
    state = now
    deps.onChange()
  }

  const refuse = (why: string) => {
    if (step?.superseded) return again(CHOOSE)
    log.app('wallet.refused', { wallet: picked?.address ?? null, why })
    const name = picked?.label ?? 'The wallet'
    end('refused')
    deps.onRefused(`${name} is not in use: ${why} Nothing is traded until it is.`)
  }

  /** Nothing that is known of the wallet counts any more. */
  const again = (tool: Step['tool']) => {
    next = tool
    end('pending')
    deps.onWallet(null)
    attempt()
  }

  const begin = (tool: Step['tool'], server: string) => {
    const args = tool === VERIFY ? {} : wanted()
    const instructions = `The trader picked a wallet in the app. Call ${tool} once with exactly ${JSON.stringify(args)} and say nothing.`
    const createId = link.send('response.create', {
      response: {
        instructions,
        tool_choice: { type: 'mcp', server_label: server, name: tool },
        output_modalities: ['text'],
        metadata: { purpose: PURPOSE },
      },
    })
    step = { tool, server, args, createId, responseId: null, output: null, ended: false, superseded: false }
    if (tool === CHOOSE) {
      open.add(createId)
      // Until the session's own word says otherwise it may be, whatever becomes of the call.
      overridden = true
    }
    limit('the session did not confirm it in time.')
    deps.onChange()
  }

  const attempt = () => {
    if (step !== null || state !== 'pending' || link.state !== 'ready') return
    const hindrance = deps.hindrance() ?? (others.size > 0 ? 'other' : null)
    if (hindrance === 'other') limit('the session is busy with something else.')
    if (hindrance !== null) return
    if (guest()) return refuse('a guest has no wallet to choose.')
    const server = deps.serverOf(next)
    if (server !== null) return begin(next, server)
    // A list of tools may come a moment after it was said to be complete, or never.
    limit('this session has no tool to choose one.')
  }

  /** The call has ended and so has its response: what came out of it decides. */
  const settle = () => {
    if (step === null || step.output === null || !step.ended) return
    if (step.superseded) return again(CHOOSE)
    const told = readOutput(step.tool, step.output)
    if (step.tool === CHOOSE) {
      if (told.kind !== 'override' || !told.data.ok || (told.data.wallet_address ?? null) !== (picked?.address ?? null))
        return refuse('the service refused it.')
      deps.onWallet(null)
      cancelLimit?.()
      cancelLimit = null
      return begin(VERIFY, step.server)
    }
    if (told.kind !== 'wallet') return refuse('the service did not say which wallet it uses.')
    const { wallet_address: address, source, label } = told.data
    if (picked !== null && next === CHOOSE && (source !== 'session' || address !== picked.address))
      return refuse('the service uses another one.')
    // One that was given up may still go through, and would change what was just verified.
    if (open.size > 0) return refuse('an earlier choice has not ended.')
    log.app('wallet.in-force', { wallet: address, source })
    if (address !== picked?.address) picked = null
    overridden = source === 'session'
    end(picked === null && !overridden ? 'settled' : 'in-force')
    deps.onWallet(picked ?? (address === null ? null : { address, label: label ?? null }))
  }

  /**
   * Our own request may be approved unseen, since it moves no money, and only it: on the server that was asked, with the
   * exact arguments and nothing more, and never for a guest.
   */
  const approve = (item: Item, choice: string | undefined) => {
    const ours = step !== null && step.tool === CHOOSE && step.createId === choice && step.server === item.server_label
    const yes = ours && item.name === CHOOSE && same(item.arguments ?? '', step?.args ?? {}) && !guest()
    link.send('conversation.item.create', {
      item: {
        id: itemId('apr', item.id),
        type: 'mcp_approval_response',
        approval_request_id: item.id,
        approve: yes,
      },
    })
    if (yes) return
    if (choice !== undefined) open.delete(choice)
    refuse('the session asked for something else.')
  }

  const item = (entry: Item, responseId: string | null) => {
    const choice =
      choices.get(entry.id) ?? choices.get(entry.approval_request_id ?? responseId ?? '') ?? step?.createId ?? undefined
    if (choice !== undefined) {
      remember(entry.id, choice)
      if (entry.type !== 'message') note(called, choice)
    }
    if (entry.type === 'mcp_approval_request') {
      // The first announcement may come before the arguments are written.
      if (!entry.arguments || items.has(entry.id)) return
      note(items, entry.id)
      return approve(entry, choice)
    }
    note(items, entry.id)
    if (entry.type !== 'mcp_call' || (typeof entry.output !== 'string' && !entry.error)) return
    ended(entry.id, entry)
  }

  /** A call of ours has ended: with an output, or without. */
  const ended = (id: string, entry: Pick<Item, 'name' | 'output' | 'error'> | null) => {
    const choice = choices.get(id)
    const late = choice !== undefined && choice !== step?.createId
    if (choice !== undefined && !open.delete(choice) && late) return
    if (late) {
      // It was given up, and has gone through all the same: whatever was verified since is no longer sure.
      overridden = true
      if (step) step.superseded = true
      else again(CHOOSE)
      return
    }
    if (step === null) return
    if (entry === null || entry.error || typeof entry.output !== 'string') return refuse('the service refused it.')
    if (entry.name !== step.tool) return
    step.output = entry.output
    settle()
  }

  const note = (known: Set<string>, id: string) => forgetOldest(known.add(id))

  const remember = (id: string, choice: string) => forgetOldest(choices.set(id, choice))

  /** An event is ours when its response or item is, or when it begins what we asked for. */
  const ours = (event: ServerEvent): boolean => {
    // The server says which response is ours: what it runs there must not be hidden by that.
    if ('item' in event && isOtherCall(event.item)) return false
    if (event.type === 'response.created') {
      const { id, metadata } = event.response
      const waits = step?.responseId === null
      // A server that hands nothing back: nothing else can have been asked for, since everybody waits for us.
      if (metadata?.purpose !== PURPOSE && !(waits && metadata == null)) return responses.has(id)
      if (step !== null && waits && !responses.has(id)) {
        step.responseId = id
        remember(id, step.createId)
      }
      note(responses, id)
      return true
    }
    if (event.type === 'response.done') return responses.has(event.response.id)
    if (event.type === 'error') return step !== null && event.error.event_id === step.createId
    if ('response_id' in event && responses.has(event.response_id)) return true
    if ('item_id' in event) return items.has(event.item_id)
    if (!('item' in event)) return false
    // The call of an approved request belongs to no response.
    const { id, type, name, approval_request_id: request, server_label: server } = event.item
    if (items.has(id) || choices.has(request ?? '')) return true
    const call = type === 'mcp_call' || type === 'mcp_approval_request'
    if (!call || step === null || name !== step.tool || server !== step.server) return false
    // What is told before the response that it is of: nothing else can have been asked for, since everybody waits for us.
    return step.responseId !== null || ('response_id' in event && !deps.begun(event.response_id))
  }

  return {
    /** The trader picked a wallet; null leaves it to the service. Picked once more, one that was refused is tried again. */
    pick(wallet: Wallet | null) {
      const same = wallet?.address === picked?.address
      picked = wallet
      if (same && state !== 'refused') return
      // The service's own choice was never touched, or the session will be told of it when it is there.
      if (wallet === null && !overridden && step === null && open.size === 0) {
        next = CHOOSE
        return end('settled')
      }
      next = CHOOSE
      state = 'pending'
      if (step) step.superseded = true
      deps.onChange()
      attempt()
    },
    /**
     * The model is allowed to choose, or does, because the trader said so: a request that was approved, or a call (of the
     * request that allowed it). From here on nothing is traded before it has ended and what holds was looked up.
     */
    othersBegin(id: string, requestId: string | null) {
      if (requestId !== null) others.delete(requestId)
      others.add(id)
      overridden = true
      deps.onChange()
    },
    /** Such a call has ended. Only the service's own no leaves everything as it was: an error may have gone through. */
    othersEnd(id: string, output: string | null) {
      if (!others.delete(id)) return
      const told = output === null ? null : readOutput(CHOOSE, output)
      if (told?.kind !== 'override' || told.data.ok) return again(VERIFY)
      deps.onChange()
      attempt()
    },
    /** A new session knows of no choice. */
    sessionStarted() {
      overridden = false
      next = CHOOSE
      for (const known of [open, called, others, choices, responses, items]) known.clear()
      end(picked === null ? 'settled' : 'pending')
      attempt()
    },
    /** Something that a step may have waited for has happened. */
    attempt,
    /** Whether answers have to wait: they would be about another wallet. */
    get busy(): boolean {
      return step !== null || (state === 'pending' && link.state === 'ready')
    },
    /** Why it is not known for sure that the wallet on screen is the one that would pay, in one sentence; null when it is. */
    get hindrance(): string | null {
      if (others.size > 0) return LOOKED_UP
      if (step === null && state !== 'pending' && state !== 'refused') return null
      if (picked !== null && state === 'refused') return 'The wallet that you picked is not in use: pick it again.'
      if (picked !== null && next === CHOOSE) return 'The wallet that you picked is not in use yet.'
      return state === 'refused' ? 'It is not known which wallet would pay: pick one.' : LOOKED_UP
    },
    /** Takes an event that is about our own responses; true when it is nobody else's business. */
    take(event: ServerEvent): boolean {
      if (!ours(event)) return false
      if (event.type === 'error') {
        if (step?.tool === CHOOSE) open.delete(step.createId)
        // Somebody's answer was under way after all: once it is over there is another try, within the same limit.
        if (event.error.code === 'conversation_already_has_active_response' && !step?.superseded) {
          step = null
          clock.after(AGAIN_MS, attempt)
        } else refuse('the service refused it.')
        return true
      }
      if (event.type === 'response.done') {
        done(event.response)
        return true
      }
      if ('item' in event) item(event.item, 'response_id' in event ? event.response_id : null)
      if ('item_id' in event) note(items, event.item_id)
      if (event.type === 'response.mcp_call.failed') ended(event.item_id, null)
      return true
    },
    get state(): Status['picked'] {
      return picked === null ? null : { wallet: picked, state: state === 'settled' ? 'pending' : state }
    },
  }

  function done({ id, output, usage, status }: Extract<ServerEvent, { type: 'response.done' }>['response']) {
    if (usage) deps.billed(usage)
    for (const entry of output ?? []) {
      if (isOtherCall(entry)) deps.onOtherCall(entry)
      else item(entry, id)
    }
    const choice = choices.get(id)
    const failed = status === 'failed' || status === 'cancelled'
    // Without a call nothing of it can go through any more.
    if (choice !== undefined && !called.has(choice)) open.delete(choice)
    if (step === null || step.responseId !== id) return deps.onChange()
    step.ended = true
    if (failed) refuse('the service could not be asked.')
    else settle()
  }
}

/** A call that has nothing to do with choosing: whatever it belongs to, it may have moved money. */
const isOtherCall = ({ type, name, server_label: server }: Item): boolean =>
  type === 'mcp_call' && ![CHOOSE, VERIFY].includes(toolKey({ server: server ?? '', name: name ?? '' }))

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
