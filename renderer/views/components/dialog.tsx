import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { t } from '../../../shared/i18n'
import { Button } from './button'
import './dialog.css'

interface DialogProps {
  title: string
  isOpen: boolean
  onOpenChange(open: boolean): void
  children: ReactNode
}

/** Something to read, over the window. Escape, its button or a press beside it closes it, and the focus goes back. */
export const Dialog = ({ title, isOpen, onOpenChange, children }: DialogProps) => (
  <ModalOverlay className="dialog-ground" isDismissable isOpen={isOpen} onOpenChange={onOpenChange}>
    <Modal className="dialog">
      <AriaDialog className="dialog-body">
        <header className="dialog-head">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Button look="quiet" slot="close" aria-label={t('panel.close')}>
            <X aria-hidden="true" />
          </Button>
        </header>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)

interface ConfirmDialogProps {
  question: string
  /** What it does, for good. */
  warning: string
  /** On the button that does it. */
  confirm: string
  /** On it while it does. */
  confirming?: string
  /** On the button that does nothing. */
  cancel: string
  isOpen: boolean
  onOpenChange(open: boolean): void
  /** The dialog stays until it settles, and then closes. */
  onConfirm(): Promise<void> | void
}

/**
 * Asks once more before something that can't be undone. The focus begins on what does nothing, a press beside it changes
 * nothing, and Escape means no.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { question, warning, confirm, confirming = confirm, cancel, isOpen, onOpenChange, onConfirm } = props
  const [running, setRunning] = useState(false)

  async function run() {
    setRunning(true)
    try {
      await onConfirm()
    } finally {
      setRunning(false)
      onOpenChange(false)
    }
  }

  return (
    <ModalOverlay
      className="dialog-ground"
      isOpen={isOpen}
      isKeyboardDismissDisabled={running}
      onOpenChange={onOpenChange}
    >
      <Modal className="dialog">
        <AriaDialog className="dialog-body" role="alertdialog">
          <Heading slot="title" level={2}>
            {question}
          </Heading>
          <p>{warning}</p>
          <div className="dialog-choice">
            <Button autoFocus isDisabled={running} onPress={() => onOpenChange(false)}>
              {cancel}
            </Button>
            <Button look="danger" isDisabled={running} onPress={() => void run()}>
              {running ? confirming : confirm}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
