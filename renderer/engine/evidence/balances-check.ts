import type { Balances } from '../../../shared/market'
import type { Flag } from '../../../shared/snapshot'
import { figure } from './figure-text'
import { amountDisagrees } from './swap-check'

/** Rows and portfolio may be valued a moment apart; what differs more than this was not. */
const SUM_TOLERANCE = 1e-3
/** Price sources differ a little; a value that is off by more is not this amount at this price. */
const VALUE_TOLERANCE = 0.02
/** Values are told in cents. */
const CENT = 0.01

/** Values of a wallet that can't all be true. */
export function balanceContradictions({ balances, portfolio }: Balances): Flag[] {
  const sum = balances.reduce((all, row) => all + (row.valueUsd ?? 0), 0)
  const slack = Math.abs(portfolio.valueUsd) * SUM_TOLERANCE + CENT * (balances.length + 1)
  const whole = portfolio.tokenCount === balances.length && balances.every((row) => row.valueUsd !== null)
  const against: Flag[] = balances.flatMap((row) => [...amountDisagrees(row.token.symbol, row), ...valueDisagrees(row)])
  if (sum > portfolio.valueUsd + slack || (whole && sum < portfolio.valueUsd - slack)) {
    const rows = whole ? `all ${balances.length} rows` : `${balances.length} rows alone`
    const detail = `The values of ${rows} sum to ${figure(sum)} USD while portfolio.valueUsd says ${figure(portfolio.valueUsd)}.`
    against.push({ kind: 'totals', detail })
  }
  return against
}

function valueDisagrees({ amountUi, valueUsd, token }: Balances['balances'][number]): Flag[] {
  if (valueUsd === null || token.priceUsd === null) return []
  const value = amountUi * token.priceUsd
  if (Math.abs(value - valueUsd) <= Math.max(Math.abs(value) * VALUE_TOLERANCE, CENT)) return []
  const detail = `${token.symbol} is valued at ${figure(valueUsd)} USD while ${figure(amountUi)} at ${figure(token.priceUsd)} USD each is ${figure(value)}.`
  return [{ kind: 'totals', detail }]
}
