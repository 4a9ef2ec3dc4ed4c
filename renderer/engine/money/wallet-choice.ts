import { z } from 'zod'
import type { Wallet } from '../../../shared/grant'
import type { Status } from '../../../shared/snapshot'
import { readOutput } from '../../../shared/tool-output'
import type { Clock } from '../clock'
import { itemId } from '../line/item-id'
import type { Link } from '../line/link'
import type { BilledUsage, Item, ServerEvent } from '../line/server-events'
import type { SessionLog } from '../line/session-log'

const CHOOSE = 'set_session_wallet_override'
const VERIFY = 'resolve_wallet'
/** Marks our own responses on the wire; the server hands it back. */
export const WALLET_PURPOSE = 'wallet-choice'
/** A question waits no longer than this for the wallet; it is then answered, and trades are refused. */
const LIMIT_MS = 10_000
/** A response that nobody here knows of stands in the way: it is tried again after this. */
const AGAIN_MS = 1_000
/** Older items and responses have nothing late to say. */
const MAX_KNOWN = 200

interface WalletChoiceDeps {
  clock: Clock
  log: SessionLog
  link: Pick<Link, 'send' | 'state'>
  /** Label of the server that has a tool; null when none does. */
  serverOf(tool: string): string | null
  /** The tools are known, and no response runs. */
  idle(): boolean
  billed(usage: BilledUsage): void
  /** The session's own tools say that this is the wallet they use now. */
  onInForce(wallet: Wallet): void
  /** What is picked, or how far it is, has changed. */
  onChange(): void
  /** It could not be put in force: one sentence. */
  onRefused(sentence: string): void
}

/** One response of ours: it has to make one call, and end. */
interface Step {
  tool: typeof CHOOSE | typeof VERIFY
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
 * Puts the wallet that the trader picked in force. The choice belongs to the model's own MCP session, so the model has to
 * make it: one response that must call `set_session_wallet_override`, and one that must call `resolve_wallet`, which has to
 * answer `source: "session"` and the same address. Until then the wallet is pending, and nothing is traded. What these
 * responses say is no part of the conversation.
 */
export function createWalletChoice(deps: WalletChoiceDeps) {
  const { clock, log, link } = deps
  let picked: Wallet | null = null
  let state: NonNullable<Status['picked']>['state'] = 'pending'
  /** The session was told of a choice, so that "none" has to be told as well. */
  let overridden = false
  let step: Step | null = null
  /** A choice waits until it can be made. */
  let waiting = false
  let cancelLimit = () => {}
  const responses = new Set<string>()
  const items = new Set<string>()

  const due = () => state === 'pending' && (picked !== null || overridden)

  const wanted = () => (picked === null ? { clear: true } : { wallet_address: picked.address })

  const limit = (why: string) => {
    cancelLimit()
    cancelLimit = clock.after(LIMIT_MS, () => refuse(why))
  }

  const end = (next: typeof state) => {
    step = null
    waiting = false
    cancelLimit()
    state = next
    deps.onChange()
  }

  const refuse = (why: string) => {
    if (step?.superseded) return again()
    log.app('wallet.refused', { wallet: picked?.address ?? null, why })
    const name = picked?.label ?? 'The wallet'
    end('refused')
    deps.onRefused(`${name} is not in force: ${why} Nothing is traded until it is.`)
  }

  const again = () => {
    end('pending')
    attempt()
  }

  const begin = (tool: Step['tool']) => {
    const server = deps.serverOf(tool)
    if (server === null) return refuse('this session has no tool to choose one.')
    const args = tool === VERIFY ? {} : wanted()
    const instructions = `The trader picked a wallet in the app. Call ${tool} once with exactly ${JSON.stringify(args)} and say nothing.`
    const createId = link.send('response.create', {
      response: {
        instructions,
        tool_choice: { type: 'mcp', server_label: server, name: tool },
        output_modalities: ['text'],
        metadata: { purpose: WALLET_PURPOSE },
      },
    })
    step = { tool, args, createId, responseId: null, output: null, ended: false, superseded: false }
    limit('the session did not confirm it in time.')
    deps.onChange()
  }

  const attempt = () => {
    if (step !== null || !due() || link.state !== 'ready' || !deps.idle()) return
    if (deps.serverOf(CHOOSE) !== null) return begin(CHOOSE)
    // A list of tools may come a moment after it was said to be complete, or never.
    if (!waiting) limit('this session has no tool to choose one.')
    waiting = true
  }

  /** The call has ended and so has its response: what came out of it decides. */
  const settle = () => {
    if (step === null || step.output === null || !step.ended) return
    if (step.superseded) {
      overridden ||= step.tool === CHOOSE
      return again()
    }
    const told = readOutput(step.tool, step.output)
    if (step.tool === CHOOSE) {
      if (told.kind !== 'override' || !told.data.ok || (told.data.wallet_address ?? null) !== (picked?.address ?? null))
        return refuse('the service refused it.')
      overridden = picked !== null
      return begin(VERIFY)
    }
    if (told.kind !== 'wallet') return refuse('the service did not say which wallet it uses.')
    const { wallet_address: address, source } = told.data
    if (picked !== null && (source !== 'session' || address !== picked.address))
      return refuse('the service uses another one.')
    log.app('wallet.in-force', { wallet: address, source })
    const inForce = picked ?? (address === null ? null : { address, label: null })
    end('in-force')
    if (inForce) deps.onInForce(inForce)
  }

  /** Our own request may be approved unseen, since it moves no money, and only it: the exact arguments, nothing more. */
  const approve = (item: Item) => {
    if (!item.arguments) return
    const yes = step?.tool === CHOOSE && item.name === CHOOSE && same(item.arguments, step.args)
    link.send('conversation.item.create', {
      item: {
        id: itemId('apr', item.id),
        type: 'mcp_approval_response',
        approval_request_id: item.id,
        approve: yes,
      },
    })
    if (!yes) refuse('the session asked for something else.')
  }

  const note = (known: Set<string>, id: string) => {
    known.add(id)
    const oldest = known.values().next().value
    if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest)
  }

