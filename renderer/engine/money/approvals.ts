import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Decision } from '../../../shared/ipc'
import type { EntryOf } from '../../../shared/snapshot'
import { type Age, ageOf, momentOf } from '../age'
import type { Continuation } from '../answers/continuation'
import type { Clock } from '../clock'
import type { Conversation } from '../conversation'
import { itemId } from '../line/item-id'
import type { Link } from '../line/link'
import type { Item } from '../line/server-events'
import type { SessionLog } from '../line/session-log'
import type { TurnWork } from '../turns/turn'
import type { Money } from './money'
import { CHOOSE } from './wallet-choice'

/** How long a trader has to confirm before it counts as denied. */
const LIMIT_MS = 30_000

interface ApprovalsDeps {
  clock: Clock
  log: SessionLog
  link: Pick<Link, 'send' | 'state' | 'grant'>
  conversation: Conversation
  continuation: Continuation
  money: Money
  /** What a proposal is worth by the tools' own figures; null where they don't tell. */
  worth(name: string, args: string): EntryOf<'approval'>['worth']
  /** Address of the wallet in force now; undefined while none is known. */
  wallet(): string | null | undefined
  /** Why it is not sure that this wallet would pay, in one sentence; null when it is. */
  walletHindrance(): string | null
  /** From here on the tool may have moved money. */
  onApproved(card: EntryOf<'approval'>): void
  /** The request was answered: an answer of the model may be due. */
  onDecided(): void
}

/**
 * Requests of the server to let a tool move money. Each is answered once: approved by a deliberate hold while it is
 * fresh and the trader is no guest; denied by hand, by a new question, or by time.
 */
