import { useState } from 'react'
import { t } from '../../../shared/i18n'
import { Button } from '../components/button'
import { ConfirmDialog } from '../components/dialog'
import { ActionSetting, type SettingWords } from './setting'

interface Told {
  ok: boolean
  message: string
}

interface DeliberateActionProps extends SettingWords {
  /** On the button that confirms; the first one has it with an ellipsis. */
  action: string
  running: string
  question: string
  /** What it does, for good. */
  warning: string
  /** Settles with one sentence on what became of it; rejects when nobody knows. */
  run(): Promise<Told>
  /** Said when it rejects. */
  unknown: string
}

/** Something that can't be undone, so that it asks once more. */
export function DeliberateAction(props: DeliberateActionProps) {
  const { action, running, question, warning, run, unknown, ...words } = props
  const [asks, setAsks] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  return (
    <ActionSetting
      {...words}
      actions={
        <Button
          onPress={() => {
            setTold(null)
            setAsks(true)
          }}
        >
          {t('settings.openDialog', { action })}
        </Button>
      }
    >
      {told !== null && (
        <p className={told.ok ? 'field-kept' : 'field-problem'} role="alert">
          {told.message}
        </p>
      )}
      <ConfirmDialog
        question={question}
        warning={warning}
        confirm={action}
        confirming={running}
        cancel={t('settings.cancel')}
        isOpen={asks}
        onOpenChange={setAsks}
        onConfirm={async () => setTold(await run().catch(() => ({ ok: false, message: unknown })))}
      />
    </ActionSetting>
  )
}
