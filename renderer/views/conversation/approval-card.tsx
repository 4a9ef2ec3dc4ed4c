import { type ReactNode, useState } from 'react'
import { t } from '../../../shared/i18n'
import { readProposedArguments } from '../../../shared/proposed-arguments'
import { visible } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { toolWords } from '../../../shared/tool-words'
import type { Mark } from '../../../shared/trade'
import { JsonText } from '../cards/raw-json'
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
import { decisionWords } from './decision-words'
import { useFocusNext } from './focus-next'
import { type ProposalRow, untold } from './proposal'
import './approval-card.css'

type Approval = EntryOf<'approval'>

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
          {t(`approval.raw.${decision}`)}
        </button>
      }
    />
  )
  return (
    <article className="approval" data-decision={decision} aria-label={t('approval.label', { what: toolWords(entry) })}>
      {decision === 'pending' ? (
        <Waiting key={binding} entry={entry}>
          {proposed}
        </Waiting>
      ) : (
        <div className="approval-deciding">
          <Head entry={entry} state={decisionWords(decision)} />
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
            {visible(t('approval.raw.tool', { tool: name, server }))}
            <code title={`${t('approval.raw.binding')}\n${binding}`}>{binding.slice(0, SHORT_HEX)}</code>
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
  const focused = useFocusNext()
  return (
    <div className="approval-deciding" ref={ref} {...focused}>
      <Head
        entry={entry}
        state={
          <>
            {t('approval.waiting')} · <TimeLeft expiresAt={entry.expiresAt} />
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
      <h2>
        <bdi>{toolWords(entry)}</bdi>
      </h2>
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
        <Fact name={t('approval.said.name')} kind="line" marked={marked('unheard')}>
          {heard === null ? t('approval.said.unknown') : <>“{<Foreign>{heard}</Foreign>}”</>}
        </Fact>
        <Fact name={t('approval.deal.name')} kind="deal" marked={marked('preview')}>
          {card === null || card.action === 'other' ? (
            t('approval.deal.unknownTool')
          ) : card.action === 'wallet' ? (
            <WalletChoice address={card.wallet} />
          ) : (
            <Deal card={card} marks={marks} />
          )}
        </Fact>
        {card?.recipient && (
          <Fact name={t('approval.recipient.name')} kind="line" marked={marked('recipient')}>
            <code>{visible(card.recipient.address)}</code> <Copy text={card.recipient.address} what="address" />
            {card.recipient.first && <span className="approval-first">{t('approval.recipient.first')}</span>}
          </Fact>
        )}
        {card?.memo != null && (
          <Fact name={t('approval.memo')}>
            <Foreign>{card.memo}</Foreign>
          </Fact>
        )}
        <Fact
          name={card?.action === 'wallet' ? t('approval.wallet.inUse') : t('approval.wallet.name')}
          marked={marked('wallet')}
        >
          <Wallet address={card === null || card.action === 'wallet' ? entry.wallet : card.wallet} />
        </Fact>
        {card?.action !== 'wallet' && (
          <Fact name={t('approval.worth.name')}>
            <Worth worth={entry.worth} />
          </Fact>
        )}
        <Fact name={t('approval.details')}>
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
    <section className="approval-arguments" aria-label={t('approval.arguments.label')}>
      <h3>{t('approval.arguments.title')}</h3>
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
          {t.rich(`approval.obstacle.${wallet === null ? 'checkWallet' : 'otherWallet'}`, {
            b: (words) => <b>{words}</b>,
          })}
        </p>
      )}
      {limit !== null && (
        <p className="approval-warning" role="alert">
          <b>{t('approval.obstacle.limits')}</b> <Foreign>{limit}</Foreign>{' '}
          <button className="button" type="button" onClick={() => openTab('settings', 'limits')}>
            {t('approval.obstacle.changeLimits')}
          </button>
        </p>
      )}
      {hindrance !== null && hindrance !== limit && (
        <p className="approval-warning" role="alert">
          <b>{t('approval.obstacle.blocked')}</b> <Foreign>{hindrance}</Foreign>
        </p>
      )}
    </>
  )
}
