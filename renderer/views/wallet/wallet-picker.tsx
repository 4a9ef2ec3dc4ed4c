import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type ListedWallet, shortAddress, type WalletsState } from '../../../shared/account'
import { type ActiveWallet, walletName } from '../../../shared/active-wallet'
import { timeOfDay } from '../../../shared/wall-clock'
import { useApp } from '../app-context'
import { WalletDot } from './wallet-name'
import './wallet-picker.css'

/** More than this are quicker to find by typing than by looking. */
const SEARCH_FROM = 9

interface WalletPickerProps {
  id: string
  active: ActiveWallet
  wallets: WalletsState
  /** What was asked for and is not answered yet; null is the service's choice, undefined nothing. */
  picking: string | null | undefined
  /** Why the last pick was not taken. */
  problem: string | null
  onPick(address: string | null): void
  onClose(): void
}

/** A choice in the list: a wallet, or null to leave it to the service. */
type Choice = ListedWallet | null
const keyOf = (choice: Choice) => choice?.address ?? null

/**
 * The account's wallets. The focus stays in the search field or on the list, and arrows move a mark in the list
 * (`aria-activedescendant`), as the ARIA practices have it for a listbox.
 */
export function WalletPicker({ id, active, wallets, picking, problem, onPick, onClose }: WalletPickerProps) {
  const { bridge } = useApp()
  const listId = useId()
  const [query, setQuery] = useState('')
  const [cursor, setCursor] = useState<string | null>(wallets.chosen)
  const focused = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)

  const searchable = wallets.wallets.length >= SEARCH_FROM
  const choices = choicesOf(wallets, searchable ? query : '')
  const index = Math.max(
    0,
    choices.findIndex((choice) => keyOf(choice) === cursor),
  )
  const optionId = (at: number) => `${listId}-${at}`
  const marked = choices.length > 0 ? optionId(index) : undefined

  useEffect(() => focused.current?.focus(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the mark moved
  useEffect(() => {
    list.current?.querySelector('[data-marked="true"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [marked])

  function move(to: number) {
    const choice = choices[Math.min(Math.max(to, 0), choices.length - 1)]
    if (choice !== undefined) setCursor(keyOf(choice))
  }

  function press(event: KeyboardEvent) {
    const handled = () => event.preventDefault()
    if (event.key === 'Escape') {
      handled()
      return onClose()
    }
    if (event.target !== focused.current) return
    if (event.key === 'ArrowDown') move(index + 1)
    else if (event.key === 'ArrowUp') move(index - 1)
    else if (event.key === 'PageDown') move(index + 8)
    else if (event.key === 'PageUp') move(index - 8)
    else if (event.key === 'Home' && !searchable) move(0)
    else if (event.key === 'End' && !searchable) move(choices.length - 1)
    else if (event.key === 'Enter' || (event.key === ' ' && !searchable)) {
      if (!event.repeat) choose(choices[index])
    } else return
    handled()
  }

  function choose(choice: Choice | undefined) {
    if (choice === undefined || picking !== undefined) return
    onPick(keyOf(choice))
  }

  return (
    <div className="wallet-picker" id={id} role="dialog" aria-label="Pick a wallet" onKeyDown={press}>
      {searchable && (
        <input
          className="wallet-search"
          ref={(element) => {
            focused.current = element
          }}
          type="text"
          role="combobox"
          aria-label="Find a wallet"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={marked}
          autoComplete="off"
          spellCheck={false}
          placeholder="Name or address"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      {problem !== null && (
        <p className="wallet-picker-problem" role="alert">
          {problem}
        </p>
      )}
      {choices.length > 0 ? (
        <div
          className="wallet-list"
          id={listId}
          ref={(element) => {
            list.current = element
            if (!searchable) focused.current = element
          }}
          role="listbox"
          aria-label="Wallets"
          aria-busy={picking !== undefined}
          aria-activedescendant={searchable ? undefined : marked}
          tabIndex={searchable ? -1 : 0}
        >
          {choices.map((choice, at) => (
            <Option
              key={keyOf(choice) ?? ''}
              id={optionId(at)}
              choice={choice}
              chosen={keyOf(choice) === wallets.chosen}
              marked={at === index}
              state={picking === keyOf(choice) ? 'asked' : stateOf(choice, active)}
              onMark={() => setCursor(keyOf(choice))}
              onChoose={() => choose(choice)}
            />
          ))}
        </div>
      ) : (
        <p
          className="wallet-picker-empty"
          ref={(element) => {
            if (!searchable) focused.current = element
          }}
          tabIndex={-1}
        >
          {nothing(wallets, query)}
        </p>
      )}
      {wallets.total > wallets.wallets.length && (
        <p className="wallet-picker-more">…and {wallets.total - wallets.wallets.length} more: choose in the service</p>
      )}
      <footer className="wallet-picker-foot">
        <p role="status">{news(wallets)}</p>
        <button className="button quiet" type="button" onClick={() => void bridge.refreshWallets()}>
          Refresh
        </button>
      </footer>
    </div>
  )
}

interface OptionProps {
  id: string
  choice: Choice
  chosen: boolean
  marked: boolean
  state: 'asked' | 'in use' | 'pending' | 'refused' | null
  onMark(): void
  onChoose(): void
}

function Option({ id, choice, chosen, marked, state, onMark, onChoose }: OptionProps) {
  const facts = choice && [
    choice.isDefault && 'default',
    choice.paper && 'paper',
    !choice.mayTrade && 'view only',
    choice.label !== null && shortAddress(choice.address),
  ]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's, which has the focus
    <div
      id={id}
      className="wallet-option"
      role="option"
      aria-selected={chosen}
      data-marked={marked}
      tabIndex={-1}
      title={choice ? `${choice.label ?? ''}\n${choice.address}`.trim() : undefined}
      // A press would take the focus off the field that the keys go to.
      onMouseDown={(event) => event.preventDefault()}
      onPointerMove={marked ? undefined : onMark}
      onClick={onChoose}
    >
      <span className="wallet-option-check" aria-hidden="true">
        {chosen && '✓'}
      </span>
      {choice ? (
        <WalletDot address={choice.address} />
      ) : (
        <i className="wallet-dot wallet-dot-none" aria-hidden="true" />
      )}
      <span className="wallet-option-words">
        <bdi>{choice ? walletName(choice) : 'Service’s choice'}</bdi>
        {facts && <small>{facts.filter(Boolean).join(' · ')}</small>}
      </span>
      {state !== null && (
        <span className="wallet-mark" data-in-use={state === 'in use'} data-refused={state === 'refused'}>
          {state === 'asked' ? 'picking…' : state}
        </span>
      )}
    </div>
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
  return choice.address === inForce?.address ? 'in use' : null
}

function nothing({ state, wallets }: WalletsState, query: string): string {
  if (state === 'loading') return 'Loading wallets…'
  if (wallets.length > 0) return `No wallet is called “${query.trim()}”`
  return state === 'offline' ? 'No wallets are known yet' : 'No wallets in this account'
}

function news({ state, asOf, problem }: WalletsState): string {
  const time = asOf === null ? null : `as of ${timeOfDay(asOf)}`
  const offline = state === 'offline' && (time === null ? 'Offline.' : `Offline: ${time}.`)
  return [offline || (time && `As ${time.slice(3)}.`), problem].filter(Boolean).join(' ')
}
