import { afterEach, describe, expect, test } from 'vitest'
import {
  currentLocale,
  dateFormat,
  exactNumber,
  inEnglish,
  languageOf,
  listed,
  numberFormat,
  sentence,
  setLanguage,
  t,
} from '../../shared/i18n'

afterEach(() => setLanguage('en', 'en-US'))

test.each([
  // The system's region where it speaks the language, else the language's own.
  ['es', 'es-MX', 'es-MX'],
  ['es', 'es_MX', 'es-MX'],
  ['es', 'de-AT', 'es-ES'],
  ['de', 'de-CH', 'de-CH'],
  ['de', 'en-GB', 'de-DE'],
  ['en', 'en-GB', 'en-GB'],
  ['en', 'fr-FR', 'en-US'],
  ['system', 'es-AR', 'es-AR'],
  ['system', 'fr-FR', 'en-US'],
] as const)('%s on a system that speaks %s is written as in %s', async (choice, system, region) => {
  const language = await setLanguage(choice, system)
  expect(language).toBe(languageOf(choice, system))
  expect(currentLocale()).toBe(region)
})

describe('sentences, numbers, dates and lists are of one language', () => {
  const day = new Date(Date.UTC(2026, 0, 15, 14, 30))
  const written = () => [
    t('panel.tabs.trades'),
    numberFormat({ style: 'currency', currency: 'USD' }).format(1234567.5),
    exactNumber('12364948.7990'),
    numberFormat({ style: 'percent', maximumFractionDigits: 1 }).format(0.125).replace(/\s/, ' '),
    dateFormat({ dateStyle: 'medium', timeZone: 'UTC' }).format(day),
    listed(['SOL', 'BONK', 'JUP']),
    t('trades.filter.count', { n: 1 }),
    t('trades.filter.count', { n: 2_000 }),
  ]

  test('Mexican Spanish', async () => {
    await setLanguage('es', 'es-MX')
    expect(written()).toEqual([
      'Operaciones',
      'USD\u00a01,234,567.50',
      '12,364,948.7990',
      '12.5%',
      '15 ene 2026',
      'SOL, BONK y JUP',
      '1 operación',
      '2,000 operaciones',
    ])
  })

  test('German', async () => {
    await setLanguage('de', 'en-US')
    expect(written()).toEqual([
      'Trades',
      '1.234.567,50\u00a0$',
      '12.364.948,7990',
      '12,5 %',
      '15.01.2026',
      'SOL, BONK und JUP',
      '1 Trade',
      '2.000 Trades',
    ])
  })

  test('a round million takes its own plural in Spanish', async () => {
    await setLanguage('es', 'es-ES')
    expect(t('activity.filter.all', { n: 1_000_000 })).toBe('1.000.000 de eventos')
    expect(t('activity.filter.all', { n: 1_000_001 })).toBe('1.000.001 eventos')
  })
})

describe('what goes on record', () => {
  test('is English in words, numbers and lists, and the language is back in force after it', async () => {
    await setLanguage('de', 'de-DE')
    const say = () => `${t('engine.denied.saidNo')} ${numberFormat().format(1234.5)} ${listed(['a', 'b', 'c'])}`
    expect(sentence(say)).toEqual({ shown: say(), english: 'You said no. 1,234.5 a, b, and c' })
    expect(say()).toBe('Du hast Nein gesagt. 1.234,5 a, b und c')
    expect(() =>
      inEnglish(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(currentLocale()).toBe('de-DE')
  })
})
