import { BackendIdSchema } from '../../../shared/grant'
import type { Settings } from '../../../shared/settings'
import { AnswerSettings } from './answer-settings'
import { DexterSettings } from './dexter-settings'
import { Choice, Field, Text } from './fields'
import { ModelEnd } from './model-end'
import { OpenaiSettings } from './openai-settings'
import { PracticeSettings } from './practice-settings'
import { Section } from './section'
import { ShareTrades } from './share-trades'

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
  const { backend, openai, dexter, model, voice, shareTrades } = settings
  const chosen = BACKENDS.find(({ value }) => value === BackendIdSchema.parse(backend))
  return (
    <Section title="Answers">
      <Field label="Answered by" hint={chosen?.hint ?? ''}>
        {(field) => <Choice {...field} value={backend} options={BACKENDS} patch={(value) => ({ backend: value })} />}
      </Field>
      {backend === 'openai' && <OpenaiSettings openai={openai} />}
      {backend === 'dexter' && <DexterSettings dexter={dexter} />}
      <Field label="Model" hint="The realtime model that listens and answers.">
        {(field) => <Text {...field} value={model} patch={(name) => ({ model: name })} />}
      </Field>
      {backend !== 'practice' && <ModelEnd model={model} patch={(name) => ({ model: name })} />}
      <Field label="Voice" hint="The voice that speaks, by the service’s own name.">
        {(field) => <Text {...field} value={voice} patch={(name) => ({ voice: name })} />}
      </Field>
      {backend === 'openai' && <AnswerSettings openai={openai} model={model} />}
      {backend !== 'dexter' && <ShareTrades backend={backend} shareTrades={shareTrades} />}
      {backend === 'practice' && <PracticeSettings />}
    </Section>
  )
}
