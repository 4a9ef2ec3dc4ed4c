import type { Clock } from './clock'
import type { Continuation } from './continuation'
import type { Conversation } from './conversation'
import type { Link } from './link'
import type { Item } from './server-events'
import type { SessionLog } from './session-log'
import type { TurnWork } from './turn'

/** How long a trader has to confirm before it counts as denied. */
const LIMIT_MS = 30_000

interface ApprovalsDeps {
  clock: Clock
  log: SessionLog
  link: Pick<Link, 'send' | 'state' | 'grant'>
  conversation: Conversation
  continuation: Continuation
  /** The request was answered: an answer of the model may be due. */
  onDecided(): void
}

/**
 * Requests of the server to let a tool move money. Each is answered once: approved by a deliberate hold while it is
 * fresh and the trader is no guest; denied by hand, by a new question, or by time.
 */
export function createApprovals({ clock, log, link, conversation, continuation, onDecided }: ApprovalsDeps) {
  const timers = new Map<string, () => void>()

  const pending = () =>
    conversation.all().flatMap((it) => (it.kind === 'approval' && it.decision === 'pending' ? [it] : []))

  const decide = (requestId: string, approve: boolean, reason: string | null) => {
    const asked = conversation.get(requestId, 'approval')
    if (asked?.decision !== 'pending' || link.state !== 'ready') return
    timers.get(requestId)?.()
    timers.delete(requestId)
    const late = clock.now() >= asked.expiresAt
    const guest = link.grant?.identity.kind !== 'user'
    const yes = approve && !late && !guest
    conversation.change(requestId, 'approval', {
      decision: yes ? 'approved' : late ? 'expired' : 'denied',
      reason: yes
        ? null
        : late
          ? 'Nobody confirmed in time.'
          : approve && guest
            ? 'A guest can not move money.'
            : reason,
    })
    link.send(
      'conversation.item.create',
      { item: { type: 'mcp_approval_response', approval_request_id: requestId, approve: yes } },
      asked.turnId,
    )
    log.app('approval.decided', { requestId, approve: yes, reason }, asked.turnId)
    continuation.approvalAnswered(requestId, yes)
    onDecided()
  }

  return {
    /** A request as the server made it; told twice it is one. */
    asked(item: Item, turn: TurnWork | undefined) {
      if (conversation.get(item.id, 'approval')) return
      conversation.add({
        kind: 'approval',
        id: item.id,
        turnId: turn?.id ?? null,
        order: conversation.nextOrder(),
        at: clock.now(),
        server: item.server_label ?? '',
        name: item.name ?? 'tool',
        arguments: item.arguments ?? '',
        wallet: turn?.wallet ?? null,
        decision: 'pending',
        reason: null,
        expiresAt: clock.now() + LIMIT_MS,
      })
      timers.set(
        item.id,
        clock.after(LIMIT_MS, () => decide(item.id, false, null)),
      )
    },
    decide,
    /** The trader went on to something else. */
    denyAll(reason: string) {
      for (const { id } of pending()) decide(id, false, reason)
    },
    /** The connection is gone, and the requests with it. */
    expireAll(reason: string) {
      for (const { id } of pending()) conversation.change(id, 'approval', { decision: 'expired', reason })
      for (const cancel of timers.values()) cancel()
      timers.clear()
    },
    /** Whether a turn waits for the trader. */
    awaited: (turnId: string) => pending().some((entry) => entry.turnId === turnId),
  }
}

export type Approvals = ReturnType<typeof createApprovals>
