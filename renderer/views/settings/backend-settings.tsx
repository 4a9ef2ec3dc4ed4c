import { BackendIdSchema } from '../../../shared/grant'
import type { Settings } from '../../../shared/settings'
import { Choice, Field, Text } from './fields'
import { OpenaiKey } from './openai-key'
import { Section } from './section'

const BACKENDS = [
  {
    value: 'practice',
    label: 'Practice',
    hint: 'Runs on this computer, offline. Prices are simulated and wallets are paper.',
  },
  { value: 'openai', label: 'OpenAI', hint: 'Your own API key. You pay OpenAI for what you use.' },
  { value: 'dexter', label: 'Dexter', hint: 'The hosted Dexter service.' },
] as const

/** Which service answers, and how it is reached. Only the chosen one's details are shown. */
export function BackendSettings({ settings }: { settings: Settings }) {
  const { backend, openai, dexter, model, voice } = settings
  const chosen = BACKENDS.find(({ value }) => value === BackendIdSchema.parse(backend))
  return (
    <Section title="Answers">
      <Field label="Answered by" hint={chosen?.hint ?? ''}>
        {(field) => <Choice {...field} value={backend} options={BACKENDS} patch={(value) => ({ backend: value })} />}
      </Field>
      {backend === 'openai' && (
        <>
          <OpenaiKey />
          <Field label="Address" hint="Where sessions are asked for.">
            {(field) => (
              <Text {...field} mode="url" value={openai.url} patch={(url) => ({ openai: { ...openai, url } })} />
            )}
          </Field>
          <Field label="Realtime address" hint="Where the voice goes. Empty: the same host.">
            {(field) => (
              <Text
                {...field}
                mode="url"
                value={openai.realtimeUrl ?? ''}
                placeholder="wss://"
                patch={(url) => ({ openai: { ...openai, realtimeUrl: url === '' ? null : url } })}
              />
            )}
          </Field>
        </>
      )}
      {backend === 'dexter' && (
        <>
          <Field label="Address" hint="Dexter’s API.">
            {(field) => (
              <Text {...field} mode="url" value={dexter.url} patch={(url) => ({ dexter: { ...dexter, url } })} />
            )}
          </Field>
          <Field label="Realtime address" hint="Where the voice goes. Empty: what the session says.">
            {(field) => (
              <Text
                {...field}
                mode="url"
                value={dexter.realtimeUrl ?? ''}
                placeholder="wss://"
                patch={(url) => ({ dexter: { ...dexter, realtimeUrl: url === '' ? null : url } })}
              />
            )}
          </Field>
        </>
      )}
      <Field label="Model" hint="The realtime model that listens and answers.">
        {(field) => <Text {...field} value={model} patch={(name) => ({ model: name })} />}
      </Field>
      <Field label="Voice" hint="The voice that speaks, by the service’s own name.">
        {(field) => <Text {...field} value={voice} patch={(name) => ({ voice: name })} />}
      </Field>
    </Section>
  )
}
