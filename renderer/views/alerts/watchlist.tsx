import { useRef } from 'react'
import { priceText, shareText, type WatchedPrice } from '../../../shared/alerts'
import { t } from '../../../shared/i18n'
import { useApp } from '../app-context'
import { Sparkline } from '../cards/sparkline'
import { Foreign } from '../foreign'
import { focusBeside } from './focus-beside'

/** Watched tokens: price, the day's change, and the way it went since the app looks. */
export function Watchlist({ watched, onEmpty }: { watched: readonly WatchedPrice[]; onEmpty(): void }) {
  const { bridge } = useApp()
  const list = useRef<HTMLUListElement>(null)
  if (watched.length === 0) return <p className="alerts-none">{t('alerts.nothingWatched')}</p>

  async function unwatch(id: string) {
    focusBeside(list.current, id, onEmpty)
    await bridge.unwatchToken(id)
  }

  return (
    <ul className="watchlist" ref={list}>
      {watched.map(({ id, token: { symbol }, price, change24h, samples, problem }) => (
        <li key={id}>
          <strong>
            <Foreign>{symbol}</Foreign>
          </strong>
          <span className="watched-price">{price === null ? t('alerts.noPrice') : priceText(price)}</span>
          {change24h !== null && <Change percent={change24h} />}
          <Sparkline values={samples} label={trendOf(symbol, samples)} />
          <button
            className="button"
            type="button"
            data-id={id}
            aria-label={t('alerts.unwatch', { token: symbol })}
            onClick={() => void unwatch(id)}
          >
            {t('alerts.remove')}
          </button>
          {problem !== null && (
            <p className="watched-problem">
              <Foreign>{problem}</Foreign>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

const trendOf = (token: string, samples: readonly number[]): string =>
  t('alerts.chart', { token, first: priceText(samples[0] ?? 0), last: priceText(samples.at(-1) ?? 0) })

/** With its sign and an arrow: colour alone tells nobody who does not see it. */
function Change({ percent }: { percent: number }) {
  const way = percent > 0 ? 'up' : percent < 0 ? 'down' : 'flat'
  const share = `${SIGNS[way]}${shareText(percent)}`
  return (
    <span className="watched-change" data-way={way}>
      {t('alerts.change', { share })}
    </span>
  )
}
const SIGNS = { up: '▲ +', down: '▼ −', flat: '' } as const
