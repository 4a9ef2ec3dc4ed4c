import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readPublicKey } from '../../main/app/update-signature'
import type { UpdateSource } from '../../main/app/update-source'
import { createUpdates, type Updater } from '../../main/app/updates'
import { SettingsSchema } from '../../shared/settings'
import { makeUpdateKey } from './update-key'

// What electron-updater itself does is in update.e2e.ts; here is when it is let.
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-updates-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

function scene(
  settings: Record<string, unknown> = {},
  signed: Partial<Pick<UpdateSource, 'key'>> & { list?: object } = {},
) {
  const path = join(dir, 'new.AppImage')
  const later: (() => void)[] = []
  const notices: string[] = []
  let quiet = true
  let downloads = 0
  const updater = {
    on: () => updater,
    checkForUpdates: async () => ({
      isUpdateAvailable: true,
      updateInfo: { version: '2.0.0', releaseNotes: 'New', ...signed.list },
    }),
    downloadUpdate: async () => {
      downloads++
      writeFileSync(path, 'new')
      return [path]
    },
  } as unknown as Updater
  const updates = createUpdates({
    load: async () => updater,
    obstacle: '',
    key: signed.key ?? null,
    platform: 'linux',
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
    path,
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

test('nothing is installed at the end that was not looked at once more', async () => {
  const { updates, updater } = scene()
  await updates.check()
  expect(updater.autoInstallOnAppQuit).toBe(false)
  await updates.beforeQuit()
  expect(updater.autoInstallOnAppQuit).toBe(true)
})

test.each([
  ['changed', (path: string) => writeFileSync(path, 'other')],
  ['removed', (path: string) => rmSync(path)],
])(
  'what was %s between its check and the end is not installed, and that is told at the next start',
  async (_, change) => {
    const { updates, updater, path } = scene()
    await updates.check()
    change(path)
    await updates.beforeQuit()
    expect(updater.autoInstallOnAppQuit).toBe(false)
    const next = scene()
    next.updates.start()
    const told = 'Version 2.0.0 was changed on your disk after it had been checked: it was not installed.'
    expect(next.notices).toEqual([told])
    await expect.poll(() => readFileSync(join(dir, 'update.json'), 'utf8')).not.toContain('changed')
  },
)

describe('where updates must be signed', () => {
  const signer = makeUpdateKey()
  const key = readPublicKey(signer.publicFile)
  const list = (content: string) => ({
    version: '2.0.0',
    files: [{ url: 'new.AppImage', sha512: createHash('sha512').update(content).digest('base64'), size: 3 }],
  })
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
  afterEach(() => void vi.restoreAllMocks())
  const refusal = 'Version 2.0.0 is not signed by the makers of Dexter Voice: it was not taken.'

  test('one that is, is taken', async () => {
    const { updates } = scene({}, { key, list: { ...list('new'), signature: signer.sign(list('new')) } })
    expect(await updates.check()).toBe('Version 2.0.0 is here, and is installed when you quit.')
  })

  test.each([
    ['without a signature', list('new')],
    ['signed by somebody else', { ...list('new'), signature: makeUpdateKey().sign(list('new')) }],
    ['with the signature of other files', { ...list('new'), signature: signer.sign(list('old')) }],
  ])('one %s is not even downloaded, and that is said', async (_, offered) => {
    const { updates, downloads } = scene({}, { key, list: offered })
    expect(await updates.check()).toBe(refusal)
    expect(downloads()).toBe(0)
  })

  test('a file that is none of those that were signed is not taken', async () => {
    const { updates, updater } = scene({}, { key, list: { ...list('old'), signature: signer.sign(list('old')) } })
    expect(await updates.check()).toBe(refusal)
    await updates.beforeQuit()
    expect(updater.autoInstallOnAppQuit).toBe(false)
  })
})
