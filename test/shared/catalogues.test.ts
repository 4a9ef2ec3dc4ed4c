import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import de from '../../shared/i18n/de'
import en from '../../shared/i18n/en'
import es from '../../shared/i18n/es'
import { elementsOf, messagesOf, parsed } from '../fixtures/messages'

const ENGLISH = new Map(messagesOf(en))

/** What is the same in both languages, by the reason why. */
const SAME_IN_BOTH = [
  // Names of products, services and formats.
  ...['hud.label', 'panel.title', 'panel.backend.openai', 'panel.backend.dexter', 'tray.backend.dexter'],
  ...['settings.backend.openai', 'settings.backend.dexter', 'trades.backend.openai', 'trades.backend.dexter'],
  ...['activity.report.dexter', 'conversation.said.label'],
  ...['conversation.exported.markdown', 'conversation.exported.json', 'settings.secret.keyPlaceholder'],
  // Units.
  ...['figures.ms', 'figures.minutes', 'figures.minutesAndSeconds'],
  // What traders call it in any language.
  ...['activity.report.tokens', 'alerts.form.token', 'approval.marks.token', 'cards.token', 'trades.detail.token'],
  ...['cards.swap.slippage', 'trades.detail.slippage'],
  // What is printed on keys in any language.
  ...['hotkey.modifier.control', 'hotkey.modifier.alt', 'hotkey.modifier.win', 'hotkey.modifier.super'],
]
const SAME: Record<'es' | 'de', ReadonlySet<string>> = {
  es: new Set([
    ...SAME_IN_BOTH,
    ...['figures.tokens', 'figures.tokensAndCost', 'approval.token.mint'],
    // Words that Spanish and English spell alike.
    ...['cards.total', 'cards.wallets.no', 'approval.cost.names.slippage'],
    // What is printed on the key.
    ...['panel.shortcuts.ctrl', 'settings.app.ctrl', 'hotkey.modifier.ctrl'],
    'settings.speed.usual',
  ]),
  de: new Set([
    ...SAME_IN_BOTH,
    // German traders say Wallet and Trade.
    ...['approval.wallet.name', 'approval.marks.wallet', 'cards.swap.wallet', 'cards.wallets.wallet'],
    ...[
      'trades.filter.wallet',
      'trades.detail.wallet',
      'tray.wallet.title',
      'tray.wallet.titleNamed',
      'wallets.wallet',
    ],
    ...['panel.tabs.trades', 'tray.trades'],
    // Words that German and English spell alike.
    ...[
      'hotkey.key.pause',
      'hotkey.key.tab',
      'hotkey.modifier.option',
      'approval.details',
      'approval.cost.route',
      'trades.detail.route',
    ],
    'settings.speed.usual',
  ]),
}

/**
 * What the code gives a message: arguments, tags, and the keys of a select. A number or a plural of the same argument are
 * given the same; which of them a language needs is its own matter.
 */
function given(elements: MessageFormatElement[]): string[] {
  const names = elementsOf(elements).flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`]
    if (element.type === TYPE.select) return [`${element.value}: ${Object.keys(element.options).sort()}`]
    const number = element.type === TYPE.number || element.type === TYPE.plural
    return [`${element.value}: ${number ? 'number' : 'text'}`]
  })
  return [...new Set(names)].sort()
}

describe.each([
  ['es', es],
  ['de', de],
] as const)('%s', (language, catalogue) => {
  const messages = messagesOf(catalogue)

  test('has every sentence of English, and no other', () => {
    expect(messages.map(([key]) => key).sort()).toEqual([...ENGLISH.keys()].sort())
  })

  test('each sentence takes what the English one takes', () => {
    const differing = messages.flatMap(([key, message]) => {
      const [mine, wanted] = [given(parsed(message)), given(parsed(ENGLISH.get(key) ?? ''))]
      return JSON.stringify(mine) === JSON.stringify(wanted) ? [] : [{ key, mine, wanted }]
    })
    expect(differing).toEqual([])
  })

  test('plurals have the categories of the language', () => {
    const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const wrong = messages.flatMap(([key, message]) =>
      elementsOf(parsed(message)).flatMap((element) => {
        if (element.type !== TYPE.plural) return []
        const cases = Object.keys(element.options)
        const strange = cases.filter((one) => !one.startsWith('=') && !known.includes(one as Intl.LDMLPluralRule))
        return strange.length === 0 && cases.includes('other') && cases.includes('one') ? [] : [{ key, cases }]
      }),
    )
    expect(wrong).toEqual([])
  })

  test('no sentence was left in English', () => {
    const left = messages.filter(([key, message]) => /\p{L}{2}/u.test(wordsOf(message)) && message === ENGLISH.get(key))
    expect(left.map(([key]) => key).filter((key) => !SAME[language].has(key))).toEqual([])
    // What is listed is the same, so that the list doesn't outlive its reasons.
    expect([...SAME[language]].filter((key) => !left.some(([one]) => one === key))).toEqual([])
  })

  test('quotes as the language does, with typographic apostrophes', () => {
    const quotes = language === 'de' ? /["']|“[^„]*”|”/ : /["'„«]/
    expect(messages.filter(([, message]) => quotes.test(message)).map(([key]) => key)).toEqual([])
  })
})

/** What a message says itself, without what it is given. */
const wordsOf = (message: string): string =>
  elementsOf(parsed(message))
    .flatMap((element) => (element.type === TYPE.literal ? [element.value] : []))
    .join(' ')
