import { memo, useMemo, useState } from 'react'
import { listed, t } from '../../../shared/i18n'
import type { LogEvent } from '../../../shared/log'
import { safeLine } from '../../../shared/safe-text'
import { eventIdOf, isError } from '../../state/log-filter'
import { useApp } from '../app-context'
import { clockTime } from '../figures/format'
import { ARROWS } from './arrows'
import { prettyData, rowText } from './row-text'

/** JSON longer than this is cut on screen; copying the row takes all of it. */
const LONGEST = 60_000
/** Names and ids of a line: a log that was opened may be anybody's. */
const LONGEST_NAME = 100

const line = (text: string) => safeLine(text, LONGEST_NAME) ?? t('activity.row.unseen')

interface Props {
  event: LogEvent
  id: string
  active: boolean
  open: boolean
  onToggle(event: LogEvent): void
  onTurn(turnId: string): void
}

/** One event: a line, and its JSON when it is open. */
export const LogRow = memo(function LogRow({ event, id, active, open, onToggle, onTurn }: Props) {
  const { direction, turnId } = event
  const name = line(event.name)
  return (
    <div
      id={id}
      className="log-row"
      role="treeitem"
      tabIndex={-1}
      aria-selected={active}
      aria-expanded={open}
      data-error={isError(event)}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list handles Enter for the active row */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is part of the tree item around it */}
      <div className="log-line" onClick={() => onToggle(event)}>
        <span className="log-arrow" data-direction={direction} role="img" aria-label={t(`activity.row.${direction}`)}>
          {ARROWS[direction]}
        </span>
        <span className="log-name" title={name}>
          {name}
        </span>
        {turnId !== null && (
          <button
            className="log-turn"
            type="button"
            tabIndex={-1}
            title={t('activity.row.onlyTurn', { turn: line(turnId) })}
            onClick={(click) => {
              click.stopPropagation()
              onTurn(turnId)
            }}
          >
            {turnId.length <= 10 ? line(turnId) : `…${line(turnId.slice(-8))}`}
          </button>
        )}
        <time className="log-time">{clockTime(event.at)}</time>
      </div>
      {open && <Detail event={event} />}
    </div>
  )
})

/** Names of answers that a row lists. */
const MAX_ANSWERS = 5

/** What an event answers, or is answered by. */
function Related({ event }: { event: LogEvent }) {
  const { stores } = useApp()
  const { cause } = event
  const id = cause ?? (event.direction === 'out' ? eventIdOf(event) : null)
  const related = useMemo(() => (id === null ? null : stores.log.rowsOfEvent(id)), [stores, id])
  if (id === null || related === null) return null
  const { sent, answers } = related
  if (cause !== null) {
    const words =
      sent === null ? t('activity.row.causeGone', { id: line(id) }) : t('activity.row.cause', { name: line(sent.name) })
    return <p className="log-cause">{words}</p>
  }
  if (answers.length === 0) return null
  const names = listed(answers.slice(0, MAX_ANSWERS).map(({ name }) => line(name)))
  return <p className="log-cause">{t('activity.row.effects', { names })}</p>
}

function Detail({ event }: { event: LogEvent }) {
  const [copied, setCopied] = useState(false)
  const text = prettyData(event)
  return (
    <div className="log-detail">
      <Related event={event} />
      <pre>
        {text.length > LONGEST
          ? `${text.slice(0, LONGEST)}\n… ${t('activity.row.more', { count: text.length - LONGEST })}`
          : text}
      </pre>
      <button
        className="button quiet"
        type="button"
        onClick={() =>
          void navigator.clipboard.writeText(rowText(event)).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {t(copied ? 'activity.row.copied' : 'activity.row.copy')}
      </button>
    </div>
  )
}
