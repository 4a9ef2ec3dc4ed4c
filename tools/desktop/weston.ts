import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Desktop } from './desktop'
import { createProcessGroup } from './processes'

/** A Wayland desktop: the real compositor, drawing into memory. */
export interface Weston {
  /** Value of WAYLAND_DISPLAY for programs that should run on it. */
  name: string
  /** What is on the screen now, as a PNG file. */
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}

const NAME = 'wayland-dexter'
const READY_MS = 10_000
const POLL_MS = 20

/** Settles when programs on the desktop can open windows. Without `--xwayland` no X11 program can. */
export async function startWeston(desktop: Desktop): Promise<Weston> {
  const runtime = desktop.env.XDG_RUNTIME_DIR ?? ''
  const processes = createProcessGroup(desktop.env)
  const weston = await processes.start('weston', [
    '--backend=headless-backend.so',
    '--use-pixman',
    '--width=1280',
    '--height=900',
    '--idle-time=0',
    '--no-config',
    `--socket=${NAME}`,
    // Lets a program that the compositor has not started take a screenshot.
    '--debug',
  ])
  weston.child.stdout?.resume()
  const failed = weston.ended.then(({ errors }) => Promise.reject(new Error(`weston ended: ${errors}`)))
  failed.catch(() => {})
  const listening = async () => {
    for (const deadline = Date.now() + READY_MS; !existsSync(join(runtime, NAME)); ) {
      if (Date.now() > deadline) throw new Error(`weston did not listen within ${READY_MS / 1000} s`)
      await delay(POLL_MS)
    }
  }
  await Promise.race([listening(), failed])

  return {
    name: NAME,
    async screenshot(path) {
      // It names its file itself.
      const folder = join(desktop.dir, 'screenshots')
      mkdirSync(folder, { recursive: true })
      const env = { ...desktop.env, WAYLAND_DISPLAY: NAME, XDG_PICTURES_DIR: folder }
      const shooter = await processes.start('weston-screenshooter', [], { env })
      const { code, errors } = await shooter.ended
      const [file] = readdirSync(folder)
      if (code !== 0 || file === undefined) throw new Error(`no screenshot was taken: ${errors}`)
      renameSync(join(folder, file), path)
    },
    close: () => processes.stop(),
  }
}
