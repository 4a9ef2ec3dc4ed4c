import { minuteRate, tokenRates } from '../../../shared/models/prices'
import type { Settings } from '../../../shared/settings'
import { useAppState } from '../app-context'
import { spent, spentInFull } from '../figures/spent'
import { Field, Text } from './fields'
import { numberIn } from './number-in'
import { Section } from './section'

/** How much may be spent on a day, beside what was. */
export function BudgetSettings({ settings }: { settings: Settings }) {
  const { budgetUsdPerDay, tokensPerDay } = settings
  const spending = useAppState((app) => app.status.spending)
  return (
    <Section title="Budget">
      <Field label="Dollars a day" hint="Once they are spent no new question is sent. Empty: no limit.">
        {(field) => (
          <Text
            {...field}
            value={budgetUsdPerDay === null ? '' : String(budgetUsdPerDay)}
            placeholder="No limit"
            mode="numeric"
            patch={(text) => ({ budgetUsdPerDay: numberIn(text) })}
          />
        )}
      </Field>
      <Field label="Tokens a day" hint="The same for tokens that you pay for, whatever they cost. Empty: no limit.">
        {(field) => (
          <Text
            {...field}
            value={tokensPerDay === null ? '' : String(tokensPerDay)}
            placeholder="No limit"
            mode="numeric"
            patch={(text) => ({ tokensPerDay: numberIn(text.replaceAll(',', '')) })}
          />
        )}
      </Field>
      {settings.backend === 'openai' && <UnknownPrices settings={settings} />}
      {spending && (
        <p className="field-fact">
          <span>Used today</span>
          <span>
            {spent(spending.today)}
            <small>{spentInFull(spending.today)}</small>
            {spending.prices !== null && <small>by {spending.prices}</small>}
          </span>
        </p>
      )}
    </Section>
  )
}

/** Asks what the chosen models cost where the price file does not know it. */
function UnknownPrices({ settings }: { settings: Settings }) {
  const { model, transcriptionModel, modelPrices, budgetUsdPerDay, tokensPerDay } = settings
  const asksTokens = tokenRates(model, {}) === null
  const asksMinute = minuteRate(transcriptionModel, {}) === null
  const open = [
    ...(tokenRates(model, modelPrices) === null ? [model] : []),
    ...(minuteRate(transcriptionModel, modelPrices) === null ? [transcriptionModel] : []),
  ]
  const entry = Object.hasOwn(modelPrices, model) ? modelPrices[model] : undefined
  const minute = minuteRate(transcriptionModel, modelPrices)
  const { [model]: _, ...others } = modelPrices
  const { [transcriptionModel]: __, ...otherMinutes } = modelPrices
  return (
    <>
      {asksTokens && (
        <Field label={`Price of ${model}`} hint="In US dollars per million tokens: in / out.">
          {(field) => (
            <Text
              {...field}
              value={entry && 'input' in entry ? `${entry.input} / ${entry.output}` : ''}
              placeholder="4 / 16"
              patch={(text) => {
                const [input, output, ...more] = text.split('/').map(numberIn)
                if (input === null && output === undefined) return { modelPrices: others }
                const both = {
                  input: input ?? Number.NaN,
                  output: more.length > 0 ? Number.NaN : (output ?? Number.NaN),
                }
                return { modelPrices: { ...others, [model]: both } }
              }}
            />
          )}
        </Field>
      )}
      {asksMinute && (
        <Field label={`Price of ${transcriptionModel}`} hint="In US dollars for a minute that you speak.">
          {(field) => (
            <Text
              {...field}
              value={minute === null ? '' : String(minute)}
              placeholder="0.006"
              mode="numeric"
              patch={(text) => {
                const given = numberIn(text)
                return {
                  modelPrices:
                    given === null ? otherMinutes : { ...otherMinutes, [transcriptionModel]: { minute: given } },
                }
              }}
            />
          )}
        </Field>
      )}
      {open.length > 0 && budgetUsdPerDay !== null && tokensPerDay === null && (
        <p className="field-alert" role="alert">
          Your budget can’t be kept, because the price of {open.join(' and ')} isn’t known. Enter it here, or limit the
          tokens a day. Until then no question is sent.
        </p>
      )}
    </>
  )
}
