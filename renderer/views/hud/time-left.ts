import { useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import { MAX_HOLD_MS } from '../../../shared/talk'

/** Said only when it matters: before that it would be one more thing to read. */
const SHOWN_MS = 30_000
const SECOND_MS = 1_000

/** How long the trader may still speak, in words; empty until the end is near. It begins when `listening` does. */
export function useTimeLeft(listening: boolean): string {
  const [leftMs, setLeftMs] = useState(MAX_HOLD_MS)
  useEffect(() => {
    setLeftMs(MAX_HOLD_MS)
    if (!listening) return
    const began = performance.now()
    const timer = setInterval(() => setLeftMs(MAX_HOLD_MS - (performance.now() - began)), SECOND_MS)
    return () => clearInterval(timer)
  }, [listening])
  return leftMs > SHOWN_MS || leftMs <= 0 ? '' : t('hud.timeLeft', { seconds: Math.ceil(leftMs / SECOND_MS) })
}
