import { isDeepStrictEqual } from 'node:util'
import { redact } from '../../../shared/redact'
import type { Cases, InnocentCase, SecretCase } from './case'

/** A secret that stays readable, or an innocent that does not: in which place, and what was made of it. */
export interface Miss {
  stands: unknown
  became: unknown
}

export interface Score {
  kind: string
  places: number
  misses: Miss[]
}

/** How each kind fares, in every place in which it stands. */
export const scoreOf = ({ secrets, innocents }: Cases) => ({
  secrets: secrets.map(scoreSecret),
  innocents: innocents.map(scoreInnocent),
})

/** From this length a half of a secret is worth having, too. */
const LONG = 16

function scoreSecret({ kind, secrets, stands }: SecretCase): Score {
  const parts = secrets.flatMap((secret) => {
    const middle = secret.length >> 1
    return secret.length < LONG ? [secret] : [secret.slice(0, middle), secret.slice(middle)]
  })
  const misses = stands.flatMap((value) => {
    const became = redact(value)
    const text = typeof became === 'string' ? became : JSON.stringify(became)
    return parts.some((part) => text.includes(part)) ? [{ stands: value, became }] : []
  })
  return { kind, places: stands.length, misses }
}

function scoreInnocent({ kind, stands }: InnocentCase): Score {
  const misses = stands.flatMap((value) => {
    const became = redact(value)
    return isDeepStrictEqual(became, value) ? [] : [{ stands: value, became }]
  })
  return { kind, places: stands.length, misses }
}
