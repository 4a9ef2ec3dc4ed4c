import { z } from 'zod'

const Secret = z.object({
  /** It becomes a WebSocket subprotocol: a token of RFC 9110, 5.6.2, and of sane length. */
  value: z.string().regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,4096}$/),
  /** Epoch seconds; 0 means unknown. */
  expires_at: z.number().nullish(),
})
/** Beta and Dexter: a session with its secret inside. */
const SessionWithSecret = z.looseObject({ client_secret: Secret })
/** GA: the secret on top, the session below. */
const SecretWithSession = Secret.extend({ session: z.unknown() })
const Model = z.object({ model: z.string().min(1).max(200) })

/** Later than this (the year 5138) is no time in seconds. */
export const LATEST_SECONDS = 1e11

export interface Minted {
  secret: string
  /** Epoch milliseconds; null when it is not known. */
  expiresAt: number | null
  /** As the session says; null when it does not. */
  model: string | null
  session: unknown
}

/** What a mint's reply gives, in either of its two shapes; null when it is neither. */
export function readMinted(body: unknown): Minted | null {
  const older = SessionWithSecret.safeParse(body)
  if (older.success) return minted(older.data.client_secret, older.data)
  const newer = SecretWithSession.safeParse(body)
  return newer.success ? minted(newer.data, newer.data.session) : null
}

function minted({ value, expires_at: ends }: z.infer<typeof Secret>, session: unknown): Minted {
  const model = Model.safeParse(session)
  return {
    secret: value,
    expiresAt: ends && ends > 0 && ends < LATEST_SECONDS ? ends * 1000 : null,
    model: model.success ? model.data.model : null,
    session,
  }
}
