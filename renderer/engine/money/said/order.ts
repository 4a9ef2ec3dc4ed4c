import { t } from '../../../../shared/i18n'
import { sentencesOf, type Word } from '../../evidence/spoken/words'
import {
  CONDITIONS,
  GO_AHEAD,
  NEGATORS,
  OPENERS,
  POLITE,
  PREAMBLE,
  REFUSALS,
  SIDE_WORDS,
  TRIALS,
  WEAK_SIDE_WORDS,
} from './words'

/**
 * Whether words order something now. "Don't buy", "should I buy", and "buy when it is at 200" name the same token and amount
 * as an order does, and are none.
 */

/** An utterance, as far as it matters here; `letters` are its words without anything else. */
interface Spoken {
  words: readonly Word[]
  letters: readonly string[]
}

const isSide = (word: string | undefined) => word !== undefined && (SIDE_WORDS.has(word) || WEAK_SIDE_WORDS.has(word))

/** Why an utterance may be no order, in one sentence; null when nothing in it speaks against one. */
export function doubtOf(spoken: Spoken): string | null {
  const { letters } = spoken
  if (isNegated(spoken)) return t('money.mark.negated')
  if (letters.some((word, at) => CONDITIONS.has(word) && !isPolite(letters, at))) return t('money.mark.condition')
  if (letters.some((word) => TRIALS.has(word))) return t('money.mark.trial')
  if (asks(spoken, isSide)) return t('money.mark.question')
  if (letters.some((word, at) => WHO.has(word) && PAST.has(letters[at + 1] ?? ''))) return t('money.mark.past')
  return null
}

/** Why an utterance without an order of its own is no word to go ahead with the one before it; null when it is. */
export function refusalOf(spoken: Spoken, changes: boolean): string | null {
  const { letters } = spoken
  if (isNegated(spoken) || (!changes && letters.some((word) => REFUSALS.has(word)))) return t('money.mark.takenBack')
  return null
}

/** The same of the newest one, which has to say that it goes on. */
export function standstillOf(spoken: Spoken, changes: boolean): string | null {
  if (asks(spoken, () => true)) return t('money.mark.otherQuestion')
  return changes || spoken.letters.some((word) => GO_AHEAD.has(word)) ? null : t('money.mark.notOrder')
}

const isNegated = ({ words, letters }: Spoken) =>
  letters.some(
    (word, at) =>
      NEGATORS.has(word) ||
      /^n['’]/i.test(words[at]?.text ?? '') ||
      (word === 'no' && words[at]?.after === '' && SIDE_WORDS.has(letters[at + 1] ?? '')),
  )

const isPolite = (letters: readonly string[], at: number) =>
  letters[at] === 'if' &&
  (letters[at + 1] === 'possible' || (letters[at + 1] === 'you' && POLITE.has(letters[at + 2] ?? '')))

/** Whether a sentence with such a word in it begins like a question; "would you" asks for it to be done. */
function asks({ words, letters }: Spoken, about: (word: string | undefined) => boolean): boolean {
  return sentencesOf(words).some(({ from, to }) => {
    const sentence = letters.slice(from, to)
    const at = sentence.findIndex((word) => !PREAMBLE.has(word))
    const [opener = '', next = ''] = at < 0 ? [] : sentence.slice(at)
    if (!OPENERS.has(opener) || !sentence.some(about)) return false
    if (opener === 'do') return /^(?:i|we|you)$/.test(next)
    return !(/^(?:would|will)$/.test(opener) && next === 'you')
  })
}

const WHO: ReadonlySet<string> = new Set(['i', 'we', 'you', 'he', 'she', 'they'])
const PAST: ReadonlySet<string> = new Set(['bought', 'sold', 'sent', 'swapped'])
