import { useRef } from 'react'

/** Chooses a file. The system's own dialog is the only way to it: no path ever gets here. */
export function OpenLog({ onOpen }: { onOpen(file: File): void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <footer className="open-log">
      <button className="button" type="button" onClick={() => input.current?.click()}>
        Open a session log
      </button>
      <p>or drop its file here. It is read on this computer.</p>
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
