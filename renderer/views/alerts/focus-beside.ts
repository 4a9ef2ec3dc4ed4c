/** A row goes with the button that removed it: the keyboard goes on at the next one, or where another is added. */
export function focusBeside(list: HTMLElement | null, id: string, otherwise: () => void): void {
  const buttons = [...(list?.querySelectorAll<HTMLButtonElement>('button[data-id]') ?? [])]
  const at = buttons.findIndex((button) => button.dataset.id === id)
  const next = buttons[at + 1] ?? buttons[at - 1]
  if (next) next.focus()
  else otherwise()
}
