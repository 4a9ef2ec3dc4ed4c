import { statfs } from 'node:fs/promises'
import { net, systemPreferences } from 'electron'
import type { Settings } from '../../shared/settings'
import { displayServer } from '../app/display-server'
import { createMicrophoneAccess } from '../app/microphone-access'
import { whyUnwritable } from '../app/profile'
import { askSessionBus } from '../app/session-bus'
import { createKeychain, KeychainUnavailable } from '../identity/keychain'
import { PLATFORM } from '../platform'
import type { BackendFindings, Findings, MicrophoneFindings } from './diagnosis'

/** A service that has not answered by then is not there. */
const SERVICE_MS = 5_000

/**
 * How the talk key and the microphone are looked at: the command opens its own (own-hearing.ts), the app that runs looks at those
 * that it has (app-hearing.ts). Neither rejects, and both settle within seconds.
 */
export interface Hearing {
  key(): Promise<Findings['key']>
  /** Opens it for a moment, and keeps nothing of it. */
  microphone(): Promise<MicrophoneFindings>
}

/**
 * Looks at this computer as the app uses it: hears the talk key and the microphone, asks the chosen service for its time, and
 * stores and removes a trial in the keychain. Never rejects for what it looks at; settles within seconds.
 */
export async function findOut(profile: string, settings: Settings, hearing: Hearing): Promise<Findings> {
  const access = createMicrophoneAccess({
    system: systemPreferences,
    platform: PLATFORM,
    open: () => {},
    onChange: () => {},
  }).access
  const display = displayServer()
  const [portal, key, microphone, backend, freeBytes, keychain] = await Promise.all([
    PLATFORM === 'linux' && display === 'wayland' ? hasPortal() : null,
    hearing.key(),
    access === 'granted' ? hearing.microphone() : ({ state: 'denied' } as const),
    findService(settings),
    statfs(profile).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => 0,
    ),
    createKeychain()
      .check()
      .then(
        () => null,
        (error) => (error instanceof KeychainUnavailable ? error.reason : 'denied'),
      ),
  ])
  return {
    access,
    display,
    portal,
    key,
    microphone,
    backend,
    disk: { problem: whyUnwritable(profile), freeBytes },
    keychain,
  }
}

/** The portal is there where it tells its version. */
const hasPortal = async (): Promise<boolean> =>
  (await askSessionBus({
    destination: 'org.freedesktop.portal.Desktop',
    path: '/org/freedesktop/portal/desktop',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.portal.GlobalShortcuts', 'version'],
  })) !== null

async function findService({ backend: id, openai, dexter }: Settings): Promise<BackendFindings> {
  if (id === 'practice') return { id, host: null, reached: true, skewMs: null }
  const { url } = id === 'openai' ? openai : dexter
  const { host } = new URL(url)
  try {
    // Any answer will do: what is asked for needs no key, and none is sent.
    const response = await net.fetch(url, {
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(SERVICE_MS),
    })
    const date = Date.parse(response.headers.get('date') ?? '')
    return { id, host, reached: true, skewMs: Number.isNaN(date) ? null : Date.now() - date }
  } catch (error) {
    return { id, host, reached: false, why: error instanceof Error ? error.message : String(error) }
  }
}
