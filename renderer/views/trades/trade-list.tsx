import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/i18n'
import type { TradeRow } from '../../../shared/past-trades'
import type { DayTotals } from '../../../shared/trade-list'
import type { TradeItem, Trades } from '../../state/trades'
import { usd } from '../figures/format'
import { TradeWallet } from './trade-wallet'
import { actionText, dayText, line, TONES, timeText, totalsText } from './trade-words'

/** About the height of a trade with its words; each is measured once it is drawn. */
const ROW_PX = 62
const OVERSCAN = 10
/** Older ones are asked for before the end is in sight. */
const AHEAD = 30

/** Days and their trades, as many as fit. It begins at the trade `backTo`, with the focus on it; null: at the newest. */
export function TradeList({ trades, backTo }: { trades: Trades; backTo: number | null }) {
  const items = useStore(trades, (state) => state.items)
  const scroller = useRef<HTMLElement>(null)
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => keyOf(items[index], index),
    overscan: OVERSCAN,
  })
  useBackTo(backTo, items, list)
  const shown = list.getVirtualItems()
  const nearEnd = (shown.at(-1)?.index ?? 0) >= items.length - AHEAD
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page may end within the reach again
  useEffect(() => {
    if (nearEnd) void trades.older()
  }, [nearEnd, trades, items])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section className="trade-list" ref={scroller} aria-label={t('trades.list')} tabIndex={0}>
      <div className="trade-length" style={{ height: list.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const item = items[index]
          return (
            <div
              key={key}
              className="trade-place"
              ref={list.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              {item?.kind === 'day' && <Day totals={item.totals} />}
              {item?.kind === 'trade' && <Row row={item.row} onOpen={trades.open} />}
            </div>
          )
        })}
      </div>
    </section>
  )
}

/** Once, when the list comes back. */
function useBackTo(seq: number | null, items: readonly TradeItem[], list: Virtualizer<HTMLElement, Element>) {
  const back = useRef(seq)
  useEffect(() => {
    const index = items.findIndex((item) => item.kind === 'trade' && item.row.seq === back.current)
    back.current = null
    if (index < 0) return
    list.scrollToIndex(index, { align: 'center' })
    const frame = requestAnimationFrame(() =>
      list.scrollElement
        ?.querySelector<HTMLElement>(`[data-index="${index}"] .trade-row`)
        ?.focus({ preventScroll: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [items, list])
}

const keyOf = (item: TradeItem | undefined, index: number): string | number =>
  item === undefined ? index : item.kind === 'day' ? item.totals.day : item.row.seq

function Day({ totals }: { totals: DayTotals }) {
  return (
    <h2 className="trade-day">
      {dayText(totals.day)} <small>{totalsText(totals)}</small>
    </h2>
  )
}

function Row({ row, onOpen }: { row: TradeRow; onOpen(seq: number): void }) {
  const sides = [line(row.paid), line(row.got)].filter((side) => side !== null)
  return (
    <button className="trade-row" type="button" onClick={() => void onOpen(row.seq)}>
      <span className="trade-time">{timeText(row.at)}</span>
      <span className="trade-main">
        <span className="trade-what">
          <b>{actionText(row)}</b>{' '}
          {sides.map((side, index) => (
            <span key={index === 0 ? 'paid' : 'got'}>
              {index > 0 && ' → '}
              <bdi>{side}</bdi>
            </span>
          ))}
          {row.action === 'send' && row.recipient !== null && <bdi> → {shorten(row.recipient)}</bdi>}
        </span>
        <span className="trade-under">
          {row.wallet !== null && <TradeWallet address={row.wallet} />}
          {row.heard !== null && (
            <span className="trade-heard">
              <bdi>{t('trades.detail.quoted', { words: line(row.heard) ?? '' })}</bdi>
            </span>
          )}
        </span>
      </span>
      <span className="trade-end">
        <span className="trade-usd">{row.usd === null ? '' : usd(row.usd)}</span>
        <span className="trade-outcome" data-tone={TONES[row.outcome]}>
          {row.outcome === 'unknown' && row.looked !== null ? t('trades.lookedUp') : t(`trades.outcome.${row.outcome}`)}
        </span>
        {row.simulated && <span className="simulated">{t('trades.simulated')}</span>}
      </span>
    </button>
  )
}

const shorten = (address: string) => line(address.length > 12 ? `${address.slice(0, 4)}…${address.slice(-4)}` : address)
