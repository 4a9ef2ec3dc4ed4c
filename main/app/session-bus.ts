import type { EventEmitter } from 'node:events'
import type { MessageBus } from '@jellybrick/dbus-next'

/** What is called is started by the bus where it does not run; a person is not waited for here. */
const LIMIT_MS = 10_000

/**
 * Settles with a connection to the session's message bus, the one of the environment without an address; rejects where there
 * is none, or it does not answer.
 */
export async function connectSessionBus(busAddress?: string): Promise<MessageBus> {
  const { sessionBus } = await import('@jellybrick/dbus-next')
  const bus = sessionBus(busAddress === undefined ? {} : { busAddress })
  const connected = new Promise<void>((resolve, reject) => {
    bus.once('connect', resolve)
    failures(bus).once('error', reject)
  })
  try {
    await inTime(connected)
    return bus
  } catch (error) {
    failures(bus).on('error', () => {})
    bus.disconnect()
    throw error
  }
}

/** The library's types leave its `error` event out. */
export const failures = (bus: MessageBus) => bus as unknown as EventEmitter

/** Settles as `work` does; rejects when it takes longer than anything on the bus may. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer')), LIMIT_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

interface BusCall {
  destination: string
  path: string
  interface: string
  member: string
  signature: string
  body: unknown[]
}

/**
 * The first value of the reply to one call on the session bus, by a connection of its own. Settles with null where there is no
 * bus, or the call fails; never rejects.
 */
export async function askSessionBus(call: BusCall, env: NodeJS.ProcessEnv = process.env): Promise<unknown> {
  if (!env.DBUS_SESSION_BUS_ADDRESS) return null
  try {
    const { Message } = await import('@jellybrick/dbus-next')
    const bus = await connectSessionBus(env.DBUS_SESSION_BUS_ADDRESS)
    failures(bus).on('error', () => {})
    try {
      const reply = await inTime(bus.call(new Message(call)))
      return reply?.body[0] ?? null
    } finally {
      bus.disconnect()
    }
  } catch {
    return null
  }
}

/** Whether a program has this name on the session bus. Settles with false where there is no bus; never rejects. */
export const nameHasOwner = async (name: string, env: NodeJS.ProcessEnv = process.env): Promise<boolean> =>
  (await askSessionBus(
    {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'NameHasOwner',
      signature: 's',
      body: [name],
    },
    env,
  )) === true
