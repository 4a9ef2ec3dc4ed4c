import type { GetICUArgs } from '@schummar/icu-type-parser'
import type { ReactNode } from 'react'
import { createTranslator } from 'use-intl/core'
import en, { type Catalogue } from './en'

/** What the app is translated into, by BCP 47 tag. */
export const LANGUAGES = ['en', 'es', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

const CATALOGUES: Record<Language, () => Promise<Catalogue>> = {
  en: async () => en,
  es: () => import('./es').then((catalogue) => catalogue.default),
  de: () => import('./de').then((catalogue) => catalogue.default),
}

type Messages = typeof en

/** `area.topic.message`: whatever the English catalogue has. */
export type MessageKey = PathsOf<Messages>
type PathsOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathsOf<T[K]>}`
}[keyof T & string]
type MessageAt<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? MessageAt<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : never

type Value = string | number | bigint | Date
type ArgumentsOf<M> = M extends string
  ? GetICUArgs<M, { ICUArgument: string; ICUNumberArgument: number | bigint; ICUDateArgument: Date }>
  : never
type IsOne<K, All = K> = K extends All ? ([All] extends [K] ? true : false) : never
/**
 * What one message takes, to the letter. Of a key that may be several (`outcome.${outcome}`) the arguments are not compared:
 * types of such unions cost the compiler minutes, and a test compares the catalogues.
 */
type Given<K extends MessageKey> =
  IsOne<K> extends true
    ? keyof ArgumentsOf<MessageAt<Messages, K>> extends never
      ? []
      : [values: ArgumentsOf<MessageAt<Messages, K>>]
    : [values?: Readonly<Record<string, Value>>]

interface Translate {
  <const K extends MessageKey>(key: K, ...given: Given<K>): string
  /** With React nodes in place of tags: `{ b: (words) => <b>{words}</b> }`. */
  rich(key: MessageKey, values: Readonly<Record<string, Value | ((words: ReactNode) => ReactNode)>>): ReactNode
}

/** A language as a thread speaks it. `locale` is what numbers and dates are written in. */
interface Speech {
  locale: string
  translator: Untyped
  formats: Map<string, unknown>
}

const ENGLISH = speechOf(en, 'en-US')
/** What this thread speaks. */
let speech = ENGLISH

type Values = Readonly<Record<string, Value>>
type RichValues = Parameters<Translate['rich']>[1]

/** The library's own types would compare every key with every message: `Translate` asks less of the compiler. */
interface Untyped {
  (key: string, values?: Values): string
  rich(key: string, values: RichValues): ReactNode
}

function speechOf(messages: Catalogue, locale: string): Speech {
  return { locale, translator: createTranslator({ locale, messages }) as unknown as Untyped, formats: new Map() }
}

/**
 * A sentence of the catalogue (ICU MessageFormat) in this thread's language. Call it when the sentence is needed: a constant of
 * a module keeps the language that was spoken when the module was loaded.
 */
export const t: Translate = Object.assign((key: MessageKey, ...[values]: [Values?]) => speech.translator(key, values), {
  rich: (key: MessageKey, values: RichValues) => speech.translator.rich(key, values),
})

/** The language of a choice: `system` is the first that the app knows of what the system speaks, else English. */
export function languageOf(choice: Language | 'system', systemLocale: string): Language {
  if (choice !== 'system') return choice
  const spoken = systemLocale.split(/[-_]/)[0]?.toLowerCase()
  return LANGUAGES.find((language) => language === spoken) ?? 'en'
}

/** Puts a language in force for this thread; settles once its sentences are there. Numbers follow the system's region where it speaks the same language. */
export async function setLanguage(choice: Language | 'system', systemLocale: string): Promise<Language> {
  const language = languageOf(choice, systemLocale)
  const catalogue = await CATALOGUES[language]()
  const regional = Intl.getCanonicalLocales(systemLocale.replaceAll('_', '-'))[0]
  setCatalogue(catalogue, regional?.split('-')[0] === language ? regional : DEFAULT_REGION[language])
  return language
}

/** What numbers and dates look like where the system speaks another language. */
const DEFAULT_REGION: Record<Language, string> = { en: 'en-US', es: 'es-ES', de: 'de-DE' }

/** Puts a catalogue in force that is no language of the app: a pseudo-locale of a test. */
export function setCatalogue(catalogue: Catalogue, region: string): void {
  speech = speechOf(catalogue, region)
}

/**
 * Whatever `say` makes of sentences, numbers and lists, in English: for the ledger, logs, and what a model is told, which stay
 * English whatever the app speaks. `say` must not wait: the language is back in force when it returns.
 */
export function inEnglish<T>(say: () => T): T {
  const inForce = speech
  speech = ENGLISH
  try {
    return say()
  } finally {
    speech = inForce
  }
}

/** One sentence for two readers: the trader, and whoever reads the records. */
export interface Sentence {
  /** In the language that was in force when it was said. */
  shown: string
  english: string
}

/** Says a sentence for the trader and for the record. */
export const sentence = (say: () => string): Sentence => ({ shown: say(), english: inEnglish(say) })

/** The locale in force, for what takes one itself. */
export const currentLocale = (): string => speech.locale

/** A formatter of numbers in this thread's locale; the same options give the same one. */
export function numberFormat(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(`number ${JSON.stringify(options)}`, () => new Intl.NumberFormat(speech.locale, options))
}

/** A decimal number as text, every digit of it, with this locale's separators: "12364948.7990" -> "12,364,948.7990". */
export function exactNumber(decimal: string): string {
  const [, sign = '', whole = '', fraction] = /^([-−]?)(\d+)(?:\.(\d*))?$/.exec(decimal) ?? []
  if (whole === '') return decimal
  const grouped = sign + numberFormat().format(BigInt(whole))
  if (fraction === undefined) return grouped
  const point = numberFormat({ minimumFractionDigits: 1 })
    .formatToParts(0.1)
    .find(({ type }) => type === 'decimal')
  return `${grouped}${point?.value ?? '.'}${fraction}`
}

/** A formatter of dates and times in this thread's locale. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`date ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(speech.locale, options))
}

/** Joins names as this thread's language lists them: "a, b, and c". */
export function listed(names: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return kept(`list ${type}`, () => new Intl.ListFormat(speech.locale, { type })).format(names)
}

function kept<T>(key: string, make: () => T): T {
  const known = speech.formats.get(key)
  if (known !== undefined) return known as T
  const made = make()
  speech.formats.set(key, made)
  return made
}
