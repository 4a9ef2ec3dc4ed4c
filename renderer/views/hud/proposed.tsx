import { Fragment, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { NO_WALLETS } from '../../../shared/account'
import { isDeaf } from '../../../shared/microphone'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useActiveWallet, useApp, useAppState, useConversation } from '../app-context'
import { toolWords } from '../cards/tool-words'
import { useHeldKey } from '../conversation/held-key'
import { KeyHold } from '../conversation/key-hold'
import { proposal, walletNamed } from '../conversation/proposal'
import { ownLabel } from '../conversation/spending-wallet'
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

/** What was cut must not look whole. */
const clipped = (value: string) => (value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)

/** Nobody has given it or refused it. */
export const isPending = (entry: Entry | undefined): entry is Approval =>
  entry?.kind === 'approval' && entry.decision === 'pending'

/** The talk key is held on it. */
export const isHeld = (entry: Entry | undefined): entry is Approval => isPending(entry) && entry.heldSince !== null

/** What would be approved, and how: the small form of the panel's card. */
export function Proposed({ card }: { card: Approval }) {
  const { worth, heldSince } = card
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const deaf = useAppState((app) => isDeaf(app.status.microphone)) ?? false
  const { inForce } = useActiveWallet()
  const who = useWho()
  const given = readProposedArguments(card.arguments)?.arguments ?? null
  const from = walletNamed(card, given) ?? card.wallet
  const other = from !== card.wallet
  const spends = from === null ? inForce : { address: from, label: ownLabel(from, inForce, wallets) ?? from }
  const facts = (given ? proposal(card, given) : []).map((row) => ({ ...row, shown: clipped(row.value) }))
  const title = toolWords(card)
  const { ref, cut } = useCut(`${card.binding} ${worth?.usd} ${title}`)
  const whole = given !== null && !cut && facts.every(({ value, shown }) => value === shown)
  useSight(card, whole)
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            <span ref={ref}>
              {title}
              {heldSince === null && '?'}
            </span>
            <small>
              <Countdown at={card.expiresAt} />
            </small>
          </p>
          <p className="hud-detail hud-asked" data-warning={other} ref={ref}>
            <Parts>
              {other && NOT_IN_USE}
              {facts.map(({ kind, what, shown }) =>
                kind === 'words' ? (
                  <Fragment key={what}>
                    {what} <bdi>{shown}</bdi>
                  </Fragment>
                ) : (
                  <code key={what}>
                    {what}: {shown}
                  </code>
                ),
              )}
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
  if (waiting > 1) return <p className="hud-how">{waiting} requests are waiting: decide each in the panel.</p>
  if (!whole) return <p className="hud-how hud-doubt">Too long to show here: read and approve it in the panel.</p>
  if (key === null || !byKey) return <p className="hud-how">Open the panel to approve.</p>
  return (
    <p className="hud-how">
      Hold <kbd>{key}</kbd> in silence, then let go, to approve. Tap it to deny.
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

/**
 * Whether something of the elements' text does not fit, or is pushed out of the window by what stands below; `ref` is for all
 * of them, `content` is what they say.
 */
function useCut(content: string) {
  const elements = useRef(new Set<HTMLElement>())
  const [cut, setCut] = useState(true)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return
    elements.current.add(element)
    return () => void elements.current.delete(element)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text changes with it
  useLayoutEffect(() => {
    const look = () => setCut([...elements.current].some(isCut))
    look()
    const [first] = elements.current
    const frame = first?.closest('.hud')
    if (!frame) return
    // Lines that come later, a doubt say, move the others.
    const observer = new ResizeObserver(look)
    observer.observe(frame)
    return () => observer.disconnect()
  }, [content])
  return { ref, cut }
}

/** Both sizes are whole pixels of something that is not. */
const isCut = (it: HTMLElement) =>
  it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1 || it.getBoundingClientRect().top < 0

/** Tells the engine whether all that would be approved can be read here: only such a request is approved by the key. */
function useSight({ id, binding }: Approval, whole: boolean) {
  const { bridge } = useApp()
  useEffect(() => {
    bridge.sight({ requestId: id, binding, whole })
    return () => bridge.sight({ requestId: id, binding, whole: false })
  }, [bridge, id, binding, whole])
}
