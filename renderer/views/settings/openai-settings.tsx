import { openaiAddresses } from '../../../shared/addresses'
import type { Settings } from '../../../shared/settings'
import { Field, Text } from './fields'
import { SecretField } from './secret-field'

/** The trader's key, and where OpenAI is reached. */
export function OpenaiSettings({ openai }: Pick<Settings, 'openai'>) {
  return (
    <>
      <SecretField
        name="openai-key"
        label="API key"
        placeholder="sk-…"
        goesTo={Object.values(openaiAddresses(openai))}
      />
      <Field label="Address" hint="Where sessions are asked for.">
        {(field) => <Text {...field} mode="url" value={openai.url} patch={(url) => ({ openai: { ...openai, url } })} />}
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
      <Field
        label="Instructions"
        hint="How the model is told to answer. Empty: briefly, with figures from tools alone."
      >
        {(field) => (
          <Text
            {...field}
            value={openai.instructions ?? ''}
            placeholder="The built-in ones"
            patch={(text) => ({ openai: { ...openai, instructions: text === '' ? null : text } })}
          />
        )}
      </Field>
    </>
  )
}
