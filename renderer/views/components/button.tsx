import type { Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Tip } from './tooltip'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  /** `primary` for what most people came for, `danger` for what can't be undone, `quiet` for what stands in a line of text. */
  look?: 'primary' | 'danger' | 'quiet'
  className?: string
  /** What it does, where its words don't say it all: a tooltip, by pointer and keyboard. */
  tip?: string
  ref?: Ref<HTMLButtonElement>
}

/** A button. It acts when it is pressed (`onPress`): by click, touch, Enter, Space, or a screen reader. */
export function Button({ look, className, tip, ...props }: ButtonProps) {
  const button = <AriaButton {...props} className={['button', look, className].filter(Boolean).join(' ')} />
  return tip === undefined ? button : <Tip text={tip}>{button}</Tip>
}
