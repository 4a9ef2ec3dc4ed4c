import { listed, numberFormat, t } from '../../../../shared/i18n'
import { visible } from '../../../../shared/safe-text'
import { likeness, sounded } from '../../../../shared/sound'
import { USDC_MINT, USDT_MINT } from '../../../../shared/tokens'
import { type Mark, sideText, type TradeCard, type TradeSide } from '../../../../shared/trade'
import type { TokenNames } from '../token-names'
import { isSame, type Told } from '../told'
import { LONGEST_NAME_WORDS, NEAR, SAME_USD, type SaidAgainst } from './against'
import { formsOf, type SaidAmount, type Utterance } from './utterance'
import { WALLET } from './wallets'
import { ALL_WORDS, CARRIERS, CORRECTIONS, LEEWAY, LINKS, SIDE_WORDS } from './words'

/** "A quarter of a wormhole" may have been a quarter of a SOL: nobody trades what is worth less than its fee. */
const DUST_USD = 0.1
const dustUsd = () => numberFormat({ style: 'currency', currency: 'USD' }).format(DUST_USD)
const isDust = ({ worthUsd }: SaidAgainst): boolean => worthUsd !== null && worthUsd < DUST_USD

/** How much: as an amount, as dollars that it is worth, as a share, or as what comes back. */
export function amountMarks(utterances: readonly Utterance[], against: SaidAgainst): Mark[] {
  const { trade, card } = against
  const fixed = trade.fixed === 'input' ? card.pay : card.get
  const what = (fixed && sideText({ ...fixed, exact: true })) ?? t('money.mark.anAmount')
  const mark = (detail: string): Mark[] => [{ kind: 'amount', detail }]
  if (trade.amount === null || fixed === null) return mark(t('money.mark.noAmount'))
  const told = utterances.find(({ amounts }) => amounts.length > 0)
  if (told === undefined) return mark(t('money.mark.amountNotSaid', { amount: what }))
  const leeway = leewayOf(told)
  if (leeway !== null) return mark(t('money.mark.leeway', { words: visible(leeway), amount: what }))
  const meant = meantIn(told)
  // Of several amounts nobody knows which is meant: each of them has to be this one.
  const held =
    meant.sure.length > 0
      ? meant.sure.every((amount) => holds(amount, fixed, told, against))
      : meant.unsure.some((amount) => holds(amount, fixed, told, against))
  if (held) return isDust(against) ? mark(t('money.mark.dust', { usd: dustUsd() })) : []
  const said = meant.sure.map((amount) => amountSaid(amount, told))
  return mark(
    said.length === 0
      ? t('money.mark.amountMissing', { amount: what })
      : t('money.mark.amountDiffers', { said: listed(said), amount: what }),
  )
}

/** The amounts that a trade may be of: not a slippage or the number of a wallet, nor what was corrected. */
function meantIn({ amounts, letters }: Utterance): { sure: SaidAmount[]; unsure: SaidAmount[] } {
  const near = (from: number, to: number, any: RegExp) =>
    letters.slice(Math.max(0, from), to).some((it) => any.test(it))
  const counted = amounts.filter(
    ({ from, to }) =>
      !near(from - 3, to + 2, SLIPPAGE) &&
      !near(from - 1, to + 1, WALLET) &&
      !(letters[from] === 'one' && /^(?:this|that|the|which)$/.test(letters[from - 1] ?? '')),
  )
  const all = counted.filter(({ from }) => ALL_WORDS.has(letters[from] ?? ''))
  const numbers = counted.filter(({ unsure, from }) => !unsure && !ALL_WORDS.has(letters[from] ?? ''))
  const corrected = letters.findLastIndex((word, at) => CORRECTIONS.has(word) && numbers.some(({ from }) => from > at))
  const standing = numbers.filter(({ from }) => from > corrected)
  return { sure: standing.length > 0 ? standing : all, unsure: counted.filter(({ unsure }) => unsure) }
}
const SLIPPAGE = /^(?:slippage|impact|bps|basis)$/

