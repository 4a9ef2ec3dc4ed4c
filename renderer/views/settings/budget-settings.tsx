import { minuteRate, tokenRates } from '../../../shared/models/prices'
import type { Settings, SettingsPatch } from '../../../shared/settings'
import { useAppState } from '../app-context'
import { spent, spentInFull, unpriced } from '../figures/spent'
import { Field, Text } from './fields'
import { numberIn } from './number-in'
import { Section } from './section'

/** How much may be spent on a day, beside what was. */
export function BudgetSettings({ settings }: { settings: Settings }) {
  const { budgetUsdPerDay, tokensPerDay } = settings
  const spending = useAppState((app) => app.status.spending)
  const open = spending ? unpriced(spending.today) : null
  return (
    <Section title="Budget">
      <Field label="Dollars per day" hint="Once it is spent, no more questions are sent. Leave empty for no limit.">
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
      <Field label="Tokens per day" hint="Counts the tokens you pay for, whatever they cost. Leave empty for no limit.">
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
            {open !== null && <small>price unknown for {open}</small>}
            {spending.prices !== null && <small>by {spending.prices}</small>}
          </span>
        </p>
      )}
    </Section>
  )
}

/** Asks what models cost that were chosen, or used today, and that the price file does not know. */
function UnknownPrices({ settings }: { settings: Settings }) {
  const { model, transcriptionModel, modelPrices, budgetUsdPerDay, tokensPerDay } = settings
  const used = useAppState((app) => app.status.spending.today.unpriced) ?? []
  const tokens = distinct([model, ...used.filter(({ seconds }) => seconds === 0).map((open) => open.model)])
  const minutes = distinct([transcriptionModel, ...used.filter(({ seconds }) => seconds > 0).map((open) => open.model)])
  const open = [
    ...tokens.filter((name) => tokenRates(name, modelPrices) === null),
    ...minutes.filter((name) => minuteRate(name, modelPrices) === null),
  ]
  const change = (name: string, price: Settings['modelPrices'][string] | null): SettingsPatch => {
    const { [name]: _, ...others } = modelPrices
    return { modelPrices: price === null ? others : { ...others, [name]: price } }
  }
  return (
    <>
      {tokens
        .filter((name) => tokenRates(name, {}) === null)
        .map((name) => (
          <Field key={name} label={`Price of ${name}`} hint="In US dollars per million tokens, in / out.">
            {(field) => (
              <Text
                {...field}
                value={inAndOut(modelPrices, name)}
                placeholder="4 / 16"
                patch={(text) => change(name, pairIn(text))}
              />
            )}
          </Field>
        ))}
      {minutes
        .filter((name) => minuteRate(name, {}) === null)
        .map((name) => (
          <Field key={name} label={`Price of ${name}`} hint="In US dollars per minute of your speech.">
            {(field) => (
              <Text
                {...field}
                value={String(minuteRate(name, modelPrices) ?? '')}
                placeholder="0.006"
                mode="numeric"
                patch={(text) => {
                  const minute = numberIn(text)
                  return change(name, minute === null ? null : { minute })
                }}
              />
            )}
          </Field>
        ))}
      {open.length > 0 && budgetUsdPerDay !== null && tokensPerDay === null && (
        <p className="field-alert" role="alert">
          Dexter Voice doesn’t know the price of {open.join(' and ')}, so it can’t keep to your budget. Enter the price
          above, or limit the tokens per day. Until then, no question is sent.
        </p>
      )}
    </>
  )
}

const distinct = (names: string[]): string[] => [...new Set(names)]

function inAndOut(prices: Settings['modelPrices'], name: string): string {
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined
  return price && 'input' in price ? `${price.input} / ${price.output}` : ''
}

/** "4 / 16"; null where nothing is entered. What is no pair goes to main, which says so. */
function pairIn(text: string): { input: number; output: number } | null {
  if (text.trim() === '') return null
  const [input, output, ...more] = text.split('/').map(numberIn)
  return more.length > 0 || input == null || output == null
    ? { input: Number.NaN, output: Number.NaN }
    : { input, output }
}
