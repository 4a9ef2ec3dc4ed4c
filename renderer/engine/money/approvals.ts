import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Decision, Sight } from '../../../shared/ipc'
import { type ProposedArguments, readProposedArguments } from '../../../shared/proposed-arguments'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
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
  worth(tool: Tool, args: string): EntryOf<'approval'>['worth']
  /** Address of the wallet in force now; undefined while none is known. */
  wallet(): string | null | undefined
  /** Why it is not sure that this wallet would pay, in one sentence; null when it is. */
  walletHindrance(): string | null
  /** Why nothing of this session may be approved at all, in one sentence; null when it may. */
  barred(): string | null
  /** A request is made for the first time. */
  onAsked(requestId: string): void
  /** From here on the tool may have moved money. */
  onApproved(card: EntryOf<'approval'>): void
  /** The request was answered: an answer of the model may be due. */
  onDecided(): void
}

interface Open {
  turnId: string | null
  since: Age
  /** Since when nothing stands against a yes (monotonic). */
  clearSince: number
  /** Since when all of the card as it stands is in sight; null when it is not. */
  seenSince: Age | null
  /** A yes is on its way into the ledger, and counts once it is there: who waits for what becomes of it. */
  yes: ((decision: Decided | null) => void) | null
}

/**
 * Requests of the server to let a tool move money. Each is answered once: approved by a deliberate hold while it is
 * fresh and the trader is no guest; denied by hand, by a new question, or by time. A yes is in the ledger before it is on
 * the wire, or it is none.
 */
