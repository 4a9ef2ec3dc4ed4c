import { useState } from 'react'
import type { Settings } from '../../../shared/settings'
import { useApp, useAppState } from '../app-context'
import { Choice, Field, Switch } from './fields'
import { Section } from './section'

const CHANNELS = [
  { value: 'latest', label: 'Releases' },
  { value: 'beta', label: 'Releases and previews' },
] as const

/** Whether updates are looked for, which ones, and a look at this moment. */
export function UpdateSettings({ settings: { updates, updateChannel } }: { settings: Settings }) {
  const { bridge } = useApp()
  const ready = useAppState((app) => app.updateReady)
  const [said, setSaid] = useState<string | null>(null)
  const [looking, setLooking] = useState(false)

  async function look() {
    setLooking(true)
    setSaid(await bridge.checkForUpdates().catch(() => 'Could not check for updates. Try again.'))
    setLooking(false)
  }

  return (
    <Section title="Updates">
      <Field label="Check automatically" hint="Downloaded in a quiet moment, installed when you quit.">
        {(field) => <Switch {...field} on={updates} patch={(on) => ({ updates: on })} />}
      </Field>
      <Field label="Versions" hint="Previews may be less stable.">
        {(field) => (
          <Choice
            {...field}
            value={updateChannel}
            options={CHANNELS}
            patch={(channel) => ({ updateChannel: channel })}
          />
        )}
      </Field>
      <div className="field">
        <span>Now</span>
        <div className="field-line">
          {ready === null ? (
            <button className="button" type="button" disabled={looking} onClick={() => void look()}>
              {looking ? 'Checking…' : 'Check for updates'}
            </button>
          ) : (
            <button className="button" type="button" onClick={() => void bridge.restartToUpdate()}>
              Restart to install
            </button>
          )}
        </div>
        <p role="status">
          {said ?? (ready === null ? '' : `Version ${ready} is ready. It will be installed when you quit.`)}
        </p>
      </div>
    </Section>
  )
}
