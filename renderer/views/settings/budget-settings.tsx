import { listed, numberFormat, t } from '../../../shared/i18n'
import { minuteRate, tokenRates } from '../../../shared/models/prices'
import type { Settings, SettingsPatch } from '../../../shared/settings'
import { useAppState } from '../app-context'
import { spent, spentInFull, unpriced } from '../figures/spent'
import { numberIn } from './number-in'
import { useSought } from './search'
import { Part } from './section'
import { TextSetting, words } from './setting'

/** As a field holds it: no currency, and as many digits as it has. */
const written = (value: number | null): string =>
  value === null ? '' : numberFormat({ maximumFractionDigits: 20 }).format(value)

/** How much may be spent on a day, beside what was. */
export function BudgetSettings({ settings }: { settings: Settings }) {
  return (
    <Part title={t('settings.part.spending')}>
      <TextSetting
        {...words('dollarsPerDay')}
        value={written(settings.budgetUsdPerDay)}
        placeholder={t('settings.noLimit')}
        mode="decimal"
        patch={(text) => ({ budgetUsdPerDay: numberIn(text) })}
      />
      <TextSetting
        {...words('tokensPerDay')}
        value={written(settings.tokensPerDay)}
        placeholder={t('settings.noLimit')}
        mode="numeric"
        patch={(text) => ({ tokensPerDay: numberIn(text) })}
      />
      {settings.backend === 'openai' && <UnknownPrices settings={settings} />}
      <UsedToday />
    </Part>
  )
}

function UsedToday() {
  const spending = useAppState((app) => app.status.spending)
  const sought = useSought(t('settings.spending.used'), t('settings.spending.also'))
  if (!spending || !sought) return null
  const open = unpriced(spending.today)
  return (
    <div className="field">
      <span className="field-label">{t('settings.spending.used')}</span>
      <span className="field-fact">{spent(spending.today)}</span>
      <p className="field-hint">
        {spentInFull(spending.today)}
        {open !== null && <br />}
        {open !== null && t('settings.spending.unpriced', { used: open })}
        {spending.prices !== null && <br />}
        {spending.prices !== null && t('settings.spending.source', { prices: spending.prices })}
      </p>
    </div>
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
          <TextSetting
            key={name}
            label={t('settings.spending.priceOf', { model: name })}
            hint={t('settings.spending.perTokens')}
            also={t('settings.spending.also')}
            value={inAndOut(modelPrices, name)}
            placeholder="4 / 16"
            patch={(text) => change(name, pairIn(text))}
          />
        ))}
      {minutes
        .filter((name) => minuteRate(name, {}) === null)
        .map((name) => (
          <TextSetting
            key={name}
            label={t('settings.spending.priceOf', { model: name })}
            hint={t('settings.spending.perMinute')}
            also={t('settings.spending.also')}
            value={written(minuteRate(name, modelPrices))}
            placeholder="0.006"
            mode="decimal"
            patch={(text) => {
              const minute = numberIn(text)
              return change(name, minute === null ? null : { minute })
            }}
          />
        ))}
      {open.length > 0 && budgetUsdPerDay !== null && tokensPerDay === null && (
        <p className="field field-problem field-alert" role="alert">
          {t('settings.spending.unknown', { models: listed(open) })}
        </p>
      )}
    </>
  )
}

const distinct = (names: string[]): string[] => [...new Set(names)]

function inAndOut(prices: Settings['modelPrices'], name: string): string {
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined
  return price && 'input' in price ? `${written(price.input)} / ${written(price.output)}` : ''
}

/** "4 / 16"; null where nothing is entered. What is no pair goes to main, which says so. */
function pairIn(text: string): { input: number; output: number } | null {
  if (text.trim() === '') return null
  const [input, output, ...more] = text.split('/').map(numberIn)
  return more.length > 0 || input == null || output == null
    ? { input: Number.NaN, output: Number.NaN }
    : { input, output }
}
