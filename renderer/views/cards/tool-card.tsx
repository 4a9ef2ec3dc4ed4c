import { visible } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { toolKey } from '../../../shared/tool-name'
import { Elapsed } from '../figures/age'
import { duration } from '../figures/format'
import { Flags } from '../flags/flags'
import { Foreign } from '../foreign'
import { argumentsSummary } from './arguments-summary'
import { OutputView } from './output-view'
import { RawJson } from './raw-json'
import { toolWords } from './tool-words'
import './tool-card.css'

/** One tool call: what was asked of it, how far it is, and the figures that it gave. */
export function ToolCard({ entry }: { entry: EntryOf<'tool'> }) {
  const { name, server, status, output, error } = entry
  const key = toolKey(entry)
  const summary = status === 'queued' ? '' : argumentsSummary(key, entry.arguments)
  return (
    <article className="card" data-status={status} aria-label={toolWords(entry)}>
      <header className="card-head">
        <StatusMark status={status} />
        <h3 title={visible(`${name} on ${server}`)}>
          <bdi>{toolWords(entry)}</bdi>
        </h3>
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
          <RawJson label="Arguments" text={entry.arguments} />
          {output !== null && <RawJson label="Raw answer" text={output} />}
        </footer>
      )}
    </article>
  )
}

function StatusWords({ entry }: { entry: EntryOf<'tool'> }) {
  switch (entry.status) {
    case 'queued':
      return 'Queued'
    case 'arguments':
      return 'Preparing'
    case 'running':
      return (
        <>
          Running <Elapsed at={entry.at} />
        </>
      )
    case 'done':
      return entry.endedAt === null ? 'Done' : `Done in ${duration(entry.endedAt - entry.at)}`
    case 'failed':
      return entry.endedAt === null ? 'Failed' : `Failed after ${duration(entry.endedAt - entry.at)}`
  }
}

function StatusMark({ status }: { status: EntryOf<'tool'>['status'] }) {
  return (
    <svg className="card-mark" viewBox="0 0 16 16" aria-hidden="true">
      {status === 'done' && <path d="m3.5 8.5 3 3 6-7" />}
      {status === 'failed' && <path d="m4.5 4.5 7 7m0-7-7 7" />}
      {status === 'queued' && <circle cx="8" cy="8" r="5" strokeDasharray="2 2.2" />}
      {(status === 'arguments' || status === 'running') && (
        <>
          <circle className="card-mark-track" cx="8" cy="8" r="5.5" />
          <path className="card-mark-turning" d="M8 2.5A5.5 5.5 0 0 1 13.5 8" />
        </>
      )}
    </svg>
  )
}
