import { listed, t } from '../../../../shared/i18n'
import { visible } from '../../../../shared/safe-text'
import type { Mark } from '../../../../shared/trade'
import { isSameAmount, previewOf } from '../told'
import type { Trade } from '../trade'
import type { SaidAgainst } from './against'
import type { Utterance } from './utterance'

/** What an argument does that no reader knows, nothing here can tell. */
export const strangeMarks = ({ strange }: Trade): Mark[] =>
  strange.slice(0, MAX_STRANGE).map((name) => ({
    kind: 'unheard',
    detail: t('money.mark.strangeArgument', { name: visible(name) }),
  }))
const MAX_STRANGE = 3

/** Names and amounts may fit the trade, and still have been heard wrongly: the transcription says how sure it is. */
export function unsureMarks(utterances: readonly Utterance[], { unsure }: SaidAgainst): Mark[] {
  const [asked] = utterances
  if (asked === undefined || unsure.length === 0) return []
  const doubted = (from: number, to: number) => asked.letters.slice(from, to).some((word) => unsure.includes(word))
  const quoted = (from: number, to: number) =>
    visible(asked.text.slice(asked.words[from]?.start, asked.words[to - 1]?.end))
  const about = (kind: 'token' | 'amount', list: readonly { from: number; to: number }[]) =>
    list.flatMap(({ from, to }): Mark[] =>
      doubted(from, to) ? [{ kind, detail: t('money.mark.unclear', { words: quoted(from, to) }) }] : [],
    )
  return [...about('token', asked.mentions), ...about('amount', asked.amounts)]
}

/** A proposal is to be what was previewed for the same question, in everything that both tell. */
export function previewMarks({ trade, told, turnId, card }: SaidAgainst): Mark[] {
  if (trade.action === 'wallet' || trade.action === 'other' || trade.action === 'send') return []
  const preview = told.previews.find((it) => it.turnId === turnId && turnId !== null) ?? previewOf(trade, told)
  if (preview === null || preview === undefined) return []
  const { swap, asked } = preview
  const differs: string[] = []
  if (swap.input.mint !== trade.input) differs.push(t('money.differs.input'))
  if (swap.output.mint !== trade.output) differs.push(t('money.differs.output'))
  if ((swap.mode === 'ExactOut' ? 'output' : 'input') !== trade.fixed) differs.push(t('money.differs.exact'))
  else if (!isSameAmount(trade, swap, asked, told)) differs.push(t('money.differs.amount'))
  if (card.wallet !== null && swap.walletAddress !== card.wallet) differs.push(t('money.differs.wallet'))
  if (trade.slippagePct !== null && Math.abs(trade.slippagePct - swap.quote.slippageBps / 100) > 1e-9)
    differs.push(t('money.differs.slippage'))
  if (differs.length === 0) return []
  return [{ kind: 'preview', detail: t('money.mark.preview', { parts: listed(differs) }) }]
}

export function nameMarks({ card }: SaidAgainst): Mark[] {
  const tokens = [card.token, card.pay?.token, card.get?.token].flatMap((token) => token ?? [])
  const seen = new Set<string>()
  return tokens.flatMap((token) => {
    if (token.verified || token.warnings.length === 0 || seen.has(token.mint)) return []
    seen.add(token.mint)
    return token.warnings.map((detail): Mark => ({ kind: 'name', detail }))
  })
}
