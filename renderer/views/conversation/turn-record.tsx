import { t } from '../../../shared/i18n'
import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import type { Turn } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { count, duration } from '../figures/format'
import { spentInFull } from '../figures/spent'
import './turn-record.css'

const TIMES = [
  ['keyDownToFirstFrameMs', 'firstFrame'],
  ['keyDownToWireMs', 'wire'],
  ['keyUpToCommitMs', 'commit'],
  ['commitToFirstAudioMs', 'firstAudio'],
  ['audioArrivalToSpeakerMs', 'speaker'],
  ['interruptToSilenceMs', 'silence'],
] as const

/**
 * What is behind an answer, for whoever asks: whether every sample arrived, how long each step took, and what it cost. Only
 * speech that was lost on its way speaks up by itself.
 */
export function TurnRecord({ turn }: { turn: Turn }) {
  const { samples, source, timing, usage } = turn
  // The first sound may have waited for the trader's own decision, and nothing tells how long that took.
  const decided = useConversation(({ approved }) => approved.has(turn.id))
  const times = TIMES.flatMap(([key, label]) => {
    const value = key === 'commitToFirstAudioMs' && decided ? null : timing[key]
    return value === null ? [] : [{ label: t(`conversation.record.${label}`), value }]
  })
  const longest = Math.max(...times.map(({ value }) => value), 1)
  const whole = samples.captured === samples.sent && samples.sent === samples.committed
  const counted = source === 'voice' && turn.phase !== 'capturing' && turn.phase !== 'sending'
  if (!counted && times.length === 0 && !usage) return null
  const incomplete = counted && !whole && turn.heard !== ''
  return (
    <details className="turn-record">
      <summary data-whole={!incomplete}>
        {incomplete ? t('conversation.record.incomplete') : t('conversation.record.details')}
      </summary>
      {counted && (
        <p className="turn-record-samples" data-whole={whole}>
          {t('conversation.record.samples', {
            captured: count(samples.captured),
            sent: count(samples.sent),
            committed: count(samples.committed),
            duration: duration(samples.captured / SAMPLES_PER_MS),
          })}
        </p>
      )}
      <dl>
        {times.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{duration(value)}</dd>
            <span className="turn-record-bar" aria-hidden="true">
              <i style={{ width: `${Math.max(1, (value / longest) * 100)}%` }} />
            </span>
          </div>
        ))}
      </dl>
      {usage && <p className="turn-record-usage">{spentInFull(usage)}</p>}
    </details>
  )
}
