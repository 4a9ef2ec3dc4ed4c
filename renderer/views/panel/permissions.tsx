import type { ReactNode } from 'react'
import type { System } from '../../../shared/hotkeys'
import type { MicrophoneAccess } from '../../../shared/microphone'
import { useApp, useAppState, useSettings } from '../app-context'
import './permissions.css'

/** What stands between the trader and his first question, with the button that mends it. */
export function Permissions() {
  const { bridge } = useApp()
  const settings = useSettings()
  const system = useAppState((app) => app.system) ?? 'linux'
  const hotkey = useAppState((app) => app.hotkey)
  const access = useAppState((app) => app.microphoneAccess) ?? 'granted'
  const microphone = useAppState((app) => app.status.microphone)
  const headset = (settings?.keepBluetooth === false && microphone?.bluetooth) || null
  const builtIn = headset?.builtIn ?? null
  // One at a time, or a small panel would have no room for anything else.
  if (hotkey?.permission === 'needed')
    return (
      <Notice title="Let Dexter Voice see the talk key">
        <p>
          Dexter Voice needs to see the talk key while another window is in front, and whether you press anything else
          with it. Nothing you type in other windows is kept or sent.
        </p>
        <p>
          Press Allow…, choose Open System Settings, and switch on Dexter Voice under Privacy & Security, Accessibility.
          If it is already on, switch it off and on again.
        </p>
        {hotkey.source === 'toggle' && <p>{`Until then, press ${hotkey.key} to talk, and again to send.`}</p>}
        <Buttons>
          <button className="button" type="button" onClick={() => void bridge.allowTalkKey()}>
            Allow…
          </button>
        </Buttons>
      </Notice>
    )
  if (access !== 'granted')
    return (
      <Notice title={access === 'not-determined' ? 'Let Dexter Voice use the microphone' : 'The microphone is blocked'}>
        <p>{MICROPHONE[access](system)}</p>
        {(access !== 'restricted' || system === 'win32') && (
          <Buttons>
            <button className="button" type="button" onClick={() => void bridge.allowMicrophone()}>
              {access === 'not-determined' ? 'Allow…' : 'Open settings'}
            </button>
          </Buttons>
        )}
      </Notice>
    )
  if (headset === null) return null
  return (
    <Notice title={`“${headset.label}” sounds like a phone call while its microphone is on`}>
      <p>
        Bluetooth headsets switch to telephone quality while their microphone is open.
        {builtIn === null
          ? ' Choose another microphone in your system’s sound settings to avoid that.'
          : ` You can speak into “${builtIn.label}” instead, and keep listening with the headset.`}
      </p>
      <Buttons>
        {builtIn !== null && (
          <button
            className="button"
            type="button"
            onClick={() => void bridge.setSettings({ microphoneDevice: builtIn.deviceId })}
          >
            Use the built-in microphone
          </button>
        )}
        <button className="button" type="button" onClick={() => void bridge.setSettings({ keepBluetooth: true })}>
          Keep the headset’s microphone
        </button>
      </Buttons>
    </Notice>
  )
}

const MICROPHONE: Record<Exclude<MicrophoneAccess, 'granted'>, (system: System) => string> = {
  'not-determined': () =>
    'Press Allow…, and allow it again when macOS asks. What you say is sent only while you use the talk key; the microphone may stay open a little longer, so that your next question starts faster.',
  'denied': (system) =>
    system === 'darwin'
      ? 'Switch on Dexter Voice in System Settings, Privacy & Security, Microphone. Then hold the key again. You can still type your questions.'
      : 'In Settings, Privacy & security, Microphone, switch on “Let apps access your microphone” and, further down, “Let desktop apps access your microphone”. Then hold the key again. You can still type your questions.',
  'restricted': (system) =>
    system === 'win32'
      ? 'Switch on “Microphone access” in Settings, Privacy & security, Microphone. If you can’t, ask whoever manages this computer. You can still type your questions.'
      : 'Whoever manages this computer doesn’t allow apps to record. Ask them to allow Dexter Voice. You can still type your questions.',
}

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="permission" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

const Buttons = ({ children }: { children: ReactNode }) => <div className="permission-choice">{children}</div>
