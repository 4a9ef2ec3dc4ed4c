import { sameJson } from '../../../shared/json-text'
import { visible } from '../../../shared/safe-text'
import type { Alarm, EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import type { Conversation } from '../conversation'
import type { Money } from './money'

type Call = EntryOf<'tool'>

/** Characters of arguments that a warning quotes; all of them stand in the ledger. */
const LONGEST = 120
/** Older calls and requests have nothing new to say. */
const MAX_KNOWN = 1_000
/** More than this nobody reads, and each of them bars every approval already. */
const MAX_ALARMS = 20

interface ExecutionsDeps {
  conversation: Conversation
  money: Pick<Money, 'deviated'>
  /** Whether a tool may move money and has to ask before. */
  mustAsk(tool: Pick<Call, 'server' | 'name'>): boolean
  onAlarm(text: string, turnId: string | null): void
}

/**
 * Holds what runs against what was approved: by request, server, tool and arguments. The server is not ours, and says
 * itself what it runs: where that is something else, the trader has to know at once, and nothing more is approved before
 * he has said that he knows.
 */
export function createExecutions({ conversation, money, mustAsk, onAlarm }: ExecutionsDeps) {
  /** The call that each request led to. */
  const ran = new Map<string, string>()
  /** Calls that were warned of: once each. */
  const warned = new Set<string>()
  let alarms: Alarm[] = []
  let count = 0

  /** How a call differs from what was approved, in one sentence; null when it does not, as far as it has been told. */
  const deviationOf = (call: Call, requestId: string | null): string | null => {
    const what = named(call)
    if (requestId === null) return mustAsk(call) ? `${what} ran without asking you.` : null
    const card = conversation.get(requestId, 'approval')
    if (card === null) return `${what} ran for a request that you were never shown.`
    if (card.decision !== 'approved') return `${what} ran, but you had not approved it.`
    const first = ran.get(requestId) ?? call.id
    if (first !== call.id) return `${what} ran a second time. You approved it once.`
    ran.set(requestId, call.id)
    if (card.server !== call.server || card.name !== call.name) return `You approved ${named(card)}, but ${what} ran.`
    if (sameJson(card.arguments, call.arguments)) return null
    const ended = call.status === 'done' || call.status === 'failed'
    if (call.arguments === '') return ended ? `${what} ran, but the server did not say with what amounts.` : null
    return `You approved ${short(card.arguments)}, but ${what} ran with ${short(call.arguments)}.`
  }

  return {
    /** A request is new, though one of an earlier session may have had its id. */
    asked: (requestId: string) => void ran.delete(requestId),
    /** A call as it now stands, with the request that allowed it and the wallet of its turn; told as often as it changes. */
    look(call: Call, requestId: string | null, wallet: string | null) {
      // Half of the arguments are not other arguments.
      if (call.status === 'arguments' || warned.has(call.id)) return
      const deviation = deviationOf(call, requestId)
      for (const known of [ran, warned]) forgetOldest(known)
      if (deviation === null) return
      warned.add(call.id)
      money.deviated(call, requestId, wallet, deviation)
      const text = `${deviation} Check your wallet, and don’t trust this server until you know why.`
      if (alarms.length < MAX_ALARMS) alarms = [...alarms, { id: `alarm-${++count}`, text }]
      onAlarm(text, call.turnId)
    },
    /** What the trader has to know and has not said that he does, oldest first. */
    alarms: (): Alarm[] => alarms,
    /** He knows. */
    acknowledge(id: string) {
      alarms = alarms.filter((alarm) => alarm.id !== id)
    },
    /** Why nothing may be approved now; null when that is not so. */
    barred: (): string | null =>
      alarms.length > 0 ? 'Read the warning in the panel first: a tool did something that you did not approve.' : null,
  }
}

/** What tells two names or amounts apart must be seen. */
const named = (tool: Pick<Call, 'server' | 'name'>) => `“${visible(toolKey(tool))}”`
const short = (args: string) => visible(args.length > LONGEST ? `${args.slice(0, LONGEST)}…` : args)

function forgetOldest(known: Set<string> | Map<string, string>) {
  const oldest = known.keys().next().value
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest)
}

export type Executions = ReturnType<typeof createExecutions>
