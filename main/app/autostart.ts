import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Settings } from '../../shared/settings'
import { desktopEntry } from './desktop-entry'

type Wish = Pick<Settings, 'startAtLogin' | 'startHidden'>

interface AutostartDeps {
  platform: NodeJS.Platform
  /** A checkout is never started at log-in: it may be gone, or broken, tomorrow. */
  packaged: boolean
  /** Absolute path of what starts the app: an AppImage's own file, not what it unpacks to. */
  executable: string
  /** XDG_CONFIG_HOME, or what stands for it. */
  configHome: string
  /** macOS and Windows keep the list themselves. */
  setLoginItem(item: { openAtLogin: boolean; args: string[] }): void
  onProblem(sentence: string): void
}

/**
 * How a desktop's own list of start-up programs switches an entry off (Desktop Application Autostart Specification,
 * "Hidden"; the other is GNOME's). That is a choice of the trader, too.
 */
const SWITCHED_OFF = /^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m

/** Keeps the system's list of programs that start at log-in in step with the settings. */
export function createAutostart({
  platform,
  packaged,
  executable,
  configHome,
  setLoginItem,
  onProblem,
}: AutostartDeps) {
  const file = join(configHome, 'autostart', 'dexter-voice.desktop')
  let kept: Wish | null = null

  const keep = ({ startAtLogin, startHidden }: Wish, chosenNow: boolean) => {
    const args = startHidden ? ['--hidden'] : []
    if (platform !== 'linux') return setLoginItem({ openAtLogin: startAtLogin, args })
    if (!startAtLogin) return rmSync(file, { force: true })
    const before = read(file)
    if (!chosenNow && before !== null && SWITCHED_OFF.test(before)) return
    const entry = desktopEntry({ name: 'Dexter Voice', executable, args })
    if (entry === before) return
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, entry)
  }

  return {
    /**
     * Takes the settings: at start, and after each change. What is already so is left alone, but an app that was moved or
     * replaced since is entered anew.
     */
    follow(wish: Wish) {
      if (!packaged) return
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
