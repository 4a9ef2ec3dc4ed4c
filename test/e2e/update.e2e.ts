import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openedCopy, startOpened } from '../../tools/desktop/opened-package'
import { packagedApp } from '../../tools/desktop/package'
import { makeUpdateKey } from '../app/update-key'

// electron-updater's AppImage updater in the real packaged app, with an update server on loopback. The "AppImage" is a
// script: what an update replaces is one file, and what it does with the new one is run it once.
const NEW = '#!/bin/sh\necho "$APPIMAGE_EXIT_AFTER_INSTALL" > "$(dirname "$0")/installed"\n'
const OLD = '#!/bin/sh\n'

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('an update', () => {
  let desktop: Desktop
  let scratch: string
  let executable: string
  let server: Server
  let offer: { version: string; file: string; hashOf: string; signed?: string }
  const signer = makeUpdateKey()
  const appImage = () => join(scratch, 'dexter-voice.AppImage')
  /** A folder of its own for settings and logs, and the file in it that remembers an update. */
  const config = () => mkdtempSync(join(desktop.dir, 'config-'))
  const memory = (at: string) => join(at, 'Dexter Voice', 'update.json')

  beforeAll(async () => {
    const built = await packagedApp()
    scratch = mkdtempSync(join(tmpdir(), 'dexter-update-'))
    executable = await openedCopy(built, join(scratch, 'app'))
    // Says that a deb put it here, which would be updated otherwise.
    rmSync(join(scratch, 'app', 'resources', 'package-type'), { force: true })
    server = createServer((request, response) => {
      if (request.url?.startsWith('/latest-linux.yml')) return response.end(listing())
      if (request.url?.startsWith('/new.AppImage')) return response.end(offer.file)
      response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    writeFileSync(
      join(scratch, 'app', 'resources', 'app-update.yml'),
      `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: dexter-voice-updater\n`,
    )
    writeFileSync(join(scratch, 'app', 'resources', 'update-key.pub'), signer.publicFile)
    desktop = await startDesktop({ audio: false })
  }, 240_000)
  afterAll(async () => {
    await desktop?.close()
    server?.close()
    if (scratch) rmSync(scratch, { recursive: true, force: true })
  })

  /** The list of updates, as a release has it: signed, unless `offer.signed` says otherwise. */
  const listing = () => {
    const { version, file, hashOf, signed } = offer
    const sha512 = createHash('sha512').update(hashOf).digest('base64')
    const size = Buffer.byteLength(file)
    const signature = signed ?? signer.sign({ version, files: [{ url: 'new.AppImage', sha512, size }] })
    return [
      `version: ${version}`,
      'files:',
      '  - url: new.AppImage',
      `    sha512: ${sha512}`,
      `    size: ${size}`,
      'path: new.AppImage',
      `sha512: ${sha512}`,
      'releaseNotes: <p>Sells <b>faster</b></p>',
      "releaseDate: '2026-11-25T00:00:00.000Z'",
      ...(signature ? [`signature: ${signature}`] : []),
    ].join('\n')
  }

  const lookAndQuit = async (at: string, then: () => void = () => {}) => {
    writeFileSync(appImage(), OLD)
    chmodSync(appImage(), 0o755)
    rmSync(join(scratch, 'installed'), { force: true })
    const running = await startOpened(desktop, executable, { APPIMAGE: appImage(), XDG_CONFIG_HOME: at })
    const said = await running.panel.evaluate(() => window.dexter.checkForUpdates())
    then()
    expect(await running.quit()).toBe(0)
    return said
  }

  test('that is good is taken, and installed when the app quits, not before', async () => {
    offer = { version: '99.0.0', file: NEW, hashOf: NEW }
    const at = config()
    const said = await lookAndQuit(at, () => expect(readFileSync(appImage(), 'utf8')).toBe(OLD))
    expect(said).toMatch(/^Version 99\.0\.0 is ready and installs when you quit\./)
    expect(readFileSync(appImage(), 'utf8')).toBe(NEW)
    expect(readFileSync(join(scratch, 'installed'), 'utf8').trim()).toBe('true')
    expect(JSON.parse(readFileSync(memory(at), 'utf8'))).toEqual({
      version: '99.0.0',
      notes: 'Sells faster',
    })
  })

  test('that was changed on its way is refused with a sentence', async () => {
    offer = { version: '99.0.1', file: `${NEW}# changed\n`, hashOf: NEW }
    expect(await lookAndQuit(config())).toBe('Version 99.0.1 was damaged or changed on its way. It wasn’t installed.')
    expect(readFileSync(appImage(), 'utf8')).toBe(OLD)
    expect(existsSync(join(scratch, 'installed'))).toBe(false)
  })

  test('that is not signed with our key, or was signed as something else, is refused with a sentence', async () => {
    const refused = (version: string) =>
      `Version ${version} isn’t signed by the makers of Dexter Voice. It wasn’t installed.`
    const sha512 = createHash('sha512').update(NEW).digest('base64')
    const files = [{ url: 'new.AppImage', sha512, size: Buffer.byteLength(NEW) }]
    const at = config()
    writeFileSync(appImage(), OLD)
    const running = await startOpened(desktop, executable, { APPIMAGE: appImage(), XDG_CONFIG_HOME: at })
    for (const [version, signed] of [
      ['99.0.2', ''],
      ['99.0.3', makeUpdateKey().sign({ version: '99.0.3', files })],
      ['99.0.4', signer.sign({ version: '0.0.1', files })],
      ['99.0.5', 'nonsense'],
    ] as const) {
      offer = { version, file: NEW, hashOf: NEW, signed }
      expect(await running.panel.evaluate(() => window.dexter.checkForUpdates())).toBe(refused(version))
    }
    expect(await running.quit()).toBe(0)
    expect(readFileSync(appImage(), 'utf8')).toBe(OLD)
    expect(existsSync(join(scratch, 'installed'))).toBe(false)
  })

  test('that is changed on the disk before the app quits is not installed, and that is said at the next start', async () => {
    offer = { version: '99.0.6', file: NEW, hashOf: NEW }
    const at = config()
    const pending = join(desktop.env.XDG_CACHE_HOME ?? '', 'dexter-voice-updater', 'pending', 'new.AppImage')
    await lookAndQuit(at, () => writeFileSync(pending, `${NEW}# changed\n`))
    expect(readFileSync(appImage(), 'utf8')).toBe(OLD)
    expect(existsSync(join(scratch, 'installed'))).toBe(false)
    expect(JSON.parse(readFileSync(memory(at), 'utf8')).refused).toBe(
      'Version 99.0.6 was changed on your disk after it was checked. It wasn’t installed.',
    )
  })

  test('that is older is refused with a sentence', async () => {
    offer = { version: '0.0.1', file: NEW, hashOf: NEW }
    expect(await lookAndQuit(config())).toMatch(
      /offers version 0\.0\.1, which isn’t newer than .*\. Nothing was installed/,
    )
    expect(readFileSync(appImage(), 'utf8')).toBe(OLD)
  })

  test('that has been installed says once what is new', async () => {
    const at = config()
    mkdirSync(dirname(memory(at)), { recursive: true })
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
    writeFileSync(memory(at), JSON.stringify({ version, notes: 'Sells faster' }))
    const notices = async () => {
      const running = await startOpened(desktop, executable, { XDG_CONFIG_HOME: at })
      const { entries } = await running.panel.evaluate(() => window.dexter.snapshot())
      expect(await running.quit()).toBe(0)
      return entries.flatMap((entry) => (entry.kind === 'notice' && entry.code === 'updated' ? [entry.text] : []))
    }
    expect(await notices()).toEqual([`Updated to version ${version}. Sells faster`])
    expect(await notices()).toEqual([])
  })
})
