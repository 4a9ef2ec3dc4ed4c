import { dateFormat, t } from '../../../shared/i18n'
import type { TradeRow } from '../../../shared/past-trades'
import { safeLine } from '../../../shared/safe-text'
import type { TradeOutcome } from '../../../shared/trade-history'
import type { ChainProof, DayTotals, Traded } from '../../../shared/trade-list'
import { timeOfDay, usd } from '../figures/format'

/** Longer texts of others are cut in a row; the detail has them whole. */
const MAX_LINE = 120

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

/** A backend by its name; one of another version of the app as it calls itself. */
export const backendText = (id: string): string | null =>
  id === 'practice' || id === 'openai' || id === 'dexter' ? t(`trades.backend.${id}`) : line(id)

/** "Buy", or the tool's own name, which may be anything. */
export const actionText = ({ action, tool }: Pick<TradeRow, 'action' | 'tool'>): string =>
  action === 'other' ? (line(tool) ?? t('trades.action.tool')) : t(`trades.action.${action}`)

/** A text of somebody else on one line, without anything that is not seen. */
export const line = (text: string | null): string | null => (text === null ? null : safeLine(text, MAX_LINE))

/** "Mon, Nov 30, 2026" */
export const dayText = (day: string): string =>
  dateFormat({ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' }).format(new Date(`${day}T12:00:00`))
/** "14:05" */
export const timeText = (at: number): string => timeOfDay(at)
/** "Nov 30, 2026, 14:05:09" */
export const momentText = (at: number): string =>
  dateFormat({
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at)

/** "3 proposals · $120.00 traded, $0.36 fees"; paper money by itself. */
export function totalsText({ trades, real, simulated }: DayTotals): string {
  const all = t('trades.day.proposals', { n: trades })
  return [all, tradedText(real, 'traded'), tradedText(simulated, 'simulated')].filter(Boolean).join(' · ')
}

function tradedText({ count: done, usd: sum, feesUsd, unknown }: Traded, kind: 'traded' | 'simulated'): string | null {
  if (done === 0) return null
  const known = done > unknown ? usd(sum) : null
  const more = unknown === 0 ? null : t('trades.day.unknown', { n: unknown })
  const worth = known !== null && more !== null ? t('trades.day.and', { known, unknown: more }) : (known ?? more ?? '')
  const traded = t(`trades.day.${kind}`, { worth })
  return feesUsd > 0 ? t('trades.day.withFees', { traded, fees: usd(feesUsd) }) : traded
}

/** How far the ledger can be trusted, in a sentence or two. */
export function proofText(proof: ChainProof | null): { ok: boolean; text: string } {
  if (proof === null) return { ok: true, text: t('trades.proof.checking') }
  const { entries, since, newestHash, broken, problem } = proof
  if (problem !== null) return { ok: false, text: problem }
  if (broken !== null) {
    const reason = t(`app.ledger.fault.${broken.reason}`)
    return { ok: false, text: t('trades.proof.broken', { line: broken.line, reason, entries }) }
  }
  if (since === null || newestHash === null) return { ok: true, text: t('trades.proof.empty') }
  return {
    ok: true,
    text: t('trades.proof.unbroken', { since: momentText(since), entries, hash: newestHash.slice(0, 8) }),
  }
}
