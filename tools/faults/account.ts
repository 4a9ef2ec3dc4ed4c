import type { MoneyFact } from '../../shared/ledger'
import type { Findings } from './scenario'
import type { Sight } from './sight'

/** One thing that the trader asked. */
export interface Question {
  turnId: string
  words: string
  samples: number
  /** Of the samples as little-endian bytes, in hex. */
  sha256: string
  /** How often the trader chose Resend. */
  resends: number
}

export interface Passed {
  direction: 'out' | 'in'
  // biome-ignore lint/suspicious/noExplicitAny: events are looked into freely; what is expected of them is the check
  event: Record<string, any>
}

/** What passed over one WebSocket, in order. */
export type Line = Passed[]

export interface Books {
  questions: Question[]
  sight: Sight
  lines: Line[]
  /** What the server really heard. */
  received: readonly { itemId: string; sha256: string | null }[]
  /** What it really traded. */
  executed: readonly unknown[]
  money: MoneyFact[]
}

/** Balances the books of a scenario. */
export function accountFor(books: Books): Findings {
  return {
    saw: books.sight.saw,
    lost: books.questions.filter((question) => isLost(question, books)).length,
    doubled:
      books.questions.filter((question) => answers(question, books) > 1 + question.resends).length +
      books.lines.map(surplusCreates).reduce((sum, surplus) => sum + surplus, 0),
    doubledTrades: surplusTrades(books) + untoldTrades(books.money),
  }
}

function isLost(question: Question, books: Books): boolean {
  const outcome = books.sight.turn(question.turnId)?.outcome
  const entry = books.sight.entry(question.turnId, 'user')
  const heard = books.received.some(({ sha256 }) => sha256 === question.sha256)
  if (outcome === 'answered') return answers(question, books) === 0
  // Something else was asked meanwhile: the server has this one too.
  if (outcome === 'interrupted') return !heard
  const told = (entry?.delivery === 'unsent' || entry?.delivery === 'unanswered') && Boolean(entry.problem)
  // What may have moved money is not offered again, and says so. All else has to end as answered, by Resend at the latest.
  return !(told && !entry.resendable && /check (?:the|your) wallet/i.test(entry.problem ?? ''))
}

/** How many of its deliveries were answered, in sound or words, as far as the client was told. */
function answers(question: Question, { received, lines }: Books): number {
  return received.filter(({ sha256, itemId }) => {
    if (sha256 !== question.sha256) return false
    return lines.some((line) => {
      const isCommit = ({ direction, event }: Passed) =>
        direction === 'in' && event.type === 'input_audio_buffer.committed'
      const from = line.findIndex((passed) => isCommit(passed) && passed.event.item_id === itemId)
      if (from < 0) return false
      const next = line.findIndex((passed, at) => at > from && isCommit(passed) && passed.event.item_id !== itemId)
      return line
        .slice(from, next < 0 ? undefined : next)
        .some(
          ({ direction, event }) =>
            direction === 'in' && /^response\.(output_)?audio(_transcript)?\.delta$/.test(event.type),
        )
    })
  }).length
}

const REFUSALS: ReadonlySet<string> = new Set(['rate_limit_exceeded', 'conversation_already_has_active_response'])

/** Answers that were asked for beyond one for each commit, and one for each round of tools. */
function surplusCreates(line: Line): number {
  let commits = 0
  let creates = 0
  const rounds = new Set<string>()
  const refused = new Set<string>()
  for (const { direction, event } of line) {
    if (direction === 'out' && event.type === 'input_audio_buffer.commit') commits++
    if (direction === 'out' && event.type === 'response.create') creates++
    if (direction === 'in' && event.type === 'error' && REFUSALS.has(event.error?.code)) refused.add(event.event_id)
    if (direction === 'in' && event.type === 'response.output_item.added' && /^mcp_/.test(event.item?.type))
      rounds.add(event.response_id)
  }
  return Math.max(0, creates - commits - rounds.size - refused.size)
}

function surplusTrades({ executed, money }: Books): number {
  const approved = new Set(money.filter(({ step }) => step === 'approved').map(({ requestId }) => requestId))
  return Math.max(0, executed.length - approved.size)
}

/** Approved trades whose course the ledger does not tell as it has to: called at most once, ended exactly once. */
function untoldTrades(money: MoneyFact[]): number {
  const approved = new Set(money.filter(({ step }) => step === 'approved').map(({ requestId }) => requestId))
  return [...approved].filter((id) => {
    const steps = money.filter(({ requestId }) => requestId === id).map(({ step }) => step)
    const ended = steps.filter((step) => step === 'succeeded' || step === 'failed' || step === 'unknown')
    return ended.length !== 1 || steps.filter((step) => step === 'called').length > 1
  }).length
}
