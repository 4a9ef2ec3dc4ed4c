import type { EntryOf } from '../../../shared/snapshot'

/** Responses whose end was not told: servers have one at a time. */
const MAX_ROUNDS = 100
/** Ends of calls that were told before their beginning. */
const MAX_EARLY = 100

/** Where an item stands in its response: by the server's `output_index` where it tells one, else by when it was told. */
interface Place {
  index: number | null
  arrival: number
}

interface Call extends Place {
  ended: boolean
}

interface Approval extends Place {
  state: 'asked' | 'approved' | 'settled'
}

interface Message extends Place {
  /** As the server calls it: `commentary`, `final_answer`, another word that nobody knows, or nothing. */
  phase: string | null
  /** Every call and request before it had ended when it began. */
  informed: boolean
}

/**
 * What a message is to its question. `commentary`: the server says that it is no answer. `preamble`: it says nothing of the
 * kind, but began before a tool had answered, or a tool was called after it.
 */
export type MessagePhase = EntryOf<'assistant'>['phase']

/**
 * After a hosted MCP call nothing speaks by itself: the client must ask for a continuation, exactly once per tool
 * round, whatever the order of events. A round is one response with its tool calls and approvals.
 *
 * It is due when the response is done, every call is terminal (completed OR failed), every approval was answered and its
 * call is terminal, and no answer followed the last of them in that response. A response of commentary alone has announced
 * something that it did not bring: it is continued too, once in a turn. A new turn of the trader takes its place.
 *
 * `phase` is what the models of the second generation tell of a message; it is in no type of OpenAI's, but in Microsoft's
 * documentation of "realtime-2", and livekit/agents reads it.
 */
interface Round {
  turnId: string
  done: boolean
  /** By item id. */
  calls: Map<string, Call>
  /** By id of the request. */
  approvals: Map<string, Approval>
  messages: Map<string, Message>
}

const after = (a: Place, b: Place): boolean =>
  a.index === null || b.index === null || a.index === b.index ? a.arrival > b.arrival : a.index > b.index

const steps = ({ calls, approvals }: Round): Place[] => [...calls.values(), ...approvals.values()]

const ended = (step: Call | Approval): boolean => ('ended' in step ? step.ended : step.state === 'settled')

/** Something of it has not come to its end. */
const isOpen = ({ calls, approvals }: Round): boolean => ![...calls.values(), ...approvals.values()].every(ended)

function phaseOf(message: Message, round: Round): MessagePhase {
  if (message.phase === 'commentary') return 'commentary'
  if (steps(round).some((step) => after(step, message))) return 'preamble'
  return message.phase === 'final_answer' || message.informed ? 'answer' : 'preamble'
}

const isAnswered = (round: Round): boolean =>
  [...round.messages.values()].some((message) => phaseOf(message, round) === 'answer')

/** It has no tools and nothing but what its server calls commentary. */
const onlyAnnounces = (round: Round): boolean =>
  steps(round).length === 0 &&
  round.messages.size > 0 &&
  [...round.messages.values()].every(({ phase }) => phase === 'commentary')

