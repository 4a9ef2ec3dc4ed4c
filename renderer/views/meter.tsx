import { useEffect, useRef } from 'react'
import { t } from '../../shared/i18n'
import { useApp } from './app-context'
import './meter.css'

/** Bars of the meter: few enough to read at a glance. */
const BARS = 9
/** Levels come as 0..1 amplitude; speech sits near 0.1, so the root spreads it over the meter. */
const curve = (level: number) => Math.sqrt(Math.min(1, Math.max(0, level)))

/** The microphone's level while a key is held, straight from the bridge to the bars: React draws them once. */
export function Meter() {
  const { bridge } = useApp()
  const meter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const levels = new Array<number>(BARS).fill(0)
    return bridge.onLevel((level) => {
      levels.shift()
      levels.push(curve(level))
      const bars = meter.current?.children
      levels.forEach((height, index) => {
        const bar = bars?.[index]
        if (bar instanceof HTMLElement) bar.style.transform = `scaleY(${Math.max(0.1, height).toFixed(3)})`
      })
    })
  }, [bridge])
  return (
    <div className="meter" ref={meter} role="img" aria-label={t('panel.microphone.level')}>
      {Array.from({ length: BARS }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars never move
        <i key={index} />
      ))}
    </div>
  )
}
