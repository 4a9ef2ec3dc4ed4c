import { useState } from 'react'
import { shortAddress } from '../../../shared/account'
import { KNOWN_TOKENS } from '../../../shared/tokens'
import type { TokenName } from '../../../shared/trade'
import { WarningMark } from '../cards/token-warnings'
import { Foreign } from '../foreign'

const VERIFIED = `This mint is in Dexter Voice’s own list of well-known tokens (${KNOWN_TOKENS.date}).`
const NOT_VERIFIED =
  'This mint is not in Dexter Voice’s own list. Anybody can give a token this name: compare the whole mint with a source that you trust.'

/**
 * Which token it is: its name, its mint, and whether the app vouches for it. The mint is whole on demand, and always where
 * it is all that is known.
 */
export function TokenIdentity({ token, marked }: { token: TokenName; marked: boolean }) {
  const { mint, symbol, name, verified, warnings } = token
  const nameless = symbol === null && name === null
  const [whole, setWhole] = useState(nameless)
  return (
    <span className="deal-token" data-marked={marked || warnings.length > 0}>
      {name !== null && name !== symbol && (
        <>
          <Foreign>{name}</Foreign>{' '}
        </>
      )}
      <button
        className="mint"
        type="button"
        aria-label={`Mint ${mint}`}
        aria-expanded={whole}
        title={whole ? 'Show the short mint' : `Show the whole mint\n${mint}`}
        onClick={() => setWhole(!whole)}
      >
        {whole ? mint : shortAddress(mint)}
      </button>
      <Copy text={mint} what="mint" />
      <span className="verified" data-verified={verified} title={verified ? VERIFIED : NOT_VERIFIED}>
        {verified ? 'Verified' : 'Not verified'}
      </span>
      <WarningMark warnings={warnings} />
    </span>
  )
}

/** Puts a text into the clipboard, and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <button
      className="copy"
      type="button"
      aria-label={copied ? 'Copied' : `Copy the ${what}`}
      title={copied ? 'Copied' : `Copy the ${what}`}
      onBlur={() => setCopied(false)}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={copied ? 'm3.5 8.5 3 3 6-7' : 'M6 5.5h6.5v8H6zM3.5 10.5v-8H10'} />
      </svg>
    </button>
  )
}