export function createApprovals(deps: ApprovalsDeps) {
  const { clock, log, link, conversation, continuation, money, onDecided } = deps
  const timers = new Map<string, () => void>()

  /** Requests that nobody has answered: for which turn, since when, and since when nothing stands against a yes (monotonic). */
  const pending = new Map<string, { turnId: string | null; since: Age; clearSince: number }>()

  /** The one rule of what can be approved: what is offered follows it, and so does what is done. */
  const hindranceOf = (card: Proposal): string | null => {
    if (!isObject(card.arguments)) return 'The arguments could not be read.'
    if (link.grant?.identity.kind !== 'user') return 'A guest can not move money.'
    const unsure = deps.walletHindrance()
    if (unsure !== null) return unsure
    if (card.wallet !== (deps.wallet() ?? null)) return 'Another wallet is in use now than when you asked.'
    return fits(card) ? null : 'This names another wallet than the one that was in use when you asked.'
  }

  const review = (requestId: string) => {
    const card = conversation.get(requestId, 'approval')
    const open = pending.get(requestId)
    if (card === null || open === undefined) return
    const hindrance = hindranceOf(card)
    if (hindrance === card.hindrance) return
    open.clearSince = hindrance === null ? clock.mono() : Number.POSITIVE_INFINITY
    // Whoever holds on it is no longer promised anything, and not again for this hold.
    conversation.change(requestId, 'approval', hindrance === null ? { hindrance } : { hindrance, heldSince: null })
  }

  /** The decision that this led to; null when it led to none. */
  const conclude = (requestId: string, approve: boolean, reason: string | null): Decided | null => {
    const asked = conversation.get(requestId, 'approval')
    const open = pending.get(requestId)
    if (asked?.decision !== 'pending' || open === undefined || link.state !== 'ready') return null
    const hindrance = approve ? hindranceOf(asked) : null
    // What can't be read can't be shown, and what was not shown is not approved.
    if (approve && !isObject(asked.arguments)) return null
    pending.delete(requestId)
    timers.get(requestId)?.()
    timers.delete(requestId)
    // By whichever clock: a computer that slept or a clock that was set back must not make it younger.
    const late = ageOf(open.since, clock) >= LIMIT_MS
    const yes = approve && !late && hindrance === null
    const decision: Decided = yes ? 'approved' : late ? 'expired' : 'denied'
    const why = yes ? null : late ? 'Nobody confirmed in time.' : hindrance ? `${hindrance} Nothing was done.` : reason
    conversation.change(requestId, 'approval', { decision, reason: why, heldSince: null, hindrance: null })
    if (yes) deps.onApproved(asked)
    // Told to the ledger before it is told to the server.
    money.decided(asked, decision, why)
    link.send(
      'conversation.item.create',
      {
        item: {
          id: itemId('apr', requestId),
          type: 'mcp_approval_response',
          approval_request_id: requestId,
          approve: yes,
        },
      },
      asked.turnId,
    )
    log.app('approval.decided', { requestId, approve: yes, reason: why }, asked.turnId)
    continuation.approvalAnswered(requestId, yes)
    onDecided()
    return decision
  }

  /** On record as soon as it can be read. */
  const propose = (requestId: string) => {
    const card = conversation.get(requestId, 'approval')
    if (card && isObject(card.arguments)) money.proposed(card)
  }

  return {
    /** A request as the server made it; told twice it is one. True the first time. */
    asked(item: Item, turn: TurnWork | undefined): boolean {
      const known = conversation.get(item.id, 'approval')
      const args = item.arguments ?? ''
      if (known) {
        // The first announcement may come before the arguments are written.
        if (known.decision === 'pending' && args !== '' && args !== known.arguments) {
          conversation.change(item.id, 'approval', {
            arguments: args,
            binding: bindingOf(item.id, args, known.wallet),
            worth: deps.worth(known.name, args),
            heldSince: null,
          })
          const open = pending.get(item.id)
          // A hold that had begun was about something else.
          if (open && known.hindrance === null) open.clearSince = clock.mono()
          review(item.id)
          propose(item.id)
        }
        return false
      }
      if (turn) turn.proposed = true
      const name = item.name ?? 'tool'
      const wallet = turn?.wallet ?? null
      const hindrance = hindranceOf({ name, arguments: args, wallet })
      pending.set(item.id, {
        turnId: turn?.id ?? null,
        since: momentOf(clock),
        clearSince: hindrance === null ? clock.mono() : Number.POSITIVE_INFINITY,
      })
      conversation.add({
        kind: 'approval',
        id: item.id,
        turnId: turn?.id ?? null,
        order: conversation.nextOrder(),
        at: clock.now(),
        server: item.server_label ?? '',
        name,
        arguments: args,
        wallet,
        binding: bindingOf(item.id, args, wallet),
        worth: deps.worth(name, args),
        hindrance,
        heldSince: null,
        decision: 'pending',
        reason: null,
        expiresAt: clock.now() + LIMIT_MS,
      })
      timers.set(
        item.id,
        clock.after(LIMIT_MS, () => conclude(item.id, false, null)),
      )
      propose(item.id)
      return true
    },
    /** The trader's word on the card that it names; a word on a card that has changed since counts for nothing. */
    decide({ requestId, binding, approve }: Decision): Decided | null {
      const asked = conversation.get(requestId, 'approval')
      if (asked?.binding === binding) return conclude(requestId, approve, null)
      log.app('approval.unbound', { requestId, approve }, asked?.turnId ?? null)
      return null
    },
    /** Answers a request whoever said so. */
    conclude,
    /** The one card that waits for a word and could be approved; null when there is none, or more than one. */
    shown(): EntryOf<'approval'> | null {
      const [id, ...others] = pending.keys()
      const card = id === undefined || others.length > 0 ? null : conversation.get(id, 'approval')
      return card && isObject(card.arguments) && link.grant?.identity.kind === 'user' ? card : null
    },
    /** The wallet in force, or what is known of it, has changed. */
    review() {
      for (const id of pending.keys()) review(id)
    },
    /** Whether a request could have been approved at every moment since then (monotonic): only such a hold counts. */
    clearThroughout: (requestId: string, since: number): boolean => (pending.get(requestId)?.clearSince ?? 0) <= since,
    /** Milliseconds that a request has waited for a word, whatever became of the wall clock. */
    waitedMs: (requestId: string): number => clock.mono() - (pending.get(requestId)?.since.mono ?? clock.mono()),
    /** The talk key is held on a card since `at`, or no longer. */
    held(requestId: string, at: number | null) {
      conversation.change(requestId, 'approval', { heldSince: at })
    },
    /** The trader went on to something else. */
    denyAll(reason: string) {
      for (const id of [...pending.keys()]) conclude(id, false, reason)
    },
    /** The session is gone, and the requests with it. */
    expireAll(reason: string) {
      for (const id of pending.keys()) {
        const asked = conversation.get(id, 'approval')
        conversation.change(id, 'approval', { decision: 'expired', reason, heldSince: null, hindrance: null })
        if (asked) money.decided(asked, 'expired', reason)
      }
      pending.clear()
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
    /** Whether a turn, or for null any, waits for the trader. */
    awaited: (turnId: string | null) =>
      turnId === null ? pending.size > 0 : [...pending.values()].some((request) => request.turnId === turnId),
  }
}

type Decided = 'approved' | 'denied' | 'expired'

/** What a decision is about, in one value: the request, its exact arguments, and the wallet that was latched. */
const bindingOf = (requestId: string, args: string, wallet: string | null): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify([requestId, args, wallet]))))

type Proposal = Pick<EntryOf<'approval'>, 'name' | 'arguments' | 'wallet'>

/**
 * Whether a proposal is about its wallet: it names it or none, or there was none to compare it with. To choose another
 * one is what the one tool that chooses is for.
 */
function fits({ name, arguments: args, wallet }: Proposal): boolean {
  if (name === CHOOSE) return true
  const { wallet_address: named = null } = JSON.parse(args) as { wallet_address?: unknown }
  return named === null || wallet === null || named === wallet
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
  } catch {
    return false
  }
}

export type Approvals = ReturnType<typeof createApprovals>
