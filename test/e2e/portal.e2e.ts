import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Snapshot } from '../../shared/snapshot'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { type ShortcutPortal, startShortcutPortal } from '../../tools/desktop/portal'
import { toneFile } from '../../tools/desktop/tone'

const WAIT_MS = 10_000

// The key of a Wayland desktop, which the app can't see by itself: by the real portal, with the trader behind it.
describe.runIf(process.platform === 'linux')('a desktop that hides the keyboard', () => {
  let desktop: Desktop
  let portal: ShortcutPortal
  let app: ElectronApplication
  let panel: Panel

  beforeAll(async () => {
    desktop = await startDesktop()
    portal = await startShortcutPortal(desktop)
    ;({ app, panel } = await start())
  })
  afterAll(async () => {
    await app?.close()
    await portal?.close()
    await desktop?.close()
  })

  const start = async () => {
    const env = { XDG_SESSION_TYPE: 'wayland' }
    const started = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], env })
    return { app: started, panel: await openPanel(started) }
  }
  const until = async (is: (snapshot: Snapshot) => boolean): Promise<Snapshot> => {
    const snapshot = await panel.until(is, WAIT_MS)
    if (snapshot === null) throw new Error(`it did not come to that: ${JSON.stringify(await panel.snapshot())}`)
    return snapshot
  }
  const key = async (wanted: string) => (await until(({ hotkey }) => hotkey.hint.includes(wanted))).hotkey

  test('is asked for a key, and its own name for it is shown', async () => {
    expect(await key('Ctrl+Alt+Space')).toEqual({
      source: 'portal',
      key: 'Ctrl+Alt+Space',
      hint: 'Hold Ctrl+Alt+Space to talk',
      problem: null,
    })
    // Each with a name of its own, and no wish for a key that the trader did not choose.
    expect(portal.asked).toEqual([
      { id: 'talk', description: 'Hold to talk', wanted: 'CTRL+ALT+space' },
      { id: 'hands-free', description: 'Hands-free', wanted: undefined },
      { id: 'panic', description: 'Stop everything', wanted: undefined },
      { id: 'panel', description: 'Open the panel', wanted: undefined },
    ])
  })

  test('tells of the key held and let go: what was said between is sent, every sample of it', async () => {
    portal.press()
    await until(({ status }) => status.microphone.state === 'open')
    await desktop.microphone.play(toneFile(desktop))
    portal.release()
    const { turns } = await until(({ turns }) => (turns.at(-1)?.samples.committed ?? 0) > 0)
    expect(turns).toHaveLength(1)
    // The tone at least: half a second of 24,000 samples each.
    expect(turns[0]?.samples.captured).toBeGreaterThan(12_000)
    expect(turns[0]?.samples).toMatchObject({ committed: turns[0]?.samples.captured })
  })

  test('tells of the other shortcuts: the panic key ends what is being said', async () => {
    portal.press()
    await until(({ status }) => status.state === 'listening')
    portal.press('panic')
    portal.release()
    portal.release('panic')
    const { turns } = await until(({ status }) => status.state !== 'listening' && status.microphone.state === 'closed')
    expect(turns.at(-1)?.outcome).toBe('unsent')
    await until(({ entries }) => entries.some((it) => it.kind === 'notice' && it.code === 'panic'))
  })

  test('a key set in the desktop’s own settings is shown', async () => {
    portal.set('F8')
    expect(await key('F8')).toMatchObject({ source: 'portal', key: 'F8' })
  })

  test('a portal that dies takes its key along: the hold is over, and it is said', async () => {
    portal.press()
    await until(({ status }) => status.state === 'listening')
    await portal.crash()
    // Nor is a shortcut promised that nobody would deliver.
    const { hotkey } = await until(({ hotkey }) => hotkey.source === 'none')
    expect(hotkey.problem).toMatch(
      /^Wayland hides held keys from apps\. Your desktop took the key back\. Type your question .*--talk=toggle/,
    )
    await until(({ status }) => status.state !== 'listening')
  })
})

describe.runIf(process.platform === 'linux')('a desktop that was told to give no key', () => {
  test('is believed: the app says so, and what to do', async () => {
    const desktop = await startDesktop({ audio: false })
    const portal = await startShortcutPortal(desktop)
    portal.answer = { code: 1, key: '' }
    const env = { XDG_SESSION_TYPE: 'wayland' }
    const app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], env })
    try {
      const panel = await openPanel(app)
      const snapshot = await panel.until(({ hotkey }) => hotkey.problem !== null, WAIT_MS)
      expect(snapshot?.hotkey).toMatchObject({
        source: 'none',
        problem: expect.stringMatching(
          /^Wayland hides held keys from apps\. Your desktop was told not to give Dexter Voice a key\. Type your question/,
        ),
      })
    } finally {
      await app.close()
      await portal.close()
      await desktop.close()
    }
  })
})
