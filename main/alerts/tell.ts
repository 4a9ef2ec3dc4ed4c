import type { Notification } from 'electron'
import type { Alert } from '../../shared/alerts'
import { t } from '../../shared/i18n'
import type { Notice } from '../notice'
import { firedText } from './sentences'

type SystemNotification = Pick<Notification, 'on' | 'show'>

interface TellDeps {
  /** null where the system has none. */
  notification(about: { title: string; body: string }): SystemNotification | null
  after(ms: number, callback: () => void): void
  notice: Notice
  announce(text: string): void
  showPanel(): void
}

/** A desktop without a notification service says nothing at all: what was not shown by then goes into the conversation. */
const SHOWN_MS = 3_000

/** Tells that an alert has fired: aloud and in the conversation, or by the system's notification. */
export function createTell({ notification, after, notice, announce, showPanel }: TellDeps) {
  return (alert: Alert, price: number): void => {
    const text = firedText(alert, price)
    const inConversation = () => notice('info', 'price_alert', text)
    if (alert.spoken) {
      inConversation()
      return announce(text)
    }
    const shown = notification({ title: t('alerts.fired.title', { token: alert.token.symbol }), body: text })
    if (shown === null) return void inConversation()
    let settled = false
    const settle = (wasShown: boolean) => {
      if (settled) return
      settled = true
      if (!wasShown) inConversation()
    }
    shown.on('show', () => settle(true))
    // Windows tells this; elsewhere nothing comes.
    shown.on('failed', () => settle(false))
    shown.on('click', showPanel)
    after(SHOWN_MS, () => settle(false))
    shown.show()
  }
}
