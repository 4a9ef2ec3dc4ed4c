import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAutostart } from '../../main/app/autostart'
import { t } from '../../shared/i18n'

let configHome: string
let file: string
beforeEach(() => {
  configHome = mkdtempSync(join(tmpdir(), 'dexter-config-'))
  file = join(configHome, 'autostart', 'dexter-voice.desktop')
})
afterEach(() => rmSync(configHome, { recursive: true, force: true }))

interface Given {
  platform?: NodeJS.Platform
  packaged?: boolean
  executable?: string
  /** Windows: what is on its list already, by name, and whether Task Manager lets it start. */
  run?: Record<string, { value: string; enabled: boolean }>
  /** As Login Items of macOS shows it. */
  status?: string
  /** What it shows once the app has switched it on. */
  thenStatus?: string
}

/** As Electron reads a command line of the list (Chromium's CommandLine::GetProgram). */
function programOf(value: string): string {
  const [, quoted, bare = ''] = /^(?:"([^"]*)"|(\S*))/.exec(value) ?? []
  return quoted ?? bare
}

function autostart(over: Given = {}) {
  const items: unknown[] = []
  const problems: string[] = []
  const { packaged = true, run = {}, thenStatus = 'enabled', ...rest } = over
  const { executable = '/opt/Dexter Voice/dexter-voice' } = over
  let { status = 'not-found' } = over
  const { follow } = createAutostart({
    app: {
      isPackaged: packaged,
      getPath: () => configHome,
      setLoginItemSettings(item) {
        items.push(item)
        status = item.openAtLogin ? thenStatus : 'not-registered'
        const { name = 'electron.app.Dexter Voice', openAtLogin, path = executable, args = [] } = item
        if (openAtLogin) run[name] = { value: [path, ...args].join(' '), enabled: true }
        else delete run[name]
      },
      getLoginItemSettings({ path = executable } = {}) {
        const program = programOf(path).toLowerCase()
        return {
          openAtLogin: status === 'enabled',
          status,
          launchItems: Object.entries(run)
            .map(([name, { value, enabled }]) => ({ name, enabled, path: programOf(value) }))
            .filter((item) => item.path.toLowerCase() === program),
        } as unknown as Electron.LoginItemSettings
      },
    },
    platform: 'linux',
    executable,
    onProblem(sentence) {
      problems.push(sentence)
      return () => void problems.splice(problems.indexOf(sentence), 1)
    },
    ...rest,
  })
  return { follow, items, problems, run }
}
const ON = { startAtLogin: true, startHidden: true }
const OFF = { startAtLogin: false, startHidden: true }
const entry = () => readFileSync(file, 'utf8')

test('switched on, an entry is there that starts the app without a window; switched off, it is gone', () => {
  const { follow, problems } = autostart()
  follow(OFF)
  expect(existsSync(join(configHome, 'autostart'))).toBe(false)
  follow(ON)
  expect(entry()).toBe(
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Dexter Voice',
      'TryExec=/opt/Dexter Voice/dexter-voice',
      'Exec="/opt/Dexter Voice/dexter-voice" --hidden',
      'Terminal=false',
      '',
    ].join('\n'),
  )
  follow({ ...ON, startHidden: false })
  expect(entry()).toContain('Exec="/opt/Dexter Voice/dexter-voice"\n')
  follow(OFF)
  expect(existsSync(file)).toBe(false)
  expect(problems).toEqual([])
})

test('an app that was moved since is entered anew at its next start', () => {
  autostart().follow(ON)
  autostart({ executable: '/home/me/Dexter.AppImage' }).follow(ON)
  expect(entry()).toContain('Exec=/home/me/Dexter.AppImage --hidden\n')
})

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'an entry that the desktop switched off (%s) stays off until it is chosen anew',
  (mark) => {
    autostart().follow(ON)
    writeFileSync(file, `${entry()}${mark}\n`)
    const { follow } = autostart()
    follow(ON)
    expect(entry()).toContain(mark)
    follow(OFF)
    follow(ON)
    expect(entry()).not.toContain(mark)
  },
)

test('a checkout touches nothing, not even what an installed app has entered', () => {
  autostart().follow(ON)
  const before = entry()
  const { follow } = autostart({ packaged: false, executable: '/checkout/electron' })
  follow(ON)
  follow(OFF)
  expect(entry()).toBe(before)
})

test('settings that say nothing of it write nothing', () => {
  const { follow } = autostart()
  follow(ON)
  rmSync(file)
  follow({ ...ON })
  expect(existsSync(file)).toBe(false)
})

