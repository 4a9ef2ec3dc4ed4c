import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import type { Settings } from '../../shared/settings'
import { PLATFORM } from '../platform'
import { desktopEntry } from './desktop-entry'

type Wish = Pick<Settings, 'startAtLogin' | 'startHidden'>

/** What the app is called in the lists of Windows; its uninstaller (build/installer.nsh) removes it by this. */
const NAME = 'Dexter Voice'

const NOT_APPROVED =
  'macOS doesn’t start Dexter Voice at log-in yet: switch it on in System Settings, General, Login Items.'

interface AutostartDeps {
  app: Pick<App, 'isPackaged' | 'getPath' | 'setLoginItemSettings' | 'getLoginItemSettings'>
  platform?: NodeJS.Platform
  /** Absolute path of what starts the app: an AppImage's own file, not what it unpacks to. */
  executable?: string
  onProblem(sentence: string): void
}

/**
 * How a desktop's own list of start-up programs switches an entry off (Desktop Application Autostart Specification,
 * "Hidden"; the other is GNOME's). That is a choice of the trader, too.
 */
const SWITCHED_OFF = /^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m

/** Keeps the system's list of programs that start at log-in in step with the settings. */
export function createAutostart({
  app,
  platform = PLATFORM,
  executable = process.env.APPIMAGE ?? process.execPath,
  onProblem,
}: AutostartDeps) {
  // On Linux that is XDG_CONFIG_HOME, or what stands for it.
  const file = join(app.getPath('appData'), 'autostart', 'dexter-voice.desktop')
  let kept: Wish | null = null

  const keep = ({ startAtLogin, startHidden }: Wish, chosenNow: boolean) => {
    const args = startHidden ? ['--hidden'] : []
    if (platform === 'darwin') return keepOnMac(startAtLogin, chosenNow)
    // Windows keeps the list itself, and its Task Manager can switch an entry off: to write it again would switch it on.
    if (platform === 'win32') {
      const switchedOff = app.getLoginItemSettings().launchItems.some(({ name, enabled }) => name === NAME && !enabled)
      if (startAtLogin && switchedOff && !chosenNow) return
      return app.setLoginItemSettings({ name: NAME, openAtLogin: startAtLogin, args })
    }
    if (!startAtLogin) return rmSync(file, { force: true })
    const before = read(file)
    if (!chosenNow && before !== null && SWITCHED_OFF.test(before)) return
    const entry = desktopEntry({ name: NAME, executable, args })
    if (entry === before) return
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, entry)
  }

  /**
   * macOS keeps the list itself, under Login Items, and follows a bundle that is moved: only what is chosen here changes it, so
   * that what the trader has switched off or removed there stays so. What macOS does not let be is told.
   */
  const keepOnMac = (startAtLogin: boolean, chosenNow: boolean) => {
    const { openAtLogin, status } = app.getLoginItemSettings()
    if (openAtLogin === startAtLogin || (startAtLogin && !chosenNow)) return
    if (!startAtLogin && (status === 'not-registered' || status === 'not-found')) return
    app.setLoginItemSettings({ openAtLogin: startAtLogin })
    if (startAtLogin && app.getLoginItemSettings().status === 'requires-approval') onProblem(NOT_APPROVED)
  }

  return {
    /**
     * Takes the settings: at start, and after each change. What is already so is left alone, but an app that was moved or
     * replaced since is entered anew.
     */
    follow(wish: Wish) {
      // A checkout is never started at log-in: it may be gone, or broken, tomorrow.
      if (!app.isPackaged) return
      if (kept?.startAtLogin === wish.startAtLogin && kept.startHidden === wish.startHidden) return
      const chosenNow = kept !== null
      kept = { startAtLogin: wish.startAtLogin, startHidden: wish.startHidden }
      try {
        keep(wish, chosenNow)
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? String(error.code) : 'the system refused'
        onProblem(`The start at log-in could not be switched ${wish.startAtLogin ? 'on' : 'off'} (${why}).`)
      }
    },
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
