import { powerMonitor } from 'electron'
import type { Parts } from './parts'

/** What alerts wait for: no key is held, the computer is awake, and servers are as the settings say. */
export function followAlerts({ alerts, settings, state }: Parts): void {
  state.set({ alerts: alerts.state() })
  alerts.start()
  state.subscribe(({ status }) => status.state === 'listening', alerts.held)
  settings.follow(
    ({ backend, mcpServers, priceLookSeconds }) => ({ backend, mcpServers, priceLookSeconds }),
    () => void alerts.follow(),
  )
  powerMonitor.on('suspend', alerts.suspend)
  powerMonitor.on('resume', alerts.resume)
}
