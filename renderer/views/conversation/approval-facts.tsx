import { NO_WALLETS, shortAddress } from '../../../shared/account'
import { listed, numberFormat, t } from '../../../shared/i18n'
import { visible } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { useAppState } from '../app-context'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { usd } from '../figures/format'
import { Foreign } from '../foreign'
import { WalletDot } from '../wallet/wallet-name'
import { ownLabel } from './spending-wallet'

type Approval = EntryOf<'approval'>

/** Which wallet trades would be made with from then on. */
export function WalletChoice({ address }: { address: string | null }) {
  if (address === null) return t('approval.wallet.useDefault')
  return t.rich('approval.wallet.use', { wallet: () => <Wallet key="wallet" address={address} /> })
}

/** A wallet by the name that its owner gave it; any other by its whole address, since its ends alone can be imitated. */
export function Wallet({ address }: { address: string | null }) {
  const inUse = useAppState((app) => app.status.identity?.wallet ?? null)
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  if (address === null) return t('approval.wallet.none')
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
  if (!worth) return t('approval.worth.unknown')
  return t.rich('approval.worth.about', {
    usd: () => <Figure key="usd" value={worth.usd} format={usd} unit="USD" />,
    small: (words) => <small key="small">{words}</small>,
    source: () => <Foreign key="source">{worth.from}</Foreign>,
    age: () => <Age key="age" at={worth.at} />,
  })
}

/** What a trade costs beside its price, as far as a preview or the arguments tell. */
export function Costs({ entry: { card } }: { entry: Approval }) {
  if (card === null || card.action === 'wallet' || card.action === 'other') return null
  const sends = card.action === 'send'
  const { slippagePct, fee, impactPct, route } = card
  const all = {
    slippage: slippagePct === null ? null : t('approval.cost.slippage', { percent: short(slippagePct) }),
    fee: fee === null ? null : t('approval.cost.fee', { fee }),
    impact: impactPct === null ? null : impact(impactPct),
    route: route === null ? null : t('approval.cost.route', { route }),
  }
  const asked = sends ? (['fee'] as const) : (['slippage', 'fee', 'impact', 'route'] as const)
  const missing = asked.filter((name) => all[name] === null).map((name) => t(`approval.cost.names.${name}`))
  return (
    <>
      {asked.map((name) => {
        const told = all[name]
        return (
          told !== null && (
            <span key={name} className="approval-cost">
              <Foreign>{told}</Foreign>
            </span>
          )
        )
      })}
      {missing.length > 0 && (
        <span className="approval-cost">{t('approval.cost.untold', { names: listed(missing) })}</span>
      )}
    </>
  )
}

/** "1%", "0.12%" */
const short = (value: number) => numberFormat({ style: 'percent', maximumFractionDigits: 4 }).format(value / 100)
/** Less than this nobody loses by it. */
const LEAST_IMPACT_PCT = 0.01
const impact = (value: number) =>
  value > 0 && value < LEAST_IMPACT_PCT
    ? t('approval.cost.impactUnder', { percent: short(LEAST_IMPACT_PCT) })
    : t('approval.cost.impact', { percent: short(value) })
