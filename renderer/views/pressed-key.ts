import { useEffect, useState } from 'react'
import { numberFormat } from '../../shared/i18n'
import type { Binding } from '../../shared/keys'
import type { SeenInput } from '../../shared/talk'
import { useApp, useAppState } from './app-context'

/** Main forgets a dialog that is gone soon after. */
const ALIVE_MS = 4_000
/** Once a key was pressed these work the dialog. */
const WORK_DIALOG: readonly string[] = ['Tab', 'Enter', 'Space']

interface Pressed {
  binding: Binding
  downAt: number
  /** Milliseconds; null while it is down. */
  heldMs: number | null
}

/** What is pressed now, as the key source itself sees it, which does nothing else meanwhile; `unknown`: it sees a key that it can't tell from others. */
export function usePressed(): { pressed: Pressed | null; unknown: boolean; again(): void } {
  const { bridge } = useApp()
  const [pressed, setPressed] = useState<Pressed | null>(null)
  const [unknown, setUnknown] = useState(false)
  useEffect(() => {
    const alive = setInterval(() => void bridge.captureKeys(true), ALIVE_MS)
    const stop = bridge.onKeySeen(({ input, modifiers, down, at }: SeenInput) => {
      setUnknown(input === null)
      if (input === null) return
      setPressed((before) => {
        if (before !== null && before.heldMs !== null && WORK_DIALOG.includes(input)) return before
        if (down) return { binding: { modifiers, input }, downAt: at, heldMs: null }
        return before?.binding.input === input && before.heldMs === null
          ? { ...before, heldMs: Math.max(0, at - before.downAt) }
          : before
      })
    })
    void bridge.captureKeys(true)
    return () => {
      stop()
      clearInterval(alive)
      void bridge.captureKeys(false)
    }
  }, [bridge])
  const chosen = pressed?.heldMs !== undefined && pressed.heldMs !== null
  useEffect(() => {
    if (chosen) return
    // What is tried must not press the dialog's buttons. Esc closes it.
    const swallow = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') event.preventDefault()
    }
    addEventListener('keydown', swallow, true)
    addEventListener('keyup', swallow, true)
    return () => {
      removeEventListener('keydown', swallow, true)
      removeEventListener('keyup', swallow, true)
    }
  }, [chosen])
  const again = () => setPressed(null)
  return { pressed, unknown, again }
}

/** How long a key was held, in words. */
export const heldFor = (ms: number): string =>
  numberFormat({ style: 'unit', unit: 'second', unitDisplay: 'long', maximumFractionDigits: 1 }).format(ms / 1000)

/** Whether the talk key was seen going down since this came on screen. */
export function useTalkKeySeen(): boolean {
  const pressedAt = useAppState((app) => app.hotkey.pressedAt ?? null)
  const [before] = useState(pressedAt)
  return pressedAt !== null && pressedAt !== before
}
