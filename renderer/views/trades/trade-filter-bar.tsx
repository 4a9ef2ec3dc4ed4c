import { useStore } from 'zustand'
import { NO_WALLETS, shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import { TRADE_OUTCOMES } from '../../../shared/trade-history'
import type { Trades } from '../../state/trades'
import { useAppState } from '../app-context'
import { Select } from '../components/select'
import { backendText } from './trade-words'

/** Which trades to show. */
export function TradeFilterBar({ trades }: { trades: Trades }) {
  const { filter, wallets, backends, total } = useStore(trades)
  const known = useAppState((app) => app.wallets) ?? NO_WALLETS
  const nameOf = (address: string) =>
    known.wallets.find((wallet) => wallet.address === address)?.label ?? shortAddress(address)
  return (
    <div className="filter-bar">
      <div className="filter-line">
        <input
          type="search"
          value={filter.search}
          onChange={(event) => trades.setFilter({ search: event.target.value })}
          placeholder={t('trades.filter.placeholder')}
          aria-label={t('trades.filter.search')}
          maxLength={200}
          spellCheck={false}
        />
        <p className="filter-count" role="status">
          {total === null ? '' : t('trades.filter.count', { n: total })}
        </p>
      </div>
      <div className="filter-line trades-choices">
        <Choice
          label={t('trades.filter.outcome')}
          value={filter.outcome}
          options={TRADE_OUTCOMES.map((it) => [it, t(`trades.outcome.${it}`)])}
          every={t('trades.filter.allOutcomes')}
          onChange={(value) => trades.setFilter({ outcome: TRADE_OUTCOMES.find((it) => it === value) ?? null })}
        />
        <Choice
          label={t('trades.filter.wallet')}
          value={filter.wallet}
          options={wallets.map((it) => [it, nameOf(it)])}
          every={t('trades.filter.allWallets')}
          onChange={(wallet) => trades.setFilter({ wallet })}
        />
        <Choice
          label={t('trades.filter.backend')}
          value={filter.backend}
          options={backends.map((it) => [it, backendText(it) ?? it])}
          every={t('trades.filter.allBackends')}
          onChange={(backend) => trades.setFilter({ backend })}
        />
      </div>
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | null
  options: readonly (readonly [value: string, text: string])[]
  every: string
  onChange(value: string | null): void
}

/** No outcome, address or service is called so. */
const EVERY = '*'

function Choice({ label, value, options, every, onChange }: ChoiceProps) {
  return (
    <Select
      label={label}
      unlabelled
      value={value ?? EVERY}
      options={[{ value: EVERY, label: every }, ...options.map(([id, text]) => ({ value: id, label: text }))]}
      onChange={(chosen) => onChange(chosen === EVERY ? null : chosen)}
    />
  )
}
