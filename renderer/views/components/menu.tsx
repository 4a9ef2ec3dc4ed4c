import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu'
import './select.css'

export interface MenuEntry {
  id: string
  label: string
  onAction(): void
  isDisabled?: boolean
}

/** A button (`children`) that opens a list of things to do. */
export const Menu = ({
  label,
  entries,
  children,
}: {
  label: string
  entries: readonly MenuEntry[]
  children: ReactElement
}) => (
  <MenuTrigger>
    {children}
    <Popover className="popover" offset={4}>
      <AriaMenu className="options" aria-label={label}>
        {entries.map(({ id, label: words, onAction, isDisabled = false }) => (
          <MenuItem key={id} id={id} className="option" isDisabled={isDisabled} onAction={onAction}>
            {words}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)
