import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessionBus } from '@jellybrick/dbus-next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isTrayMissing } from '../../main/tray/tray-host'
import { startMessageBus } from '../../tools/desktop/message-bus'
import { createProcessGroup } from '../../tools/desktop/processes'

const GNOME = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }
const SWAY = { WAYLAND_DISPLAY: 'wayland-1' }
const OLD = { XDG_CURRENT_DESKTOP: 'XFCE', DISPLAY: ':0' }

it('only where a desktop certainly has no tray is it missing', async () => {
  const missing = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux') => isTrayMissing(env, platform, 0)
  expect(await missing(GNOME)).toBe(true)
  expect(await missing(SWAY)).toBe(true)
  expect(await missing(OLD)).toBe(false)
  expect(await missing({ ...SWAY, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })).toBe(true)
  expect(await missing(GNOME, 'darwin')).toBe(false)
  expect(await missing(GNOME, 'win32')).toBe(false)
})

// The bus is the system's own program.
describe.runIf(process.platform === 'linux')('on a bus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dexter-bus-'))
  const processes = createProcessGroup(process.env)
  let DBUS_SESSION_BUS_ADDRESS = ''
  beforeAll(async () => {
    DBUS_SESSION_BUS_ADDRESS = await startMessageBus(processes, folder)
  })
  afterAll(async () => {
    await processes.stop()
    rmSync(folder, { recursive: true })
  })

  it('on which nobody takes tray icons it is missing, and with a watcher it is not', async () => {
    const env = { ...GNOME, DBUS_SESSION_BUS_ADDRESS }
    expect(await isTrayMissing(env, 'linux', 0)).toBe(true)
    const extension = sessionBus({ busAddress: DBUS_SESSION_BUS_ADDRESS })
    await extension.requestName('org.kde.StatusNotifierWatcher', 0)
    expect(await isTrayMissing(env, 'linux', 0)).toBe(false)
    extension.disconnect()
  })
})
