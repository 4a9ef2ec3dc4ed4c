import { type ReactNode, useId } from 'react'
import { TextField as AriaTextField, Input, TextArea } from 'react-aria-components/TextField'
import { FieldHint, FieldLabel, type FieldWords } from './field'

export interface TextFieldProps extends FieldWords {
  value: string
  onChange(text: string): void
  onBlur?(): void
  onEnter?(): void
  placeholder?: string | undefined
  inputMode?: 'text' | 'numeric' | 'decimal' | 'url'
  type?: 'text' | 'password'
  maxLength?: number
  /** Several lines, which grow with what is written. */
  rows?: number
  /** Buttons beside it. */
  children?: ReactNode
  className?: string
}

/** A line of text, or several. */
export function TextField(props: TextFieldProps) {
  const { label, hint, problem, value, onChange, onBlur, onEnter, placeholder, inputMode, type, maxLength } = props
  const { rows, children, className } = props
  // A browser fills in what it knows by name; here it knows nothing.
  const name = useId()
  return (
    <AriaTextField
      className={['field', className].filter(Boolean).join(' ')}
      name={name}
      value={value}
      onChange={onChange}
      isInvalid={problem != null}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      {...(onBlur && { onBlur })}
      {...(inputMode && { inputMode })}
      {...(type && { type })}
      {...(maxLength !== undefined && { maxLength })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onEnter && rows === undefined) onEnter()
        else event.continuePropagation()
      }}
    >
      <FieldLabel>{label}</FieldLabel>
      <span className="field-line">
        {rows === undefined ? (
          <Input className="input" placeholder={placeholder} />
        ) : (
          <TextArea className="input" rows={rows} placeholder={placeholder} />
        )}
        {children}
      </span>
      <FieldHint hint={hint} problem={problem} />
    </AriaTextField>
  )
}
