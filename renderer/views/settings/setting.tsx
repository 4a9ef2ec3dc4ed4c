import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import type en from '../../../shared/i18n/en/settings'
import type { SettingsPatch } from '../../../shared/settings'
import { useApp } from '../app-context'
import { type Option, Select } from '../components/select'
import { Slider } from '../components/slider'
import { Switch } from '../components/switch'
import { TextField } from '../components/text-field'
import { useSought } from './search'

/** What a field is called and found by. */
export interface SettingWords {
  label: string
  hint?: string
  /** What else people search for. */
  also?: string
}

type Fields = typeof en.field
/** Those whose hint is always the same sentence. */
type Plain = { [K in keyof Fields]: Fields[K] extends { hint: string } ? K : never }[keyof Fields]

/** The words of a field, from the catalogue. */
export const words = (name: Plain): Required<SettingWords> => ({
  label: t(`settings.field.${name}.label`),
  hint: t(`settings.field.${name}.hint`),
  also: t(`settings.field.${name}.also`),
})

/** Those of a field whose hint depends on how things stand. */
export const wordsWith = (name: keyof Fields, hint: string): Required<SettingWords> => ({
  label: t(`settings.field.${name}.label`),
  hint,
  also: t(`settings.field.${name}.also`),
})

/** Saves what was changed. A refusal is a sentence, and goes with the next try or change. */
export function useSaving() {
  const { bridge } = useApp()
  const [problem, setProblem] = useState<string | null>(null)
  return {
    problem,
    /** Settles when main has answered, true when it was taken. */
    async save(patch: SettingsPatch): Promise<boolean> {
      const reply = await bridge
        .setSettings(patch)
        .catch(() => ({ ok: false as const, message: t('settings.notSaved') }))
      setProblem(reply.ok ? null : reply.message)
      return reply.ok
    },
    forget: () => setProblem(null),
  }
}

interface ChoiceProps<V extends string> extends SettingWords {
  value: V
  options: readonly Option<V>[]
  patch(value: V): SettingsPatch
}

/** One of a few values; saved when it is chosen. */
export function ChoiceSetting<V extends string>({ label, hint, also, value, options, patch }: ChoiceProps<V>) {
  const { problem, save } = useSaving()
  if (!useSought(label, hint, also)) return null
  return (
    <Select
      label={label}
      hint={hint}
      problem={problem}
      value={value}
      options={options}
      onChange={(chosen) => void save(patch(chosen))}
    />
  )
}

/** On or off; saved at once. */
export function SwitchSetting(props: SettingWords & { on: boolean; patch(on: boolean): SettingsPatch }) {
  const { label, hint, also, on, patch } = props
  const { problem, save } = useSaving()
  if (!useSought(label, hint, also)) return null
  return <Switch label={label} hint={hint} problem={problem} on={on} onChange={(now) => void save(patch(now))} />
}

interface TextProps extends SettingWords {
  value: string
  patch(text: string): SettingsPatch
  placeholder?: string
  mode?: 'text' | 'numeric' | 'decimal' | 'url'
  rows?: number
}

/** A line of text; saved when it is left or Enter is pressed. What was refused stays, to be corrected. */
export function TextSetting({ label, hint, also, value, patch, placeholder, mode = 'text', rows }: TextProps) {
  const { problem, save, forget } = useSaving()
  const [draft, setDraft] = useState(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was wrong is of the value before
  useEffect(() => {
    setDraft(value)
    forget()
  }, [value])
  if (!useSought(label, hint, also)) return null
  const keep = () => {
    if (draft.trim() !== value) void save(patch(draft.trim()))
  }
  return (
    <TextField
      label={label}
      hint={hint}
      problem={problem}
      value={draft}
      placeholder={placeholder}
      inputMode={mode}
      onBlur={keep}
      onEnter={keep}
      onChange={(text) => {
        setDraft(text)
        forget()
      }}
      {...(rows !== undefined && { rows, className: 'field-wide' })}
    />
  )
}

/** A drag or a held arrow key is over after this. */
const SETTLED_MS = 150

interface SliderProps extends SettingWords {
  value: number
  min: number
  max: number
  step: number
  format: Intl.NumberFormatOptions
  shown?(value: number): string
  patch(value: number): SettingsPatch
}

/** A number that is felt rather than typed; saved once it rests. */
export function SliderSetting({ label, hint, also, value, patch, ...bounds }: SliderProps) {
  const { save } = useSaving()
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with each move alone
  useEffect(() => {
    if (draft === value) return
    const timer = setTimeout(() => void save(patch(draft)), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [draft])
  if (!useSought(label, hint, also)) return null
  return <Slider label={label} hint={hint} value={draft} onChange={setDraft} {...bounds} />
}

interface ActionProps extends SettingWords {
  /** What became of it, or how it stands. */
  children?: ReactNode
  actions: ReactNode
}

/** Something to do rather than to set: its name, what it is about, its buttons. */
export function ActionSetting({ label, hint, also, children, actions }: ActionProps) {
  if (!useSought(label, hint, also)) return null
  return (
    <div className="field field-action">
      <span className="field-label">{label}</span>
      <span className="field-actions">{actions}</span>
      {children}
      {hint !== undefined && <p className="field-hint">{hint}</p>}
    </div>
  )
}
