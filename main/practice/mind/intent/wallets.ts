import type { Intent } from './intent'

export function asWallet(said: string, words: readonly string[]): Intent | null {
  if (!/\b(wallets?|wall it|wallet s|while it|walled|wallard)\b/.test(said)) {
    return /\b(my|which) accounts?\b/.test(said) ? { kind: 'wallets' } : null
  }
  if (/\b(use|switch|select|choose|change)\b/.test(said))
    return {
      kind: 'use-wallet',
      hint: words
        .filter((word) => !/^(use|switch|select|choose|change|to|the|my|wallet|please|paper)$/.test(word))
        .join(' '),
    }
  if (/\b(balances?|holding|holdings|in (my|the|this) wallet|worth|in it|hold|inside|contain|contents)\b/.test(said))
    return null
  if (
    /\b(which|active|current|currently|using|what is my wallet|what wallet is|selected)\b/.test(said) &&
    !/\bwallets\b/.test(said)
  )
    return { kind: 'which-wallet' }
  if (/\bwallets\b|\b(list|show|how many)\b/.test(said)) return { kind: 'wallets' }
  return { kind: 'which-wallet' }
}
