import { openaiAddresses } from '../../../shared/addresses'
import type { Settings } from '../../../shared/settings'
import { Field, Text } from './fields'
import { SecretField } from './secret-field'

/** The trader's key, and what the model is told. */
export function OpenaiSettings({ openai }: Pick<Settings, 'openai'>) {
  return (
    <>
      <SecretField
        name="openai-key"
        label="API key"
        placeholder="sk-…"
        goesTo={Object.values(openaiAddresses(openai))}
      />
      <Field
        label="Instructions"
        hint="How the model should answer. Leave empty for short answers with figures from tools only."
      >
        {(field) => (
          <Text
            {...field}
            value={openai.instructions ?? ''}
            placeholder="Built-in"
            patch={(text) => ({ openai: { ...openai, instructions: text === '' ? null : text } })}
          />
        )}
      </Field>
    </>
  )
}

/** Where OpenAI is reached: for those who go through a proxy. */
export function OpenaiAddresses({ openai }: Pick<Settings, 'openai'>) {
  return (
    <>
      <Field label="Address" hint="Where sessions are opened.">
        {(field) => <Text {...field} mode="url" value={openai.url} patch={(url) => ({ openai: { ...openai, url } })} />}
      </Field>
      <Field label="Realtime address" hint="Where your voice is sent. Leave empty to use the same host.">
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
  )
}
