import { Check } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { type ListedWallet, shortAddress, type WalletsState } from '../../../shared/account'
import { type ActiveWallet, walletName } from '../../../shared/active-wallet'
import { dateFormat, t } from '../../../shared/i18n'
import { useApp } from '../app-context'
import { Button } from '../components/button'
import { SearchField } from '../components/search-field'
import { WalletDot } from './wallet-name'
import './wallet-picker.css'

/** More than this are quicker to find by typing than by looking. */
const SEARCH_FROM = 9

interface WalletPickerProps {
  active: ActiveWallet
  wallets: WalletsState
  /** What was asked for and is not answered yet; null is the service's choice, undefined nothing. */
  picking: string | null | undefined
  /** Why the last pick was not taken. */
  problem: string | null
  onPick(address: string | null): void
}

/** A choice in the list: a wallet, or null to leave it to the service. */
type Choice = ListedWallet | null
/** No address is this short. */
const SERVICE = 'service'
const keyOf = (address: string | null | undefined) => address ?? SERVICE

/** The account's wallets, over the panel. Escape or a press elsewhere closes it, and the focus goes back to the chip. */
export const WalletPicker = (props: WalletPickerProps) => (
  <Popover className="popover wallet-picker" placement="bottom start" offset={5} aria-label={t('wallets.pick')}>
    <Picker {...props} />
  </Popover>
)

function Picker({ active, wallets, picking, problem, onPick }: WalletPickerProps) {
  const { bridge } = useApp()
  const [query, setQuery] = useState('')
  const searchable = wallets.wallets.length >= SEARCH_FROM
  const list = (
    <ListBox
      className="options"
      aria-label={t('wallets.list')}
      items={choicesOf(wallets, searchable ? query : '').map((choice) => ({ id: keyOf(choice?.address), choice }))}
      // Its options say what is asked for and what is in force.
      dependencies={[active, picking]}
      selectionMode="single"
      selectedKeys={[keyOf(wallets.chosen)]}
      onSelectionChange={(keys) => {
        if (picking !== undefined || keys === 'all') return
        // The chosen one again, which may have been refused, is a try of its own.
        const [key = keyOf(wallets.chosen)] = keys
        onPick(key === SERVICE ? null : String(key))
      }}
      autoFocus={searchable ? false : 'first'}
      renderEmptyState={() => <p className="wallet-picker-empty">{nothing(wallets, query)}</p>}
    >
      {({ choice }) => (
        <Option
          choice={choice}
          state={picking !== undefined && keyOf(picking) === keyOf(choice?.address) ? 'asked' : stateOf(choice, active)}
        />
      )}
    </ListBox>
  )
  return (
    <>
      {problem !== null && (
        <p className="wallet-picker-problem" role="alert">
          {problem}
        </p>
      )}
      {searchable ? (
        <Autocomplete inputValue={query} onInputChange={setQuery}>
          <div className="wallet-search">
            <SearchField autoFocus ofListBox label={t('wallets.find')} placeholder={t('wallets.findBy')} />
          </div>
          {list}
        </Autocomplete>
      ) : (
        list
      )}
      {wallets.total > wallets.wallets.length && (
        <p className="wallet-picker-more">{t('wallets.more', { count: wallets.total - wallets.wallets.length })}</p>
      )}
      <footer className="wallet-picker-foot">
        <p role="status">{news(wallets)}</p>
        <Button look="quiet" onPress={() => void bridge.refreshWallets()}>
          {t('wallets.refresh')}
        </Button>
      </footer>
    </>
  )
}

interface OptionProps {
  choice: Choice
  state: 'asked' | 'inUse' | 'pending' | 'refused' | null
}

function Option({ choice, state }: OptionProps) {
  const name = choice ? walletName(choice) : t('wallets.serviceChoice')
  const facts = choice && [
    choice.isDefault && t('wallets.fact.default'),
    choice.paper && t('wallets.fact.paper'),
    !choice.mayTrade && t('wallets.fact.viewOnly'),
    choice.label !== null && shortAddress(choice.address),
  ]
  return (
    <ListBoxItem id={keyOf(choice?.address)} className="option wallet-option" textValue={name}>
      {({ isSelected }) => (
        <>
          <Check className="icon" data-shown={isSelected} aria-hidden="true" />
          {choice ? (
            <WalletDot address={choice.address} />
          ) : (
            <i className="wallet-dot wallet-dot-none" aria-hidden="true" />
          )}
          <span className="wallet-option-words">
            <bdi>{name}</bdi>
            {facts && <small>{facts.filter(Boolean).join(' · ')}</small>}
          </span>
          {state !== null && (
            <span className="wallet-mark" data-in-use={state === 'inUse'} data-refused={state === 'refused'}>
              {t(`wallets.mark.${state}`)}
            </span>
          )}
        </>
      )}
    </ListBoxItem>
  )
}

function choicesOf({ wallets, chosen }: WalletsState, query: string): Choice[] {
  const words = query.trim().toLowerCase()
  if (words !== '') {
    return wallets.filter(
      ({ label, address }) => label?.toLowerCase().includes(words) || address.toLowerCase().includes(words),
    )
  }
  // Nothing to leave to the service where it has one wallet and nobody picked.
  return chosen !== null || wallets.length > 1 ? [null, ...wallets] : wallets
}

function stateOf(choice: Choice, { inForce, awaited }: ActiveWallet): OptionProps['state'] {
  if (choice === null) return null
  if (choice.address === awaited?.wallet.address) return awaited.state
  return choice.address === inForce?.address ? 'inUse' : null
}

function nothing({ state, wallets }: WalletsState, query: string): string {
  if (state === 'loading') return t('wallets.loading')
  if (wallets.length > 0) return t('wallets.notFound', { query: query.trim() })
  return t(state === 'offline' ? 'wallets.unknown' : 'wallets.empty')
}

function news({ state, asOf, problem }: WalletsState): string {
  const time = asOf === null ? null : dateFormat({ timeStyle: 'short' }).format(asOf)
  const age =
    state === 'offline'
      ? time === null
        ? t('wallets.offline')
        : t('wallets.offlineSince', { time })
      : time !== null && t('wallets.asOf', { time })
  return [age, problem].filter(Boolean).join(' ')
}
