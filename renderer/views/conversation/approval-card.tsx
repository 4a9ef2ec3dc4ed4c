import type { EntryOf } from '../../../shared/snapshot'
import { useApp } from '../app-context'
import { parseArguments } from '../cards/arguments-summary'
import { Facts } from '../cards/facts'
import { RawJson } from '../cards/raw-json'
import { toolWords } from '../cards/tool-words'
import { Countdown } from '../figures/age'
import { useNow } from '../figures/clock'
import { HoldButton } from './hold-button'
import { proposal } from './proposal'
import './approval-card.css'

/** A tool wants to do more than read. Money moves only after a deliberate hold; everything else is a no. */
export function ApprovalCard({ entry }: { entry: EntryOf<'approval'> }) {
  const { decision, name, server, wallet } = entry
  const given = parseArguments(entry.arguments)
  return (
    <article className="approval" data-decision={decision} aria-label={`Approval: ${toolWords(name)}`}>
      <header className="approval-head">
        <h3 title={`${name} on ${server}`}>{toolWords(name)}</h3>
        <span className="approval-state">
          {decision === 'pending' ? <Expiry at={entry.expiresAt} /> : DECIDED[decision]}
        </span>
      </header>
      <Facts facts={[...(given ? proposal(name, given) : []), ['Wallet', wallet ?? 'none']]} />
      {!given && <p className="approval-unclear">The arguments could not be read. Look at them before you decide.</p>}
      <div className="approval-raw">
        <RawJson label="Exactly what is approved" text={entry.arguments} open={!given} />
      </div>
      {entry.reason !== null && decision !== 'pending' && <p className="approval-reason">{entry.reason}</p>}
      {decision === 'pending' && <Choice entry={entry} />}
    </article>
  )
}

const DECIDED = { approved: 'Approved', denied: 'Denied', expired: 'Expired: counts as denied' } as const

function Expiry({ at }: { at: number }) {
  return (
    <>
      Needs your approval · <Countdown at={at} />
    </>
  )
}

function Choice({ entry: { id, binding, expiresAt } }: { entry: EntryOf<'approval'> }) {
  const { bridge } = useApp()
  const expired = useNow() >= expiresAt
  return (
    <div className="approval-choice">
      <HoldButton
        disabled={expired}
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
  )
}
