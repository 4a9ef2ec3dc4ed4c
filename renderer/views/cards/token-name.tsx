import { visible } from '../../../shared/safe-text'
import { Foreign } from '../foreign'
import { Avatar } from './avatar'
import { type NamedToken, nameWarnings } from './name-warnings'
import { WarningMark } from './token-warnings'

interface Props extends NamedToken {
  /** A second line instead of the symbol. */
  note?: string
  /** The tokens that stand beside it: one of them may have the same symbol. */
  among?: readonly NamedToken[]
}

/** A token's mark and names; the mint stands in the title. */
export function TokenName({ mint, symbol, name, note, among }: Props) {
  const warnings = nameWarnings({ mint, symbol, name }, among)
  return (
    <div className="token" title={[`${name} (${symbol})`, mint].map(visible).join('\n')}>
      <Avatar mint={mint} symbol={symbol} />
      <div className="token-names">
        <b>
          <Foreign>{name}</Foreign>
        </b>
        <small>
          <Foreign>{note ?? symbol}</Foreign>
        </small>
      </div>
      <WarningMark warnings={warnings} />
    </div>
  )
}
