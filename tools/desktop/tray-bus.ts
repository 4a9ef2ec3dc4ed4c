import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Desktop } from './desktop'

/** Hears of each tray icon on the desktop's bus: the first thing that one does is to ask for the bar that it shows in. */
export async function watchTrays(desktop: Desktop): Promise<{ next(): Promise<void>; close(): Promise<unknown> }> {
  const monitor = spawn('dbus-monitor', ['--session', "member='NameHasOwner',arg0='org.kde.StatusNotifierWatcher'"], {
    env: desktop.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(monitor, 'exit')
  let heard = () => {}
  monitor.stdout.on('data', (text) => {
    if (String(text).includes('StatusNotifierWatcher')) heard()
  })
  // It tells its own name when it listens.
  await once(monitor.stdout, 'data')
  return {
    next: () => new Promise((resolve) => (heard = resolve)),
    close() {
      monitor.kill()
      return ended
    },
  }
}
