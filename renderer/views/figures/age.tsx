import { t } from '../../../shared/i18n'
import { useNow } from './clock'
import { age, clockTime } from './format'

interface Props {
  /** Epoch milliseconds. */
  at: number
  /** "3 min old", "3 min ago"; the age alone without it. */
  as?: 'old' | 'ago'
}

/** How old something is, ticking while the window is visible. */
export function Age({ at, as }: Props) {
  const old = age(useNow() - at)
  return (
    <time className="figure" dateTime={new Date(at).toISOString()} title={t('figures.asOf', { time: clockTime(at) })}>
      {as === undefined ? old : t(`figures.${as}`, { age: old })}
    </time>
  )
}

/** Time that runs since `at`. */
export function Elapsed({ at }: { at: number }) {
  return <span className="figure">{age(useNow() - at)}</span>
}
