import { t } from '../../../../shared/i18n'
import { type Mark, tokenText } from '../../../../shared/trade'
import type { Trade } from '../trade'
import type { SaidAgainst } from './against'
import { doubtOf, refusalOf, standstillOf } from './order'
import type { Utterance } from './utterance'

/** Whether it was ordered, and the way round. */
export function sideMarks(utterances: readonly Utterance[], { trade, card }: SaidAgainst): Mark[] {
  const { action } = trade
  if (action === 'wallet' || action === 'other') return []
  const at = utterances.findIndex(({ sides }) => sides.size > 0)
  const told = utterances[at]
  const mark = (detail: string): Mark[] => [{ kind: 'side', detail }]
  const token = card.token ? tokenText(card.token) : t('money.mark.aToken')
  const notSaid = () => mark(t(`money.mark.notSaid.${action}`, { token }))
  if (told === undefined) return notSaid()
  const { sides } = told
  const swaps = sides.has('swap') && action !== 'send'
  if (!swaps && !sides.has(action) && !(action === 'swap' && (sides.has('buy') || sides.has('sell')))) {
    return notSaid()
  }
  if (isReversed(told, trade)) return mark(t(`money.mark.reversed.${action}`, { token }))
  if (sides.has('buy') && sides.has('sell')) return mark(t(`money.mark.bothSides.${action}`, { token }))
  const doubt = doubtOf(told) ?? standingDoubt(utterances.slice(0, at))
  return doubt === null ? [] : mark(doubt)
}

/** What was said since the order, newest first: it may have taken it back, or been about something else. */
function standingDoubt(since: readonly Utterance[]): string | null {
  const changes = ({ amounts, mentions }: Utterance) => amounts.some(({ unsure }) => !unsure) || mentions.length > 0
  const refused = since.map((it) => refusalOf(it, changes(it))).find((it) => it !== null)
  const [newest] = since
  return refused ?? (newest ? standstillOf(newest, changes(newest)) : null)
}

const TOWARDS = new Set(['to', 'into', 'for', 'in', 'a', 'por', 'en', 'gegen', 'contre', 'nach', 'zu', 'em'])

/** "Swap A to B" gives A. With both names in it the order tells which is given. */
function isReversed({ letters, mentions, sides }: Utterance, { input, output }: Trade): boolean {
  if (!sides.has('swap') || input === null || output === null) return false
  const first = mentions.find(({ mints }) => mints.includes(input))
  const second = mentions.find(({ mints }) => mints.includes(output))
  if (!first || !second || second.from > first.from) return false
  return letters.slice(second.to, first.from).some((word) => TOWARDS.has(word))
}
