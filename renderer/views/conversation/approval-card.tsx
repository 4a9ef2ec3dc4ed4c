import { type ReactNode, useState } from 'react'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import { visible } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import type { Mark } from '../../../shared/trade'
import { JsonText } from '../cards/raw-json'
import { toolWords } from '../cards/tool-words'
import { Foreign } from '../foreign'
import { openTab } from '../panel/tabs'
import { Choice } from './approval-choice'
import { Deal } from './approval-deal'
import { Costs, Wallet, WalletChoice, Worth } from './approval-facts'
import { Marks } from './approval-marks'
import { useCardSight } from './approval-sight'
import { TimeBar, TimeLeft } from './approval-time'
import { Copy } from './approval-token'
import { UnknownOutcome } from './approval-unknown'
import { DECISION_WORDS } from './decision-words'
import { type ProposalRow, untold } from './proposal'
import './approval-card.css'

type Approval = EntryOf<'approval'>

const UNKNOWN_TOOL = 'Run this tool with these arguments. The app doesn’t know what it does with them.'

const RAW_WORDS: Record<Approval['decision'], string> = {
  pending: 'Exactly what is approved',
  approved: 'Exactly what was approved',
  denied: 'Exactly what was asked',
  expired: 'Exactly what was asked',
}

/** Of a fingerprint that is compared by eye. */
const SHORT_HEX = 8

/**
 * A tool wants to do more than read. Money moves only after a deliberate hold; everything else is a no. What decides stands
 * in one part, which has to be in sight as a whole before the button works; what proves it stands below.
 */
export function ApprovalCard({ entry }: { entry: Approval }) {
  const { decision, name, server, binding } = entry
  const given = readProposedArguments(entry.arguments)?.arguments ?? null
  const [rawShown, setRawShown] = useState(given === null)
  const proposed = (
    <Proposed
      entry={entry}
      rows={untold(entry, given ?? [], entry.card)}
      raw={
        <button
          className="approval-raw-toggle"
          type="button"
          aria-expanded={rawShown}
          onClick={() => setRawShown(!rawShown)}
        >
          {RAW_WORDS[decision]}
        </button>
      }
    />
  )
  return (
    <article className="approval" data-decision={decision} aria-label={`Approval: ${toolWords(entry)}`}>
      {decision === 'pending' ? (
        <Waiting key={binding} entry={entry}>
          {proposed}
        </Waiting>
      ) : (
        <div className="approval-deciding">
          <Head entry={entry} state={DECISION_WORDS[decision]} />
          {proposed}
          {entry.unknown && <UnknownOutcome entry={entry} />}
          {entry.reason !== null && (
            <p className="approval-reason">
              <Foreign lines>{entry.reason}</Foreign>
            </p>
          )}
        </div>
      )}
      {rawShown && (
        <div className="approval-raw">
          <p>
            {visible(`${name} on ${server}`)}
            <code title={`Your decision counts for this request, these arguments and this wallet alone:\n${binding}`}>
              {binding.slice(0, SHORT_HEX)}
            </code>
          </p>
          <JsonText text={entry.arguments} />
        </div>
      )}
    </article>
  )
}

/** What decides, watched while it waits: the button works while all of it is in sight. */
function Waiting({ entry, children }: { entry: Approval; children: ReactNode }) {
  const { ref, sight } = useCardSight(entry)
  return (
    <div className="approval-deciding" ref={ref}>
      <Head
        entry={entry}
        state={
          <>
            Needs your approval · <TimeLeft expiresAt={entry.expiresAt} />
          </>
        }
      />
      <TimeBar expiresAt={entry.expiresAt} />
      {children}
      <Obstacles entry={entry} />
      <Choice entry={entry} sight={sight} />
    </div>
  )
}

function Head({ entry, state }: { entry: Approval; state: ReactNode }) {
  return (
    <header className="approval-head">
      <h3>
        <bdi>{toolWords(entry)}</bdi>
      </h3>
      <span className="approval-state">{state}</span>
    </header>
  )
}

