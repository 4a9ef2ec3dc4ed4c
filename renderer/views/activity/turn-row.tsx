import { useEffect, useMemo, useState } from 'react'
import { listed, t } from '../../../shared/i18n'
import type { LogEvent } from '../../../shared/log'
import { safeLine } from '../../../shared/safe-text'
import type { Turn } from '../../../shared/snapshot'
import { KNOWN_SERVER } from '../../../shared/tool-name'
import { toolWords } from '../../../shared/tool-words'
import { type Span, waterfallOf } from '../../state/waterfall'
import { useApp, useConversation, useLog } from '../app-context'
import { Button } from '../components/button'
import { Disclosure } from '../components/disclosure'
import { cost, duration, inSeconds, timeOfDay } from '../figures/format'

/** Characters of what was heard and said that a row shows: the conversation has the rest. */
const LONGEST = 240

/** One turn: what was heard, asked and answered, how long it took and what it cost; and, opened, where the time went. */
export function TurnRow({ id, onEvents }: { id: string; onEvents(turnId: string): void }) {
  const turn = useConversation(({ turns }) => turns.get(id))
  const at = useConversation(({ entries }) => entries.get(id)?.at ?? null)
  if (!turn) return null
  const { source, heard, said, tools, timing, usage, outcome } = turn
  const asked =
    heard === null
      ? t(outcome === null ? 'activity.turns.listening' : 'conversation.asked.recorded')
      : (safeLine(heard, LONGEST) ?? t('activity.turns.noWords'))
  const facts = [
    at !== null && timeOfDay(at),
    t(source === 'voice' ? 'activity.turns.voice' : 'activity.turns.typed'),
    timing.commitToFirstAudioMs !== null &&
      t('activity.turns.firstSound', {
        duration: inSeconds((timing.keyUpToCommitMs ?? 0) + timing.commitToFirstAudioMs),
      }),
    // Tokens are told with the events.
    usage?.usd != null && cost(usage.usd),
  ].filter(Boolean)
  // A turn doesn’t keep whose a tool is.
  const names = tools.map(({ name }) => toolWords({ server: KNOWN_SERVER, name }))
  return (
    <li className="turn-row" data-outcome={outcome ?? 'open'}>
      <p className="turn-row-head">
        <span className="turn-row-outcome">{t(`activity.turns.outcome.${outcome ?? 'open'}`)}</span>
        <small>{facts.join(' · ')}</small>
      </p>
      <p className="turn-row-heard">
        <bdi>{asked}</bdi>
      </p>
      {names.length > 0 && (
        <p className="turn-row-tools">{t('activity.turns.tools', { tools: listed([...new Set(names)]) })}</p>
      )}
      {said !== '' && (
        <p className="turn-row-said">
          <bdi>{safeLine(said, LONGEST)}</bdi>
        </p>
      )}
      <Disclosure label={t('activity.turns.waterfall')}>
        <Waterfall turn={turn} onEvents={() => onEvents(id)} />
      </Disclosure>
    </li>
  )
}

/** Where a turn's time went, part under part, from its events; the way to them while they are kept. */
function Waterfall({ turn, onEvents }: { turn: Turn; onEvents(): void }) {
  const { stores } = useApp()
  const version = useLog((state) => state.version)
  /** All of its rows, once its end is the last of them and what was before it has been read. One that is asked again goes on. */
  const [kept, setAll] = useState<LogEvent[] | null>(null)
  const all = turn.outcome === null ? null : kept
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn that goes on has more rows with each version
  const rows = useMemo(() => all ?? stores.log.rowsOf(turn.id), [stores, turn.id, all, all === null ? version : null])
  useEffect(() => {
    // The log is read from its newest end: a turn's beginning may be still to come.
    const begun = (stores.log.getState().rows.at(0)?.seq ?? 0) < (rows[0]?.seq ?? 0)
    setAll(begun && turn.outcome !== null && rows.at(-1)?.name === 'turn.ended' ? rows : null)
  }, [stores, turn.outcome, rows])
  const spans = useMemo(() => waterfallOf(rows), [rows])
  if (rows.length === 0) return <p className="turn-list-empty">{t('activity.turns.noRows')}</p>
  const whole = Math.max(...spans.map(({ to }) => to), 1)
  return (
    <>
      <ol className="waterfall">
        {spans.map((span, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are only added at the end, and two may be alike
          <li key={index} data-kind={span.kind}>
            <span>{t('activity.turns.spanOf', { what: wordsOf(span), duration: duration(span.to - span.from) })}</span>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect
                x={(span.from / whole) * 100}
                width={Math.max(0.5, ((span.to - span.from) / whole) * 100)}
                height="4"
              />
            </svg>
          </li>
        ))}
      </ol>
      <Button onPress={onEvents}>{t('activity.turns.events')}</Button>
    </>
  )
}

const wordsOf = ({ kind, name }: Span): string =>
  t(`activity.turns.span.${kind}`, {
    tool: name === '' ? t('engine.tool.unnamed') : toolWords({ server: KNOWN_SERVER, name }),
  })
