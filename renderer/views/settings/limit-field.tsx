import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { SettingsPatch } from '../../../shared/settings'
import { Field, type FieldControl } from './fields'
import { numberIn } from './number-in'
import './limit-field.css'

interface LimitProps {
  label: string
  hint: string
  /** null: there is no limit. */
  value: number | null
  usual: number | null
  /** "$1,000", "5 losses": as a sentence says it. */
  words(value: number): string
  /** What the field says while there is none. */
  none?: string
  /** Counts stand alone in the field; amounts and percentages as a sentence says them. */
  counts?: boolean
  /** What is asked before the limit is turned off; null where it can't be. */
  off: ((value: string) => string) | null
  patch(value: number | null): SettingsPatch
}

/**
 * A number that bounds what may be traded. It is kept by its button or Enter alone, never by leaving it, and turning the
 * limit off is asked once more. An empty field is no answer: it is refused.
 */
export function LimitField({ label, hint, value, usual, words, ...control }: LimitProps) {
  const changed = value === usual ? '' : ` Changed: the default is ${usual === null ? 'no limit' : words(usual)}.`
  return (
    <Field label={label} hint={`${hint}${changed}`}>
      {(field) => <Limit {...field} {...control} label={label} value={value} usual={usual} words={words} />}
    </Field>
  )
}

function Limit(props: FieldControl & Omit<LimitProps, 'hint'>) {
  const { id, describedBy, invalid, save, label, value, usual, words, none = 'No limit', counts, off, patch } = props
  const written = value === null ? '' : counts ? String(value) : words(value)
  const [draft, setDraft] = useState(written)
  const [asks, setAsks] = useState(false)
  useEffect(() => setDraft(written), [written])

  function submit(event: FormEvent) {
    event.preventDefault()
    void save(patch(amountIn(draft)))
  }

  if (asks && off !== null && value !== null) {
    const leave = () => setAsks(false)
    return (
      <TurnOff
        question={off(words(value))}
        onKeep={leave}
        onTurnOff={() => {
          leave()
          void save(patch(null))
        }}
      />
    )
  }
  return (
    <form className="limit" onSubmit={submit}>
      <span className="field-line">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          aria-describedby={describedBy}
          aria-invalid={invalid}
          spellCheck={false}
          autoComplete="off"
          value={draft}
          placeholder={none}
          onChange={(event) => setDraft(event.target.value)}
        />
        <button className="button" type="submit" disabled={draft.trim() === written}>
          Save
        </button>
      </span>
      {off !== null && (value !== null || usual !== null) && (
        <label className="limit-off">
          <input
            type="checkbox"
            aria-label={`${none}: ${label}`}
            checked={value === null}
            onChange={(event) => (event.target.checked ? setAsks(true) : void save(patch(usual)))}
          />
          {none}
        </label>
      )}
    </form>
  )
}

/** Asks once more; the focus goes to what changes nothing. */
function TurnOff({ question, onKeep, onTurnOff }: { question: string; onKeep(): void; onTurnOff(): void }) {
  const keep = useRef<HTMLButtonElement>(null)
  const says = useId()
  useEffect(() => keep.current?.focus(), [])
  return (
    <div className="limit-asks" role="alertdialog" aria-label="Turn off this limit?" aria-describedby={says}>
      <p id={says}>{question}</p>
      <button className="button danger" type="button" onClick={onTurnOff}>
        Turn off
      </button>
      <button className="button" type="button" ref={keep} onClick={onKeep}>
        Keep
      </button>
    </div>
  )
}

/** "1,000" and "1,000.50" are grouped, "0,5" has its comma for the point. What is no number goes to main, which says so. */
const GROUPED = /^\$?\s*[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/
function amountIn(text: string): number {
  const given = text.trim().replace(/\s*%$/, '')
  return numberIn(GROUPED.test(given) ? given.replaceAll(',', '') : given) ?? Number.NaN
}