export function createApprovals(deps: ApprovalsDeps) {
  const { clock, log, link, conversation, continuation, money, onDecided } = deps
  const timers = new Map<string, () => void>()

  /** Requests that nobody has answered. */
  const pending = new Map<string, Open>()
  /** Those of this session that were answered. Another session may count its own from one again. */
  const answered = new Set<string>()

  /** The one rule of what can be approved: what is offered follows it, and so does what is done. */
  const hindranceOf = (card: Proposal): string | null => {
    const barred = deps.barred()
    if (barred !== null) return barred
    const given = readProposedArguments(card.arguments)
    if (given === null) return 'The arguments could not be read.'
    if (given.problem !== null) return given.problem
    if (link.grant?.identity.kind !== 'user') return 'Guests can’t move money: sign in first.'
    const unsure = deps.walletHindrance()
    if (unsure !== null) return unsure
    if (card.wallet !== (deps.wallet() ?? null)) return 'The wallet in use has changed since you asked.'
    return fits(card, given) ? null : 'This names a different wallet from the one in use when you asked.'
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

  /** By whichever clock: a computer that slept or a clock that was set back must not make it younger. */
  const isLate = (open: Open) => ageOf(open.since, clock) >= LIMIT_MS

  const settle = (asked: EntryOf<'approval'>, decision: Decided, reason: string | null) => {
    const { id: requestId, turnId } = asked
    const overtaken = pending.get(requestId)?.yes
    pending.delete(requestId)
    answered.add(requestId)
    timers.get(requestId)?.()
    timers.delete(requestId)
    conversation.change(requestId, 'approval', { decision, reason, heldSince: null, hindrance: null })
    const yes = decision === 'approved'
    if (yes) {
      deps.onApproved(asked)
      money.approved(asked)
    } else money.refused(asked, decision, reason)
    const item = {
      id: itemId('apr', requestId),
      type: 'mcp_approval_response',
      approval_request_id: requestId,
      approve: yes,
    }
    link.send('conversation.item.create', { item }, turnId)
    log.app('approval.decided', { requestId, approve: yes, reason }, turnId)
    continuation.approvalAnswered(requestId, yes)
    overtaken?.(null)
    onDecided()
  }

  /**
   * Answers a request; `done` is told the decision that this led to, null when it led to none. A no at once, a yes once it
   * is on record and nothing has come between.
   */
  const conclude = (
    requestId: string,
    approve: boolean,
    reason: string | null,
    done: (decision: Decided | null) => void = () => {},
  ) => {
    const asked = conversation.get(requestId, 'approval')
    const open = pending.get(requestId)
    if (asked?.decision !== 'pending' || open === undefined || link.state !== 'ready') return done(null)
    const no = (decision: 'denied' | 'expired', why: string | null) => {
      settle(asked, decision, why)
      done(decision)
    }
    if (isLate(open)) return no('expired', 'Nobody confirmed in time.')
    if (!approve) return no('denied', reason)
    // What can't be read can't be shown, and what was not shown is not approved.
    if (readProposedArguments(asked.arguments) === null || open.yes !== null) return done(null)
    const hindrance = hindranceOf(asked)
    if (hindrance !== null) return no('denied', `${hindrance} Nothing was done.`)
    open.yes = done
    money.approving(asked, (recorded) => {
      // Refused, expired or lost meanwhile: that is on record too, after the yes.
      if (pending.get(requestId) !== open) return
      open.yes = null
      const now = conversation.get(requestId, 'approval')
      if (now === null || link.state !== 'ready') return done(null)
      if (!recorded) return no('denied', UNRECORDED)
      if (isLate(open)) return no('expired', 'Nobody confirmed in time.')
      const since = now.binding === asked.binding ? hindranceOf(now) : 'The request was changed.'
      if (since !== null) return no('denied', `${since} Nothing was done.`)
      settle(asked, 'approved', null)
      done('approved')
    })
  }

  /** On record as soon as it can be read. */
  const propose = (requestId: string) => {
    const card = conversation.get(requestId, 'approval')
    if (card && readProposedArguments(card.arguments) !== null) money.proposed(card)
  }

  return {
    /** A request as the server made it; told twice it is one. True the first time. */
    asked(item: Item, turn: TurnWork | undefined): boolean {
      if (answered.has(item.id)) return false
      const known = pending.has(item.id) ? conversation.get(item.id, 'approval') : null
      const told = {
        server: item.server_label ?? known?.server ?? '',
        name: item.name ?? known?.name ?? 'tool',
        arguments: item.arguments || (known?.arguments ?? ''),
      }
      if (known) {
        // The first announcement may come before the arguments are written; a later one may say something else.
        const binding = bindingOf(item.id, told, known.wallet)
        const open = pending.get(item.id)
        if (open === undefined || binding === known.binding) return false
        conversation.change(item.id, 'approval', {
          ...told,
          binding,
          worth: deps.worth(told, told.arguments),
          seenSince: null,
          heldSince: null,
        })
        // A hold that had begun, or a look that was taken, was about something else.
        if (known.hindrance === null) open.clearSince = clock.mono()
        open.seenSince = null
        review(item.id)
        propose(item.id)
        return false
      }
      deps.onAsked(item.id)
      if (turn) turn.proposed = true
      const wallet = turn?.wallet ?? null
      const hindrance = hindranceOf({ ...told, wallet })
      pending.set(item.id, {
        turnId: turn?.id ?? null,
        since: momentOf(clock),
        clearSince: hindrance === null ? clock.mono() : Number.POSITIVE_INFINITY,
        seenSince: null,
        yes: null,
      })
      conversation.add({
        kind: 'approval',
        id: item.id,
        turnId: turn?.id ?? null,
        order: conversation.nextOrder(),
        at: clock.now(),
        ...told,
        wallet,
        binding: bindingOf(item.id, told, wallet),
        worth: deps.worth(told, told.arguments),
        hindrance,
        seenSince: null,
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
    /**
     * The trader's word on the card that it names; a word on a card that has changed since counts for nothing. `done` as in
     * `conclude`.
     */
    decide({ requestId, binding, approve }: Decision, done: (decision: Decided | null) => void = () => {}) {
      const asked = conversation.get(requestId, 'approval')
      if (asked?.binding === binding) return conclude(requestId, approve, null, done)
      log.app('approval.unbound', { requestId, approve }, asked?.turnId ?? null)
      done(null)
    },
    /** Answers a request whoever said so. */
    conclude,
    /** What is wholly in sight of a card; a look at a card that has changed since counts for nothing. */
    seen({ requestId, binding, whole }: Sight) {
      const open = pending.get(requestId)
      const card = conversation.get(requestId, 'approval')
      if (open === undefined || card === null) return
      if (!whole) open.seenSince = null
      else if (card.binding === binding) open.seenSince ??= momentOf(clock)
      // A look that ends takes away what was promised to a hold.
      if (open.seenSince === null) conversation.change(requestId, 'approval', { seenSince: null, heldSince: null })
      else if (card.seenSince === null) conversation.change(requestId, 'approval', { seenSince: open.seenSince.now })
    },
    /** The one card that waits for a word, be it one that can't be approved; null when there is none, or more than one. */
    shown(): EntryOf<'approval'> | null {
      const [id, ...others] = pending.keys()
      return id === undefined || others.length > 0 ? null : conversation.get(id, 'approval')
    },
    /** Whether other requests wait beside this one. */
    isOneOfSeveral: (requestId: string): boolean => pending.has(requestId) && pending.size > 1,
    /** The wallet in force, or what is known of it, has changed. */
    review() {
      for (const id of pending.keys()) review(id)
    },
    /**
     * Whether a request could have been approved, and was wholly in sight, at every moment since then (monotonic): only such
     * a hold counts.
     */
    clearThroughout(requestId: string, since: number): boolean {
      const open = pending.get(requestId)
      if (open === undefined) return true
      return open.clearSince <= since && open.seenSince !== null && open.seenSince.mono <= since
    },
    /** Milliseconds that all of a card had been in sight at `at` (epoch): by whichever clock is less; 0 when it is not. */
    seenMs(requestId: string, at: number): number {
      const since = pending.get(requestId)?.seenSince
      return since ? Math.min(at - since.now, clock.mono() - since.mono) : 0
    },
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
      const overtaken = [...pending.values()].map(({ yes }) => yes)
      for (const id of pending.keys()) {
        const asked = conversation.get(id, 'approval')
        conversation.change(id, 'approval', { decision: 'expired', reason, heldSince: null, hindrance: null })
        if (asked) money.refused(asked, 'expired', reason)
      }
      pending.clear()
      answered.clear()
      for (const cancel of timers.values()) cancel()
      timers.clear()
      for (const done of overtaken) done?.(null)
    },
    /** Whether a turn, or for null any, waits for the trader. */
    awaited: (turnId: string | null) =>
      turnId === null ? pending.size > 0 : [...pending.values()].some((request) => request.turnId === turnId),
  }
}

const UNRECORDED = 'The trade ledger can’t be saved, so nothing was approved. Check the disk, then ask again.'

type Decided = 'approved' | 'denied' | 'expired'

type Tool = Pick<EntryOf<'approval'>, 'server' | 'name'>
type Proposal = Pick<EntryOf<'approval'>, 'server' | 'name' | 'arguments' | 'wallet'>

/** What a decision is about, in one value: the request, the tool, its exact arguments, and the wallet that was latched. */
const bindingOf = (
  requestId: string,
  { server, name, arguments: args }: Omit<Proposal, 'wallet'>,
  wallet: string | null,
): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify([requestId, server, name, args, wallet]))))

/**
 * Whether a proposal is about its wallet: it names it or none, or there was none to compare it with. To choose another
 * one is what the one tool that chooses is for.
 */
function fits(card: Proposal, given: ProposedArguments): boolean {
  if (toolKey(card) === CHOOSE) return true
  const named = given.arguments.find(({ name }) => name === 'wallet_address')?.value ?? null
  return named === null || card.wallet === null || named === card.wallet
}

export type Approvals = ReturnType<typeof createApprovals>
