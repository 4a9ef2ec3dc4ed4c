import { statfs } from 'node:fs/promises'
import { BrowserWindow, net, protocol, session, systemPreferences } from 'electron'
import type { Settings } from '../../shared/settings'
import type { HotkeyState } from '../../shared/talk'
import { APP_ORIGIN } from '../app/app-files'
import { displayServer } from '../app/display-server'
import { createMicrophoneAccess } from '../app/microphone-access'
import { whyUnwritable } from '../app/profile'
import { askSessionBus } from '../app/session-bus'
import { createHotkey } from '../hotkey/hotkey'
import { createKeychain, KeychainUnavailable } from '../identity/keychain'
import { PLATFORM } from '../platform'
import type { BackendFindings, Findings, MicrophoneFindings } from './diagnosis'

/** A service that has not answered by then is not there. */
const SERVICE_MS = 5_000
/** The hook's process starts in less. A desktop that asks the trader for a key takes longer, and has no key yet. */
const KEY_MS = 4_000

/**
 * Looks at this computer as the app would use it, beside one that may run: opens the microphone for a moment and keeps nothing of
 * it, listens for the talk key, asks the chosen service for its time, and stores and removes a trial in the keychain. Never rejects
 * for what it looks at; settles within seconds.
 */
export async function findOut(profile: string, settings: Settings): Promise<Findings> {
  const access = createMicrophoneAccess({
    system: systemPreferences,
    platform: PLATFORM,
    open: () => {},
    onChange: () => {},
  }).access
  const display = displayServer()
  const [portal, key, microphone, backend, freeBytes, keychain] = await Promise.all([
    PLATFORM === 'linux' && display === 'wayland' ? hasPortal() : null,
    findKey(settings),
    access === 'granted' ? findMicrophone(settings.microphoneDevice) : ({ state: 'denied' } as const),
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

/** How the talk key is heard, once that is settled. */
function findKey(settings: Settings): Promise<HotkeyState> {
  return new Promise((resolve) => {
    const told = (state: HotkeyState, settled: boolean) => {
      if (state.source === 'pending' && !settled) return
      clearTimeout(timer)
      hotkey.stop()
      resolve(state)
    }
    const timer = setTimeout(() => told(hotkey.state(), true), KEY_MS)
    const nothing = () => {}
    const hotkey = createHotkey({
      keys: settings,
      tailMs: () => 0,
      mode: () => 'hold',
      doubleTap: () => false,
      handsFree: () => false,
      approvalWaits: () => false,
      onTalk: nothing,
      onState: (state) => told(state, false),
      onRestart: nothing,
      showPanel: nothing,
      onSeen: nothing,
    })
    told(hotkey.state(), false)
  })
}

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

/** In a window of its own that holds nothing: the microphone can only be opened by one. */
async function findMicrophone(deviceId: string | null): Promise<MicrophoneFindings> {
  protocol.handle('app', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'media')
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'media'))
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, backgroundThrottling: false } })
  try {
    await window.loadURL(`${APP_ORIGIN}/`)
    return await window.webContents.executeJavaScript(`(${listen.toString()})(${JSON.stringify(deviceId)})`, true)
  } catch {
    return { state: 'busy' }
  } finally {
    window.destroy()
  }
}

/** Runs in that window, and must not refer to anything here. */
async function listen(deviceId: string | null): Promise<MicrophoneFindings> {
  const LISTEN_MS = 700
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId === null ? {} : { deviceId: { ideal: deviceId } }),
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'NotFoundError') return { state: 'missing' }
    return { state: name === 'NotAllowedError' ? 'denied' : 'busy' }
  }
  try {
    const [track] = stream.getAudioTracks()
    if (track === undefined) return { state: 'missing' }
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader()
    const end = performance.now() + LISTEN_MS
    let peak = 0
    let rate = 0
    while (performance.now() < end) {
      const { value } = await Promise.race([
        reader.read(),
        new Promise<{ value: undefined }>((resolve) => setTimeout(() => resolve({ value: undefined }), LISTEN_MS)),
      ])
      if (value === undefined) break
      rate = value.sampleRate
      const samples = new Float32Array(value.numberOfFrames)
      value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' })
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
      value.close()
    }
    return { state: 'open', label: track.label, rate: track.getSettings().sampleRate ?? rate, peak }
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}