export function createRounds() {
  const rounds = new Map<string, Round>()
  const roundOfCall = new Map<string, Round>()
  /** Approvals outlive their response: the call that they allow comes later, outside of any response. */
  const roundOfApproval = new Map<string, Round>()
  /** Terminal events may come before the item that they are about. */
  const early = new Set<string>()
  /** Turns that were continued after commentary alone: a model that never comes to the point is not asked for ever. */
  const urged = new Set<string>()
  let arrivals = 0

  const place = (index: number | null): Place => ({ index, arrival: ++arrivals })

  const continues = (round: Round) => steps(round).length > 0 || (onlyAnnounces(round) && !urged.has(round.turnId))

  const settled = (round: Round) => round.done && continues(round) && !isAnswered(round) && !isOpen(round)

  /** What was said before a step that had not ended could not know of it. */
  const uninform = (round: Round, step: Call | Approval) => {
    if (ended(step)) return
    for (const message of round.messages.values()) if (after(message, step)) message.informed = false
  }

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
        messages: new Map(),
      })
    },
    /**
     * A call was announced, in a response or, after an approval, outside of one. Announcing it twice changes nothing.
     * `index` is its `output_index`, null where none was told.
     */
    call(itemId: string, responseId: string | null, approvalId: string | null, index: number | null) {
      if (roundOfCall.has(itemId)) return
      const round =
        (approvalId === null ? undefined : roundOfApproval.get(approvalId)) ??
        (responseId === null ? undefined : rounds.get(responseId))
      if (!round) return
      const approval = approvalId === null ? undefined : round.approvals.get(approvalId)
      if (approval) approval.state = 'settled'
      const call = { ...place(index), ended: early.delete(itemId) }
      round.calls.set(itemId, call)
      uninform(round, call)
      roundOfCall.set(itemId, round)
    },
    callEnded(itemId: string) {
      const call = roundOfCall.get(itemId)?.calls.get(itemId)
      if (call) call.ended = true
      else if (early.size < MAX_EARLY) early.add(itemId)
    },
    approvalAsked(requestId: string, responseId: string, index: number | null) {
      const round = rounds.get(responseId)
      if (!round || round.approvals.has(requestId)) return
      const approval: Approval = { ...place(index), state: 'asked' }
      round.approvals.set(requestId, approval)
      uninform(round, approval)
      roundOfApproval.set(requestId, round)
    },
    /** A denied request is settled at once; an approved one when its call has been announced. */
    approvalAnswered(requestId: string, approve: boolean) {
      const approval = roundOfApproval.get(requestId)?.approvals.get(requestId)
      if (approval?.state === 'asked') approval.state = approve ? 'approved' : 'settled'
    },
    /** A message of a response. Told again it keeps its place; its phase may be told only then. */
    message(itemId: string, responseId: string, phase: string | null, index: number | null) {
      const round = rounds.get(responseId)
      if (!round) return
      const known = round.messages.get(itemId)
      if (known) {
        known.phase = phase ?? known.phase
        known.index ??= index
      } else round.messages.set(itemId, { ...place(index), phase, informed: !isOpen(round) })
    },
    /** What the messages of a response are, as far as is known; calls that come later may change it. */
    phases(responseId: string): [itemId: string, phase: MessagePhase][] {
      const round = rounds.get(responseId)
      return round ? [...round.messages].map(([itemId, message]) => [itemId, phaseOf(message, round)]) : []
    },
    /** A cancelled, failed or incomplete response gets no continuation. */
    responseDone(responseId: string, completed: boolean) {
      const round = rounds.get(responseId)
      if (!round) return
      round.done = true
      if (!completed || !continues(round)) forget(round)
    },
    /** The trader has begun something new: what the old rounds would have said is no longer asked for. */
    supersede() {
      rounds.clear()
      roundOfCall.clear()
      roundOfApproval.clear()
      early.clear()
      urged.clear()
    },
    /** Every call of a response has ended, and only its own end was not told. */
    endedBut(responseId: string): boolean {
      const round = rounds.get(responseId)
      return round !== undefined && !round.done && settled({ ...round, done: true })
    },
    /** The turn of a round that is complete, so that the model has to be asked to go on; null when none is. */
    due(): string | null {
      for (const round of rounds.values()) if (settled(round)) return round.turnId
      return null
    },
    /** The model is asked to go on: the oldest complete round of this turn is over. */
    continued(turnId: string) {
      for (const round of rounds.values()) {
        if (round.turnId !== turnId || !settled(round)) continue
        forget(round)
        if (onlyAnnounces(round)) urged.add(turnId)
        return
      }
    },
    /** Whether a turn still waits for tools, for an answer to an approval, or for its response. */
    pending(turnId: string): boolean {
      for (const round of rounds.values()) {
        if (round.turnId === turnId && (!isAnswered(round) || isOpen(round))) return true
      }
      return false
    },
  }
}
