import { Fragment, useLayoutEffect, useRef, useState } from 'react'
import { NO_WALLETS } from '../../../shared/account'
import { safeLine } from '../../../shared/safe-text'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useActiveWallet, useAppState, useConversation } from '../app-context'
import { parseArguments } from '../cards/arguments-summary'
import { toolWords } from '../cards/tool-words'
import { useHeldKey } from '../conversation/held-key'
import { KeyHold } from '../conversation/key-hold'
import { proposal } from '../conversation/proposal'
import { ownLabel, walletNamed } from '../conversation/spending-wallet'
import { Countdown } from '../figures/age'
import { useNow } from '../figures/clock'
import { usd } from '../figures/format'
import { FLAG_WORDS } from '../flags/flags'
import { Frame, Parts } from './frame'
import { useWho } from './who'

/** Said first, so that nothing that follows can push it out of sight. */
const NOT_IN_USE = 'Not the wallet in use'
/** Characters of one value: an address has 44. */
const LONGEST = 90

type Approval = EntryOf<'approval'>

/** Nobody has given it or refused it. */
export const isPending = (entry: Entry | undefined): entry is Approval =>
  entry?.kind === 'approval' && entry.decision === 'pending'

/** The talk key is held on it. */
export const isHeld = (entry: Entry | undefined): entry is Approval => isPending(entry) && entry.heldSince !== null

/** What would be approved, and how: the small form of the panel's card. */
export function Proposed({ card }: { card: Approval }) {
  const { name, worth, heldSince } = card
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const deaf = useAppState((app) => ['denied', 'missing'].includes(app.status.microphone.state)) ?? false
  const { inForce } = useActiveWallet()
  const who = useWho()
  const given = parseArguments(card.arguments)
  const from = walletNamed(name, given) ?? card.wallet
  const other = from !== card.wallet
  const spends = from === null ? inForce : { address: from, label: ownLabel(from, inForce, wallets) ?? from }
  const facts = (given ? proposal(name, given) : []).flatMap(([what, value]) =>
    value === null ? [] : [{ what, value, shown: safeLine(value, LONGEST) ?? '' }],
  )
  const { ref, cut } = useCut(`${card.binding} ${worth?.usd}`)
  const whole = given !== null && !cut && facts.every(({ value, shown }) => value === shown)
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            <span>
              {toolWords(name)}
              {heldSince === null && '?'}
            </span>
            <small>
              <Countdown at={card.expiresAt} />
            </small>
          </p>
          <p className="hud-detail hud-asked" data-warning={other} ref={ref}>
            <Parts>
              {other && NOT_IN_USE}
              {facts.map(({ what, shown }) => (
                <Fragment key={what}>
                  {what} <bdi>{shown}</bdi>
                </Fragment>
              ))}
              {worth && `about ${usd(worth.usd)}`}
              {spends ? <>from {who(spends)}</> : who(null)}
            </Parts>
          </p>
          <Doubt turnId={card.turnId} />
          {heldSince !== null && !deaf ? (
            <KeyHold key={heldSince} since={heldSince} />
          ) : (
            <HowTo card={card} byKey={!deaf} whole={whole} />
          )}
        </>
      }
    />
  )
}

/** How to answer; this window takes neither the mouse nor the keyboard. */
function HowTo({ card, byKey, whole }: { card: Approval; byKey: boolean; whole: boolean }) {
  const key = useHeldKey()
  const waiting = useConversation(({ ids, entries }) => ids.filter((id) => isPending(entries.get(id))).length)
  const expired = useNow() >= card.expiresAt
  if (expired) return null
  if (card.hindrance !== null) return <p className="hud-how hud-doubt">Can’t be approved now: {card.hindrance}</p>
  if (waiting > 1) return <p className="hud-how">{waiting} requests wait: decide in the panel.</p>
  if (!whole) return <p className="hud-how hud-doubt">Read all of it in the panel before you approve.</p>
  if (key === null || !byKey) return <p className="hud-how">Open the panel to approve.</p>
  return (
    <p className="hud-how">
      Hold <kbd>{key}</kbd> in silence, then let go, to approve. Tap to refuse.
    </p>
  )
}

/** What does not hold of that by which the trader decides: it was said, or told by a tool, in the same turn. */
function Doubt({ turnId }: { turnId: string | null }) {
  const flag = useConversation(({ ids, entries }) => {
    for (const id of ids.toReversed()) {
      const entry = entries.get(id)
      if (entry?.turnId !== turnId || (entry.kind !== 'assistant' && entry.kind !== 'tool')) continue
      if (entry.flags[0]) return entry.flags[0]
    }
    return null
  })
  if (turnId === null || flag === null) return null
  return (
    <p className="hud-how hud-doubt">
      <b>{FLAG_WORDS[flag.kind]}.</b> {flag.detail}
    </p>
  )
}

/** Whether something of an element's text does not fit, found out anew for each `content`. */
function useCut(content: string) {
  const ref = useRef<HTMLParagraphElement>(null)
  const [cut, setCut] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text changes with it
  useLayoutEffect(() => {
    const element = ref.current
    // Both are whole pixels of something that is not.
    setCut(element !== null && element.scrollHeight > element.clientHeight + 1)
  }, [content])
  return { ref, cut }
}
