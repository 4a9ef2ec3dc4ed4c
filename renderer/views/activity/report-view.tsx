import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import { visible } from '../../../shared/safe-text'
import { toolWords } from '../../../shared/tool-words'
import type { ReportList, ShownReport } from '../../replay-thread'
import { RawJson } from '../cards/raw-json'
import { count } from '../figures/format'
import type { OpenedLog } from './opened-log'
import './report-view.css'

/** Reading takes longer than a glance from here on: then it is said how much there is to read. */
const LARGE = 5e6

interface Props {
  file: File
  log: OpenedLog
  onClose(): void
}

/** What a session log from a file holds, and first of all what is wrong with it. */
export function ReportView({ file: { name, size }, log, onClose }: Props) {
  const [result, setResult] = useState<Awaited<OpenedLog['result']> | null>(null)
  useEffect(() => {
    let gone = false
    setResult(null)
    void log.result.then((settled) => {
      if (!gone) setResult(settled)
    })
    return () => {
      gone = true
    }
  }, [log])
  return (
    <section className="report" aria-label={t('activity.report.label', { file: visible(name) })}>
      <header className="report-head">
        <h2 title={name}>{name}</h2>
        {result?.ok && <CopyJson log={log} />}
        <button className="button" type="button" onClick={onClose}>
          {t('activity.report.close')}
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="report-body" tabIndex={0}>
        {result === null && (
          <p className="report-note" role="status">
            {size < LARGE
              ? t('activity.report.reading')
              : t('activity.report.readingLarge', { size: Math.round(size / 1e6) })}
          </p>
        )}
        {result?.ok === false && (
          <p className="report-note" data-failed="true" role="alert">
            {result.sentence}
          </p>
        )}
        {result?.ok && <Report shown={result.shown} />}
      </div>
    </section>
  )
}

function CopyJson({ log }: { log: OpenedLog }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  async function copy() {
    const text = await log.json()
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => 'yes' as const,
        () => 'failed' as const,
      ),
    )
  }
  return (
    <button className="button" type="button" onClick={() => void copy()} onBlur={() => setCopied('no')}>
      {copied === 'no'
        ? t('activity.report.copyJson')
        : t(`activity.filter.${copied === 'yes' ? 'copied' : 'notCopied'}`)}
    </button>
  )
}

