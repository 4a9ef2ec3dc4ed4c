import { canReason, EFFORTS } from '../../../shared/models/reasoning'
import type { Settings } from '../../../shared/settings'
import { Disclosure } from './disclosure'
import { Choice, Field, Text } from './fields'
import { numberIn } from './number-in'
import { OpenaiAddresses } from './openai-settings'

type Openai = Settings['openai']

const NOISE = [
  { value: 'near_field', label: 'Headset' },
  { value: 'far_field', label: 'Room' },
  { value: 'off', label: 'Off' },
] as const

const LABELS = { minimal: 'Minimal', low: 'Low', medium: 'Medium', high: 'High', xhigh: 'Highest' } as const
const EFFORT_OPTIONS = [
  { value: '', label: 'Default' },
  ...EFFORTS.map((value) => ({ value, label: LABELS[value] })),
] as const

/** How OpenAI hears and answers. What is left at its default is not sent. */
export function AnswerSettings({ openai, model }: { openai: Openai; model: string }) {
  const { noiseReduction, noiseStrength, reasoningEffort, speed, maxOutputTokens } = openai
  const change = (over: Partial<Openai>) => ({ openai: { ...openai, ...over } })
  return (
    <>
      <Field label="Noise reduction" hint="Headset for a microphone near your mouth, Room for one further away.">
        {(field) => (
          <Choice
            {...field}
            value={noiseReduction}
            options={NOISE}
            patch={(value) => change({ noiseReduction: value })}
          />
        )}
      </Field>
      <Disclosure label="Advanced">
        {noiseReduction !== 'off' && (
          <Field label="Noise reduction strength" hint="From 0 to 1. OpenAI’s default is 1.">
            {(field) => (
              <Text
                {...field}
                value={noiseStrength === null ? '' : String(noiseStrength)}
                placeholder="Default"
                mode="numeric"
                patch={(text) => change({ noiseStrength: numberIn(text) })}
              />
            )}
          </Field>
        )}
        <Field
          label="Reasoning effort"
          hint={
            canReason(model)
              ? 'More effort gives better answers, but they take longer and cost more.'
              : `${model} doesn’t support it, so it isn’t sent. gpt-realtime-2 and later do.`
          }
        >
          {(field) => (
            <Choice
              {...field}
              value={reasoningEffort ?? ''}
              options={EFFORT_OPTIONS}
              patch={(value) => change({ reasoningEffort: value === '' ? null : value })}
            />
          )}
        </Field>
        <Field label="Speaking speed" hint="From 0.25 to 1.5. The voice’s normal speed is 1.">
          {(field) => (
            <Text
              {...field}
              value={speed === null ? '' : String(speed)}
              placeholder="Default"
              mode="numeric"
              patch={(text) => change({ speed: numberIn(text) })}
            />
          )}
        </Field>
        <Field label="Longest answer" hint="In tokens, up to 4096. A second of speech takes about 20.">
          {(field) => (
            <Text
              {...field}
              value={maxOutputTokens === null ? '' : String(maxOutputTokens)}
              placeholder="No limit"
              mode="numeric"
              patch={(text) => change({ maxOutputTokens: numberIn(text) })}
            />
          )}
        </Field>
        <OpenaiAddresses openai={openai} />
      </Disclosure>
    </>
  )
}
