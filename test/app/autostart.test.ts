import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAutostart } from '../../main/app/autostart'

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
  /** As Task Manager shows it. */
  enabled?: boolean
  /** As Login Items of macOS shows it. */
  status?: string
  /** What it shows once the app has switched it on. */
  thenStatus?: string
}

function autostart(over: Given = {}) {
  const items: unknown[] = []
  const problems: string[] = []
  const { packaged = true, enabled = true, thenStatus = 'enabled', ...rest } = over
  let { status = 'not-found' } = over
  const { follow } = createAutostart({
    app: {
      isPackaged: packaged,
      getPath: () => configHome,
      setLoginItemSettings(item) {
        items.push(item)
        status = item.openAtLogin ? thenStatus : 'not-registered'
      },
      getLoginItemSettings: () =>
        ({
          openAtLogin: status === 'enabled',
          status,
          launchItems: [{ name: 'Dexter Voice', enabled }],
        }) as unknown as Electron.LoginItemSettings,
    },
    platform: 'linux',
    executable: '/opt/Dexter Voice/dexter-voice',
    onProblem: (sentence) => problems.push(sentence),
    ...rest,
  })
  return { follow, items, problems }
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

test('Windows keeps the list itself', () => {
  const { follow, items } = autostart({ platform: 'win32' })
  follow(ON)
  follow({ ...ON, startHidden: false })
  follow(OFF)
  expect(items).toEqual([
    { name: 'Dexter Voice', openAtLogin: true, args: ['--hidden'] },
    { name: 'Dexter Voice', openAtLogin: true, args: [] },
    { name: 'Dexter Voice', openAtLogin: false, args: ['--hidden'] },
  ])
  expect(existsSync(file)).toBe(false)
})

test('what was switched off in the Task Manager of Windows stays off until it is chosen anew', () => {
  const { follow, items } = autostart({ platform: 'win32', enabled: false })
  follow(ON)
  expect(items).toEqual([])
  follow(OFF)
  follow(ON)
  expect(items).toEqual([
    { name: 'Dexter Voice', openAtLogin: false, args: ['--hidden'] },
    { name: 'Dexter Voice', openAtLogin: true, args: ['--hidden'] },
  ])
})

test('what can not be written is said', () => {
  writeFileSync(join(configHome, 'autostart'), 'a file where the folder should be')
  const { follow, problems } = autostart()
  follow(ON)
  expect(problems).toEqual(['The start at log-in could not be switched on (EEXIST).'])
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
        ? [expect.stringMatching(/switch it on in System Settings, General, Login Items/)]
        : [],
    )
  },
)
