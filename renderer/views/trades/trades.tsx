import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { t } from '../../../shared/i18n'
import { EVERY_TRADE } from '../../../shared/trade-list'
import { createTrades, type Trades as TradesStore } from '../../state/trades'
import { useApp } from '../app-context'
import { TradeDetailView } from './trade-detail'
import { TradeFilterBar } from './trade-filter-bar'
import { TradeList } from './trade-list'
import { proofText } from './trade-words'
import './trades.css'

/** Every trade that the ledger knows, newest first; or one of them whole. */
export function Trades() {
  const { bridge } = useApp()
  const [trades] = useState(() => createTrades(bridge))
  const detail = useStore(trades, (state) => state.detail)
  useEffect(() => trades.follow(), [trades])
  /** The trade that was open last: whoever closes it goes on from there. */
  const opened = useRef<number | null>(null)
  if (detail !== null) opened.current = detail.record.seq
  return (
    <div className="trades">
      {detail === null ? (
        <>
          <TradeFilterBar trades={trades} />
          <Body trades={trades} backTo={opened.current} />
          <Foot trades={trades} />
        </>
      ) : (
        <TradeDetailView trades={trades} detail={detail} />
      )}
    </div>
  )
}

function Body({ trades, backTo }: { trades: TradesStore; backTo: number | null }) {
  const { total, filter, problem } = useStore(trades)
  if (problem !== null) return <p className="trades-note trades-bad">{problem}</p>
  if (total === null) return <p className="trades-note">{t('trades.loading')}</p>
  if (total > 0) return <TradeList trades={trades} backTo={backTo} />
  const all = JSON.stringify(filter) === JSON.stringify(EVERY_TRADE)
  return (
    <div className="trades-note">
      {all ? (
        <>
          <h2>{t('trades.none')}</h2>
          <p>{t('trades.noneAbout')}</p>
        </>
      ) : (
        <>
          <h2>{t('trades.noMatch')}</h2>
          <button className="button" type="button" onClick={() => trades.setFilter(EVERY_TRADE)}>
            {t('trades.showAll')}
          </button>
        </>
      )}
    </div>
  )
}

function Foot({ trades }: { trades: TradesStore }) {
  const { proof, told, busy, total } = useStore(trades)
  const { ok, text } = proofText(proof)
  return (
    <div className="trades-foot">
      <p
        className={ok ? 'trades-proof' : 'trades-proof trades-bad'}
        role="status"
        title={proof?.newestHash ?? undefined}
      >
        {text}
      </p>
      {told !== null && (
        <p className={told.ok ? 'trades-told' : 'trades-told trades-bad'} role="status">
          <bdi>{told.message}</bdi>
        </p>
      )}
      <div className="trades-export">
        <button
          className="button"
          type="button"
          disabled={busy !== null || total === null}
          onClick={() => void trades.export('csv')}
        >
          {t('trades.exportCsv')}
        </button>
        <button
          className="button"
          type="button"
          disabled={busy !== null || total === null}
          onClick={() => void trades.export('json')}
        >
          {t('trades.exportJson')}
        </button>
      </div>
    </div>
  )
}
