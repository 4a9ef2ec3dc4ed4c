import { useState } from 'react'
import './raw-json.css'

/** More than this is cut on screen: nobody reads it there, and it would make the list heavy. */
const LONGEST = 100_000

/** JSON text behind a disclosure, indented; what is not JSON is shown as it is. */
export function RawJson({ label, text, open: opened = false }: { label: string; text: string; open?: boolean }) {
  const [open, setOpen] = useState(opened)
  return (
    <details className="raw" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre tabIndex={0}>{indent(text)}</pre>
      )}
    </details>
  )
}

function indent(text: string): string {
  let shown = text
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    // Partial or not JSON at all: the text itself is the truth.
  }
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}\n… ${shown.length - LONGEST} more characters` : shown
}
