import { Check, CircleDashed, CircleQuestionMark, LoaderCircle, X } from 'lucide-react'
import { t } from '../../../shared/i18n'
import { visible } from '../../../shared/safe-text'
import { isAlertFunction } from '../../../shared/session-functions'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { toolWords } from '../../../shared/tool-words'
import { Elapsed } from '../figures/age'
import { inSeconds } from '../figures/format'
import { Flags } from '../flags/flags'
import { Foreign } from '../foreign'
import { argumentsSummary } from './arguments-summary'
import { OutputView } from './output-view'
import { RawJson } from './raw-json'
import './tool-card.css'

/** One tool call: what was asked of it, how far it is, and the figures that it gave. */
export function ToolCard({ entry }: { entry: EntryOf<'tool'> }) {
  const { name, server, status, output, error } = entry
  const key = toolKey(entry)
  // What the app answers itself has no server.
  const asked = server === '' && isAlertFunction(name) ? name : key
  const summary = status === 'queued' ? '' : argumentsSummary(asked, entry.arguments)
  return (
    <article className="card" data-status={status} aria-label={toolWords(entry)}>
      <header className="card-head">
        <StatusMark status={entry.unknown ? 'unknown' : status} />
        <h2 title={visible(t('cards.toolOn', { tool: name, server }))}>
          <bdi>{toolWords(entry)}</bdi>
        </h2>
        <p title={summary}>
          <bdi>{summary}</bdi>
        </p>
        <span className="card-status">
          <StatusWords entry={entry} />
        </span>
      </header>
      {error !== null && (
        <p className="card-error" role="alert">
          <Foreign lines>{error}</Foreign>
        </p>
      )}
      {output !== null && status !== 'failed' && (
        <OutputView
          name={key}
          output={output}
          receivedAt={entry.endedAt ?? entry.at}
          shapeFlagged={entry.flags.some(({ kind }) => kind === 'shape')}
        />
      )}
      <Flags flags={entry.flags} />
      {(status === 'done' || status === 'failed') && (
        <footer className="card-raw">
          <RawJson label={t('cards.arguments')} text={entry.arguments} />
          {output !== null && <RawJson label={t('cards.raw')} text={output} />}
        </footer>
      )}
    </article>
  )
}

function StatusWords({ entry }: { entry: EntryOf<'tool'> }) {
  switch (entry.status) {
    case 'queued':
      return t('cards.status.queued')
    case 'arguments':
      return t('cards.status.arguments')
    case 'running':
      return (
        <>
          {t('cards.status.running')} <Elapsed at={entry.at} />
        </>
      )
    case 'done':
      return entry.endedAt === null
        ? t('cards.status.done')
        : t('cards.status.doneIn', { duration: inSeconds(entry.endedAt - entry.at) })
    case 'failed':
      if (entry.unknown) return t('cards.status.unknown')
      return entry.endedAt === null
        ? t('cards.status.failed')
        : t('cards.status.failedAfter', { duration: inSeconds(entry.endedAt - entry.at) })
  }
}

function StatusMark({ status }: { status: EntryOf<'tool'>['status'] | 'unknown' }) {
  if (status === 'unknown') return <CircleQuestionMark className="card-mark" aria-hidden="true" />
  if (status === 'done') return <Check className="card-mark" aria-hidden="true" />
  if (status === 'failed') return <X className="card-mark" aria-hidden="true" />
  if (status === 'queued') return <CircleDashed className="card-mark" aria-hidden="true" />
  return <LoaderCircle className="card-mark card-mark-turning" aria-hidden="true" />
}
