import { BrowserWindow, protocol, session } from 'electron'
import type { Settings } from '../../shared/settings'
import type { HotkeyState } from '../../shared/talk'
import { APP_ORIGIN } from '../app/app-files'
import { createHotkey } from '../hotkey/hotkey'
import type { MicrophoneFindings } from './diagnosis'
import type { Hearing } from './findings'

/** The hook's process starts in less. A desktop that asks the trader for a key takes longer, and has no key yet. */
const KEY_MS = 4_000

/** A talk key and a microphone of its own, beside those of an app that may run. */
export const ownHearing = (settings: Settings): Hearing => ({
  key: () => findKey(settings),
  microphone: () => findMicrophone(settings.microphoneDevice),
})

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
