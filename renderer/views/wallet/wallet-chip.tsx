import { useEffect, useId, useRef, useState } from 'react'
import { NO_WALLETS, shortAddress, type WalletsState } from '../../../shared/account'
import { type ActiveWallet, walletName } from '../../../shared/active-wallet'
import { useActiveWallet, useApp, useAppState } from '../app-context'
import { WalletName } from './wallet-name'
import { WalletPicker } from './wallet-picker'
import './wallet-chip.css'

/** The wallet in force, or the one on its way; opens the list to pick from where the account has one. */
export function WalletChip() {
  const { bridge } = useApp()
  const active = useActiveWallet()
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const [open, setOpen] = useState(false)
  const [picking, setPicking] = useState<string | null | undefined>(undefined)
  const [problem, setProblem] = useState<string | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const pickerId = useId()

  useEffect(() => {
    if (!open) return
    // A press or the focus anywhere else.
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
    }
  }, [open])

  function close() {
    setOpen(false)
    button.current?.focus()
  }

  async function pick(address: string | null) {
    setPicking(address)
    setProblem(null)
    const reply = await bridge
      .pickWallet(address)
      .catch(() => ({ ok: false as const, message: 'The wallet could not be picked. Try once more.' }))
    setPicking(undefined)
    if (reply.ok) return close()
    // Said where it was asked for, also when the list was closed meanwhile.
    setProblem(reply.message)
    setOpen(true)
  }

  if (wallets.state === 'none') {
    return active.inForce || active.awaited ? (
      <span className="chip">
        <Content active={active} wallets={wallets} />
      </span>
    ) : null
  }
  return (
    <div className="wallet-chip" ref={place}>
      <button
        className="chip"
        type="button"
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? pickerId : undefined}
        onClick={() => {
          setProblem(null)
          setOpen(!open)
        }}
      >
        <span className="seen-by-readers-only">Wallet: </span>
        <Content active={active} wallets={wallets} />
        <svg className="wallet-chip-caret" viewBox="0 0 10 10" aria-hidden="true">
          <path d="m2 3.5 3 3 3-3" />
        </svg>
      </button>
      {open && (
        <WalletPicker
          id={pickerId}
          active={active}
          wallets={wallets}
          picking={picking}
          problem={problem}
          onPick={(address) => void pick(address)}
          onClose={close}
        />
      )}
    </div>
  )
}

function Content({ active: { inForce, awaited }, wallets }: { active: ActiveWallet; wallets: WalletsState }) {
  const pending = awaited?.state === 'pending'
  const shown = pending ? awaited.wallet : inForce
  return (
    <>
      {shown ? (
        <b>
          <WalletName wallet={shown} />
        </b>
      ) : (
        <span>{wallets.state === 'loading' ? 'Loading wallets…' : 'No wallet'}</span>
      )}
      {shown?.label != null && awaited === null && <span className="chip-address">{shortAddress(shown.address)}</span>}
      {pending && <span className="wallet-mark">pending</span>}
      {awaited?.state === 'refused' && (
        <span className="wallet-mark" data-refused="true" title={`Not in use: ${walletName(awaited.wallet)}`}>
          pick refused
        </span>
      )}
    </>
  )
}

/** What of a pick is not as it looks: for everyone where it was refused, else for who can't see the mark. */
export function WalletNews() {
  const { inForce, awaited } = useActiveWallet()
  const picked = awaited && <bdi>{walletName(awaited.wallet)}</bdi>
  const still = inForce ? (
    <>
      <bdi>{walletName(inForce)}</bdi> is still in use
    </>
  ) : (
    'No wallet is in use'
  )
  return (
    <>
      {/* Always there: screen readers tell what changes in a live region, not what comes with it. */}
      <p className="seen-by-readers-only" role="status">
        {awaited?.state === 'pending' && (
          <>
            {picked} is picked, but not in use yet. {still}.
          </>
        )}
      </p>
      {awaited?.state === 'refused' && (
        <p className="wallet-refused" role="alert">
          The session did not take {picked}. {still}; pick again to retry.
        </p>
      )}
    </>
  )
}
