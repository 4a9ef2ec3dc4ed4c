import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkPlace } from '../../main/app/update-place'
import { readPublicKey } from '../../main/app/update-signature'
import type { Updater, UpdateSource } from '../../main/app/update-source'
import { createUpdates } from '../../main/app/updates'
import { SettingsSchema } from '../../shared/settings'
import { makeUpdateKey } from './update-key'

// What electron-updater itself does is in update.e2e.ts; here is when it is let.
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-updates-'))
})
afterEach(() => rmSync(dir, { recursive: true, maxRetries: 3 }))

function scene(
  settings: Record<string, unknown> = {},
  signed: Partial<Pick<UpdateSource, 'key'>> & { list?: object } = {},
  {
    version = '1.0.0',
    place = '/opt/dexter/Dexter.AppImage',
    platform = 'linux' as NodeJS.Platform,
    download = async (_path: string) => {},
    checkPlace = async () => {},
  } = {},
) {
  const path = join(dir, 'new.AppImage')
  const later: (() => void)[] = []
  const notices: string[] = []
  const withdrawn: string[] = []
  const installs: unknown[] = []
  let quiet = true
  let downloads = 0
  let fail = (_error: Error) => {}
  let installProblem: Error | null = null
  const updater = {
    on: (_name: string, listener: (error: Error) => void) => {
      fail = listener
      return updater
    },
    checkForUpdates: async () => ({
      isUpdateAvailable: true,
      updateInfo: { version: '2.0.0', releaseNotes: 'New', ...signed.list },
    }),
    quitAndInstall(silent: boolean, runAfter: boolean) {
      installs.push([silent, runAfter])
      if (installProblem) fail(installProblem)
    },
    downloadUpdate: async () => {
      downloads++
      await download(path)
      writeFileSync(path, 'new')
      return [path]
    },
  } as unknown as Updater
  const updates = createUpdates({
    load: async () => updater,
    obstacle: null,
    key: signed.key ?? null,
    platform,
    place,
    checkPlace,
    version,
    settings: () => SettingsSchema.parse(settings),
    quiet: () => quiet,
    after: (_ms, callback) => later.push(callback),
    file: join(dir, 'update.json'),
    notice(_level, _code, text) {
      notices.push(text)
      return () => withdrawn.push(text)
    },
    onReady: () => {},
  })
  return {
    updates,
    updater,
    path,
    notices,
    withdrawn,
    installs,
    later,
    quiet(is: boolean) {
      quiet = is
    },
    downloads: () => downloads,
    failToInstall(problem: Error) {
      installProblem = problem
    },
    fail: (error: Error) => fail(error),
    /** The next routine look, with all that it waits for. */
    async look() {
      const before = later.length
      later.shift()?.()
      await expect.poll(() => later.length).toBe(before)
    },
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
  expect(await check).toBe(
    'Version 2.0.0 is ready and installs when you quit. To install it now, choose “Restart to install” in the tray menu or in Settings.',
  )
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

test('a restart whose installer fails starts what there is, asks for no second password, and says so then', async () => {
  const { updates, updater, installs, failToInstall } = scene()
  await updates.check()
  await updates.beforeQuit()
  // Whoever closes the question for a password (electron-updater, LinuxUpdater).
  failToInstall(new Error('Command pkexec exited with code 126'))
  expect(await updates.installAndRestart()).toBe(false)
  expect([installs.length, updater.autoInstallOnAppQuit]).toEqual([1, false])
  const next = scene()
  next.updates.start()
  expect(next.notices).toEqual([
    'Version 2.0.0 couldn’t be installed, so you still have version 1.0.0. Check for updates to try again.',
  ])
  // It is forgotten on the disk, too, before the folder goes.
  await expect.poll(() => readFileSync(join(dir, 'update.json'), 'utf8')).not.toContain('could not')
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
    const told = 'Version 2.0.0 was changed on your disk after it was checked. It wasn’t installed.'
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
  const refusal = 'Version 2.0.0 isn’t signed by the makers of Dexter Voice. It wasn’t installed.'

  test('one that is, is taken', async () => {
    const { updates } = scene({}, { key, list: { ...list('new'), signature: signer.sign(list('new')) } })
    expect(await updates.check()).toBe(
      'Version 2.0.0 is ready and installs when you quit. To install it now, choose “Restart to install” in the tray menu or in Settings.',
    )
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

describe('an update that can not be installed', () => {
  const failing = (message: string, code?: string) => ({
    download: async () => {
      throw Object.assign(new Error(message), code === undefined ? {} : { code })
    },
  })
  const READ_ONLY =
    'Cannot update while running on a read-only volume. The application is on a read-only volume. Please move the application and try again.'

  test.each([
    [
      'a read-only volume',
      'darwin',
      failing(READ_ONLY),
      /in a folder that can’t be changed\. Move it to the Applications/,
    ],
    [
      'a read-only file system',
      'linux',
      failing('EROFS: read-only file system, open', 'EROFS'),
      /Move it to a folder you can/,
    ],
    [
      'no rights',
      'linux',
      failing("EACCES: permission denied, rename '/opt'", 'EACCES'),
      /don’t have permission to replace.*by hand/,
    ],
    [
      'no rights on Windows',
      'win32',
      failing("EPERM: operation not permitted, open 'C:'", 'EPERM'),
      /don’t have permission to replace/,
    ],
    [
      'a full disk',
      'linux',
      failing('ENOSPC: no space left on device, write', 'ENOSPC'),
      /disk is full\. Free up some/,
    ],
  ] as const)('because of %s is said once, and not fetched again', async (_, platform, how, sentence) => {
    const { updates, look, notices, downloads } = scene({}, {}, { platform, ...how })
    updates.start()
    for (let day = 0; day < 4; day++) await look()
    expect(notices).toEqual([expect.stringMatching(/^Version 2\.0\.0 can’t be installed, /)])
    expect(notices[0]).toMatch(sentence)
    expect(downloads()).toBe(1)
    // Nor after the next start, unless the app is another, or somewhere else.
    const next = scene({}, {}, { platform, ...how })
    next.updates.start()
    await next.look()
    expect([next.notices, next.downloads()]).toEqual([[], 0])
    for (const other of [{ version: '1.0.1' }, { place: '/home/me/Dexter.AppImage' }]) {
      const moved = scene({}, {}, { platform, ...other })
      moved.updates.start()
      await moved.look()
      expect(moved.downloads()).toBe(1)
    }
  })

  test('is tried when the trader asks, and no longer remembered once it worked', async () => {
    let full = true
    const download = async () => {
      if (full) throw Object.assign(new Error('write'), { code: 'ENOSPC' })
    }
    const { updates, look, downloads, notices, withdrawn } = scene({}, {}, { download })
    updates.start()
    await look()
    expect(withdrawn).toEqual([])
    expect(await updates.check()).toMatch(/^Version 2\.0\.0 can’t be installed, because your disk is full/)
    full = false
    expect(await updates.check()).toBe(
      'Version 2.0.0 is ready and installs when you quit. To install it now, choose “Restart to install” in the tray menu or in Settings.',
    )
    expect(downloads()).toBe(3)
    expect(readFileSync(join(dir, 'update.json'), 'utf8')).not.toContain('stuck')
    // Why it could not be installed no longer holds.
    expect(withdrawn).toEqual([notices[0]])
  })

  test('is not even fetched where the place tells', async () => {
    const checkPlace = async () => {
      throw Object.assign(new Error('access'), { code: 'EACCES' })
    }
    const { updates, look, notices, downloads } = scene({}, {}, { checkPlace })
    updates.start()
    await look()
    expect([notices.length, downloads()]).toEqual([1, 0])
  })

  test('is told when Squirrel finds out later, once, and is no longer offered', async () => {
    const { updates, fail, notices, withdrawn, look } = scene({}, {}, { platform: 'darwin' })
    updates.start()
    await look()
    fail(new Error(READ_ONLY))
    fail(new Error(READ_ONLY))
    fail(new Error('something else'))
    await expect
      .poll(() => notices.slice(1))
      .toEqual([expect.stringMatching(/^Version 2\.0\.0 can’t be installed, .*Applications folder/)])
    await expect.poll(() => readFileSync(join(dir, 'update.json'), 'utf8')).toContain('stuck')
    // That it was ready, and would be installed at the end.
    expect(withdrawn).toEqual([notices[0]])
  })

  test('is another thing than a network that fails: that is looked at again', async () => {
    const blocked = Object.assign(new Error('connect EACCES 192.0.2.1:443'), { code: 'EACCES', syscall: 'connect' })
    const { updates, look, notices, downloads } = scene(
      {},
      {},
      {
        download: async () => {
          throw blocked
        },
      },
    )
    updates.start()
    for (let day = 0; day < 3; day++) await look()
    expect([notices, downloads()]).toEqual([[], 3])
  })
})

test('the place of an AppImage, or of a Mac’s bundle, is looked at before anything is fetched', async () => {
  await expect(checkPlace(join(dir, 'gone', 'Dexter.AppImage'), 'linux')).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(checkPlace(join(dir, 'Dexter.AppImage'), 'linux')).resolves.toBeUndefined()
  await expect(checkPlace('/usr/bin/dexter-voice', 'linux')).resolves.toBeUndefined()
  await expect(checkPlace(join(dir, 'Dexter.app/Contents/MacOS/Dexter'), 'darwin')).resolves.toBeUndefined()
})

test('a restart installs what is ready and starts it, once it was looked at again; without one, or a changed one, nothing', async () => {
  const { updates, installs, path } = scene()
  expect(await updates.installAndRestart()).toBe(false)
  await updates.check()
  await updates.beforeQuit()
  expect(await updates.installAndRestart()).toBe(true)
  expect(installs).toEqual([[true, true]])
  const changed = scene()
  await changed.updates.check()
  writeFileSync(path, 'something else')
  await changed.updates.beforeQuit()
  expect(await changed.updates.installAndRestart()).toBe(false)
  expect(changed.installs).toEqual([])
})

test('nothing is installed while the computer shuts down: an installer would be cut off half-way', async () => {
  const { updates, updater } = scene()
  await updates.check()
  await updates.beforeQuit(false)
  expect(updater.autoInstallOnAppQuit).toBe(false)
  await updates.beforeQuit()
  expect(updater.autoInstallOnAppQuit).toBe(true)
})
