import { type ReactNode, useEffect, useState } from 'react'
import type { ReportList, ShownReport } from '../../replay-thread'
import { RawJson } from '../cards/raw-json'
import { toolWords } from '../cards/tool-words'
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
    <section className="report" aria-label={`Session log ${name}`}>
      <header className="report-head">
        <h2 title={name}>{name}</h2>
        {result?.ok && <CopyJson log={log} />}
        <button className="button" type="button" onClick={onClose}>
          Close
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="report-body" tabIndex={0}>
        {result === null && (
          <p className="report-note" role="status">
            {size < LARGE ? 'Reading…' : `Reading… ${Math.round(size / 1e6)} MB takes a while.`}
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
      {copied === 'yes' ? 'Copied' : copied === 'failed' ? 'Not copied' : 'Copy as JSON'}
    </button>
  )
}

function Report({ shown: { report, lengths } }: { shown: ShownReport }) {
  const { findings, conversation, tools, errors } = report
  return (
    <>
      <Part title="Findings" list="findings" shown={findings.length} lengths={lengths} empty="Nothing wrong was found.">
        {findings.map(({ kind, at, detail }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-finding">
            <h4 title={kind}>
              {kindWords(kind)} {at !== null && <time>{at}</time>}
            </h4>
            <p>{detail}</p>
          </li>
        ))}
      </Part>
      <Part
        title="Conversation"
        list="conversation"
        shown={conversation.length}
        lengths={lengths}
        empty="Nothing was asked."
      >
        {conversation.map(({ role, text, heard }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-message" data-role={role}>
            <b>{role === 'user' ? 'You' : 'Dexter'}</b>
            <p>
              {text ? (heard ?? text) : <i>{text === null ? 'Words unknown' : 'No words were heard'}</i>}
              {text !== null && heard !== undefined && heard.length < text.length && (
                <s title="Not heard: it was interrupted">{text.slice(heard.length)}</s>
              )}
            </p>
          </li>
        ))}
      </Part>
      <Part title="Tools" list="tools" shown={tools.length} lengths={lengths} empty="No tool was called.">
        {tools.map(({ server, name, status, arguments: given, output }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-tool">
            <h4 title={name}>
              {toolWords({ server, name })} <small data-failed={status === 'failed'}>{status}</small>
            </h4>
            <div>
              <RawJson label="Arguments" text={given} />
              {output !== null && <RawJson label="Raw answer" text={output} />}
            </div>
          </li>
        ))}
      </Part>
      <Part title="Errors" list="errors" shown={errors.length} lengths={lengths} empty="No error was logged.">
        {errors.map(({ code, count: rows, severity, message, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={index} className="report-error">
            <h4>
              {code} {at !== null && <time>{at}</time>}
            </h4>
            <p>{message}</p>
            <small>
              {severity}, in {count(rows)} {rows === 1 ? 'row' : 'rows'}
            </small>
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
          Show all {count(shown)}
        </button>
      )}
      {(all || shown <= FIRST) && length > shown && (
        <p className="report-empty">The first {count(shown)} are shown; the JSON has them all.</p>
      )}
    </section>
  )
}

function About({ report }: { report: ShownReport['report'] }) {
  const { session, usage, events, unreadable, format, dialect } = report
  const who = [session.identity, session.label, session.wallet].filter((part) => part !== null).join(', ')
  const facts: [name: string, value: string | null][] = [
    [
      'Format',
      `${FORMATS[format]}, ${count(events)} events${unreadable > 0 ? `, ${count(unreadable)} unreadable` : ''}`,
    ],
    ['Dialect', dialect],
    ['Session', session.count > 1 ? `${session.id ?? 'unknown'} (the last of ${session.count})` : session.id],
    ['Model', [session.model, session.voice].filter((part) => part !== null).join(', ')],
    ['Who', who],
    ['From', session.startedAt],
    ['To', session.endedAt],
    [
      'Tokens',
      usage.responses === 0
        ? null
        : `${count(usage.input_tokens)} in, ${count(usage.output_tokens)} out, ${count(usage.responses)} ${usage.responses === 1 ? 'answer' : 'answers'}`,
    ],
  ]
  return (
    <section className="report-part" aria-label="About" data-part="about">
      <h3>About</h3>
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

const FORMATS: Record<ShownReport['report']['format'], string> = {
  'text': 'Text of a screen',
  'jsonl': 'JSON Lines',
  'json-array': 'JSON array',
  'log': 'Log with JSON in it',
  'har': 'HTTP archive (HAR)',
  'unknown': 'Unknown',
}

/** A kind's own name, made readable. */
function kindWords(kind: string): string {
  const words = kind.replace(/-/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
