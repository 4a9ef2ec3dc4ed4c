import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Message, sessionBus, Variant } from '@jellybrick/dbus-next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScreenReader } from '../../main/app/screen-reader'
import { startMessageBus } from '../../tools/desktop/message-bus'
import { createProcessGroup } from '../../tools/desktop/processes'

/** What Electron's `app` has of it. */
function fakeApp(enabled = false) {
  const events = new EventEmitter()
  return Object.assign(events, {
    enabled,
    isAccessibilitySupportEnabled() {
      return this.enabled
    },
    change(now: boolean) {
      this.enabled = now
      events.emit('accessibility-support-changed', {}, now)
    },
  })
}

describe.each(['darwin', 'win32'] as const)('on %s', (platform) => {
  it('a screen reader counts once it was noticed, by the event or when asked, until the app quits', async () => {
    const app = fakeApp()
    const reader = createScreenReader({ app, platform })
    expect(await reader.isUsed()).toBe(false)
    app.change(true)
    // With its window closed nobody asks for anything, and Chromium takes it for gone.
    app.change(false)
    expect(await reader.isUsed()).toBe(true)
  })

  it('one that was there before the app is noticed', async () => {
    const app = fakeApp(true)
    const reader = createScreenReader({ app, platform })
    expect(await reader.isUsed()).toBe(true)
    app.enabled = false
    expect(await reader.isUsed()).toBe(true)
  })
})

// The bus is the system's own program.
describe.runIf(process.platform === 'linux')('on a Linux desktop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dexter-a11y-'))
  const processes = createProcessGroup(process.env)
  const env: NodeJS.ProcessEnv = {}
  beforeAll(async () => {
    env.DBUS_SESSION_BUS_ADDRESS = await startMessageBus(processes, folder)
  })
  afterAll(async () => {
    await processes.stop()
    rmSync(folder, { recursive: true })
  })

  it('the accessibility bus tells, each time it is asked; without one, or a bus, there is none', async () => {
    const app = fakeApp(true)
    expect(await createScreenReader({ app, platform: 'linux', env: {} }).isUsed()).toBe(false)
    const reader = createScreenReader({ app, platform: 'linux', env })
    expect(await reader.isUsed()).toBe(false)
    const launcher = sessionBus({ busAddress: env.DBUS_SESSION_BUS_ADDRESS ?? '' })
    let enabled = true
    launcher.addMethodHandler((call: Message) => {
      if (call.member !== 'Get' || call.body.join() !== 'org.a11y.Status,ScreenReaderEnabled') return false
      launcher.send(Message.newMethodReturn(call, 'v', [new Variant('b', enabled)]))
      return true
    })
    await launcher.requestName('org.a11y.Bus', 0)
    expect(await reader.isUsed()).toBe(true)
    enabled = false
    expect(await reader.isUsed()).toBe(false)
    launcher.disconnect()
  })
})
