import { type RefObject, useState } from 'react'
import { t } from '../../../shared/i18n'
import type { LogEvent } from '../../../shared/log'
import type { LogFilter } from '../../state/log-filter'
import { useApp, useLog } from '../app-context'
import { ARROWS } from './arrows'
import { rowText } from './row-text'

const DIRECTIONS: readonly LogEvent['direction'][] = ['out', 'in', 'app']

/** What to show: directions, errors, words. And the way to take it along. */
export function FilterBar({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const { stores } = useApp()
  const filter = useLog((state) => state.filter)
  // The ring is filled in place: its length is read when the version changed.
  useLog((state) => state.version)
  const { rows, visible, errors, scanning } = stores.log.getState()
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')

  function change(patch: Partial<LogFilter>) {
    stores.log.setFilter({ ...filter, ...patch })
  }

  function toggle(id: LogEvent['direction']) {
    const directions = new Set(filter.directions)
    if (!directions.delete(id)) directions.add(id)
    change({ directions })
  }

  async function copyAll() {
    const lines: string[] = []
    for (let index = 0; index < visible.length; index += 1) {
      const event = visible.at(index)
      if (event) lines.push(rowText(event))
    }
    setCopied(
      await navigator.clipboard.writeText(lines.join('\n\n')).then(
        () => 'yes' as const,
        () => 'failed' as const,
      ),
    )
  }

  return (
    <div className="filter-bar">
      <div className="filter-line">
        <input
          ref={input}
          type="search"
          value={filter.text}
          onChange={(event) => change({ text: event.target.value })}
          placeholder={t('activity.filter.placeholder')}
          aria-label={t('activity.filter.label')}
          spellCheck={false}
        />
        <button
          className="button"
          type="button"
          disabled={visible.length === 0}
          onClick={() => void copyAll()}
          onBlur={() => setCopied('no')}
        >
          {t(`activity.filter.${copied === 'yes' ? 'copied' : copied === 'failed' ? 'notCopied' : 'copyAll'}`)}
        </button>
      </div>
      <div className="filter-line">
        {DIRECTIONS.map((id) => (
          <button
            key={id}
            className="filter-toggle"
            type="button"
            aria-pressed={filter.directions.has(id)}
            onClick={() => toggle(id)}
          >
            <span className="log-arrow" data-direction={id} aria-hidden="true">
              {ARROWS[id]}
            </span>
            {t(`activity.filter.${id}`)}
          </button>
        ))}
        <button
          className="filter-toggle"
          type="button"
          aria-pressed={filter.errorsOnly}
          data-errors={errors > 0}
          onClick={() => change({ errorsOnly: !filter.errorsOnly })}
        >
          {t('activity.filter.errors', { n: errors })}
        </button>
        <p className="filter-count" role="status">
          {visible.length === rows.length
            ? t('activity.filter.all', { n: rows.length })
            : t(`activity.filter.${scanning ? 'scanning' : 'some'}`, { shown: visible.length, all: rows.length })}
        </p>
      </div>
    </div>
  )
}
