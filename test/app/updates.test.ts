import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUpdates, type Updater } from '../../main/app/updates'
import { SettingsSchema } from '../../shared/settings'

// What electron-updater itself does is in update.e2e.ts; here is when it is let.
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-updates-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function scene(settings: Record<string, unknown> = {}) {
  const later: (() => void)[] = []
  const notices: string[] = []
  let quiet = true
  let downloads = 0
  const updater = {
    on: () => updater,
    checkForUpdates: async () => ({ isUpdateAvailable: true, updateInfo: { version: '2.0.0', releaseNotes: 'New' } }),
    downloadUpdate: async () => {
      downloads++
      return []
    },
  } as unknown as Updater
  const updates = createUpdates({
    load: async () => updater,
    version: '1.0.0',
    settings: () => SettingsSchema.parse(settings),
    quiet: () => quiet,
    after: (_ms, callback) => later.push(callback),
    file: join(dir, 'update.json'),
    notice: (_level, _code, text) => notices.push(text),
    onReady: () => {},
  })
  return {
    updates,
    updater,
    notices,
    later,
    quiet(is: boolean) {
      quiet = is
    },
    downloads: () => downloads,
  }
}

test('nothing is downloaded while a question is open', async () => {
  const { updates, later, quiet, downloads } = scene()
  quiet(false)
  const check = updates.check()
  await expect.poll(() => later.length).toBe(1)
  expect(downloads()).toBe(0)
  quiet(true)
  later.shift()?.()
  expect(await check).toBe('Version 2.0.0 is here, and is installed when you quit.')
  expect(downloads()).toBe(1)
  expect(JSON.parse(readFileSync(join(dir, 'update.json'), 'utf8'))).toEqual({ version: '2.0.0', notes: 'New' })
})

test('switched off it does not look by itself, and still does when asked', async () => {
  const { updates, later, downloads } = scene({ updates: false })
  updates.start()
  later.shift()?.()
  await expect.poll(() => later.length).toBe(1)
  expect(downloads()).toBe(0)
  await updates.check()
  expect(downloads()).toBe(1)
})

test('previews are taken by whoever chose them, and never an older version', async () => {
  const { updates, updater } = scene({ updateChannel: 'beta' })
  await updates.check()
  expect(updater).toMatchObject({ channel: 'beta', allowPrerelease: true, allowDowngrade: false, autoDownload: false })
})