/** What was said, what would be done, and by which wallet. */
function Proposed({ entry, rows, raw }: { entry: Approval; rows: readonly ProposalRow[]; raw: ReactNode }) {
  const { card, heard, marks } = entry
  const marked = (kind: Mark['kind']) => marks.some((mark) => mark.kind === kind)
  return (
    <>
      <dl className="approval-facts">
        <Fact name="You said" kind="line" marked={marked('unheard')}>
          {heard === null ? 'The app doesn’t know what you said.' : <>“{<Foreign>{heard}</Foreign>}”</>}
        </Fact>
        <Fact name="This would" kind="deal" marked={marked('preview')}>
          {card === null || card.action === 'other' ? (
            UNKNOWN_TOOL
          ) : card.action === 'wallet' ? (
            <WalletChoice address={card.wallet} />
          ) : (
            <Deal card={card} marks={marks} />
          )}
        </Fact>
        {card?.recipient && (
          <Fact name="To" kind="line" marked={marked('recipient')}>
            <code>{visible(card.recipient.address)}</code> <Copy text={card.recipient.address} what="address" />
            {card.recipient.first && <span className="approval-first">First time to this address</span>}
          </Fact>
        )}
        {card?.memo != null && (
          <Fact name="Memo">
            <Foreign>{card.memo}</Foreign>
          </Fact>
        )}
        <Fact name={card?.action === 'wallet' ? 'In use now' : 'Wallet'} marked={marked('wallet')}>
          <Wallet address={card === null || card.action === 'wallet' ? entry.wallet : card.wallet} />
        </Fact>
        {card?.action !== 'wallet' && (
          <Fact name="Worth">
            <Worth worth={entry.worth} />
          </Fact>
        )}
        <Fact name="Details">
          <Costs entry={entry} />
          {raw}
        </Fact>
      </dl>
      <Arguments rows={rows} />
      <Marks marks={marks} />
    </>
  )
}

interface FactProps {
  name: string
  /** What needs a line of its own. */
  kind?: 'deal' | 'line'
  marked?: boolean
  children: ReactNode
}

function Fact({ name, kind, marked = false, children }: FactProps) {
  return (
    <div data-kind={kind} data-marked={marked}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What only the server knows the meaning of: name and value as they were written, apart from what is said in our words. */
function Arguments({ rows }: { rows: readonly ProposalRow[] }) {
  if (rows.length === 0) return null
  return (
    <section className="approval-arguments" aria-label="Arguments">
      <h4>Arguments, as the tool gets them</h4>
      <dl>
        {rows.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice, and then both are shown
          <div key={index}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Why it can't be approved, and what can be done about it. */
function Obstacles({ entry: { card, wallet, limit, hindrance } }: { entry: Approval }) {
  const otherWallet = card !== null && card.action !== 'wallet' && card.wallet !== wallet
  return (
    <>
      {otherWallet && hindrance === null && (
        <p className="approval-warning" role="alert">
          {wallet === null ? (
            <>
              <b>Check the wallet.</b> This session doesn’t say which wallet is in use.
            </>
          ) : (
            <>
              <b>Not the wallet in use.</b> This would spend from a different wallet from the one in use when you asked.
            </>
          )}
        </p>
      )}
      {limit !== null && (
        <p className="approval-warning" role="alert">
          <b>Stopped by your limits.</b> <Foreign>{limit}</Foreign>{' '}
          <button className="button" type="button" onClick={() => openTab('settings', 'limits')}>
            Change limits…
          </button>
        </p>
      )}
      {hindrance !== null && hindrance !== limit && (
        <p className="approval-warning" role="alert">
          <b>This can’t be approved now.</b> <Foreign>{hindrance}</Foreign>
        </p>
      )}
    </>
  )
}