function Report({ shown: { report, lengths } }: { shown: ShownReport }) {
  const { findings, conversation, tools, errors } = report
  return (
    <>
      <Part
        title={t('activity.report.findings')}
        list="findings"
        shown={findings.length}
        lengths={lengths}
        empty={t('activity.report.noFindings')}
      >
        {byKind(findings).map(({ kind, found }) => (
          <FindingsOfKind key={kind} kind={kind} found={found} />
        ))}
      </Part>
      <Part
        title={t('activity.report.conversation')}
        list="conversation"
        shown={conversation.length}
        lengths={lengths}
        empty={t('activity.report.nothingAsked')}
      >
        {conversation.map(({ role, text, heard }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-message" data-role={role}>
            <b>{t(role === 'user' ? 'activity.report.you' : 'activity.report.dexter')}</b>
            <p>
              {text ? (
                (heard ?? text)
              ) : (
                <i>{t(text === null ? 'activity.report.wordsUnknown' : 'activity.report.noWords')}</i>
              )}
              {text !== null && heard !== undefined && heard.length < text.length && (
                <s title={t('activity.report.notHeard')}>{text.slice(heard.length)}</s>
              )}
            </p>
          </li>
        ))}
      </Part>
      <Part
        title={t('activity.report.tools')}
        list="tools"
        shown={tools.length}
        lengths={lengths}
        empty={t('activity.report.noTools')}
      >
        {tools.map(({ server, name, status, arguments: given, output }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-tool">
            <h4 title={name}>
              {toolWords({ server, name })} <small data-failed={status === 'failed'}>{status}</small>
            </h4>
            <div>
              <RawJson label={t('cards.arguments')} text={given} />
              {output !== null && <RawJson label={t('cards.raw')} text={output} />}
            </div>
          </li>
        ))}
      </Part>
      <Part
        title={t('activity.report.errors')}
        list="errors"
        shown={errors.length}
        lengths={lengths}
        empty={t('activity.report.noErrors')}
      >
        {errors.map(({ code, count: rows, severity, message, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-error">
            <h4>
              {code} {at !== null && <time>{at}</time>}
            </h4>
            <p>{message}</p>
            <small>{t(`activity.report.severity.${severity}`, { n: rows })}</small>
          </li>
        ))}
      </Part>
      <About report={report} />
    </>
  )
}

/** Rows before a long part is cut: findings of a bad session repeat themselves. */
const FIRST = 25

interface PartProps {
  title: string
  list: ReportList
  /** How many of the list's rows are here. */
  shown: number
  lengths: ShownReport['lengths']
  empty: string
  children: ReactNode[]
}

/** One part of the report: its first rows, the rest on demand. */
function Part({ title, list, shown, lengths, empty, children }: PartProps) {
  const [all, setAll] = useState(false)
  const length = lengths[list]
  return (
    <section className="report-part" aria-label={title} data-part={list}>
      <h3>
        {title} {length > 0 && <small>{count(length)}</small>}
      </h3>
      {length === 0 ? <p className="report-empty">{empty}</p> : <ul>{all ? children : children.slice(0, FIRST)}</ul>}
      {!all && shown > FIRST && (
        <button className="card-more" type="button" onClick={() => setAll(true)}>
          {t('activity.report.showAll', { n: shown })}
        </button>
      )}
      {(all || shown <= FIRST) && length > shown && (
        <p className="report-empty">{t('activity.report.first', { n: shown })}</p>
      )}
    </section>
  )
}

function About({ report }: { report: ShownReport['report'] }) {
  const { session, usage, events, unreadable, format, dialect } = report
  const who = [session.identity, session.label, session.wallet].filter((part) => part !== null).join(', ')
  const facts: [name: string, value: string | null][] = [
    [
      t('activity.report.format'),
      t(unreadable > 0 ? 'activity.report.formatUnreadable' : 'activity.report.formatOf', {
        format: t(`activity.report.formats.${format}`),
        events,
        unreadable,
      }),
    ],
    [t('activity.report.dialect'), dialect],
    [
      t('activity.report.session'),
      session.count > 1
        ? t('activity.report.lastSession', { id: session.id ?? t('activity.report.unknown'), n: session.count })
        : session.id,
    ],
    [t('activity.report.model'), [session.model, session.voice].filter((part) => part !== null).join(', ')],
    [t('activity.report.who'), who],
    [t('activity.report.from'), session.startedAt],
    [t('activity.report.to'), session.endedAt],
    [
      t('activity.report.tokens'),
      usage.responses === 0
        ? null
        : t('activity.report.used', {
            input: usage.input_tokens,
            output: usage.output_tokens,
            answers: usage.responses,
          }),
    ],
  ]
  return (
    <section className="report-part" aria-label={t('activity.report.about')} data-part="about">
      <h3>{t('activity.report.about')}</h3>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

/** Of one kind, before the rest is asked for: what is wrong is said by the first. */
const FIRST_FOUND = 3

/** One kind of finding, said once, with each place where it was found. */
function FindingsOfKind({ kind, found }: { kind: string; found: Found }) {
  const [all, setAll] = useState(false)
  return (
    <li className="report-finding">
      <h4 title={kind}>
        {kindWords(kind)} {found.length > 1 && <small>{t('activity.report.times', { n: found.length })}</small>}
      </h4>
      {(all ? found : found.slice(0, FIRST_FOUND)).map(({ at, detail }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
        <p key={index}>
          {at !== null && <time>{at}</time>} {detail}
        </p>
      ))}
      {!all && found.length > FIRST_FOUND && (
        <button className="card-more" type="button" onClick={() => setAll(true)}>
          {t('activity.report.showAll', { n: found.length })}
        </button>
      )}
    </li>
  )
}

type Found = ShownReport['report']['findings']

/** Findings by what they are, each kind once, in the order in which they were found. */
function byKind(findings: ShownReport['report']['findings']) {
  const kinds = new Map<string, typeof findings>()
  for (const it of findings) kinds.set(it.kind, [...(kinds.get(it.kind) ?? []), it])
  return [...kinds].map(([kind, found]) => ({ kind, found }))
}

/** A kind's own name, made readable. */
function kindWords(kind: string): string {
  const words = kind.replace(/-/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
