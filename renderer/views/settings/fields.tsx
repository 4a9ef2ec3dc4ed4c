import { type ReactNode, useEffect, useId, useState } from 'react'
import type { SettingsPatch } from '../../../shared/settings'
import { useApp } from '../app-context'

/** What a control needs from the field around it. */
export interface FieldControl {
  id: string
  describedBy: string
  invalid: boolean
  /** Keeps a change; settles when main has answered, true when it was taken. */
  save(patch: SettingsPatch): Promise<boolean>
}

/** A setting: its name, its control, one line of explanation, and what was wrong with the last try. */
export function Field({
  label,
  hint,
  children,
}: {
  label: string
  hint: string
  children(field: FieldControl): ReactNode
}) {
  const { bridge } = useApp()
  const id = useId()
  const [problem, setProblem] = useState<string | null>(null)

  async function save(patch: SettingsPatch) {
    const reply = await bridge
      .setSettings(patch)
      .catch(() => ({ ok: false as const, message: 'This couldn’t be saved. Try again.' }))
    setProblem(reply.ok ? null : reply.message)
    return reply.ok
  }

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy: `${id}-hint`, invalid: problem !== null, save })}
      <p id={`${id}-hint`}>
        {hint}
        {problem !== null && (
          <span className="field-problem" role="alert">
            {problem}
          </span>
        )}
      </p>
    </div>
  )
}

interface ChoiceProps<V extends string> extends FieldControl {
  value: V
  options: readonly { value: V; label: string }[]
  patch(value: V): SettingsPatch
}

/** One of a few values; kept when it is chosen. */
export function Choice<V extends string>({ id, describedBy, invalid, save, value, options, patch }: ChoiceProps<V>) {
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value)
        if (chosen) void save(patch(chosen.value))
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

interface TextProps extends FieldControl {
  value: string
  patch(text: string): SettingsPatch
  placeholder?: string
  mode?: 'text' | 'numeric' | 'url'
}

/** A line of text; kept when it is left or Enter is pressed. What was refused stays, to be corrected. */
export function Text({ id, describedBy, invalid, save, value, patch, placeholder, mode = 'text' }: TextProps) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const keep = () => {
    if (draft.trim() !== value) void save(patch(draft.trim()))
  }
  return (
    <input
      id={id}
      type="text"
      inputMode={mode}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      spellCheck={false}
      autoComplete="off"
      value={draft}
      placeholder={placeholder}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
      }}
    />
  )
}

interface SwitchProps extends FieldControl {
  on: boolean
  patch(on: boolean): SettingsPatch
}

/** On or off. */
export function Switch({ id, describedBy, invalid, save, on, patch }: SwitchProps) {
  return (
    <input
      id={id}
      className="switch"
      type="checkbox"
      role="switch"
      aria-describedby={describedBy}
      aria-invalid={invalid}
      checked={on}
      aria-checked={on}
      onChange={(event) => void save(patch(event.target.checked))}
    />
  )
}
