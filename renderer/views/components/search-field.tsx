import { Search, X } from 'lucide-react'
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components/SearchField'
import { t } from '../../../shared/i18n'
import './search-field.css'

interface SearchFieldProps {
  label: string
  /** Left out where the list around it knows what is typed. */
  value?: string
  onChange?(text: string): void
  placeholder?: string
  /** It works the list around it (`Autocomplete`) while it keeps the focus: a combobox to who can't see that. */
  ofListBox?: boolean
  autoFocus?: boolean
}

const COMBOBOX = { 'role': 'combobox', 'aria-expanded': true, 'aria-haspopup': 'listbox' } as const

/** Finds something in a list below it. Escape, or its button, empties it. */
export const SearchField = ({
  label,
  placeholder,
  ofListBox = false,
  autoFocus = false,
  ...query
}: SearchFieldProps) => (
  <AriaSearchField className="search" aria-label={label} autoFocus={autoFocus} {...query}>
    <Search aria-hidden="true" />
    <Input
      className="input"
      placeholder={placeholder ?? label}
      spellCheck="false"
      autoComplete="off"
      {...(ofListBox && COMBOBOX)}
    />
    <Button className="button quiet" aria-label={t('panel.clearSearch')}>
      <X aria-hidden="true" />
    </Button>
  </AriaSearchField>
)
