import { setTimeout as delay } from 'node:timers/promises'
import { displayServer } from '../app/display-server'
import { nameHasOwner } from '../app/session-bus'
import { PLATFORM } from '../platform'

const WATCHER = 'org.kde.StatusNotifierWatcher'
/** At log-in a desktop starts its parts in any order. */
const SETTLED_MS = 20_000

/**
 * Whether this desktop shows no tray icon, as GNOME does without its AppIndicator extension: nobody on the session bus takes
 * a StatusNotifierItem. Other desktops on X11 may have the older kind of tray, which the bus does not tell of: they count as
 * having one. Settles once the desktop had time to come up; never rejects.
 */
export async function isTrayMissing(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = PLATFORM,
  settledMs = SETTLED_MS,
): Promise<boolean> {
  if (platform !== 'linux') return false
  const gnome = (env.XDG_CURRENT_DESKTOP ?? '').split(':').includes('GNOME')
  if (!gnome && displayServer(env, platform) !== 'wayland') return false
  if (await nameHasOwner(WATCHER, env)) return false
  await delay(settledMs, undefined, { ref: false })
  return !(await nameHasOwner(WATCHER, env))
}
