import { useState } from 'react'
import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import { KNOWN_TOKENS } from '../../../shared/tokens'
import type { TokenName } from '../../../shared/trade'
import { WarningMark } from '../cards/token-warnings'
import { Foreign } from '../foreign'

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
        aria-label={
          whole ? t('approval.token.mint', { mint }) : `${shortAddress(mint)}, ${t('approval.token.mint', { mint })}`
        }
        aria-expanded={whole}
        title={whole ? t('approval.token.showShort') : `${t('approval.token.showWhole')}\n${mint}`}
        onClick={() => setWhole(!whole)}
      >
        {whole ? mint : shortAddress(mint)}
      </button>
      <Copy text={mint} what="mint" />
      <span
        className="verified"
        data-verified={verified}
        title={
          verified ? t('approval.token.verifiedHint', { date: KNOWN_TOKENS.date }) : t('approval.token.notVerifiedHint')
        }
      >
        {verified ? t('approval.token.verified') : t('approval.token.notVerified')}
      </span>
      <WarningMark warnings={warnings} />
    </span>
  )
}

/** Puts a text into the clipboard, and says so. */
export function Copy({ text, what }: { text: string; what: 'mint' | 'address' }) {
  const [copied, setCopied] = useState(false)
  const words = copied
    ? t('approval.token.copied')
    : what === 'mint'
      ? t('approval.token.copyMint')
      : t('approval.token.copyAddress')
  return (
    <button
      className="copy"
      type="button"
      aria-label={words}
      title={words}
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
