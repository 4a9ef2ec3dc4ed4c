import { FieldError, Label, Text } from 'react-aria-components/TextField'
import './field.css'

/** What every field has: a name, a line about it, and what is wrong with what was entered. */
export interface FieldWords {
  label: string
  /** Read with the control. */
  hint?: string | undefined
  /** A sentence, or null while nothing is wrong. */
  problem?: string | null | undefined
}

/** The name of a field, tied to its control by the field around it. `unseen`: its values say on screen what it is. */
export const FieldLabel = ({ children, unseen = false }: { children: string; unseen?: boolean | undefined }) => (
  <Label className={unseen ? 'visually-hidden' : 'field-label'}>{children}</Label>
)

/** Hint and problem of a field. A problem is told as it comes. */
export function FieldHint({ hint, problem }: Pick<FieldWords, 'hint' | 'problem'>) {
  return (
    <>
      {hint !== undefined && hint !== '' && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {problem != null && (
        <FieldError className="field-problem">
          <span role="alert">{problem}</span>
        </FieldError>
      )}
    </>
  )
}
