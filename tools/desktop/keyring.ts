import { setTimeout as delay } from 'node:timers/promises'
import type { ProcessGroup } from './processes'

const READY_MS = 10_000
const POLL_MS = 30

/**
 * An unlocked GNOME keyring on that bus, kept below the desktop's own HOME. Settles when secrets can be stored.
 * `env` names the bus.
 */
export async function startKeyring(processes: ProcessGroup, env: NodeJS.ProcessEnv): Promise<void> {
  const args = ['--foreground', '--unlock', '--components=secrets']
  // The password is read to the end of the input; it protects a folder that lives as long as the desktop.
  const keyring = await processes.start('gnome-keyring-daemon', args, { env, input: 'throw-away' })
  keyring.child.stdout?.resume()
  // In the foreground it says nothing when it is ready: its name on the bus does.
  const deadline = Date.now() + READY_MS
  while (!(await hasOwner(processes, env, 'org.freedesktop.secrets'))) {
    if (Date.now() > deadline) throw new Error('gnome-keyring-daemon did not offer its service on the bus')
    await delay(POLL_MS)
  }
}

/** Locks it, as a screen lock can. Settles when it is locked. */
export async function lockKeyring(processes: ProcessGroup, env: NodeJS.ProcessEnv): Promise<void> {
  const service = ['--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
  const call = ['org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login']
  const locking = await processes.start('dbus-send', ['--session', '--print-reply', ...service, ...call], { env })
  locking.child.stdout?.resume()
  const { code, errors } = await locking.ended
  if (code !== 0) throw new Error(`the keyring was not locked: ${errors}`)
}

async function hasOwner(processes: ProcessGroup, env: NodeJS.ProcessEnv, name: string): Promise<boolean> {
  const call = ['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner']
  const question = await processes.start(
    'dbus-send',
    ['--session', '--print-reply=literal', ...call, `string:${name}`],
    { env },
  )
  const answer = question.line((line) => line.includes('boolean'))
  return (await answer).includes('true')
}
