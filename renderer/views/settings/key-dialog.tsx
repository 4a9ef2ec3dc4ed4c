import { useEffect, useState } from 'react'
import { bindingLabel, bindingWarnings } from '../../../shared/binding-words'
import { type ChosenKeys, type KeyAction, usedBy } from '../../../shared/hotkeys'
import { numberFormat, t } from '../../../shared/i18n'
import { type Binding, printBinding } from '../../../shared/keys'
import type { SeenInput } from '../../../shared/talk'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import './key-dialog.css'

/** Main forgets a dialog that is gone soon after. */
const ALIVE_MS = 4_000
/** Once a key is chosen these work the dialog. */
const WORK_DIALOG: readonly string[] = ['Tab', 'Enter', 'Space']

interface Pressed {
  binding: Binding
  downAt: number
  /** Milliseconds; null while it is down. */
  heldMs: number | null
}

/** What is pressed now, as the key source itself sees it; `unknown`: it sees a key that it can't tell from others. */
function usePressed(): { pressed: Pressed | null; unknown: boolean; again(): void } {
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

interface KeyDialogProps {
  action: KeyAction
  /** The keys as they are chosen now. */
  keys: ChosenKeys
  isOpen: boolean
  onOpenChange(open: boolean): void
  /** As a setting writes it. */
  onChoose(key: string): void
}

/** Takes whatever the trader presses as the key for an action, and shows what of it is seen. Nothing talks meanwhile. */
export function KeyDialog({ action, keys, isOpen, onOpenChange, onChoose }: KeyDialogProps) {
  return (
    <Dialog title={t('settings.keys.title', { action: t(`hotkey.action.${action}`) })} {...{ isOpen, onOpenChange }}>
      <Capture action={action} keys={keys} onChoose={onChoose} />
    </Dialog>
  )
}

function Capture({ action, keys, onChoose }: Pick<KeyDialogProps, 'action' | 'keys' | 'onChoose'>) {
  const { pressed, unknown, again } = usePressed()
  const system = useAppState((app) => app.system) ?? 'linux'
  const other = pressed === null ? null : usedBy(pressed.binding, action, keys, system)
  const key = pressed === null ? '' : bindingLabel(pressed.binding, system)
  const notes = [
    ...(unknown ? [t('settings.keys.unknown')] : []),
    ...(other === null ? [] : [t('hotkey.clash', { key, action: t(`hotkey.action.${other}`) })]),
    ...(pressed === null ? [] : bindingWarnings(pressed.binding, system)),
  ]
  return (
    <div className="key-capture">
      <p>{t('settings.keys.press')}</p>
      <div className="key-seen" role="status" data-down={pressed?.heldMs === null}>
        {pressed === null ? (
          <span>{t('settings.keys.waiting')}</span>
        ) : (
          <>
            <kbd>{key}</kbd>
            <span>
              {pressed.heldMs === null
                ? t('settings.keys.down')
                : t('settings.keys.held', { time: seconds(pressed.heldMs) })}
            </span>
          </>
        )}
      </div>
      {notes.length > 0 && (
        <ul className="key-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <p className="field-hint">{t('settings.keys.private')}</p>
      <div className="dialog-choice">
        <Button isDisabled={pressed === null} onPress={again}>
          {t('settings.keys.again')}
        </Button>
        <Button
          look="primary"
          isDisabled={pressed === null || pressed.heldMs === null || other !== null}
          onPress={() => pressed && onChoose(printBinding(pressed.binding))}
        >
          {t('settings.keys.use')}
        </Button>
      </div>
    </div>
  )
}

const seconds = (ms: number) =>
  numberFormat({ style: 'unit', unit: 'second', unitDisplay: 'long', maximumFractionDigits: 1 }).format(ms / 1000)
