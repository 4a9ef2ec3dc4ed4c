import { SwitchButton, SwitchField } from 'react-aria-components/Switch'
import { FieldHint, type FieldWords } from './field'
import './switch.css'

interface SwitchProps extends FieldWords {
  on: boolean
  onChange(on: boolean): void
  isDisabled?: boolean
}

/** On or off; it holds at once. */
export const Switch = ({ label, hint, problem, on, onChange, isDisabled }: SwitchProps) => (
  <SwitchField
    className="field field-switch"
    isSelected={on}
    onChange={onChange}
    isInvalid={problem != null}
    {...(isDisabled && { isDisabled })}
  >
    <SwitchButton className="switch-line">
      <span className="field-label">{label}</span>
      <span className="switch" />
    </SwitchButton>
    <FieldHint hint={hint} problem={problem} />
  </SwitchField>
)
