import { Avatar } from './avatar'

interface Named {
  mint: string
  symbol: string
  name: string
  /** A second line instead of the symbol. */
  note?: string
}

/** A token's mark and names; the mint stands in the title. */
export function TokenName({ mint, symbol, name, note }: Named) {
  return (
    <div className="token" title={`${name} (${symbol})\n${mint}`}>
      <Avatar mint={mint} symbol={symbol} />
      <div className="token-names">
        <b>{name}</b>
        <small>{note ?? symbol}</small>
      </div>
    </div>
  )
}
