import { listed, t } from '../../../shared/i18n'
import type { Balances } from '../../../shared/market'
import { amountText, type TradeCard, type TradeSide, tokenText } from '../../../shared/trade'

/** What a wallet held of a mint. */
type Held = (mint: string) => number | null

/** Network fees are paid in SOL beside a trade, and prices move between preview and trade. */
const ROUGHLY = 0.05

const heldIn =
  ({ balances }: Balances): Held =>
  (mint) =>
    balances.find((row) => row.mint === mint)?.amountUi ?? 0

/**
 * What the balances of a wallet tell of a trade whose end nobody saw, in plain sentences. `before` are those of the same
 * wallet that a tool told before the trade; null where none did, and then little can be said.
 */
export function findingOf(card: TradeCard | null, before: Balances | null, after: Balances): string {
  const sides = [card?.pay, card?.get].flatMap((side) => (side?.token ? [{ ...side, token: side.token }] : []))
  if (sides.length === 0) return t('money.look.noToken')
  const now = heldIn(after)
  const holds = t('money.look.holds', {
    amounts: listed(sides.map(({ token }) => `${exact(now(token.mint))} ${tokenText(token)}`)),
  })
  if (card?.pay?.percent === 100 && now(card.pay.token?.mint ?? '') === 0) return t('money.look.ranAll', { holds })
  if (before === null) return t('money.look.noBefore', { holds })
  const then = heldIn(before)
  const changes = sides.map(({ token }) => ({ token, by: (now(token.mint) ?? 0) - (then(token.mint) ?? 0) }))
  if (changes.every(({ by }) => by === 0)) return t('money.look.didNotRun', { holds })
  const told = listed(
    changes.map(({ token, by }) => `${by < 0 ? '−' : by > 0 ? '+' : ''}${exact(Math.abs(by))} ${tokenText(token)}`),
  )
  const [paid, got] = [moved(card?.pay, changes, -1), moved(card?.get, changes, 1)]
  const fits = paid !== false && got !== false && (paid === true || got === true)
  return fits ? t('money.look.ran', { changes: told, holds }) : t('money.look.unfitting', { changes: told })
}

/** Whether a side moved by about what it should have; null where no amount is known. */
function moved(
  side: TradeSide | null | undefined,
  changes: readonly { token: { mint: string }; by: number }[],
  sign: 1 | -1,
): boolean | null {
  const by = changes.find(({ token }) => token.mint === side?.token?.mint)?.by
  if (side == null || by === undefined) return null
  if (side.amount === null) return by * sign > 0 ? null : false
  const expected = Number(side.amount)
  return by * sign > 0 && Math.abs(by * sign - expected) <= expected * ROUGHLY + FEES
}
/** SOL. */
const FEES = 0.02

const exact = (value: number | null) =>
  amountText({ amount: value === null ? null : String(value), percent: null, exact: false, token: null, usd: null }) ??
  '0'