/** Words with which an amount is another one than the number in them; null where there are none. */
function leewayOf({ text, letters, amounts, words }: Utterance): string | null {
  const quote = (from: number, to: number) => text.slice(words[from]?.start, words[to - 1]?.end)
  const at = letters.findIndex(
    (word, index) =>
      LEEWAY.has(word) ||
      (word === 'but' && letters.slice(0, index).some((before) => ALL_WORDS.has(before))) ||
      (word === 'up' && letters[index + 1] === 'to'),
  )
  if (at >= 0) return quote(at, at + 1)
  // A price to wait for is no amount; "1.500" is 1,500 to half of the world.
  const odd = amounts.find(
    ({ from, to }) =>
      (letters[from - 1] === 'at' && !letters.slice(to, to + 2).some((it) => SLIPPAGE.test(it))) ||
      /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(words[from]?.text ?? '') ||
      /^[-−]/.test(words[from]?.text ?? ''),
  )
  if (odd) return quote(odd.from, odd.to)
  return /[€£¥₹]/u.exec(text)?.[0] ?? null
}

const amountSaid = ({ from, to }: SaidAmount, { text, words }: Utterance) =>
  `“${visible(text.slice(words[from]?.start, words[to - 1]?.end))}”`

function holds(
  said: SaidAmount,
  fixed: TradeSide,
  { letters }: Utterance,
  { trade, card, told, worthUsd, names }: SaidAgainst,
): boolean {
  const { amount } = trade
  if (amount === null) return false
  if (said.kind === 'percent') {
    if ('percentage' in amount) return isSame(amount.percentage, said.value)
    return isShareOf(said.value, fixed, told)
  }
  if ('percentage' in amount) return false
  const mint = fixed.token?.mint ?? null
  if (said.kind === 'usd') {
    const dollars = mint === USDC_MINT || mint === USDT_MINT
    if (dollars) return isSame(Number(fixed.amount), said.value)
    return worthUsd !== null && Math.abs(worthUsd - said.value) <= said.value * SAME_USD
  }
  const units = said.unit?.mints ?? null
  if (units !== null && mint !== null && !units.includes(mint)) return isOtherSide(said, units, card)
  if (fixed.amount === null || !isSame(Number(fixed.amount), said.value)) return false
  return units !== null || isUnitOf(said, fixed, letters, names)
}

/** What stands behind a number has to be its token, by sound at least, or nothing: "three solid words of render" is unclear. */
function isUnitOf({ to }: SaidAmount, { token }: TradeSide, letters: readonly string[], names: TokenNames): boolean {
  let at = to
  while (LINKS.has(letters[at] ?? '')) at++
  const next = letters[at]
  if (next === undefined || CARRIERS.has(next) || SIDE_WORDS.has(next)) return true
  return Array.from({ length: LONGEST_NAME_WORDS }, (_, more) => letters.slice(at, at + more + 1).join('')).some(
    (heard) =>
      [...formsOf(names).letters].some(
        ([form, mints]) =>
          token !== null && mints.includes(token.mint) && likeness(sounded(heard), sounded(form)) >= NEAR,
      ),
  )
}

/** "Buy 1,000 JUP" may be asked for as the SOL that it costs: then what comes back is what was said. */
function isOtherSide({ value }: SaidAmount, units: readonly string[], { pay, get }: TradeCard): boolean {
  return [pay, get].some(
    (side) =>
      side !== null &&
      side.token !== null &&
      units.includes(side.token.mint) &&
      side.amount !== null &&
      Math.abs(Number(side.amount) - value) <= value * (side.exact ? 1e-6 : SAME_USD),
  )
}

/** A share that was turned into an amount: what the wallet holds tells. */
function isShareOf(percent: number, { token, amount }: TradeSide, { holdings }: Told): boolean {
  const held = holdings.filter(({ mint }) => mint === token?.mint)
  return held.some(({ amountUi }) => amount !== null && isSame((amountUi * percent) / 100, Number(amount)))
}
