import { NO_WALLETS } from '../../../shared/account'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useActiveWallet, useAppState, useConversation } from '../app-context'
import { argumentsSummary, parseArguments } from '../cards/arguments-summary'
import { toolWords } from '../cards/tool-words'
import { useHeldKey } from '../conversation/held-key'
import { KeyHold } from '../conversation/key-hold'
import { ownLabel, walletNamed } from '../conversation/spending-wallet'
import { Countdown } from '../figures/age'
import { usd } from '../figures/format'
import { Frame, Parts } from './frame'
import { useWho } from './who'

/** Said first, so that nothing that follows can push it out of sight. */
const NOT_IN_USE = 'Not the wallet in use'

/** Nobody has given it or refused it. */
export const isPending = (entry: Entry | undefined): entry is EntryOf<'approval'> =>
  entry?.kind === 'approval' && entry.decision === 'pending'

/** What would be approved, and how: the small form of the panel's card. */
export function Proposed({ card }: { card: EntryOf<'approval'> }) {
  const { name, worth, heldSince } = card
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const { inForce } = useActiveWallet()
  const who = useWho()
  const from = walletNamed(name, parseArguments(card.arguments)) ?? card.wallet
  const other = from !== card.wallet
  const spends = from === null ? inForce : { address: from, label: ownLabel(from, inForce, wallets) ?? from }
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            {toolWords(name)}
            {heldSince === null && '?'}
            <small>
              <Countdown at={card.expiresAt} />
            </small>
          </p>
          <p className="hud-detail" data-warning={other}>
            <Parts>
              {other && NOT_IN_USE}
              {argumentsSummary(name, card.arguments)}
              {worth && `about ${usd(worth.usd)}`}
              {who(spends)}
            </Parts>
          </p>
          {heldSince === null ? <HowTo hindrance={card.hindrance} /> : <KeyHold key={heldSince} since={heldSince} />}
        </>
      }
    />
  )
}

/** How to answer; this window takes neither the mouse nor the keyboard. */
function HowTo({ hindrance }: { hindrance: string | null }) {
  const key = useHeldKey()
  const waiting = useConversation(({ ids, entries }) => ids.filter((id) => isPending(entries.get(id))).length)
  if (hindrance !== null) return <p className="hud-how hud-hindrance">Can’t be approved now: {hindrance}</p>
  if (waiting > 1) return <p className="hud-how">{waiting} requests wait: decide in the panel.</p>
  if (key === null) return <p className="hud-how">Open the panel to approve.</p>
  return (
    <p className="hud-how">
      Hold <kbd>{key}</kbd> in silence to approve, tap to refuse.
    </p>
  )
}
