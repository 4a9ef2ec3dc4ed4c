import { NO_WALLETS, shortAddress } from '../../../shared/account'
import { visible } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { useAppState } from '../app-context'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { percent, usd } from '../figures/format'
import { Foreign } from '../foreign'
import { WalletDot } from '../wallet/wallet-name'
import { ownLabel } from './spending-wallet'

type Approval = EntryOf<'approval'>

/** Which wallet trades would be made with from then on. */
export function WalletChoice({ address }: { address: string | null }) {
  if (address === null) return 'Go back to the service’s own choice of wallet'
  return (
    <>
      Use <Wallet address={address} /> from now on
    </>
  )
}

/** A wallet by the name that its owner gave it; any other by its whole address, since its ends alone can be imitated. */
export function Wallet({ address }: { address: string | null }) {
  const inUse = useAppState((app) => app.status.identity?.wallet ?? null)
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  if (address === null) return 'none'
  const label = ownLabel(address, inUse, wallets)
  return (
    <span className="approval-wallet" title={visible(address)}>
      <WalletDot address={address} />
      {label === null ? visible(address) : <Foreign>{label}</Foreign>}
      {label !== null && (
        <>
          {' '}
          <small>{shortAddress(address)}</small>
        </>
      )}
    </span>
  )
}

/** By which figure it is worth so much, and how old that is. */
export function Worth({ worth }: { worth: Approval['worth'] }) {
  if (!worth) return 'unknown: no tool gave a price'
  return (
    <>
      about <Figure value={worth.usd} format={usd} unit="USD" />{' '}
      <small>
        by <Foreign>{worth.from}</Foreign>, <Age at={worth.at} suffix=" old" />
      </small>
    </>
  )
}

/** What a trade costs beside its price, as far as a preview or the arguments tell. */
export function Costs({ entry: { card } }: { entry: Approval }) {
  if (card === null || card.action === 'wallet' || card.action === 'other') return null
  const sends = card.action === 'send'
  const all: [name: string, value: string | null][] = [
    ['slippage', !sends && card.slippagePct !== null ? `${short(card.slippagePct)} at most` : null],
    ['fee', card.fee],
    ['price impact', card.impactPct === null ? null : impact(card.impactPct)],
    ['route', card.route],
  ]
  const asked = sends ? all.filter(([name]) => name === 'fee') : all
  const told = asked.filter(([, value]) => value !== null)
  const missing = asked.filter(([, value]) => value === null).map(([name]) => name)
  return (
    <>
      {told.map(([name, value]) => (
        <span key={name} className="approval-cost">
          {capital(name)} <Foreign>{value ?? ''}</Foreign>
        </span>
      ))}
      {missing.length > 0 && <span className="approval-cost">{capital(listed(missing))}: not told</span>}
    </>
  )
}

/** "1%", "0.12%" */
const short = (value: number) => percent(value).replace(/\.?0+%$/, '%')
/** Less than this nobody loses by it. */
const LEAST_IMPACT_PCT = 0.01
const impact = (value: number) =>
  value > 0 && value < LEAST_IMPACT_PCT ? `under ${short(LEAST_IMPACT_PCT)}` : short(value)
const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
const words = new Intl.ListFormat('en-GB')
const listed = (names: readonly string[]) => words.format(names)
