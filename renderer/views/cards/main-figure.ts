import { numberFormat } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import { readOutput } from '../../../shared/tool-output'
import { compactUsd, change as percentChange, usd } from '../figures/format'

/** The one figure of an answer that matters: "$208.48", with what it is of, "SOL", and how it moved. */
export interface MainFigure {
  text: string
  /** A name or symbol that somebody else chose. */
  of: string | null
  change: number | null
}

/** Read at a glance, where there is room for one figure alone; null where an answer has none, or none that is checked. */
export function mainFigure({ name, status, output }: EntryOf<'tool'>): MainFigure | null {
  if (status !== 'done' || output === null) return null
  const read = readOutput(name, output)
  switch (read.kind) {
    case 'tokens': {
      const [best] = read.data.candidates
      return best?.priceUsd == null ? null : { text: usd(best.priceUsd), of: best.symbol, change: best.priceChange24h }
    }
    case 'candles': {
      const last = read.data.candles.at(-1)
      return last === undefined ? null : { text: usd(last.close), of: read.data.symbol, change: read.data.changePct }
    }
    case 'balances': {
      const { valueUsd, change24hPct } = read.data.portfolio
      return { text: usd(valueUsd), of: read.data.walletLabel ?? null, change: change24hPct ?? null }
    }
    case 'preview':
    case 'receipt': {
      const { amountUi, symbol } = read.data.netOutput
      return { text: rounded(amountUi), of: symbol, change: null }
    }
    case 'send':
      return { text: rounded(read.data.amountUi), of: read.data.symbol, change: null }
    case 'streams': {
      const [first] = read.data.streams
      return first?.marketCapUsd == null ? null : { text: compactUsd(first.marketCapUsd), of: first.name, change: null }
    }
    default:
      return null
  }
}

const SHORT_FROM = 100_000
/** "0.25", "2.69M": the card has every digit. */
const rounded = (amount: number) =>
  numberFormat(
    amount >= SHORT_FROM ? { notation: 'compact', maximumFractionDigits: 2 } : { maximumSignificantDigits: 6 },
  ).format(amount)

/** "+3.20%", or nothing. */
export const changeText = ({ change }: MainFigure): string => (change === null ? '' : percentChange(change))
