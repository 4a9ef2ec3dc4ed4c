import type { ReactElement, ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { clearText } from '../../../shared/safe-text'
import './tooltip.css'

/** Long enough that a pointer on its way elsewhere opens none. */
const DELAY_MS = 500

interface TipProps {
  /** Plain text, line breaks kept. It may come from somebody else. */
  text: string
  /** A button, or what else of react-aria-components takes the focus. */
  children: ReactElement
}

/** Says more about a control: under the pointer, and while the control has the keyboard's focus. Escape closes it. */
export const Tip = ({ text, children }: TipProps) => (
  <TooltipTrigger delay={DELAY_MS} closeDelay={0}>
    {children}
    <Tooltip className="tooltip" offset={6}>
      <bdi>{clearText(text)}</bdi>
    </Tooltip>
  </TooltipTrigger>
)

/** Words that have more to say. They take the focus, so that nobody needs a pointer to read it. */
export function TipText({ text, className, children }: { text: string; className?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={DELAY_MS} closeDelay={0} shouldCloseOnPress={false}>
      <AriaButton className={['tip-text', className].filter(Boolean).join(' ')}>{children}</AriaButton>
      <Tooltip className="tooltip" offset={6}>
        <bdi>{clearText(text)}</bdi>
      </Tooltip>
    </TooltipTrigger>
  )
}
