import { memo, useState } from 'react'
import type { LogEvent } from '../../../shared/log'
import { safeLine } from '../../../shared/safe-text'
import { isError } from '../../state/log-filter'
import { clockTime } from '../figures/format'
import { ARROWS } from './arrows'
import { prettyData, rowText } from './row-text'

const DIRECTION_WORDS: Record<LogEvent['direction'], string> = { out: 'sent', in: 'received', app: 'here' }

/** JSON longer than this is cut on screen; copying the row takes all of it. */
const LONGEST = 60_000
/** Names and ids of a line: a log that was opened may be anybody's. */
const LONGEST_NAME = 100

const line = (text: string) => safeLine(text, LONGEST_NAME) ?? '(nothing to be seen)'

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
        <span className="log-arrow" data-direction={direction} role="img" aria-label={DIRECTION_WORDS[direction]}>
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
            title={`Only this turn: ${line(turnId)}`}
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

function Detail({ event }: { event: LogEvent }) {
  const [copied, setCopied] = useState(false)
  const text = prettyData(event)
  return (
    <div className="log-detail">
      {event.cause !== null && <p className="log-cause">Answers {line(event.cause)}</p>}
      <pre>
        {text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text}
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
        {copied ? 'Copied' : 'Copy row'}
      </button>
    </div>
  )
}
