import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type System, systemOf } from '../../shared/hotkeys'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { watchTrays } from '../desktop/tray-bus'
import { checkout } from '../setup/checkout.mjs'
import { whyNoSandbox } from '../setup/launch.mjs'
import { Problem } from '../setup/problem.mjs'

const run = promisify(execFile)
const TRAY_MS = 30_000
const LOOK_MS = 500

/** What a run of the packaged app needs of the system that it runs on. */
export interface Stage {
  system: System
  desktop: Desktop
  env: NodeJS.ProcessEnv
  /** Switches that this computer needs. */
  switches: string[]
  /** The folder of settings and logs. */
  profile: string
  /** Settles with whether the system shows an icon of this process in its tray or menu bar. */
  trayShows(pid: number, executable: string): Promise<boolean>
  /** Plays a file into what the system takes for its microphone; rejects where that can't be done. */
  play(wav: string): Promise<void>
  /** Lines about processes of the app in this folder that still run. */
  running(folder: string): Promise<string[]>
  /** Why a file can't be played into a microphone here; null when it can. */
  deaf: string | null
  close(): Promise<void>
}

/** Where electron-builder puts the app of this system, below dist/. */
export function packagedExecutable(given: string | undefined): string {
  const inside = 'Dexter Voice.app/Contents/MacOS/Dexter Voice'
  const places: Record<System, string[]> = {
    linux: ['linux-unpacked/dexter-voice', 'linux-arm64-unpacked/dexter-voice'],
    darwin: [`mac-${process.arch}/${inside}`, `mac/${inside}`, `mac-universal/${inside}`],
    win32: ['win-unpacked/Dexter Voice.exe', 'win-arm64-unpacked/Dexter Voice.exe'],
  }
  const here = places[systemOf(process.platform)].map((place) => join(checkout, 'dist', place))
  const found = given ?? here.find((path) => existsSync(path))
  if (found === undefined || !existsSync(found))
    throw new Problem(`There is no packaged app at ${found ?? here.join(', ')}: run “npm run package -- dir” first.`)
  return found
}

/** Linux gets a desktop of its own; elsewhere it is this computer's, which a runner has for itself alone. */
export async function openStage(): Promise<Stage> {
  const desktop = await startDesktop()
  const system = systemOf(process.platform)
  const running = (folder: string) => (system === 'win32' ? runningOnWindows(folder) : runningHere(folder))
  const stage = { desktop, system, running, close: desktop.close, ...(await OPEN[system](desktop)) }
  if (existsSync(stage.profile))
    throw new Problem(`Dexter Voice has settings and logs in ${stage.profile}: run this where nobody uses it.`)
  return stage
}

type Own = Omit<Stage, 'desktop' | 'system' | 'close' | 'running'>

const OPEN: Record<System, (desktop: Desktop) => Promise<Own>> = {
  async linux(desktop) {
    const config = mkdtempSync(join(desktop.dir, 'config-'))
    const trays = await watchTrays(desktop)
    // Listened for from before the start: it is asked for once.
    const asked = trays.next()
    return {
      env: { ...desktop.env, XDG_CONFIG_HOME: config },
      switches: whyNoSandbox() ? ['--no-sandbox'] : [],
      profile: join(config, 'Dexter Voice'),
      async trayShows() {
        const came = await Promise.race([asked.then(() => true), delay(TRAY_MS, false)])
        await trays.close()
        return came
      },
      play: (wav) => desktop.microphone.play(wav),
      deaf: desktop.audioProblem,
    }
  },
  async darwin() {
    // The default input and output of a runner with BlackHole, which gives to one what is played to the other.
    const { stdout } = await run('system_profiler', ['SPAudioDataType']).catch(() => ({ stdout: '' }))
    return {
      env: { ...process.env },
      switches: [],
      profile: join(homedir(), 'Library', 'Application Support', 'Dexter Voice'),
      trayShows: (pid) =>
        poll(async () => {
          const { stdout } = await run('osascript', ['-l', 'JavaScript', '-e', MENU_BAR_WINDOWS])
          return stdout.split(/[\s,]+/).includes(String(pid))
        }),
      play: async (wav) => void (await run('afplay', [wav])),
      deaf: /BlackHole/.test(stdout) ? null : 'BlackHole is not installed, so nothing can be played into a microphone.',
    }
  },
  async win32() {
    const devices =
      spawnSync('powershell', ['-NoProfile', '-Command', SOUND_DEVICES], { encoding: 'utf8' }).stdout ?? ''
    return {
      env: { ...process.env },
      switches: [],
      profile: join(process.env.APPDATA ?? '', 'Dexter Voice'),
      trayShows: (_pid, executable) =>
        poll(async () => {
          const { stdout } = await run('powershell', ['-NoProfile', '-Command', NOTIFY_ICONS])
          return stdout.toLowerCase().includes(executable.toLowerCase())
        }),
      play: async (wav) =>
        void (await run('powershell', [
          '-NoProfile',
          '-Command',
          `(New-Object Media.SoundPlayer '${wav}').PlaySync()`,
        ])),
      deaf: /cable/i.test(devices)
        ? null
        : 'No virtual cable is installed, so nothing can be played into a microphone.',
    }
  },
}

/** Owners of the windows in the menu bar (NSStatusWindowLevel, 25): macOS tells everybody these two of every window. */
const MENU_BAR_WINDOWS = `ObjC.import('CoreGraphics')
const windows = ObjC.castRefToObject($.CGWindowListCopyWindowInfo(0, 0))
const owners = []
for (let at = 0; at < windows.count; at++) {
  const window = windows.objectAtIndex(at)
  if (window.objectForKey('kCGWindowLayer').intValue === 25) owners.push(window.objectForKey('kCGWindowOwnerPID').intValue)
}
owners.join(' ')`
/** Windows 11 and Server 2025 keep a list of every program that has put an icon there. */
const NOTIFY_ICONS =
  "Get-ChildItem 'HKCU:\\Control Panel\\NotifyIconSettings' | ForEach-Object { $_.GetValue('ExecutablePath') }"
const SOUND_DEVICES = 'Get-CimInstance Win32_SoundDevice | ForEach-Object { $_.Name }'

async function poll(shows: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + TRAY_MS; Date.now() < end; await delay(LOOK_MS))
    if (await shows().catch(() => false)) return true
  return false
}

async function runningHere(folder: string): Promise<string[]> {
  const { stdout } = await run('ps', ['-Aww', '-o', 'pid=,command='])
  return stdout.split('\n').filter((line) => line.includes(`${folder}/`) && !line.includes('scripts/smoke'))
}

async function runningOnWindows(folder: string): Promise<string[]> {
  const { stdout } = await run('powershell', [
    '-NoProfile',
    '-Command',
    'Get-Process | Where-Object Path | ForEach-Object { $_.Path }',
  ])
  return stdout.split(/\r?\n/).filter((path) => path.toLowerCase().startsWith(folder.toLowerCase()))
}
