import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../../../shared/i18n'
import { beginHold, type Hold } from './hold'
import './hold-button.css'

/**
 * A button that must be held: by mouse, finger or the space bar, without leaving it, looking away, or letting go.
 * A click does nothing.
 */
export function HoldButton({ onHeld, disabled, children }: { onHeld(): void; disabled: boolean; children: ReactNode }) {
  const hold = useRef<Hold | null>(null)
  const [phase, setPhase] = useState<'rest' | 'holding' | 'held' | 'frozen'>('rest')

  function begin() {
    if (disabled || hold.current) return
    setPhase('holding')
    hold.current = beginHold({
      held() {
        hold.current = null
        setPhase('held')
        onHeld()
      },
      frozen() {
        hold.current = null
        setPhase('frozen')
      },
    })
  }

  function end() {
    if (!hold.current) return
    hold.current.release()
    hold.current = null
    setPhase('rest')
  }

  useEffect(() => {
    // The release may happen anywhere, or never be seen.
    const away = () => {
      hold.current?.release()
      hold.current = null
      setPhase((phase) => (phase === 'holding' ? 'rest' : phase))
    }
    addEventListener('blur', away)
    addEventListener('pointerup', away)
    document.addEventListener('visibilitychange', away)
    return () => {
      hold.current?.release()
      hold.current = null
      removeEventListener('blur', away)
      removeEventListener('pointerup', away)
      document.removeEventListener('visibilitychange', away)
    }
  }, [])

  useEffect(() => {
    if (!disabled) return
    hold.current?.release()
    hold.current = null
    setPhase((phase) => (phase === 'holding' ? 'rest' : phase))
  }, [disabled])

  function keyDown(event: KeyboardEvent) {
    if (event.key !== ' ' && event.key !== 'Enter') {
      end()
      return
    }
    event.preventDefault()
    // A key that was down before the button had the focus only repeats: that is no decision.
    if (event.key === ' ' && !event.repeat) begin()
  }

  function pointerDown(event: PointerEvent) {
    if (event.button === 0 && event.isPrimary) begin()
  }

  return (
    <button
      className="hold"
      type="button"
      data-phase={phase}
      disabled={disabled || phase === 'held'}
      onPointerDown={pointerDown}
      onPointerUp={end}
      onPointerLeave={end}
      onPointerCancel={end}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={keyDown}
      onKeyUp={end}
      onBlur={end}
      aria-description={t('approval.hold.hint')}
    >
      <span className="hold-fill" aria-hidden="true" />
      <span className="hold-words">
        {/* What came of it the engine decides. */}
        {phase === 'held' ? t('approval.hold.sent') : phase === 'frozen' ? t('approval.hold.frozen') : children}
      </span>
    </button>
  )
}
