import { bindingLabel, bindingWarnings } from '../../../shared/binding-words'
import { type ChosenKeys, type KeyAction, usedBy } from '../../../shared/hotkeys'
import { t } from '../../../shared/i18n'
import { printBinding } from '../../../shared/keys'
import { useAppState } from '../app-context'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { heldFor, usePressed } from '../pressed-key'
import './key-dialog.css'

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
                : t('settings.keys.held', { time: heldFor(pressed.heldMs) })}
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
