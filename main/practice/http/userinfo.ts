import { z } from 'zod'
import type { Clock } from '../clock'

/** Who a token of an identity provider speaks for. */
export interface Subject {
  sub: string
  email: string | null
}

export interface Userinfo {
  /** The subject of a token; null when the provider does not know it, or can't be asked. Never rejects. */
  subjectOf(token: string): Promise<Subject | null>
}

/** A mint and the wallet list that follows it ask once; a token that was revoked is known not much later. */
const REMEMBERED_MS = 5_000
const LIMIT_MS = 3_000
const MAX_BYTES = 64 * 1024
/** Nobody signs in more often than that within what is remembered. */
const MAX_REMEMBERED = 100

/** UserInfo of OpenID Connect Core 1.0, 5.3.2: `sub` is always there, and the text that it is. */
const Claims = z.object({ sub: z.string().min(1).max(255), email: z.string().min(1).max(255).nullish() })

/** Asks a provider's userinfo endpoint (`url`) whose a token is. */
export function createUserinfo({ url, clock }: { url: string; clock: Pick<Clock, 'now'> }): Userinfo {
  const remembered = new Map<string, { at: number; subject: Promise<Subject | null> }>()

  return {
    subjectOf(token) {
      const now = clock.now()
      for (const [key, { at }] of remembered) if (now - at >= REMEMBERED_MS) remembered.delete(key)
      const known = remembered.get(token)
      if (known) return known.subject
      const subject = ask(url, token).catch(() => null)
      if (remembered.size < MAX_REMEMBERED) remembered.set(token, { at: now, subject })
      // A failure is asked again: the provider may be starting.
      void subject.then((found) => found === null && remembered.delete(token))
      return subject
    },
  }
}

async function ask(url: string, token: string): Promise<Subject | null> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    // The token must not travel on.
    redirect: 'error',
    signal: AbortSignal.timeout(LIMIT_MS),
  })
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    return null
  }
  const parts: Uint8Array[] = []
  let size = 0
  // Leaving the loop ends the request.
  for await (const part of response.body) {
    size += part.byteLength
    if (size > MAX_BYTES) return null
    parts.push(part)
  }
  const claims = Claims.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')))
  return claims.success ? { sub: claims.data.sub, email: claims.data.email ?? null } : null
}
