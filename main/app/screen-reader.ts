import { z } from 'zod'
import { PLATFORM } from '../platform'
import { askSessionBus, nameHasOwner } from './session-bus'

/** The part of Electron's `app` that knows of assistive technology, on macOS and Windows. */
interface AccessibleApp {
  isAccessibilitySupportEnabled(): boolean
  on(event: 'accessibility-support-changed', listener: (event: unknown, enabled: boolean) => void): unknown
}

interface ScreenReaderDeps {
  app: AccessibleApp
  platform?: NodeJS.Platform
  env?: NodeJS.ProcessEnv
}

/** The accessibility bus of Linux desktops (at-spi2-core, org.a11y.Status). Asked only where it runs: a call would start it. */
const BUS = 'org.a11y.Bus'
const Variant = z.object({ value: z.boolean() })

/**
 * Whether a screen reader is used on this computer. On macOS and Windows one that was noticed counts until the app quits: Chromium
 * tells that it is gone as soon as it asks nothing, which is the case of a closed window (electron/electron#45856, JAWS), and does
 * not tell the end of others at all (microsoft/vscode#14592, NVDA). Settles at once there; on Linux with the bus's answer. Never
 * rejects.
 */
export function createScreenReader({ app, platform = PLATFORM, env = process.env }: ScreenReaderDeps) {
  let noticed = false
  if (platform !== 'linux')
    app.on('accessibility-support-changed', (_event, enabled) => {
      noticed ||= enabled
    })
  return {
    async isUsed(): Promise<boolean> {
      if (platform === 'linux') return (await nameHasOwner(BUS, env)) && (await askStatus(env))
      noticed ||= app.isAccessibilitySupportEnabled()
      return noticed
    },
  }
}

async function askStatus(env: NodeJS.ProcessEnv): Promise<boolean> {
  const answer = await askSessionBus(
    {
      destination: BUS,
      path: '/org/a11y/bus',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.a11y.Status', 'ScreenReaderEnabled'],
    },
    env,
  )
  const { success, data } = Variant.safeParse(answer)
  return success && data.value
}
