/** Responses whose end was not told: servers have one at a time. */
const MAX_ROUNDS = 100
/** Ends of calls that were told before their beginning. */
const MAX_EARLY = 100

/**
 * After a hosted MCP call nothing speaks by itself: the client must ask for a continuation, exactly once per tool
 * round, whatever the order of events. A round is one response with its tool calls and approvals.
 *
 * It is due when the response is done, every call is terminal (completed OR failed), every approval was answered and its
 * call is terminal, and no assistant message followed the last call in that response. A new turn of the trader takes
 * its place.
 */
interface Round {
  turnId: string
  done: boolean
  /** Item id of each call -> terminal. */
  calls: Map<string, boolean>
  /** Id of each approval request -> settled. */
  approvals: Map<string, 'asked' | 'approved' | 'settled'>
  /** The model spoke after its last tool: nothing is missing. */
  spokeAfterTool: boolean
}

export function createContinuation() {
  const rounds = new Map<string, Round>()
  const roundOfCall = new Map<string, Round>()
  /** Approvals outlive their response: the call that they allow comes later, outside of any response. */
  const roundOfApproval = new Map<string, Round>()
  /** Terminal events may come before the item that they are about. */
  const early = new Set<string>()

  const settled = (round: Round) =>
    round.done &&
    round.calls.size + round.approvals.size > 0 &&
    !round.spokeAfterTool &&
    [...round.calls.values()].every((terminal) => terminal) &&
    [...round.approvals.values()].every((state) => state === 'settled')

  /** Something of it has not come to its end. */
  const open = (round: Round) =>
    [...round.calls.values()].some((terminal) => !terminal) ||
    [...round.approvals.values()].some((state) => state !== 'settled')

  const forget = (round: Round) => {
    for (const [id, other] of rounds) if (other === round) rounds.delete(id)
    for (const [id, other] of roundOfCall) if (other === round) roundOfCall.delete(id)
    for (const [id, other] of roundOfApproval) if (other === round) roundOfApproval.delete(id)
  }

  return {
    responseStarted(responseId: string, turnId: string) {
      const [oldest] = rounds.values()
      // Its end was not told, and will not be.
      if (rounds.size >= MAX_ROUNDS && oldest) forget(oldest)
      rounds.set(responseId, {
        turnId,
        done: false,
        calls: new Map(),
        approvals: new Map(),
        spokeAfterTool: false,
      })
    },
    /** A call was announced, in a response or, after an approval, outside of one. Announcing it twice changes nothing. */
    call(itemId: string, responseId: string | null, approvalId: string | null) {
      if (roundOfCall.has(itemId)) return
      const round =
        (approvalId === null ? undefined : roundOfApproval.get(approvalId)) ??
        (responseId === null ? undefined : rounds.get(responseId))
      if (!round) return
      if (approvalId !== null && round.approvals.has(approvalId)) round.approvals.set(approvalId, 'settled')
      round.calls.set(itemId, early.delete(itemId))
      round.spokeAfterTool = false
      roundOfCall.set(itemId, round)
    },
    callEnded(itemId: string) {
      const round = roundOfCall.get(itemId)
      if (round) round.calls.set(itemId, true)
      else if (early.size < MAX_EARLY) early.add(itemId)
    },
    approvalAsked(requestId: string, responseId: string) {
      const round = rounds.get(responseId)
      if (!round || round.approvals.has(requestId)) return
      round.approvals.set(requestId, 'asked')
      roundOfApproval.set(requestId, round)
    },
    /** A denied request is settled at once; an approved one when its call has been announced. */
    approvalAnswered(requestId: string, approve: boolean) {
      const round = roundOfApproval.get(requestId)
      if (round?.approvals.get(requestId) === 'asked') round.approvals.set(requestId, approve ? 'approved' : 'settled')
    },
    messageAdded(responseId: string) {
      const round = rounds.get(responseId)
      if (round && round.calls.size + round.approvals.size > 0) round.spokeAfterTool = true
    },
    /** A cancelled, failed or incomplete response gets no continuation. */
    responseDone(responseId: string, completed: boolean) {
      const round = rounds.get(responseId)
      if (!round) return
      round.done = true
      if (!completed || round.calls.size + round.approvals.size === 0) forget(round)
    },
    /** The trader has begun something new: what the old rounds would have said is no longer asked for. */
    supersede() {
      rounds.clear()
      roundOfCall.clear()
      roundOfApproval.clear()
      early.clear()
    },
    /** Every call of a response has ended, and only its own end was not told. */
    endedBut(responseId: string): boolean {
      const round = rounds.get(responseId)
      return round !== undefined && !round.done && settled({ ...round, done: true })
    },
    /** The turn of a round that is due now, at most once per round; null when none is. */
    take(): string | null {
      for (const round of rounds.values()) {
        if (!settled(round)) continue
        forget(round)
        return round.turnId
      }
      return null
    },
    /** Whether a turn still waits for tools, for an answer to an approval, or for its response. */
    pending(turnId: string): boolean {
      for (const round of rounds.values()) {
        if (round.turnId === turnId && (!round.spokeAfterTool || open(round))) return true
      }
      return false
    },
  }
}

export type Continuation = ReturnType<typeof createContinuation>
