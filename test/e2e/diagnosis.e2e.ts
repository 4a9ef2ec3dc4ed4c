import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHECKS, type Check } from '../../main/diagnosis/diagnosis'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { noiseFile } from '../../tools/desktop/tone'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'

let desktop: Desktop

beforeAll(async () => {
  desktop = await startDesktop()
  // A room: a microphone that gives zeros is muted.
  desktop.microphone.play(noiseFile(desktop, 60_000)).catch(() => {})
})
afterAll(() => desktop.close())

/** What the command says of this desktop, with an app that asks the service at this address; null for practice. */
async function diagnosed(
  url: string | null,
  env: Record<string, string> = {},
): Promise<{ code: number; checks: Check[] }> {
  const profile = join(desktop.dir, `profile-${Math.random()}`)
  mkdirSync(profile)
  if (url !== null)
    writeFileSync(join(profile, 'settings.json'), JSON.stringify({ backend: 'openai', openai: { url } }))
  const { executable } = await findElectron()
  const args = appArguments(['--diagnose', '--json', `--user-data-dir=${profile}`])
  const run = promisify(execFile)(executable, args, { env: { ...desktop.env, ...env } })
  return run.then(
    ({ stdout }) => ({ code: 0, checks: JSON.parse(stdout) }),
    ({ code, stdout }) => ({ code, checks: JSON.parse(stdout) }),
  )
}

const failed = (checks: readonly Check[]) => checks.flatMap(({ check, ok }) => (ok ? [] : [check]))

test('a desktop that is in order passes every check', async () => {
  const { code, checks } = await diagnosed(null)
  expect(failed(checks)).toEqual([])
  expect(checks.map(({ check }) => check)).toEqual([...CHECKS])
  expect(code).toBe(0)
})

test('a muted microphone, a wrong clock and no keyring are named', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString())
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await desktop.sound.control('set-source-mute', 'microphone', '1')
  try {
    const { port } = server.address() as AddressInfo
    const bus = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
    const { code, checks } = await diagnosed(`http://127.0.0.1:${port}`, bus)
    expect(failed(checks)).toEqual(['microphone-sound', 'clock', 'keychain'])
    expect(code).toBe(1)
  } finally {
    await desktop.sound.control('set-source-mute', 'microphone', '0')
    server.close()
  }
})

test('no microphone, a service that is down, and a desktop on which no app can hear a key are named', async () => {
  const { checks } = await diagnosed('http://127.0.0.1:9', {
    PULSE_SERVER: 'unix:/nowhere',
    XDG_SESSION_TYPE: 'wayland',
    WAYLAND_DISPLAY: 'wayland-9',
  })
  const without = ['microphone', 'microphone-sound', 'sample-rate']
  expect(failed(checks)).toEqual(['portal', 'talk-key', ...without, 'service'])
})
