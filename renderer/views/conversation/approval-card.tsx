import { NO_WALLETS, shortAddress } from '../../../shared/account'
import { isDeaf } from '../../../shared/microphone'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useApp, useAppState, useConversation } from '../app-context'
import { Facts } from '../cards/facts'
import { RawJson } from '../cards/raw-json'
import { toolWords } from '../cards/tool-words'
import { Age, Countdown } from '../figures/age'
import { useNow } from '../figures/clock'
import { Figure } from '../figures/figure'
import { usd } from '../figures/format'
import { WalletDot } from '../wallet/wallet-name'
import { DECISION_WORDS } from './decision-words'
import { useHeldKey } from './held-key'
import { HoldButton } from './hold-button'
import { KeyHold } from './key-hold'
import { type ProposalRow, proposal, walletNamed } from './proposal'
import { ownLabel } from './spending-wallet'
import './approval-card.css'

/** Of a fingerprint that is compared by eye. */
const SHORT_HEX = 8

/** A tool wants to do more than read. Money moves only after a deliberate hold; everything else is a no. */
export function ApprovalCard({ entry }: { entry: EntryOf<'approval'> }) {
  const { decision, name, server, binding } = entry
  const given = readProposedArguments(entry.arguments)?.arguments ?? null
  const from = walletNamed(entry, given)
  const rows = given === null ? [] : proposal(entry, given)
  return (
    <article className="approval" data-decision={decision} aria-label={`Approval: ${toolWords(entry)}`}>
      <header className="approval-head">
        <h3 title={`${name} on ${server}`}>{toolWords(entry)}</h3>
        <span className="approval-state">
          {decision === 'pending' ? <Expiry at={entry.expiresAt} /> : DECISION_WORDS[decision]}
        </span>
      </header>
      <Facts
        facts={[
          ...rows.flatMap(({ kind, what, value }): [string, string][] => (kind === 'words' ? [[what, value]] : [])),
          ['From', from !== null && <Wallet key="from" address={from} />],
          ['Wallet', <Wallet key="wallet" address={entry.wallet} />],
          ['Worth', <Worth key="worth" worth={entry.worth} />],
        ]}
      />
      <Arguments rows={rows.filter(({ kind }) => kind === 'argument')} />
      {from !== null && from !== entry.wallet && entry.hindrance === null && (
        <p className="approval-warning" role="alert">
          <b>Not the wallet in use.</b> This would spend from a different wallet from the one in use when you asked.
        </p>
      )}
      {entry.hindrance !== null && (
        <p className="approval-warning" role="alert">
          <b>This can’t be approved now.</b> {entry.hindrance}
        </p>
      )}
      <div className="approval-raw">
        <RawJson label="Exactly what is approved" text={entry.arguments} open={!given} />
        <code title={`Your decision counts for this request, these arguments and this wallet alone:\n${binding}`}>
          {binding.slice(0, SHORT_HEX)}
        </code>
      </div>
      {entry.reason !== null && decision !== 'pending' && <p className="approval-reason">{entry.reason}</p>}
      {decision === 'pending' && <Choice entry={entry} />}
    </article>
  )
}

/** What only the server knows the meaning of: name and value as they were written, apart from what is said in our words. */
function Arguments({ rows }: { rows: readonly ProposalRow[] }) {
  if (rows.length === 0) return null
  return (
    <section className="approval-arguments" aria-label="Arguments">
      <h4>Arguments, as the tool gets them</h4>
      <dl>
        {rows.map(({ what, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice, and then both are shown
          <div key={index}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Expiry({ at }: { at: number }) {
  return (
    <>
      Needs your approval · <Countdown at={at} />
    </>
  )
}

/** A wallet by the name that its owner gave it; any other by its whole address, since its ends alone can be imitated. */
function Wallet({ address }: { address: string | null }) {
  const inUse = useAppState((app) => app.status.identity?.wallet ?? null)
  const wallets = useAppState((app) => app.wallets) ?? NO_WALLETS
  if (address === null) return 'none'
  const label = ownLabel(address, inUse, wallets)
  return (
    <span className="approval-wallet" title={address}>
      <WalletDot address={address} />
      {label === null ? address : <bdi>{label}</bdi>}
      {label !== null && (
        <>
          {' '}
          <small>{shortAddress(address)}</small>
        </>
      )}
    </span>
  )
}

function Worth({ worth }: { worth: EntryOf<'approval'>['worth'] }) {
  if (!worth) return 'unknown: no tool gave a price'
  return (
    <>
      about <Figure value={worth.usd} format={usd} unit="USD" />{' '}
      <small>
        by {worth.from}, <Age at={worth.at} suffix=" old" />
      </small>
    </>
  )
}

function Choice({ entry }: { entry: EntryOf<'approval'> }) {
  const { id, binding, expiresAt, heldSince } = entry
  const approvable = entry.hindrance === null
  const { bridge } = useApp()
  const expired = useNow() >= expiresAt
  return (
    <div className="approval-choice">
      {approvable &&
        (heldSince === null ? (
          !expired && <HowTo inSight={entry.seenSince !== null} />
        ) : (
          <KeyHold key={heldSince} since={heldSince} />
        ))}
      <div className="approval-buttons">
        {/* A hold is for what it began on: other arguments have a button of their own. */}
        <HoldButton
          key={binding}
          disabled={expired || !approvable}
          onHeld={() => {
            // The countdown on screen may be a second behind: the clock decides.
            if (Date.now() < expiresAt) void bridge.decide({ requestId: id, binding, approve: true })
          }}
        >
          Hold to approve
        </HoldButton>
        <button
          className="button"
          type="button"
          onClick={() => void bridge.decide({ requestId: id, binding, approve: false })}
          title="Deny (Esc)"
        >
          Deny
        </button>
      </div>
    </div>
  )
}

/** How to answer without the mouse; the key counts while all of the request is in sight, and the microphone hears. */
function HowTo({ inSight }: { inSight: boolean }) {
  const deaf = useAppState((app) => isDeaf(app.status.microphone)) ?? false
  const heldKey = useHeldKey()
  const key = inSight && !deaf ? heldKey : null
  const several = useConversation(({ ids, entries }) => ids.filter((id) => isWaiting(entries.get(id))).length > 1)
  return <p className="approval-how">{several ? SEVERAL : key === null ? BY_BUTTON : byKey(key)}</p>
}

const isWaiting = (entry: Entry | undefined) => entry?.kind === 'approval' && entry.decision === 'pending'

/** The talk key could be meant for any of them: it approves none. */
const SEVERAL = 'More than one request is waiting. Hold the button to approve this one; speak to deny them all.'
const BY_BUTTON = 'Hold the button to approve. Speak or press Esc to deny.'
const byKey = (key: string) => (
  <>
    Hold <kbd>{key}</kbd> in silence, then let go, to approve. Speak, tap it or press Esc to deny.
  </>
)