describe('on Windows', () => {
  const executable = 'C:\\Users\\Jo Doe\\AppData\\Local\\Programs\\dexter-voice\\Dexter Voice.exe'
  const HIDDEN = `"${executable}" --hidden`
  const windows = (run: Given['run'] = {}) => autostart({ platform: 'win32', executable, run })

  test('a choice is entered, with and without a window, and taken back', () => {
    const { follow, run } = windows()
    follow(OFF)
    const values = [ON, { ...ON, startHidden: false }, ON, OFF].map((wish) => {
      follow(wish)
      return run['Dexter Voice']?.value
    })
    // Without the quotes Windows would start C:\Users\Jo.
    expect(values).toEqual([HIDDEN, `"${executable}"`, HIDDEN, undefined])
    expect(existsSync(file)).toBe(false)
  })

  test('what is on the list at a start stays as it is, switched off in the Task Manager too', () => {
    for (const enabled of [true, false]) {
      const { follow, items, run } = windows({ 'Dexter Voice': { value: HIDDEN, enabled } })
      follow(ON)
      expect(items).toEqual([])
      // Chosen anew, it is on.
      follow(OFF)
      follow(ON)
      expect(run).toEqual({ 'Dexter Voice': { value: HIDDEN, enabled: true } })
    }
  })

  test('an app that was moved since, or is not on the list, is entered at its next start', () => {
    const moved = { 'Dexter Voice': { value: '"D:\\Dexter Voice.exe" --hidden', enabled: true } }
    for (const before of [{}, moved]) {
      const { follow, run } = windows({ ...before })
      follow(ON)
      expect(run).toEqual({ 'Dexter Voice': { value: HIDDEN, enabled: true } })
    }
  })

  test('another program, whose path begins alike, is not taken for this one', () => {
    const { follow, run } = windows({ 'Dexter Voice': { value: 'C:\\Users\\Jo Doe\\other.exe', enabled: false } })
    follow(ON)
    expect(run['Dexter Voice']?.value).toBe(HIDDEN)
  })
})

test('what can not be written is said', () => {
  writeFileSync(join(configHome, 'autostart'), 'a file where the folder should be')
  const { follow, problems } = autostart()
  follow(ON)
  expect(problems).toEqual([t('app.autostart.notOn', { code: 'EEXIST' })])
})

test('macOS keeps the list itself: what is already so is left alone', () => {
  const { follow, items } = autostart({ platform: 'darwin' })
  follow(OFF)
  follow(ON)
  follow({ ...ON, startHidden: false })
  follow(OFF)
  follow(OFF)
  expect(items).toEqual([{ openAtLogin: true }, { openAtLogin: false }])
  const enabled = autostart({ platform: 'darwin', status: 'enabled' })
  enabled.follow(ON)
  expect(enabled.items).toEqual([])
  const never = autostart({ platform: 'darwin' })
  never.follow(OFF)
  expect(never.items).toEqual([])
})

test.each(['requires-approval', 'not-registered', 'not-found'])(
  'what the trader switched off in Login Items of macOS (%s) stays off until it is chosen anew, and nobody is nagged',
  (status) => {
    const { follow, items, problems } = autostart({ platform: 'darwin', status, thenStatus: status })
    follow(ON)
    expect([items, problems]).toEqual([[], []])
    follow(OFF)
    follow(ON)
    expect(items.at(-1)).toEqual({ openAtLogin: true })
    expect(problems).toEqual(
      status === 'requires-approval'
        ? [expect.stringMatching(/Turn it on in System Settings, General, Login Items/)]
        : [],
    )
  },
)

test('how it starts is no wish that it does: what was switched off in the system stays off', () => {
  const executable = 'C:\\Dexter Voice.exe'
  const run = { 'Dexter Voice': { value: `"${executable}" --hidden`, enabled: false } }
  const windows = autostart({ platform: 'win32', executable, run })
  const mac = autostart({ platform: 'darwin', status: 'not-registered' })
  for (const { follow, items } of [windows, mac]) {
    follow(ON)
    follow({ ...ON, startHidden: false })
    expect(items).toEqual([])
  }
})

test('what waits for approval in Login Items is withdrawn when it is switched off here', () => {
  const { follow, items } = autostart({ platform: 'darwin', thenStatus: 'requires-approval' })
  follow(OFF)
  follow(ON)
  follow(OFF)
  expect(items).toEqual([{ openAtLogin: true }, { openAtLogin: false }])
})
