import { clearText, visible } from '../../shared/safe-text'

/**
 * Text that somebody else wrote: a name, a symbol, a memo, a sentence of a server. It turns nothing around it (UAX #9,
 * isolates), and what of it can't be seen is shown by its number. `lines` keeps its line breaks.
 */
export const Foreign = ({ children, lines = false }: { children: string; lines?: boolean }) => (
  <bdi>{lines ? clearText(children) : visible(children)}</bdi>
)