  const item = (entry: Item) => {
    const asked = entry.type === 'mcp_approval_request' && !items.has(entry.id)
    if (entry.arguments || !asked) note(items, entry.id)
    if (step === null) return
    if (asked) approve(entry)
    if (entry.type !== 'mcp_call' || entry.name !== step?.tool) return
    if (entry.error) return refuse('the service refused it.')
    if (typeof entry.output !== 'string') return
    step.output = entry.output
    settle()
  }

  /** An event is ours when its response or item is, or when it begins what we asked for. */
  const ours = (event: ServerEvent): boolean => {
    if (event.type === 'response.created') {
      const { id, metadata } = event.response
      // A server that hands nothing back: nothing else can have been asked for, since everybody waits for us.
      if (step?.responseId === null && (metadata?.purpose === WALLET_PURPOSE || metadata == null)) {
        step.responseId = id
        note(responses, id)
      }
      return responses.has(id)
    }
    if (event.type === 'response.done') return responses.has(event.response.id)
    if (event.type === 'error') return step !== null && event.error.event_id === step.createId
    if ('response_id' in event && responses.has(event.response_id)) return true
    if ('item_id' in event) return items.has(event.item_id)
    if (!('item' in event)) return false
    // The call of an approved request belongs to no response.
    const { id, type, name } = event.item
    const call = type === 'mcp_call' || type === 'mcp_approval_request'
    return items.has(id) || (call && step !== null && step.responseId !== null && name === step.tool)
  }

  return {
    /** The trader picked a wallet; null leaves it to the service. */
    pick(wallet: Wallet | null) {
      if (wallet?.address === picked?.address) {
        picked = wallet
        return
      }
      picked = wallet
      state = 'pending'
      if (step) step.superseded = true
      deps.onChange()
      attempt()
    },
    /** The trader told the model to use another wallet: that holds, and is no longer what was picked on screen. */
    spoken() {
      if (picked === null) return
      picked = null
      overridden = true
      end('in-force')
    },
    /** A new session knows of no choice. */
    sessionStarted() {
      overridden = false
      end('pending')
      attempt()
    },
    /** Something that a step may have waited for has happened. */
    attempt,
    /** Whether answers have to wait: they would be about another wallet. */
    get busy(): boolean {
      return step !== null || (picked !== null && state === 'pending' && link.state === 'ready')
    },
    /** Takes an event that is about our own responses; true when it is nobody else's business. */
    take(event: ServerEvent): boolean {
      if (!ours(event)) return false
      if (event.type === 'error') {
        // Somebody's answer was under way after all: once it is over there is another try.
        if (event.error.code === 'conversation_already_has_active_response') {
          end('pending')
          clock.after(AGAIN_MS, attempt)
        } else refuse('the service refused it.')
        return true
      }
      if (event.type === 'response.done') {
        const { id, output, usage, status } = event.response
        if (usage) deps.billed(usage)
        for (const entry of output ?? []) item(entry)
        if (step === null || step.responseId !== id) return true
        step.ended = true
        if (status === 'failed' || status === 'cancelled') refuse('the service could not be asked.')
        else settle()
        return true
      }
      if ('item' in event) item(event.item)
      if ('item_id' in event) note(items, event.item_id)
      if (event.type === 'response.mcp_call.failed') refuse('the service refused it.')
      return true
    },
    get state(): Status['picked'] {
      return picked === null ? null : { wallet: picked, state }
    },
  }
}

const Arguments = z.record(z.string(), z.unknown())

function same(text: string, wanted: Record<string, unknown>): boolean {
  try {
    const given = Arguments.parse(JSON.parse(text))
    const keys = Object.keys(wanted)
    return Object.keys(given).length === keys.length && keys.every((key) => given[key] === wanted[key])
  } catch {
    return false
  }
}
