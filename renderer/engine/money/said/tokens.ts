import { t } from '../../../../shared/i18n'
import { visible } from '../../../../shared/safe-text'
import { likeness, sounded } from '../../../../shared/sound'
import { PAID_IN, SOL_MINT, USDC_MINT, USDT_MINT } from '../../../../shared/tokens'
import { type Mark, tokenText } from '../../../../shared/trade'
import type { TokenNames } from '../token-names'
import { subjectOf } from '../trade'
import { LONGEST_NAME_WORDS, NEAR, NEARER, type SaidAgainst } from './against'
import { formsOf, type Mention, type Utterance } from './utterance'
import { CARRIERS, DERIVATIVES, DOLLAR_WORDS, SIDE_WORDS } from './words'

/** Whether each token of the trade was named, by letters or by sound, and no other. */
export function tokenMarks(utterances: readonly Utterance[], against: SaidAgainst): Mark[] {
  const { trade, names } = against
  const subject = subjectOf(trade)
  if (subject === null) return [{ kind: 'token', detail: t('money.mark.tokenUnknown') }]
  const marks: Mark[] = []
  const token = names.of(subject)
  const verdict = namedIn(utterances, subject, against)
  if (verdict !== null) marks.push({ kind: 'token', detail: verdict })
  for (const mint of [trade.input, trade.output]) {
    if (mint === null || mint === subject) continue
    // Trades are in SOL unless something else is said: what stands where that would be has to be understood.
    if (mint === SOL_MINT && !utterances.some((it) => hasUnclearCounter(it, mint))) continue
    if (namedIn(utterances, mint, against) !== null) {
      marks.push({
        kind: 'token',
        detail: t(mint === trade.input ? 'money.mark.inputNotNamed' : 'money.mark.outputNotNamed', {
          token: tokenText(names.of(mint)),
        }),
      })
    }
  }
  const [newest] = utterances.filter(({ mentions }) => mentions.length > 0)
  const other = newest?.mentions.find(
    ({ mints, from, to }) =>
      !mints.some((mint) => [trade.input, trade.output, trade.recipient, trade.wallet].includes(mint)) &&
      !isDollarAmount(newest, from) &&
      mints.some((mint) => !PAID_IN.has(mint) || mint === SOL_MINT || to > from),
  )
  if (other && newest && marks.length === 0) {
    const said = newest.text.slice(newest.words[other.from]?.start, newest.words[other.to - 1]?.end)
    marks.push({ kind: 'token', detail: t('money.mark.alsoSaid', { words: visible(said), token: tokenText(token) }) })
  }
  return marks
}

/** "Twenty dollars" says what a thing may cost, not what it is paid with. */
const isDollarAmount = ({ amounts, letters }: Utterance, at: number) =>
  DOLLAR_WORDS.has(letters[at] ?? '') && amounts.some(({ kind }) => kind === 'usd')

/** "Sell 50 WIF for me": a word stands where the other token would be, and is none. */
function hasUnclearCounter({ letters, mentions, amounts }: Utterance, mint: string): boolean {
  if (mentions.some(({ mints }) => mints.includes(mint))) return false
  return letters.some((word, at) => {
    if (!COUNTER.has(word) || at === 0 || at === letters.length - 1) return false
    const of = (it: { from: number; to: number }) => it.from <= at + 1 && at + 1 < it.to
    return !mentions.some(of) && !amounts.some((it) => of(it) && !it.unsure) && !amounts.some(({ from }) => from === at)
  })
}
const COUNTER = new Set(['for', 'into', 'against', 'por', 'gegen', 'contre'])

const DOLLARS: ReadonlySet<string> = new Set([USDC_MINT, USDT_MINT])

/** Why the words don't name a token, in one sentence; null when they do. */
function namedIn(utterances: readonly Utterance[], mint: string, { names }: SaidAgainst): string | null {
  const token = names.of(mint)
  const label = tokenText(token)
  let nearest: string | null = null
  for (const utterance of utterances) {
    const exact = utterance.mentions.filter(({ mints }) => mints.includes(mint))
    if (exact.length > 0) {
      const longer = PAID_IN.has(mint) ? undefined : exact.find((it) => isPartOfName(it, utterance))
      if (longer) return t('money.mark.longerName', { token: label })
      const better = exact.every(({ mints }) => mints.some((it) => it !== mint && names.of(it).verified))
      return !token.verified && better ? t('money.mark.namesake', { token: label }) : null
    }
    if (DOLLARS.has(mint) && utterance.amounts.some(({ kind }) => kind === 'usd')) return null
    const heard = soundsIn(utterance, mint, names)
    if (heard.held) return null
    nearest ??= heard.instead
    // What was said of a token last counts: an older name is not meant any more.
    if (utterance.mentions.some(({ mints }) => mints.some((it) => !PAID_IN.has(it)))) break
  }
  return nearest === null
    ? t('money.mark.notNamed', { token: label })
    : t('money.mark.nearestName', { other: nearest, token: label })
}

/** "Baby bonk", "bonk inu". */
const isPartOfName = ({ from, to }: Mention, { letters, words }: Utterance): boolean =>
  DERIVATIVES.has(letters[from - 1] ?? '') || (words[to - 1]?.after === '' && DERIVATIVES.has(letters[to] ?? ''))

/** Whether what is left of the words sounds like this token, and like no other. */
function soundsIn(utterance: Utterance, mint: string, names: TokenNames): { held: boolean; instead: string | null } {
  const { letters, mentions } = utterance
  const isLeft = (at: number) =>
    letters[at] !== '' &&
    !CARRIERS.has(letters[at] ?? '') &&
    !SIDE_WORDS.has(letters[at] ?? '') &&
    !/^\d/.test(letters[at] ?? '') &&
    !mentions.some(({ from, to }) => from <= at && at < to)
  const forms = formsOf(names)
  let mine = 0
  let others = 0
  let other: string | null = null
  for (let from = 0; from < letters.length; from++) {
    for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST_NAME_WORDS); to++) {
      if (!isLeft(from) || !isLeft(to - 1)) continue
      const heard = sounded(letters.slice(from, to).join(''))
      for (const [form, mints] of forms.letters) {
        const name = forms.sounds.get(form) ?? sounded(form)
        const like = digitsOf(heard.letters) === digitsOf(form) ? likeness(heard, name) : 0
        if (mints.includes(mint)) mine = Math.max(mine, like)
        else if (like > others) {
          others = like
          other = mints[0] ?? null
        }
      }
    }
  }
  const held = mine >= NEAR && mine - others >= NEARER
  return { held, instead: !held && others >= NEAR && other !== null ? tokenText(names.of(other)) : null }
}

/** "Bonk2" is not bonk. */
const digitsOf = (word: string) => word.replace(/\D/g, '')
