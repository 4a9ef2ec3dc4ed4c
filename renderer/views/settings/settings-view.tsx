import { hotkeyFor, hotkeysOf } from '../../../shared/hotkeys'
import type { Settings } from '../../../shared/settings'
import { useAppState, useSettings } from '../app-context'
import { AccountSettings } from './account-settings'
import { BackendSettings } from './backend-settings'
import { BudgetSettings } from './budget-settings'
import { Choice, Field, Switch, Text } from './fields'
import { ForgetEverything } from './forget-everything'
import { LimitSettings } from './limit-settings'
import { LookSettings } from './look-settings'
import { McpServers } from './mcp-servers'
import { Section } from './section'
import { TranscriptionSettings } from './transcription-settings'
import { UpdateSettings } from './update-settings'
import './settings-view.css'

/** Microphone warmth in words; null is always. */
const WARM: readonly { value: string; label: string; ms: number | null }[] = [
  { value: 'off', label: 'Off', ms: 0 },
  { value: '30s', label: '30 s', ms: 30_000 },
  { value: '2min', label: '2 min', ms: 120_000 },
  { value: 'always', label: 'Always', ms: null },
]

const THEMES = [
  { value: 'system', label: 'Same as the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Everything that can be chosen. A choice is kept at once; what main refuses is said where it was chosen. */
export function SettingsView() {
  const settings = useSettings()
  return (
    <div className="settings">
      {settings && (
        <>
          <AccountSettings />
          <Talking settings={settings} />
          <BackendSettings settings={settings} />
          {settings.backend !== 'practice' && <TranscriptionSettings settings={settings} />}
          {settings.backend === 'openai' && <McpServers mcpServers={settings.mcpServers} />}
          <LimitSettings settings={settings} />
          <LookSettings rpcUrl={settings.rpcUrl} />
          <BudgetSettings settings={settings} />
          <Section title="Appearance">
            <Field label="Theme" hint="Light or dark, for the panel and the small window.">
              {(field) => <Choice {...field} value={settings.theme} options={THEMES} patch={(theme) => ({ theme })} />}
            </Field>
          </Section>
          <UpdateSettings settings={settings} />
          <Starting settings={settings} />
          <ForgetEverything />
        </>
      )}
    </div>
  )
}

function Starting({ settings: { startAtLogin, startHidden } }: { settings: Settings }) {
  const trayMissing = useAppState((app) => app.trayMissing)
  const opening = trayMissing
    ? 'Your desktop doesn’t show tray icons, so start Dexter Voice again to open its window.'
    : 'At log-in, only the tray icon appears.'
  return (
    <Section title="Start-up">
      <Field label="Start at log-in" hint="The installed app is there as soon as you are, ready for the key.">
        {(field) => <Switch {...field} on={startAtLogin} patch={(on) => ({ startAtLogin: on })} />}
      </Field>
      <Field label="Start without a window" hint={`${opening} The talk key works either way.`}>
        {(field) => <Switch {...field} on={startHidden} patch={(on) => ({ startHidden: on })} />}
      </Field>
    </Section>
  )
}

const HIDDEN_BY_WINDOWS =
  'While a program that runs as administrator is in front, Windows hides the key: click another window first.'

function Talking({ settings }: { settings: Settings }) {
  const { hotkey, tailMs, microphoneDevice, microphoneWarmMs, earcons } = settings
  const given = useAppState(({ hotkey: { source, key } }) => (source === 'portal' ? key : null))
  const system = useAppState((app) => app.system) ?? 'linux'
  const { note } = hotkeyFor(hotkey, system)
  const warm = WARM.find(({ ms }) => ms === microphoneWarmMs)
  const warmOptions = warm ? WARM : [...WARM, { value: 'other', label: `${microphoneWarmMs} ms`, ms: microphoneWarmMs }]
  return (
    <Section title="Talking">
      <Field
        label="Talk key"
        hint={
          given
            ? `Your desktop gave ${given}, and changes it in its own settings. This is what it was asked for first.`
            : [
                'It works in every window, so only keys that type nothing are offered.',
                system === 'win32' && HIDDEN_BY_WINDOWS,
                note,
              ]
                .filter(Boolean)
                .join(' ')
        }
      >
        {(field) => (
          <Choice
            {...field}
            value={hotkey !== null && hotkeyFor(hotkey, system).id === hotkey ? hotkey : ''}
            options={[
              { value: '', label: `Default (${hotkeyFor(null, system).label})` },
              ...hotkeysOf(system).map(({ id, label }) => ({ value: id, label })),
            ]}
            patch={(id) => ({ hotkey: id === '' ? null : id })}
          />
        )}
      </Field>
      <Field label="Keep recording after release" hint="In milliseconds, so that your last word is not cut off.">
        {(field) => (
          <Text
            {...field}
            value={String(tailMs)}
            mode="numeric"
            patch={(text) => ({ tailMs: text.trim() === '' ? Number.NaN : Number(text) })}
          />
        )}
      </Field>
      {microphoneDevice !== null && (
        <Field label="Microphone" hint="Dexter Voice uses the one you chose, whatever your system’s default is.">
          {(field) => (
            <Choice
              {...field}
              value="chosen"
              options={[
                { value: 'chosen', label: 'The one you chose' },
                { value: '', label: 'System default' },
              ]}
              patch={(value) => (value === '' ? { microphoneDevice: null, keepBluetooth: true } : {})}
            />
          )}
        </Field>
      )}
      <Field
        label="Microphone stays open"
        hint="After a turn, so that the next begins faster. While no key is held, nothing leaves."
      >
        {(field) => (
          <Choice
            {...field}
            value={warm?.value ?? 'other'}
            options={warmOptions}
            patch={(value) => ({ microphoneWarmMs: warmOptions.find((option) => option.value === value)?.ms ?? null })}
          />
        )}
      </Field>
      <Field label="Sounds" hint="Short tones when the microphone opens and closes, and when something fails.">
        {(field) => <Switch {...field} on={earcons} patch={(on) => ({ earcons: on })} />}
      </Field>
    </Section>
  )
}
