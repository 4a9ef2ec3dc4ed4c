import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Disclosure as AriaDisclosure, Button, DisclosurePanel } from 'react-aria-components/Disclosure'
import './disclosure.css'

interface DisclosureProps {
  label: string
  /** Open whatever was chosen: a search has found something in it. */
  forceOpen?: boolean
  children: ReactNode
}

/** What few need, out of the way until it is asked for. */
export function Disclosure({ label, forceOpen = false, children }: DisclosureProps) {
  const [open, setOpen] = useState(false)
  return (
    <AriaDisclosure className="disclosure" isExpanded={open || forceOpen} onExpandedChange={setOpen}>
      <Button slot="trigger" className="disclosure-button">
        <ChevronRight aria-hidden="true" />
        {label}
      </Button>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
