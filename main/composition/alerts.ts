import { join } from 'node:path'
import { Notification, net } from 'electron'
import { createAlerts } from '../alerts/alerts'
import { createPriceServers } from '../alerts/servers'
import { createTell } from '../alerts/tell'
import type { AppStateStore } from '../app/app-state'
import { notificationBody } from '../app/notification-text'
import type { SettingsStore } from '../app/settings-store'
import type { createWindows } from '../app/windows'
import type { createBackends } from '../backends/backends'
import type { Fetch } from '../backends/http-json'
import type { Identity } from './identity'

interface AlertDeps {
  profile: string
  settings: SettingsStore
  state: AppStateStore
  windows: ReturnType<typeof createWindows>
  backends: ReturnType<typeof createBackends>
  secrets: Identity['secrets']
  fetch: Fetch
}

/** Price alerts and the watchlist, with what they reach: market servers, the system's notifications, the engine. */
export function createAlertParts({ profile, settings, state, windows, backends, secrets, fetch }: AlertDeps) {
  const tell = createTell({
    notification: ({ title, body }) =>
      Notification.isSupported() ? new Notification({ title, body: notificationBody(body) }) : null,
    after: (ms, callback) => void setTimeout(callback, ms),
    notice: state.notice,
    announce: (text) => windows.push('command', { type: 'announce', text }),
    showPanel: () => windows.showPanel(),
  })
  const alerts = createAlerts({
    file: join(profile, 'alerts.json'),
    servers: createPriceServers({
      settings: settings.current,
      release: secrets.release,
      practice: backends.practiceMarket,
      fetch,
    }),
    now: Date.now,
    mono: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    everyMs: () => settings.current().priceLookSeconds * 1000,
    isOnline: () => net.isOnline(),
    notice: state.notice,
    tell,
    onChange: () => state.set({ alerts: alerts.state() }),
  })
  return alerts
}
