import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, errors } from 'playwright-core'
import { findElectron } from '../setup/electron-runtime.mjs'
import { appArguments } from '../setup/launch.mjs'
import type { Desktop } from './desktop'

export interface LaunchOptions {
  /** The app's own switches, e.g. `--show-panel`. */
  args?: string[]
  /** The folder of settings and logs; a fresh one below the desktop's folder when left out. */
  profile?: string
  /** A profile without settings is a newcomer's, who is shown the first steps; else it is of somebody who knows the app. */
  newcomer?: boolean
  env?: Record<string, string>
}

/** Half a second, on an idle machine. */
const ATTACHED_MS = 30_000

/**
 * Starts the built app (`npm start` and `npm test` build it) on a desktop. Settles when its main process answers;
 * the windows come later. The caller closes it.
 */
export async function launchApp(desktop: Desktop, options: LaunchOptions = {}): Promise<ElectronApplication> {
  const { args = [], profile = mkdtempSync(join(desktop.dir, 'profile-')), newcomer = false, env = {} } = options
  if (!newcomer) knowTheApp(profile)
  const { executable } = await findElectron()
  const launch = () =>
    _electron.launch({
      executablePath: executable,
      args: appArguments([`--user-data-dir=${profile}`, ...args]),
      env: defined({ ...desktop.env, ...env }),
      timeout: ATTACHED_MS,
    })
  try {
    return patient(await launch())
  } catch (error) {
    // Playwright sometimes misses that the app has begun when both attach at once; it then has ended the app.
    if (error instanceof errors.TimeoutError) return patient(await launch())
    throw error
  }
}

function knowTheApp(profile: string): void {
  const settings = join(profile, 'settings.json')
  if (existsSync(settings)) return
  mkdirSync(profile, { recursive: true })
  writeFileSync(settings, JSON.stringify({ firstRunDone: true }))
}

/** Of one evaluation. */
const MOST_ASKED = 5

/**
 * V8's inspector holds the promise of an evaluation weakly, and loses it when memory is collected at that moment: what was
 * asked then is asked again, a few times, since an app that starts collects more than once. What it does must bear that.
 */
function patient(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app) as (...args: unknown[]) => Promise<unknown>
  app.evaluate = (async (...args: unknown[]) => {
    for (let asked = 1; ; asked++) {
      try {
        return await evaluate(...args)
      } catch (error) {
        const lost = error instanceof Error && error.message.includes('promise was garbage collected')
        if (!lost || asked === MOST_ASKED) throw error
      }
    }
  }) as typeof app.evaluate
  return app
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
