import { z } from 'zod'
import { t } from '../../shared/i18n'
import { APP_ID } from '../app/app-model'
import { connectSessionBus, failures, inTime } from '../app/session-bus'

/*
 * The GlobalShortcuts portal of a Linux desktop (xdg-desktop-portal, org.freedesktop.portal.GlobalShortcuts): the way to a
 * held key where programs may not see the keyboard. The desktop chooses the key, and may ask the trader for it.
 */

const PORTAL = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts'
const REGISTRY = 'org.freedesktop.host.portal.Registry'
const BUS = 'org.freedesktop.DBus'
const BUS_PATH = '/org/freedesktop/DBus'

/** What the desktop said no to, in one sentence. */
export class PortalProblem extends Error {}

export interface Shortcut {
  id: string
  description: string
  /** As the XDG shortcuts specification writes keys, e.g. "CTRL+ALT+space": a wish that the desktop may ignore. null for none. */
  wanted: string | null
}

export interface PortalEvents {
  down(id: string): void
  up(id: string): void
  /** The trader gave shortcuts other keys. */
  keys(labels: KeyLabels): void
  /** The desktop ended it, or is gone. Nothing comes after this. */
  closed(): void
}

/** The desktop's own words for the keys, by the shortcut's id; those are missing that it does not tell, or that have none. */
export type KeyLabels = ReadonlyMap<string, string>

/** Of replies and signals only this much is read. */
const Results = z.tuple([z.number(), z.record(z.string(), z.object({ value: z.unknown() }))])
const Bound = z.array(z.tuple([z.string(), z.record(z.string(), z.object({ value: z.unknown() }))]))

/**
 * Binds shortcuts. Settles with the desktop's words for their keys and a way to end it, as soon as the desktop has agreed; where
 * it asks the trader, that takes as long as the trader takes.
 * @throws {PortalProblem}
 */
export async function bindShortcuts(
  shortcuts: readonly Shortcut[],
  events: PortalEvents,
): Promise<{ keys: KeyLabels; end(): void }> {
  const dbus = await import('@jellybrick/dbus-next')
  const bus = await connectSessionBus().catch((cause) => {
    throw new PortalProblem(t('hotkey.problem.desktopNoKeys'), { cause })
  })
  /** The portal's own name on the bus: nobody else's signals count. */
  let owner = ''
  let session = ''
  let bound = false
  let over = false
  /** By the path of the request that is waited for. */
  const answers = new Map<string, (body: unknown[]) => void>()
  let giveUp = (_problem: PortalProblem) => {}
  const gone = new Promise<never>((_resolve, reject) => {
    giveUp = reject
  })
  gone.catch(() => {})

  const end = () => {
    over = true
    bus.disconnect()
  }
  const closed = () => {
    if (over) return
    end()
    giveUp(new PortalProblem(t('hotkey.problem.desktopTookBack')))
    if (bound) events.closed()
  }
  failures(bus).on('error', closed)
  bus.on('message', ({ sender, path, member, body }) => {
    const [about, id] = body
    if (over || owner === '') return
    if (sender === BUS && member === 'NameOwnerChanged' && about === PORTAL) return closed()
    if (sender !== owner) return
    if (member === 'Response') return answers.get(path)?.(body)
    if (member === 'Closed' && path === session) return closed()
    if (about !== session) return
    if (member === 'ShortcutsChanged') events.keys(keysOf(body[1]))
    if (member === 'Activated') events.down(String(id))
    if (member === 'Deactivated') events.up(String(id))
  })

  const call = async (
    destination: string,
    path: string,
    name: string,
    member: string,
    signature: string,
    body: unknown[],
  ) => {
    const message = new dbus.Message({ destination, path, interface: name, member, signature, body })
    const reply = await inTime(bus.call(message))
    return reply?.body ?? []
  }
  const askBus = (member: string, signature: string, body: unknown[]) =>
    call(BUS, BUS_PATH, BUS, member, signature, body)
  const text = (value: string) => new dbus.Variant('s', value)

  /** The portal answers by a signal, which may come before the reply to the call that it belongs to. */
  const request = async (member: string, signature: string, body: unknown[], options: Record<string, unknown> = {}) => {
    const token = `dexter_${member}`
    const path = `${PATH}/request/${(bus.name ?? '').slice(1).replaceAll('.', '_')}/${token}`
    const answer = new Promise<unknown[]>((resolve) => answers.set(path, resolve))
    await call(PORTAL, PATH, SHORTCUTS, member, signature, [...body, { handle_token: text(token), ...options }])
    const [code, results] = Results.parse(await Promise.race([answer, gone]))
    if (code === 1) throw new PortalProblem(t('hotkey.problem.desktopRefused'))
    if (code !== 0) throw new PortalProblem(t('hotkey.problem.desktopGaveNone'))
    return results
  }

  try {
    // What runs already may not be one that the bus could start.
    await askBus('StartServiceByName', 'su', [PORTAL, 0]).catch(() => {})
    await askBus('AddMatch', 's', [`type='signal',sender='${PORTAL}'`])
    await askBus('AddMatch', 's', [`type='signal',sender='${BUS}',member='NameOwnerChanged',arg0='${PORTAL}'`])
    owner = String((await askBus('GetNameOwner', 's', [PORTAL]))[0])
    // Before anything else, once; portals before 1.19.4 do not have it, and none knows an app that is not installed.
    await call(PORTAL, PATH, REGISTRY, 'Register', 'sa{sv}', [APP_ID, {}]).catch(() => {})
    const created = await request('CreateSession', 'a{sv}', [], { session_handle_token: text('dexter') })
    session = String(created.session_handle?.value)
    const wishes = shortcuts.map(({ id, description, wanted }) => [
      id,
      { description: text(description), ...(wanted === null ? {} : { preferred_trigger: text(wanted) }) },
    ])
    const agreed = await request('BindShortcuts', 'oa(sa{sv})sa{sv}', [session, wishes, ''])
    bound = true
    return { keys: keysOf(agreed.shortcuts?.value), end }
  } catch (error) {
    end()
    throw error instanceof PortalProblem
      ? error
      : new PortalProblem(t('hotkey.problem.desktopNoKeys'), { cause: error })
  }
}

function keysOf(told: unknown): KeyLabels {
  const parsed = Bound.safeParse(told)
  const labels = new Map<string, string>()
  for (const [id, { trigger_description: label }] of parsed.success ? parsed.data : [])
    if (typeof label?.value === 'string' && label.value !== '') labels.set(id, label.value)
  return labels
}
