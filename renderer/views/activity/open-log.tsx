import { useRef } from 'react'
import { t } from '../../../shared/i18n'

/** Chooses a file. The system's own dialog is the only way to it: no path ever gets here. */
export function OpenLog({ onOpen }: { onOpen(file: File): void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <footer className="open-log">
      <button className="button" type="button" onClick={() => input.current?.click()}>
        {t('activity.open.button')}
      </button>
      <p>{t('activity.open.hint')}</p>
      <input
        ref={input}
        type="file"
        accept=".jsonl,.ndjson,.json,.har,.txt,.log"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same file may be chosen again: it may have grown.
          currentTarget.value = ''
          if (file) onOpen(file)
        }}
      />
    </footer>
  )
}
