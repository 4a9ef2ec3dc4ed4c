import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { NO_WALLETS, shortAddress, type WalletsState } from '../../../shared/account'
import { type ActiveWallet, walletName } from '../../../shared/active-wallet'
import { t } from '../../../shared/i18n'
import { useActiveWallet, useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { TipText } from '../components/tooltip'
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
  const shown = shownOf(active)

  async function pick(address: string | null) {
    setPicking(address)
    setProblem(null)
    const reply = await bridge
      .pickWallet(address)
      .catch(() => ({ ok: false as const, message: t('wallets.pickFailed') }))
    setPicking(undefined)
    setProblem(reply.ok ? null : reply.message)
    // A refusal is said where it was asked for, also when the list was closed meanwhile.
    setOpen(!reply.ok)
  }

  if (wallets.state === 'none')
    return shown ? (
      <span className="chip">
        <TipText text={shown.address}>
          <Content active={active} wallets={wallets} />
        </TipText>
      </span>
    ) : null
  return (
    <DialogTrigger
      isOpen={open}
      onOpenChange={(wanted) => {
        setProblem(null)
        setOpen(wanted)
      }}
    >
      <Button className="chip wallet-chip" {...(shown && { tip: tipOf(active, shown.address) })}>
        <span className="seen-by-readers-only">{t('wallets.wallet')} </span>
        <Content active={active} wallets={wallets} />
        <ChevronDown aria-hidden="true" />
      </Button>
      <WalletPicker
        active={active}
        wallets={wallets}
        picking={picking}
        problem={problem}
        onPick={(address) => void pick(address)}
      />
    </DialogTrigger>
  )
}

/** The one that is spoken of: a pick while it is on its way, else what is in force. */
const shownOf = ({ inForce, awaited }: ActiveWallet) => (awaited?.state === 'pending' ? awaited.wallet : inForce)

const tipOf = ({ awaited }: ActiveWallet, address: string): string =>
  awaited?.state === 'refused' ? t('wallets.refusedTip', { address, wallet: walletName(awaited.wallet) }) : address

function Content({ active, wallets }: { active: ActiveWallet; wallets: WalletsState }) {
  const { awaited } = active
  const shown = shownOf(active)
  return (
    <>
      {shown ? (
        <b>
          <WalletName wallet={shown} />
        </b>
      ) : (
        <span>{t(wallets.state === 'loading' ? 'wallets.loading' : 'wallets.none')}</span>
      )}
      {shown?.label != null && awaited === null && (
        <>
          {/* The chip's layout sets them apart; words that are copied or read aloud need the space. */}{' '}
          <span className="chip-address">{shortAddress(shown.address)}</span>
        </>
      )}
      {awaited && (
        <span className="wallet-mark" data-refused={awaited.state === 'refused'}>
          {t(`wallets.${awaited.state}`)}
        </span>
      )}
    </>
  )
}

/** A name within a sentence turns nothing around it (UAX #9: isolates). */
const isolated = (name: string): string => `\u2068${name}\u2069`

/** What of a pick is not as it looks: for everyone where it was refused, else for who can't see the mark. */
export function WalletNews() {
  const { inForce, awaited } = useActiveWallet()
  const picked = awaited ? isolated(walletName(awaited.wallet)) : ''
  const inUse = inForce && isolated(walletName(inForce))
  return (
    <>
      {/* Always there: screen readers tell what changes in a live region, not what comes with it. */}
      <p className="seen-by-readers-only" role="status">
        {awaited?.state === 'pending' &&
          (inUse ? t('wallets.pendingNews', { picked, inUse }) : t('wallets.pendingNewsNone', { picked }))}
      </p>
      {awaited?.state === 'refused' && (
        <p className="wallet-refused" role="alert">
          {inUse ? t('wallets.refusedNews', { picked, inUse }) : t('wallets.refusedNewsNone', { picked })}
        </p>
      )}
    </>
  )
}
