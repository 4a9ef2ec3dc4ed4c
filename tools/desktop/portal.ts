import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Message, MessageType, sessionBus, Variant } from '@jellybrick/dbus-next'
import { findProgram } from '../setup/system-libraries.mjs'
import type { Desktop } from './desktop'
import { createProcessGroup } from './processes'

/**
 * The desktop's part of global shortcuts: the real xdg-desktop-portal, and behind it, in place of GNOME or KDE, what the
 * test says.
 */
export interface ShortcutPortal {
  /** What the program asked for. */
  asked: { id: string; description: unknown; wanted: unknown }[]
  /** What the trader says to the next program that asks. Default: agreed, as "Ctrl+Alt+Space". */
  answer: { code: number; key: string }
  press(id?: string): void
  release(id?: string): void
  /** The trader sets another key in the desktop's own settings. */
  set(key: string): void
  /** Ends the part that programs speak to, as a crash would. Settles when it is gone. */
  crash(): Promise<void>
  close(): Promise<void>
}

const BACKEND = 'org.freedesktop.impl.portal.desktop.trader'
const PATH = '/org/freedesktop/portal/desktop'
const SHORTCUTS = 'org.freedesktop.impl.portal.GlobalShortcuts'

/** Settles when programs on the desktop can ask for shortcuts. */
export async function startShortcutPortal(desktop: Desktop): Promise<ShortcutPortal> {
  const folder = join(desktop.dir, 'portals')
  mkdirSync(folder)
  writeFileSync(join(folder, 'trader.portal'), `[portal]\nDBusName=${BACKEND}\nInterfaces=${SHORTCUTS}\nUseIn=trader\n`)
  const env: NodeJS.ProcessEnv = { ...desktop.env, XDG_CURRENT_DESKTOP: 'trader', XDG_DESKTOP_PORTAL_DIR: folder }
  const bus = sessionBus({ busAddress: env.DBUS_SESSION_BUS_ADDRESS ?? '' })
  await new Promise<void>((resolve) => bus.once('connect', () => resolve()))

  let session = ''
  const bound = (key: string) => [['talk', { trigger_description: new Variant('s', key) }]]
  const signal = (member: string, signature: string, body: unknown[]) =>
    bus.send(new Message({ type: MessageType.SIGNAL, path: PATH, interface: SHORTCUTS, member, signature, body }))
  const key = (member: string, id = 'talk') => signal(member, 'osta{sv}', [session, id, BigInt(Date.now()), {}])

  const portal: ShortcutPortal = {
    asked: [],
    answer: { code: 0, key: 'Ctrl+Alt+Space' },
    press: (id) => key('Activated', id),
    release: (id) => key('Deactivated', id),
    set: (label) => signal('ShortcutsChanged', 'oa(sa{sv})', [session, bound(label)]),
    async crash() {
      await processes.stop()
    },
    async close() {
      await processes.stop()
      bus.disconnect()
    },
  }

  bus.addMethodHandler((call: Message) => {
    if (call.interface !== SHORTCUTS) return false
    const reply = (code: number, results: object) => bus.send(Message.newMethodReturn(call, 'ua{sv}', [code, results]))
    if (call.member === 'CreateSession') {
      session = String(call.body[1])
      reply(0, {})
    }
    if (call.member === 'BindShortcuts') {
      const wishes = call.body[2] as [string, Record<string, Variant>][]
      for (const [id, { description, preferred_trigger }] of wishes)
        portal.asked.push({ id, description: description?.value, wanted: preferred_trigger?.value })
      const { code, key: label } = portal.answer
      reply(code, code === 0 ? { shortcuts: new Variant('a(sa{sv})', bound(label)) } : {})
    }
    return true
  })
  await bus.requestName(BACKEND, 0)

  const processes = createProcessGroup(env)
  const program = findProgram('xdg-desktop-portal')
  if (program === undefined) throw new Error('xdg-desktop-portal is not installed')
  const named = new Promise<void>((resolve) => {
    bus.on('message', ({ member, body }) => {
      if (member === 'NameOwnerChanged' && body[0] === 'org.freedesktop.portal.Desktop' && body[2] !== '') resolve()
    })
  })
  const rule = "type='signal',member='NameOwnerChanged',arg0='org.freedesktop.portal.Desktop'"
  await bus.call(
    new Message({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [rule],
    }),
  )
  const running = await processes.start(program, ['--verbose'], { env })
  running.child.stdout?.resume()
  await Promise.race([
    named,
    running.ended.then(({ errors }) => Promise.reject(new Error(`xdg-desktop-portal ended: ${errors}`))),
  ])
  return portal
}
