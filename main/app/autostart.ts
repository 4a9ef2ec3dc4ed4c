import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { App } from 'electron'
import { t } from '../../shared/i18n'
import type { Settings } from '../../shared/settings'
import type { Withdraw } from '../notice'
import { PLATFORM } from '../platform'
import { desktopEntry } from './desktop-entry'

type Wish = Pick<Settings, 'startAtLogin' | 'startHidden'>

/** What the app is called in the lists of Windows; its uninstaller (build/installer.nsh) removes it by this. */
const NAME = 'Dexter Voice'

interface AutostartDeps {
  app: Pick<App, 'isPackaged' | 'getPath' | 'setLoginItemSettings' | 'getLoginItemSettings'>
  platform?: NodeJS.Platform
  /** Absolute path of what starts the app: an AppImage's own file, not what it unpacks to. */
  executable?: string
  onProblem(sentence: string): Withdraw
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
  let withdraw: Withdraw = () => {}

  /** `chosenNow`: the start at log-in itself was switched; how it starts is no wish that it does. */
  const keep = ({ startAtLogin, startHidden }: Wish, chosenNow: boolean, atStart: boolean) => {
    const args = startHidden ? ['--hidden'] : []
    if (platform === 'darwin') return keepOnMac(startAtLogin, chosenNow)
    if (platform === 'win32') return keepOnWindows(startAtLogin, args, chosenNow, atStart)
    if (!startAtLogin) return rmSync(file, { force: true })
    const before = read(file)
    if (!chosenNow && before !== null && SWITCHED_OFF.test(before)) return
    const entry = desktopEntry({ name: NAME, executable, args })
    if (entry === before) return
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, entry)
  }

  /**
   * What Windows has on its list at a start is left as it is, and later what its Task Manager has switched off: to write it
   * again would switch it on.
   */
  const keepOnWindows = (openAtLogin: boolean, args: string[], chosenNow: boolean, atStart: boolean) => {
    // Both Windows and Electron end a path without quotes at its first space (electron/electron#32657, #53911).
    const path = `"${executable}"`
    const listed = app.getLoginItemSettings({ path }).launchItems.find(({ name }) => name === NAME)
    if (openAtLogin && listed && !chosenNow && (atStart || !listed.enabled)) return
    app.setLoginItemSettings({ name: NAME, openAtLogin, path, args })
  }

  /**
   * macOS keeps the list itself, under Login Items, and follows a bundle that is moved: only what is chosen here changes it, so
   * that what the trader has switched off or removed there stays so. What macOS does not let be is told.
   */
  const keepOnMac = (startAtLogin: boolean, chosenNow: boolean) => {
    const { openAtLogin, status } = app.getLoginItemSettings()
    if (startAtLogin && (openAtLogin || !chosenNow)) return
    // What waits for approval would start once that is given.
    if (!startAtLogin && !openAtLogin && status !== 'requires-approval') return
    app.setLoginItemSettings({ openAtLogin: startAtLogin })
    if (startAtLogin && app.getLoginItemSettings().status === 'requires-approval')
      withdraw = onProblem(t('app.autostart.approve'))
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
      const chosenNow = kept !== null && kept.startAtLogin !== wish.startAtLogin
      const atStart = kept === null
      kept = { startAtLogin: wish.startAtLogin, startHidden: wish.startHidden }
      withdraw()
      try {
        keep(wish, chosenNow, atStart)
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : t('app.autostart.refused')
        withdraw = onProblem(t(wish.startAtLogin ? 'app.autostart.notOn' : 'app.autostart.notOff', { code }))
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
