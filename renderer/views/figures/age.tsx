import { useNow } from './clock'
import { age, clockTime } from './format'

/** How old something is, ticking while the window is visible. `at` is epoch milliseconds. */
export function Age({ at, suffix = '' }: { at: number; suffix?: string }) {
  const now = useNow()
  return (
    <time className="figure" dateTime={new Date(at).toISOString()} title={`As of ${clockTime(at)}`}>
      {age(now - at)}
      {suffix}
    </time>
  )
}

/** Time that runs since `at`. */
export function Elapsed({ at }: { at: number }) {
  return <span className="figure">{age(useNow() - at)}</span>
}
