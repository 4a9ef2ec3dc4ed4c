import { useState } from 'react'
import { t } from '../../../shared/i18n'
import { indentJson, readJsonNode } from '../../../shared/json-text'
import { clearText } from '../../../shared/safe-text'
import './raw-json.css'

/** More than this is cut on screen: nobody reads it there, and it would make the list heavy. */
const LONGEST = 100_000

/** JSON text behind a disclosure, indented; what is not JSON, or too deep to be read, is shown as it is. */
export function RawJson({ label, text }: { label: string; text: string }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="raw" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {open && <JsonText label={label} text={text} />}
    </details>
  )
}

/** JSON text, indented; it scrolls in itself. */
export function JsonText({ label = t('cards.arguments'), text }: { label?: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a section would not keep the text's white space
    <pre className="raw-text" role="group" aria-label={label} tabIndex={0}>
      {indent(text)}
    </pre>
  )
}

function indent(text: string): string {
  const node = readJsonNode(text)
  // Partial or not JSON at all: the text itself is the truth.
  const shown = node === null ? text : indentJson(node)
  const more = shown.length - LONGEST
  return more > 0
    ? `${clearText(shown.slice(0, LONGEST))}\n… ${t('cards.moreCharacters', { count: more })}`
    : clearText(shown)
}
