import type { Behaviour } from '../behaviour'
import type { Grant } from '../mint'
import { DEFAULT_TEMPERATURE } from '../realtime/dialect/beta'
import { betaSession } from '../realtime/dialect/beta-session'
import { showSession } from '../realtime/session-config'

/**
 * A granted session with its secret inside, in the dialect in which it will be spoken. Its `expires_at: 0` means
 * unknown: the session's own clock starts when it is opened.
 */
export function mintedSession(grant: Grant, dialect: Behaviour['dialect']): Record<string, unknown> {
  const session = showSession(grant.config, grant.sessionId, 0)
  return {
    ...(dialect === 'beta' ? betaSession(session, DEFAULT_TEMPERATURE) : session),
    client_secret: { value: grant.secret, expires_at: grant.expiresAt },
  }
}
