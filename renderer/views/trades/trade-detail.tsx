import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import { clearText, visible } from '../../../shared/safe-text'
import { sideText, type TokenName, type TradeCard } from '../../../shared/trade'
import type { TradeRecord } from '../../../shared/trade-history'
import type { ProofLine, TradeDetail } from '../../../shared/trade-list'
import type { Moved } from '../../../shared/trade-result'
import type { Trades } from '../../state/trades'
import { Facts } from '../cards/facts'
import { LinkButton } from '../cards/link-button'
import { RawJson } from '../cards/raw-json'
import { exactText, percent, usd } from '../figures/format'
import { TradeWalletInFull } from './trade-wallet'
import { actionText, backendText, line, momentText, proofText, TONES } from './trade-words'
import '../cards/tool-card.css'

/** All that is known of one trade. */
export function TradeDetailView({ trades, detail: { record, lines } }: { trades: Trades; detail: TradeDetail }) {
  const { proof, told, busy } = useStore(trades)
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])
  const { card, result, marks, deviations, looked } = record
  const { ok, text } = proofText(proof)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="trade-detail" aria-label={t('trades.detail.label')} tabIndex={0}>
      <button className="button quiet trade-back" type="button" ref={back} onClick={trades.close}>
        <ArrowLeft aria-hidden="true" /> {t('trades.detail.back')}
      </button>
      <header className="trade-head">
        <h2>
          {actionText({ action: card.action, tool: record.tool })}{' '}
          <span className="trade-outcome" data-tone={TONES[record.outcome]}>
            {t(`trades.outcome.${record.outcome}`)}
          </span>
          {isSimulated(record) && <span className="simulated">{t('trades.simulated')}</span>}
        </h2>
        <p>{momentText(record.at)}</p>
      </header>
      {deviations.map((deviation) => (
        <p key={deviation} className="trade-warning" data-tone="bad">
          <bdi>{visible(deviation)}</bdi>
        </p>
      ))}
      {record.detail !== null && (
        <p className="trade-warning" data-tone={TONES[record.outcome]}>
          <bdi>{visible(record.detail)}</bdi>
        </p>
      )}
      {looked.map((look) => (
        <p key={`${look.at} ${look.detail}`} className="trade-warning" data-tone="quiet">
          <bdi>{t('trades.detail.lookedUp', { when: momentText(look.at), found: visible(look.detail) })}</bdi>
        </p>
      ))}
      {record.outcome === 'unknown' && !isSettled(looked.at(-1)?.detail) && (
        <button className="button" type="button" disabled={busy !== null} onClick={() => void trades.look(record.seq)}>
          {t(busy === 'look' ? 'trades.detail.looking' : 'trades.detail.look')}
        </button>
      )}
      {told !== null && (
        <p className={told.ok ? 'trades-told' : 'trades-told trades-bad'} role="status">
          <bdi>{told.message}</bdi>
        </p>
      )}
      <h3>{t('trades.detail.said')}</h3>
      <p className="trade-words">
        {record.heard === null ? (
          t('trades.detail.notKnown')
        ) : (
          <bdi>{t('trades.detail.quoted', { words: visible(record.heard) })}</bdi>
        )}
      </p>
      {marks.length > 0 && (
        <ul className="trade-marks">
          {marks.map(({ kind, detail }) => (
            <li key={`${kind} ${detail}`}>
              <bdi>{visible(detail)}</bdi>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('trades.detail.proposed')}</h3>
      <Facts facts={proposedFacts(record)} />
      {result !== null && (result.sent ?? result.received) !== null && (
        <>
          <h3>{t('trades.detail.traded')}</h3>
          <Facts
            facts={[
              [t('trades.detail.paid'), moved(result.sent)],
              [t('trades.detail.got'), moved(result.received)],
              [t('trades.detail.fee'), moved(result.fee)],
              [t('trades.detail.worth'), result.usd !== null && usd(result.usd)],
              [
                t('trades.detail.recipient'),
                result.recipient !== null && <Whole text={result.recipient} label="recipient" />,
              ],
              [t('trades.detail.memo'), result.memo !== null && <bdi>{visible(result.memo)}</bdi>],
            ]}
          />
        </>
      )}
      {record.signature !== null && (
        <>
          <h3>{t('trades.detail.signature')}</h3>
          <p className="trade-words">
            <Whole text={record.signature} label="signature" />{' '}
            {result?.solscanUrl ? (
              <LinkButton url={result.solscanUrl} label={t('trades.detail.openExplorer')} />
            ) : (
              <small>{t(isSimulated(record) ? 'trades.detail.notOnChain' : 'trades.detail.noLink')}</small>
            )}
          </p>
        </>
      )}
      <h3>{t('trades.detail.ledger')}</h3>
      <ol className="trade-lines">
        {lines.map((entry) => (
          <Line key={entry.seq} entry={entry} />
        ))}
      </ol>
      <p className={ok ? 'trades-proof' : 'trades-proof trades-bad'}>{text}</p>
      <RawJson label={t('cards.arguments')} text={record.arguments} />
    </section>
  )
}

const isSimulated = ({ result, backend }: TradeRecord) => result?.practice === true || backend === 'practice'

function proposedFacts({ card, wallet, worthUsd, backend, server, tool }: TradeRecord): [string, ReactNode][] {
  return [
    [t('trades.detail.pay'), side(card.pay)],
    [t('trades.detail.get'), side(card.get)],
    [t('trades.detail.atLeast'), side(card.getAtLeast)],
    [t('trades.detail.atMost'), side(card.payAtMost)],
    [t('trades.detail.token'), card.token !== null && <Token token={card.token} />],
    [
      t('trades.detail.worth'),
      worthUsd === null ? t('trades.detail.notKnown') : t('trades.detail.about', { usd: usd(worthUsd) }),
    ],
    [
      t('trades.detail.wallet'),
      wallet === null ? t('trades.detail.notKnown') : <TradeWalletInFull key="wallet" address={wallet} />,
    ],
    [
      t('trades.detail.recipient'),
      card.recipient !== null && <Whole text={card.recipient.address} label="recipient" />,
    ],
    [t('trades.detail.memo'), card.memo !== null && <bdi>{visible(card.memo)}</bdi>],
    [t('trades.detail.fee'), card.fee !== null && <bdi>{line(card.fee)}</bdi>],
    [t('trades.detail.impact'), card.impactPct !== null && percent(card.impactPct)],
    [t('trades.detail.slippage'), card.slippagePct !== null && percent(card.slippagePct)],
    [t('trades.detail.route'), card.route !== null && <bdi>{line(card.route)}</bdi>],
    [t('trades.detail.answeredBy'), backendText(backend)],
    [t('trades.detail.tool'), <bdi key="tool">{line(server === '' ? tool : `${tool} (${server})`)}</bdi>],
  ]
}

function side(given: TradeCard['pay']): ReactNode {
  const text = sideText(given)
  return text !== null && <bdi>{visible(text)}</bdi>
}

const moved = (it: Moved | null): ReactNode =>
  it !== null && (
    <bdi title={it.mint}>
      {exactText(it.amount)} {line(it.symbol) ?? shortAddress(it.mint)}
      {it.usd !== null && ` (${usd(it.usd)})`}
    </bdi>
  )

/** Its names, never without the mint. */
function Token({ token: { name, symbol, mint, verified, warnings } }: { token: TokenName }) {
  return (
    <span className="trade-token">
      {name !== null && <bdi>{line(name)}</bdi>}{' '}
      {symbol !== null && (
        <>
          (<bdi>{line(symbol)}</bdi>)
        </>
      )}{' '}
      <Whole text={mint} label="mint" />
      <small>{t(verified ? 'trades.detail.verified' : 'trades.detail.unverified')}</small>
      {warnings.map((warning) => (
        <small key={warning} className="trade-warns">
          <bdi>{visible(warning)}</bdi>
        </small>
      ))}
    </span>
  )
}

/** A long name of the chain: short, whole on demand, and to copy. */
function Whole({ text, label }: { text: string; label: 'recipient' | 'signature' | 'mint' }) {
  const [whole, setWhole] = useState(false)
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () =>
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    )
  return (
    <span className="trade-whole">
      <button
        type="button"
        className="trade-short"
        aria-expanded={whole}
        title={t(`trades.detail.${whole ? 'showLess' : 'showWhole'}.${label}`)}
        onClick={() => setWhole(!whole)}
      >
        <bdi>{whole ? visible(text) : visible(shortAddress(text))}</bdi>
      </button>
      <button
        type="button"
        className="trade-copy"
        aria-label={t(`trades.detail.copyWhole.${label}`)}
        onClick={() => void copy()}
        onBlur={() => setCopied(null)}
      >
        {t(copied === null ? 'trades.detail.copy' : copied ? 'trades.detail.copied' : 'trades.detail.notCopied')}
      </button>
    </span>
  )
}

function Line({ entry: { seq, at, step, detail, hash } }: { entry: ProofLine }) {
  return (
    <li>
      <b>{t(`trades.step.${step}`)}</b> <time dateTime={new Date(at).toISOString()}>{momentText(at)}</time>
      <code title={hash}>
        {seq} · {hash.slice(0, 12)}…
      </code>
      {detail !== null && <Detail text={detail} />}
    </li>
  )
}

/** A sentence as it is; what a tool answered behind a disclosure. */
const Detail = ({ text }: { text: string }) =>
  text.length > 200 || text.startsWith('{') ? (
    <RawJson label={t('trades.detail.answer')} text={text} />
  ) : (
    <p>{clearText(text)}</p>
  )

/** A look that found something is not offered again; one that the chain had not confirmed is. */
const isSettled = (found: string | undefined): boolean =>
  found !== undefined && !/not confirmed yet|look again|doesn’t know this/i.test(found)
