import { Fragment, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { NO_WALLETS, shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import { isDeaf } from '../../../shared/microphone'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { PAID_IN } from '../../../shared/tokens'
import { toolWords } from '../../../shared/tool-words'
import type { TokenName, TradeCard } from '../../../shared/trade'
import { dealLines, dealSentence } from '../../../shared/trade-sentence'
import { useActiveWallet, useApp, useAppState, useConversation } from '../app-context'
import { WarningMark } from '../cards/token-warnings'
import { markWords } from '../conversation/approval-marks'
import { TimeLeft } from '../conversation/approval-time'
import { useHeldKey } from '../conversation/held-key'
import { KeyHold } from '../conversation/key-hold'
import { Pieces } from '../conversation/pieces'
import { untold } from '../conversation/proposal'
import { ownLabel } from '../conversation/spending-wallet'
import { useNow } from '../figures/clock'
import { usd } from '../figures/format'
import { flagWord } from '../flags/flags'
import { Foreign } from '../foreign'
import { Frame, Parts } from './frame'
import { useWho } from './who'

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
export function Proposed({ card: entry }: { card: Approval }) {
  const { card, worth, heldSince, marks } = entry
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  const deaf = useAppState((app) => isDeaf(app.status.microphone)) ?? false
  const { inForce } = useActiveWallet()
  const who = useWho()
  const given = readProposedArguments(entry.arguments)?.arguments ?? null
  const from = card === null || card.action === 'wallet' ? entry.wallet : card.wallet
  const other = from !== entry.wallet
  const spends = from === null ? inForce : walletOf(from)
  const rows = untold(entry, given ?? [], card).map((row) => ({ ...row, shown: clipped(row.value) }))
  const title = toolWords(entry)
  const memo = card?.memo ?? null
  const { ref, cut } = useCut(JSON.stringify([entry.binding, worth?.usd, title, card, marks]))
  const whole = given !== null && !cut && [...rows, ...named(memo)].every(({ value, shown }) => value === shown)
  useSight(entry, whole)
  function walletOf(address: string) {
    return { address, label: ownLabel(address, inForce, wallets) ?? address }
  }
  return (
    <Frame
      entryId={entry.id}
      words={
        <>
          <h1 className="hud-state">
            <span ref={ref}>{heldSince === null ? t('hud.proposed.question', { what: title }) : title}</span>
            <small>
              <TimeLeft expiresAt={entry.expiresAt} />
            </small>
          </h1>
          <p className="hud-detail hud-asked" data-warning={other} ref={ref}>
            <Parts>
              {/* First, so that nothing that follows can push it out of sight. */}
              {other && (entry.wallet === null ? t('hud.proposed.noneInUse') : t('hud.proposed.notInUse'))}
              {card !== null && dealLines(card).length > 0 && <Pieces>{dealSentence(card)}</Pieces>}
              {card?.action === 'wallet' &&
                (card.wallet === null ? t('hud.proposed.useDefault') : around('use', who(walletOf(card.wallet))))}
              {card !== null && tokensOf(card).map((token) => <Token key={token.mint} token={token} />)}
              {card?.recipient &&
                around(card.recipient.first ? 'toFirst' : 'to', <Foreign>{card.recipient.address}</Foreign>)}
              {named(memo).map(({ shown }) => around('memo', <Foreign>{shown}</Foreign>))}
              {rows.map(({ name, shown }) => (
                <code key={name}>
                  {name}: <bdi>{shown}</bdi>
                </code>
              ))}
              {card?.action !== 'wallet' && worthOf(entry)}
              {card?.action !== 'wallet' && (spends ? around('from', who(spends)) : who(null))}
            </Parts>
          </p>
          {marks.map(({ kind, detail }) => (
            <p key={`${kind} ${detail}`} className="hud-how hud-doubt" ref={ref}>
              <b>{markWords(kind)}.</b> <Foreign>{detail}</Foreign>
            </p>
          ))}
          <Doubt turnId={entry.turnId} />
          {heldSince !== null && !deaf ? (
            <KeyHold key={heldSince} since={heldSince} />
          ) : (
            <HowTo card={entry} byKey={!deaf} whole={whole} />
          )}
        </>
      }
    />
  )
}

type Around = 'use' | 'to' | 'toFirst' | 'memo' | 'from' | 'blocked'

/** A phrase around one thing that is drawn. */
const around = (phrase: Around, thing: ReactNode) => (
  <span key={phrase}>{t.rich(`hud.proposed.${phrase}`, { it: () => <Fragment key="it">{thing}</Fragment> })}</span>
)

/** What it is worth, unless the side that is paid says the same. */
function worthOf({ card, worth }: Approval): string | null {
  if (worth === null) return t('hud.proposed.worthUnknown')
  const said = usd(worth.usd)
  const told = [card?.pay, card?.get].some((side) => side?.usd != null && usd(side.usd) === said)
  return told ? null : t('hud.proposed.worth', { usd: said })
}

/** The tokens that a trade is about, without those that trades are paid in: everybody knows them. */
const tokensOf = ({ pay, get }: TradeCard): TokenName[] =>
  [pay?.token, get?.token].filter((token) => token != null).filter(({ mint }) => !PAID_IN.has(mint))

/** Which token it is: this window has no room for the whole mint, and nothing in it can be pressed. */
function Token({ token: { mint, symbol, name, verified, warnings } }: { token: TokenName }) {
  return (
    <>
      {name !== null && name !== symbol && (
        <>
          <Foreign>{name}</Foreign>{' '}
        </>
      )}
      {t(verified ? 'hud.proposed.verified' : 'hud.proposed.notVerified', {
        token: symbol === null && name === null ? mint : shortAddress(mint),
      })}
      <WarningMark warnings={warnings} />
    </>
  )
}

/** A memo as it fits; none for none. */
const named = (memo: string | null) => (memo === null ? [] : [{ value: memo, shown: clipped(memo) }])

/** How to answer; this window takes neither the mouse nor the keyboard. */
function HowTo({ card, byKey, whole }: { card: Approval; byKey: boolean; whole: boolean }) {
  const key = useHeldKey()
  const waiting = useConversation((state) => state.waiting.length)
  const expired = useNow() >= (card.expiresAt ?? Number.POSITIVE_INFINITY)
  if (expired) return null
  if (card.hindrance !== null)
    return <p className="hud-how hud-doubt">{around('blocked', <Foreign>{card.hindrance}</Foreign>)}</p>
  if (waiting > 1) return <p className="hud-how">{t('hud.proposed.several', { n: waiting })}</p>
  if (!whole) return <p className="hud-how hud-doubt">{t('hud.proposed.tooLong')}</p>
  if (card.byButton !== null)
    return (
      <p className="hud-how">
        <Foreign>{card.byButton}</Foreign> {t('hud.proposed.openPanel')}
      </p>
    )
  if (key === null || !byKey) return <p className="hud-how">{t('hud.proposed.openPanel')}</p>
  return <p className="hud-how">{t.rich('hud.proposed.hold', { key, kbd: (name) => <kbd key="key">{name}</kbd> })}</p>
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
      <b>{flagWord(flag.kind)}.</b> <Foreign>{flag.detail}</Foreign>
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
    bridge.hudSight({ requestId: id, binding, whole })
    return () => bridge.hudSight({ requestId: id, binding, whole: false })
  }, [bridge, id, binding, whole])
}
