import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import type { Turn } from '../../../shared/snapshot'
import { count, duration } from '../figures/format'
import { spent, spentInFull } from '../figures/spent'
import './turn-record.css'

const TIMES: readonly { key: keyof Turn['timing']; label: string }[] = [
  { key: 'keyDownToFirstFrameMs', label: 'Key down to first frame' },
  { key: 'keyDownToWireMs', label: 'Key down to the wire' },
  { key: 'keyUpToCommitMs', label: 'Key up to commit' },
  { key: 'commitToFirstAudioMs', label: 'Commit to first audio' },
  { key: 'audioArrivalToSpeakerMs', label: 'Audio arrival to speaker' },
  { key: 'interruptToSilenceMs', label: 'Interrupt to silence' },
]

/** The proof behind an answer: every sample that was captured arrived, how long each step took, and what it cost. */
export function TurnRecord({ turn }: { turn: Turn }) {
  const { samples, source, timing, usage } = turn
  const times = TIMES.flatMap(({ key, label }) => {
    const value = timing[key]
    return value === null ? [] : [{ label, value }]
  })
  const longest = Math.max(...times.map(({ value }) => value), 1)
  const whole = samples.captured === samples.sent && samples.sent === samples.committed
  const counted = source === 'voice' && turn.phase !== 'capturing' && turn.phase !== 'sending'
  if (!counted && times.length === 0 && !usage) return null
  return (
    <details className="turn-record">
      <summary>
        {counted && turn.heard !== '' && samples.captured > 0 && (
          <span data-whole={whole}>{whole ? '✓ Every sample arrived' : '✗ Samples differ'}</span>
        )}
        {timing.commitToFirstAudioMs !== null && <span>first audio after {duration(timing.commitToFirstAudioMs)}</span>}
        {usage && <span>{spent(usage)}</span>}
      </summary>
      {counted && (
        <p className="turn-record-samples" data-whole={whole}>
          {count(samples.captured)} captured {samples.captured === samples.sent ? '=' : '≠'} {count(samples.sent)} sent{' '}
          {samples.sent === samples.committed ? '=' : '≠'} {count(samples.committed)} committed
          <small> ({duration(samples.captured / SAMPLES_PER_MS)} at 24 kHz)</small>
        </p>
      )}
      <dl>
        {times.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd title={`${value} ms`}>{value < 10 ? value.toFixed(1) : Math.round(value)} ms</dd>
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
