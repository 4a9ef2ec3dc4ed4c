import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import type { Snapshot } from '../../shared/snapshot'
import { launchApp } from '../desktop/app'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { openPanel, type Panel } from '../desktop/panel'
import { toneFile } from '../desktop/tone'
import { startWeston, type Weston } from '../desktop/weston'
import { findElectron } from '../setup/electron-runtime.mjs'
import { appArguments } from '../setup/launch.mjs'
import type { Findings, Scenario } from './scenario'

const STARTED_MS = 20_000
/** The panel covers more than this of the compositor's screen, and nothing else changes there but the clock. */
const PANEL_PIXELS = 200_000

/**
 * The real app on a real Wayland compositor. The compositor draws into memory, without a graphics processor; newer Electrons
 * find it by themselves, the one for try-outs has to be told.
 */
const SWITCHES = ['--ozone-platform=wayland', '--disable-gpu']

type Talk = readonly [begin: string, end: string]
const TOGGLE: Talk = ['toggle', 'toggle']
const HOLD: Talk = ['down', 'up']

const onWayland = (
  fault: string,
  envOf: (weston: Weston, desktop: Desktop) => Record<string, string>,
  talks: Talk[],
): Scenario => ({
  fault,
  where: 'app',
  async run() {
    const desktop = await startDesktop()
    let weston: Weston | undefined
    let app: ElectronApplication | undefined
    try {
      weston = await startWeston(desktop)
      const before = join(desktop.dir, 'before.png')
      await weston.screenshot(before)
      const env = envOf(weston, desktop)
      const profile = join(desktop.dir, 'profile')
      app = await launchApp(desktop, { args: ['--show-panel', ...SWITCHES], profile, env })
      const panel = await openPanel(app)
      const { hotkey } = await seen(panel, (now) => now.hotkey.source !== 'pending' && now.status.sessionId !== null)
      assert.equal(hotkey.source, 'none')
      assert.match(hotkey.problem ?? '', /^Wayland hides held keys from apps\./)
      await untilDrawn(app, weston, before, process.env.DEXTER_SCREENSHOT ?? join(desktop.dir, 'panel.png'))
      const talk = async (action: string) => {
        const { executable } = await findElectron()
        const args = appArguments([`--user-data-dir=${profile}`, ...SWITCHES, `--talk=${action}`])
        await once(spawn(executable, args, { env: { ...desktop.env, ...env }, stdio: 'ignore' }), 'exit')
      }
      const saw = ['the panel', `no key: ${hotkey.problem}`]
      let lost = 0
      for (const [begin, end] of talks) {
        const samples = await spoken(
          desktop,
          panel,
          () => talk(begin),
          () => talk(end),
        )
        saw.push(`--talk=${begin}, --talk=${end}: sent`)
        if (samples.captured !== samples.committed) lost++
      }
      return { saw, lost, doubled: 0, doubledTrades: 0 } satisfies Findings
    } finally {
      await app?.close()
      await weston?.close()
      await desktop.close()
    }
  },
})

/** One question by the command line; settles with its samples once the server has them. */
async function spoken(desktop: Desktop, panel: Panel, begin: () => Promise<void>, end: () => Promise<void>) {
  const { length } = (await panel.snapshot()).turns
  await begin()
  await seen(panel, ({ turns, status }) => turns.length > length && status.microphone.state === 'open')
  await desktop.microphone.play(toneFile(desktop))
  await end()
  const { turns } = await seen(panel, (now) => (now.turns[length]?.samples.committed ?? 0) > 0)
  const samples = turns[length]?.samples
  assert.ok(samples && samples.captured > 12_000, `half a second was spoken: ${JSON.stringify(samples)}`)
  return samples
}

/** What a person would see, not what the window believes: a window that is shown without a frame is not drawn. */
async function untilDrawn(app: ElectronApplication, weston: Weston, before: string, path: string): Promise<void> {
  for (const deadline = Date.now() + STARTED_MS; ; ) {
    await weston.screenshot(path)
    const changed = await app.evaluate(
      ({ nativeImage }, [one, other]) => {
        const [a, b] = [one, other].map((file) => nativeImage.createFromPath(file ?? '').toBitmap())
        let count = 0
        for (let at = 0; a && b && at < a.length; at += 4) if (a.readUInt32LE(at) !== b.readUInt32LE(at)) count++
        return count
      },
      [before, path],
    )
    if (changed > PANEL_PIXELS) return
    assert.ok(Date.now() < deadline, `the panel is not on the screen: ${changed} pixels have changed`)
  }
}

async function seen(panel: Panel, condition: (now: Snapshot) => boolean): Promise<Snapshot> {
  const found = await panel.until(condition, STARTED_MS)
  assert.ok(found, `within ${STARTED_MS / 1000} s the panel did not show: ${condition}`)
  return found
}

/** Desktops that a program can be wrong about. */
export const desktops: Scenario[] = [
  onWayland(
    'Wayland without XWayland',
    ({ name }) => ({
      XDG_SESSION_TYPE: 'wayland',
      WAYLAND_DISPLAY: name,
      DISPLAY: '',
    }),
    [TOGGLE, HOLD],
  ),
  onWayland(
    'a Wayland desktop that calls itself tty',
    ({ name }) => ({
      XDG_SESSION_TYPE: 'tty',
      WAYLAND_DISPLAY: name,
      DISPLAY: '',
    }),
    [TOGGLE],
  ),
  onWayland(
    'a Wayland desktop with X11 beside',
    ({ name }, { display }) => ({
      XDG_SESSION_TYPE: '',
      WAYLAND_DISPLAY: name,
      DISPLAY: display ?? '',
    }),
    [TOGGLE],
  ),
]
