import { useRef } from 'react'
import { type Alert, type AlertsState, conditionText, durationText, NO_ALERTS, priceText } from '../../../shared/alerts'
import { dateFormat, t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Foreign } from '../foreign'
import { AlertForm } from './alert-form'
import './alerts.css'
import { focusBeside } from './focus-beside'
import { Watchlist } from './watchlist'

/** Price alerts and the watchlist: what is set, what it costs, and ways to add and remove. */
export function Alerts() {
  const { alerts, watched, servers, schedule } = useAppState((app) => app.alerts) ?? NO_ALERTS
  const token = useRef<HTMLInputElement>(null)
  return (
    <section className="alerts" aria-labelledby="alerts-title">
      <h3 id="alerts-title">{t('alerts.title')}</h3>
      <AlertForm servers={servers} tokenField={token} />
      <p className="alerts-schedule" role="status">
        {scheduleText(schedule)}
      </p>
      <AlertList alerts={alerts} onEmpty={() => token.current?.focus()} />
      <h4>{t('alerts.watchlist')}</h4>
      <Watchlist watched={watched} onEmpty={() => token.current?.focus()} />
    </section>
  )
}

function scheduleText({ state, everyMs, requestsPerHour }: AlertsState['schedule']): string {
  if (state === 'running') return t('alerts.running', { n: requestsPerHour, time: durationText(everyMs) })
  return t(`alerts.${state}`)
}

function AlertList({ alerts, onEmpty }: { alerts: readonly Alert[]; onEmpty(): void }) {
  const { bridge } = useApp()
  const list = useRef<HTMLUListElement>(null)
  if (alerts.length === 0) return <p className="alerts-none">{t('alerts.none')}</p>

  async function remove(id: string) {
    focusBeside(list.current, id, onEmpty)
    await bridge.cancelAlert(id)
  }

  return (
    <ul className="alerts-list" ref={list}>
      {alerts.map((alert) => (
        <li key={alert.id} data-state={alert.state.is}>
          <span className="alert-condition">
            <Foreign>{conditionText(alert)}</Foreign>
          </span>
          <span className="alert-state">{stateText(alert)}</span>
          <button
            className="button"
            type="button"
            data-id={alert.id}
            aria-label={t('alerts.removeAlert', { alert: conditionText(alert) })}
            onClick={() => void remove(alert.id)}
          >
            {t('alerts.remove')}
          </button>
        </li>
      ))}
    </ul>
  )
}

function stateText({ state }: Alert): string {
  switch (state.is) {
    case 'waiting':
      return t('alerts.state.waiting')
    case 'fired': {
      const time = dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(state.at)
      return t('alerts.state.fired', { price: priceText(state.price), time })
    }
    case 'failed':
      return t('alerts.state.failed', { reason: state.reason })
    default:
      return state satisfies never
  }
}
