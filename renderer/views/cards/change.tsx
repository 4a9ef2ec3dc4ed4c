import { Figure } from '../figures/figure'
import { change } from '../figures/format'

/** A day's change in percent: sign, figure and colour say the same. */
export function Change({ percent }: { percent: number | null | undefined }) {
  if (percent === null || percent === undefined) return <span>—</span>
  return (
    <span className={percent < 0 ? 'down' : 'up'}>
      <Figure value={percent} format={change} unit="%" />
    </span>
  )
}
