import { Children, Fragment, type ReactNode } from 'react'
import { NO_WALLETS } from '../../../shared/account'
import { walletName } from '../../../shared/active-wallet'
import type { Wallet } from '../../../shared/grant'
import type { EntryOf } from '../../../shared/snapshot'
import { useActiveWallet, useAppState, useConversation } from '../app-context'
import { argumentsSummary, parseArguments } from '../cards/arguments-summary'
import { toolWords } from '../cards/tool-words'
import { KeyHold } from '../conversation/key-hold'
import { ownLabel, walletNamed } from '../conversation/spending-wallet'
import { usd } from '../figures/format'
import { Meter } from '../meter'
import { useTheme } from '../panel/theme'
import { besideWord, STATE_WORDS, StateGlyph } from '../state-glyph'
import { WalletDot } from '../wallet/wallet-name'
import './hud.css'

/** What the engine says of every hold; anything else it says of this one. */
const USUAL_DETAIL = 'Listening…'

/** Said first, so that nothing that follows can push it out of sight. */
const NOT_IN_USE = 'Not the wallet in use'
const DEMO = 'Demo · read-only'

/** The small window that floats above everything while the key is held: state, level, wallet; or what is approved. */
export function Hud() {
  useTheme()
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = useAppState((app) => app.status.detail) ?? ''
  const identity = useAppState((app) => app.status.identity)
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const practice = useAppState((app) => app.status.backend === 'practice')
  const held = useConversation(({ ids, entries }) => {
    const card = ids.map((id) => entries.get(id)).findLast((entry) => entry?.kind === 'approval' && isHeld(entry))
    return card?.kind === 'approval' ? card : null
  })
  const from = held && (walletNamed(held.name, parseArguments(held.arguments)) ?? held.wallet)
  const other = held !== null && from !== held.wallet
  const guest = identity?.kind === 'guest'
  const { inForce, awaited } = useActiveWallet()
  const next = awaited?.state === 'pending' ? awaited.wallet : inForce
  const spends = from === null ? inForce : { address: from, label: ownLabel(from, inForce, wallets) ?? from }
  const who = (wallet: Wallet | null) => (guest ? DEMO : wallet ? <Named wallet={wallet} /> : identity?.label)
  return (
    <section className="hud" data-state={state} aria-label="Dexter Voice">
      <StateGlyph state={state} />
      <div className="hud-words">
        <p className="hud-state">{held ? toolWords(held.name) : STATE_WORDS[state]}</p>
        <p className="hud-detail" data-warning={held !== null && other}>
          {held ? (
            <Parts>
              {other && NOT_IN_USE}
              {argumentsSummary(held.name, held.arguments)}
              {worth(held)}
              {who(spends)}
            </Parts>
          ) : state === 'listening' && detail === USUAL_DETAIL ? (
            <Parts>
              {who(next)}
              {!guest && awaited?.state === 'pending' && 'pending'}
              {!guest && awaited?.state === 'refused' && `${walletName(awaited.wallet)} refused`}
              {practice && 'practice'}
            </Parts>
          ) : (
            besideWord(state, detail)
          )}
        </p>
        {held?.heldSince != null && <KeyHold key={held.heldSince} since={held.heldSince} />}
      </div>
      {state === 'listening' && !held && <Meter />}
    </section>
  )
}

function Named({ wallet }: { wallet: Wallet }) {
  return (
    <>
      <WalletDot address={wallet.address} />
      <bdi>{walletName(wallet)}</bdi>
    </>
  )
}

/** What there is of its children, with a dot between. */
function Parts({ children }: { children: ReactNode }) {
  return Children.toArray(children)
    .filter((part) => part !== '')
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names of their own, and no state
      <Fragment key={index}>
        {index > 0 && ' · '}
        {part}
      </Fragment>
    ))
}

const isHeld = ({ decision, heldSince }: EntryOf<'approval'>) => decision === 'pending' && heldSince !== null

const worth = ({ worth: known }: EntryOf<'approval'>) => (known ? `about ${usd(known.usd)}` : null)
