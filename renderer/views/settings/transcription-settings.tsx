import { LANGUAGES } from '../../../shared/languages'
import type { Settings } from '../../../shared/settings'
import { DELAYS, transcriptionFamily } from '../../../shared/transcription'
import { Disclosure } from './disclosure'
import { Choice, Field, Text } from './fields'
import { ModelEnd } from './model-end'
import { Section } from './section'

const LANGUAGE_OPTIONS = [
  { value: '', label: 'Auto' },
  ...LANGUAGES.map(({ code, name }) => ({ value: code, label: name })),
] as const

const LABELS = { minimal: 'Shortest', low: 'Short', medium: 'Medium', high: 'Long', xhigh: 'Longest' } as const
const DELAY_OPTIONS = [
  { value: '', label: 'Default' },
  ...DELAYS.map((value) => ({ value, label: LABELS[value] })),
] as const

/** How what the trader says is written down. Practice hears English by an ear of its own. */
export function TranscriptionSettings({ settings }: { settings: Settings }) {
  const { language, keywords, transcriptionModel: model, transcriptionDelay: delay } = settings
  const { delay: takesDelay } = transcriptionFamily(model)
  return (
    <Section title="Transcription">
      <Field label="Language" hint="The language you speak. Auto detects it for each question.">
        {(field) => (
          <Choice
            {...field}
            value={language ?? ''}
            options={LANGUAGE_OPTIONS}
            patch={(code) => ({ language: code === '' ? null : code })}
          />
        )}
      </Field>
      <Field
        label="Names and tickers"
        hint="Separated by commas, so that they are spelt right. Tokens that your tools show are added for you."
      >
        {(field) => (
          <Text
            {...field}
            value={keywords.join(', ')}
            placeholder="BONK, Jupiter"
            patch={(text) => ({ keywords: wordsIn(text) })}
          />
        )}
      </Field>
      <Disclosure label="Advanced">
        <Field label="Transcription model" hint="Writes down what you say. It is billed separately from the answer.">
          {(field) => <Text {...field} value={model} patch={(name) => ({ transcriptionModel: name })} />}
        </Field>
        {takesDelay && (
          <Field
            label="Transcription delay"
            hint="A longer delay hears more before it writes, and makes fewer mistakes."
          >
            {(field) => (
              <Choice
                {...field}
                value={delay ?? ''}
                options={DELAY_OPTIONS}
                patch={(value) => ({ transcriptionDelay: value === '' ? null : value })}
              />
            )}
          </Field>
        )}
      </Disclosure>
      <ModelEnd model={model} patch={(name) => ({ transcriptionModel: name })} />
    </Section>
  )
}

/** "BONK, Jupiter": each once. */
const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
]
