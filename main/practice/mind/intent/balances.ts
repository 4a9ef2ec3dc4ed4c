import { CARRIER, names } from './coins'
import type { Intent } from './intent'

const BALANCES =
  /\b(balances?|ballots|balanced|balance is|portfolio|port folio|holdings?|my bags?|net worth|positions?)\b|\b(do|did) i (have|own|hold|got)\b|\bam i (holding|worth)\b|\bi (own|hold|have)\b|\b(in|of) (my|the|this) wallet\b|\bmy wallet (worth|hold|holds|contain)\b|\bmy (coins|tokens|money|funds|stack)\b|\bwhat have i got\b/

export function asBalances(said: string, words: readonly string[]): Intent | null {
  if (!BALANCES.test(said)) return null
  const meant = words.filter((word) => !CARRIER.has(word))
  const token = names.find(meant, { streams: false, atLeast: 0.75 })
  return { kind: 'balances', token: token?.named.kind === 'token' ? token.named.token : null }
}
