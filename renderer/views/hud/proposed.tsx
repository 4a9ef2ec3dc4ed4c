import { NO_WALLETS } from '../../../shared/account'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useActiveWallet, useAppState, useConversation } from '../app-context'
import { parseArguments } from '../cards/arguments-summary'
import { toolWords } from '../cards/tool-words'
import { useHeldKey } from '../conversation/held-key'
import { KeyHold } from '../conversation/key-hold'
import { proposal } from '../conversation/proposal'
import { ownLabel, walletNamed } from '../conversation/spending-wallet'
import { Countdown } from '../figures/age'
import { usd } from '../figures/format'
import { Frame, Parts } from './frame'
import { useWho } from './who'

/** Said first, so that nothing that follows can push it out of sight. */
const NOT_IN_USE = 'Not the wallet in use'
/** Characters that fit, whatever is beside them. What our tools ask for is shorter; what other servers' do may not be. */
const MOST = 220

/** Nobody has given it or refused it. */
export const isPending = (entry: Entry | undefined): entry is EntryOf<'approval'> =>
  entry?.kind === 'approval' && entry.decision === 'pending'

/** What would be approved, and how: the small form of the panel's card. */
export function Proposed({ card }: { card: EntryOf<'approval'> }) {
  const { name, worth, heldSince } = card
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const { inForce } = useActiveWallet()
  const who = useWho()
  const given = parseArguments(card.arguments)
  const from = walletNamed(name, given) ?? card.wallet
  const facts = given ? proposal(name, given) : []
  const asked = facts.flatMap(([what, value]) => (value === null ? [] : [`${what} ${value}`])).join(' · ')
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
              {asked.length > MOST ? `${asked.slice(0, MOST)}…` : asked}
              {worth && `about ${usd(worth.usd)}`}
              {spends ? <>from {who(spends)}</> : who(null)}
            </Parts>
          </p>
          {heldSince === null ? (
            <HowTo hindrance={card.hindrance} whole={asked.length <= MOST} />
          ) : (
            <KeyHold key={heldSince} since={heldSince} />
          )}
        </>
      }
    />
  )
}

/** How to answer; this window takes neither the mouse nor the keyboard. */
function HowTo({ hindrance, whole }: { hindrance: string | null; whole: boolean }) {
  const key = useHeldKey()
  const waiting = useConversation(({ ids, entries }) => ids.filter((id) => isPending(entries.get(id))).length)
  if (hindrance !== null) return <p className="hud-how hud-hindrance">Can’t be approved now: {hindrance}</p>
  if (waiting > 1) return <p className="hud-how">{waiting} requests wait: decide in the panel.</p>
  if (!whole) return <p className="hud-how">Read all of it in the panel before you approve.</p>
  if (key === null) return <p className="hud-how">Open the panel to approve.</p>
  return (
    <p className="hud-how">
      Hold <kbd>{key}</kbd> in silence to approve, tap to refuse.
    </p>
  )
}
