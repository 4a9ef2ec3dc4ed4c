import { dateFormat, t } from '../i18n'
import prices from './prices.json'

/** What the price file says of itself: its day, as this thread's language writes days. */
export const pricesNote = (): string =>
  t('figures.pricesOf', {
    date: dateFormat({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${prices.date}T00:00:00Z`)),
  })

/** US dollars per million tokens. */
export interface Rates {
  input: number
  cached: number
  output: number
}
export type TokenRates = Record<'audio' | 'text' | 'image', Rates>

/** Prices that the trader entered for models that the file does not know, by the model's name; see `modelPrices` in settings. */
export type OwnPrices = Readonly<Record<string, { input: number; output: number } | { minute: number }>>

const TOKENS: Record<string, TokenRates> = prices.tokens
const MINUTES: Record<string, number> = prices.minutes

/** A dated snapshot of a model costs what the model costs. */
const undated = (model: string): string => model.replace(/-\d{4}-\d{2}-\d{2}$/, '')

/** What `record` has under its own name: `constructor` is a model without a price. */
const of = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

/** What a model's tokens cost; null where neither the price file nor the trader knows. His own price holds for tokens of every kind. */
export function tokenRates(model: string, own: OwnPrices): TokenRates | null {
  const known = of(TOKENS, model) ?? of(TOKENS, undated(model))
  if (known) return known
  const given = of(own, model)
  if (given === undefined || !('input' in given)) return null
  const rates = { input: given.input, cached: given.input, output: given.output }
  return { audio: rates, text: rates, image: rates }
}

/** US dollars for a minute of audio that a model transcribes; null where nobody knows. */
export function minuteRate(model: string, own: OwnPrices): number | null {
  const known = of(MINUTES, model) ?? of(MINUTES, undated(model))
  if (known !== undefined) return known
  const given = of(own, model)
  return given !== undefined && 'minute' in given ? given.minute : null
}
