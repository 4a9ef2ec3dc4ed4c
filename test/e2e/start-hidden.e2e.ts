import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launchApp } from '../../tools/desktop/app'
import { startDesktop } from '../../tools/desktop/desktop'
import { openPanel } from '../../tools/desktop/panel'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'

test('started with --hidden it opens no window until it is asked for, and a checkout enters nothing for log-in', async () => {
  const desktop = await startDesktop({ audio: false, keyring: false })
  const profile = join(desktop.dir, 'profile')
  const app = await launchApp(desktop, { args: ['--hidden', '--connect=press'], profile })
  const { executable } = await findElectron()
  const again = async (...args: string[]) =>
    once(
      spawn(executable, appArguments([`--user-data-dir=${profile}`, ...args]), { env: desktop.env, stdio: 'ignore' }),
      'exit',
    )
  const pages = () =>
    app.evaluate(({ webContents }) => webContents.getAllWebContents().map((it) => it.getURL().replace(/[#?].*/, '')))
  try {
    const voice = app.windows()[0] ?? (await app.waitForEvent('window'))
    await voice.waitForFunction(() => 'dexterVoice' in window)
    expect(await pages()).toEqual(['app://dexter/voice.html'])
    // The only window there is hears the end of a Windows session.
    const heard = app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((it) => it.listenerCount('session-end')),
    )
    expect(await heard).toEqual([1])
    // As a log-in does to an app that runs already.
    await again('--hidden')
    expect(await pages()).toEqual(['app://dexter/voice.html'])
    await again()
    const panel = await openPanel(app)
    const reply = await panel.page.evaluate(() => window.dexter.setSettings({ startAtLogin: true }))
    expect(reply.ok).toBe(true)
    expect(existsSync(join(desktop.env.XDG_CONFIG_HOME ?? '', 'autostart'))).toBe(false)
  } finally {
    await app.close()
    await desktop.close()
  }
})
