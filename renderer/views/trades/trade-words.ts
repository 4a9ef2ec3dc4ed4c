import type { TradeRow } from '../../../shared/past-trades'
import { safeLine } from '../../../shared/safe-text'
import type { TradeOutcome } from '../../../shared/trade-history'
import type { ChainProof, DayTotals, ProofLine, Traded } from '../../../shared/trade-list'
import { count, usd } from '../figures/format'

/** Longer texts of others are cut in a row; the detail has them whole. */
const MAX_LINE = 120

export const OUTCOMES: Record<TradeOutcome, string> = {
  proposed: 'Waiting',
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired',
  called: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Unknown',
  deviated: 'Not as approved',
}

/** How an outcome is coloured. */
export const TONES: Record<TradeOutcome, 'good' | 'bad' | 'warn' | 'quiet'> = {
  proposed: 'quiet',
  approved: 'warn',
  denied: 'quiet',
  expired: 'quiet',
  called: 'warn',
  succeeded: 'good',
  failed: 'bad',
  unknown: 'warn',
  deviated: 'bad',
}

export const STEPS: Record<ProofLine['step'], string> = {
  proposed: 'Proposed',
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired',
  called: 'Ran',
  deviated: 'Not as approved',
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Unknown',
  looked: 'Looked up',
  limits: 'Limits',
}

const ACTIONS: Record<TradeRow['action'], string | null> = {
  buy: 'Buy',
  sell: 'Sell',
  swap: 'Swap',
  send: 'Send',
  wallet: 'Wallet choice',
  other: null,
}

export const BACKENDS: Record<string, string> = { practice: 'Practice', openai: 'OpenAI', dexter: 'Dexter' }

/** "Buy", or the tool's own name, which may be anything. */
export const actionText = ({ action, tool }: Pick<TradeRow, 'action' | 'tool'>): string =>
  ACTIONS[action] ?? line(tool) ?? 'Tool'

/** A text of somebody else on one line, without anything that is not seen. */
export const line = (text: string | null): string | null => (text === null ? null : safeLine(text, MAX_LINE))

const dayFormat = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
})
const timeFormat = new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const secondFormat = new Intl.DateTimeFormat('en-US', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** "Mon, Nov 30, 2026" */
export const dayText = (day: string): string => dayFormat.format(new Date(`${day}T12:00:00`))
/** "14:05" */
export const timeText = (at: number): string => timeFormat.format(at)
/** "Nov 30, 2026, 14:05:09" */
export const momentText = (at: number): string => secondFormat.format(at)

/** "3 trades, $120.00 traded, $0.36 fees"; paper money by itself. */
export function totalsText({ trades, real, simulated }: DayTotals): string {
  const all = `${count(trades)} ${trades === 1 ? 'proposal' : 'proposals'}`
  return [all, tradedText(real, ''), tradedText(simulated, 'simulated ')].filter(Boolean).join(' · ')
}

function tradedText({ count: done, usd: sum, feesUsd, unknown }: Traded, kind: string): string | null {
  if (done === 0) return null
  const known = done > unknown ? usd(sum) : null
  const more = unknown === 0 ? null : `${count(unknown)} of unknown worth`
  const worth = [known, more].filter(Boolean).join(' + ')
  return `${kind}${worth} traded${feesUsd > 0 ? `, ${usd(feesUsd)} fees` : ''}`
}

/** How far the ledger can be trusted, in a sentence or two. */
export function proofText(proof: ChainProof | null): { ok: boolean; text: string } {
  if (proof === null) return { ok: true, text: 'Checking the ledger…' }
  const { entries, since, newestHash, broken, problem } = proof
  if (problem !== null) return { ok: false, text: problem }
  if (broken !== null)
    return {
      ok: false,
      text: `The ledger is broken at line ${count(broken.line)}: ${broken.reason}. The ${count(entries)} entries before it are sound; nothing after it is shown.`,
    }
  if (since === null || newestHash === null) return { ok: true, text: 'The ledger is empty.' }
  const number = `${count(entries)} ${entries === 1 ? 'entry' : 'entries'}`
  return { ok: true, text: `Unbroken since ${momentText(since)}: ${number}, newest hash ${newestHash.slice(0, 8)}…` }
}
