import { useDeferredValue } from 'react'
import { t } from '../../../shared/i18n'
import { isKept } from '../../../shared/kept-conversation'
import type { Turn } from '../../../shared/snapshot'
import { percentile } from '../../state/waterfall'
import { useAppState, useConversation } from '../app-context'
import { duration, timeOfDay } from '../figures/format'
import { isUsed, spent } from '../figures/spent'
import { Foreign } from '../foreign'
import { TurnRow } from './turn-row'
import './turn-list.css'

/** Rows that are drawn: older turns stand in the conversation, and their events in the session's file. */
const MAX_TURNS = 500
/** Rows that are drawn at once, more than a window shows; the others follow without holding up anything. */
const FIRST_TURNS = 12

/** The session turn by turn, newest first, with what it cost and how quick it was. */
export function TurnList({ onEvents }: { onEvents(turnId: string): void }) {
  // The map is filled in place: its size changes with each turn, and each row follows its own turn.
  useConversation(({ turns }) => turns.size)
  const turns = useConversation((state) => state.turns)
  // What was read from disk is of earlier runs, and came in any order.
  const shown = [...turns.values()]
    .filter((turn) => !isKept(turn))
    .slice(-MAX_TURNS)
    .reverse()
  const drawn = useDeferredValue(shown.length, FIRST_TURNS)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="turn-list" aria-label={t('activity.views.turns')} tabIndex={0}>
      {shown.length === 0 ? (
        <p className="turn-list-empty">{t('activity.turns.none')}</p>
      ) : (
        <>
          <Summary turns={shown} />
          <ol>
            {shown.slice(0, drawn).map(({ id }) => (
              <TurnRow key={id} id={id} onEvents={onEvents} />
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

const MEASURES = [
  ['wire', 'keyDownToWireMs'],
  ['commit', 'keyUpToCommitMs'],
  ['firstAudio', 'commitToFirstAudioMs'],
] as const

/** How quick the session is, what it costs, and what of the server's limits is left. */
function Summary({ turns }: { turns: readonly Turn[] }) {
  const spending = useAppState((app) => app.status.spending)
  const measured = MEASURES.flatMap(([label, key]) => {
    const values = turns.flatMap(({ timing }) => timing[key] ?? [])
    const [median, slow] = [percentile(values, 0.5), percentile(values, 0.95)]
    return median === null || slow === null ? [] : [{ label, median, slow }]
  })
  return (
    <section className="turn-summary" aria-label={t('activity.summary.label')}>
      <p>
        <b>{t('activity.summary.turns', { n: turns.length })}</b>
        {spending && isUsed(spending.session) && <> · {spent(spending.session)}</>}
      </p>
      {measured.length > 0 && (
        <table className="figures" aria-label={t('activity.summary.times')}>
          <thead>
            <tr>
              <th scope="col" className="wide">
                {t('activity.summary.measure')}
              </th>
              <th scope="col">{t('activity.summary.median')}</th>
              <th scope="col">{t('activity.summary.slow')}</th>
            </tr>
          </thead>
          <tbody>
            {measured.map(({ label, median, slow }) => (
              <tr key={label}>
                <th scope="row" className="wide">
                  {t(`activity.summary.${label}`)}
                </th>
                <td>{duration(median)}</td>
                <td>{duration(slow)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {spending?.limits.map(({ name, limit, remaining, resetAt }) => (
        <p key={name}>
          <Foreign>
            {t('activity.summary.limitLeft', { name, limit, remaining, time: timeOfDay(resetAt, true) })}
          </Foreign>
        </p>
      ))}
    </section>
  )
}
