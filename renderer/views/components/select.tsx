import { ChevronDown } from 'lucide-react'
import { Select as AriaSelect, Button, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components/Select'
import { FieldHint, FieldLabel, type FieldWords } from './field'
import './select.css'

export interface Option<V extends string> {
  value: V
  label: string
}

interface SelectProps<V extends string> extends FieldWords {
  value: V
  options: readonly Option<V>[]
  onChange(value: V): void
  className?: string
  /** The name is for screen readers alone. */
  unlabelled?: boolean
}

/** One of a few values, from a list that opens. Typing a first letter finds one. */
export function Select<V extends string>({
  label,
  hint,
  problem,
  value,
  options,
  onChange,
  className,
  unlabelled,
}: SelectProps<V>) {
  return (
    <AriaSelect
      className={['field', className].filter(Boolean).join(' ')}
      isInvalid={problem != null}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen && chosen.value !== value) onChange(chosen.value)
      }}
    >
      <FieldLabel unseen={unlabelled}>{label}</FieldLabel>
      <Button className="select">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden="true" />
      </Button>
      <FieldHint hint={hint} problem={problem} />
      <Popover className="popover" offset={4}>
        <ListBox className="options">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className="option" textValue={option.label}>
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
