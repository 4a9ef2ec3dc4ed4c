import { z } from 'zod'
import type { Mint } from '../mint'
import { ProtocolError, parseWith } from '../realtime/protocol-error'
import { parseSession, showSession } from '../realtime/session-config'
import type { Exchange } from './exchange'

const Request = z.strictObject({
  expires_after: z
    .strictObject({
      anchor: z.literal('created_at').default('created_at'),
      seconds: z.number().int().min(10).max(7200).default(600),
    })
    .optional(),
  session: z.unknown().optional(),
})

/** `POST /v1/realtime/client_secrets` as OpenAI serves it; the server's bearer plays the API key. */
export async function clientSecrets(call: Exchange, mint: Mint, apiKey: string): Promise<void> {
  if (call.bearer !== apiKey) {
    return openAiError(call, 401, new ProtocolError('invalid_api_key', 'Incorrect API key provided.'))
  }
  try {
    const { expires_after, session } = parseWith(Request, (await call.body()) ?? {}, '')
    const fields = parseSession(session ?? { type: 'realtime' })
    const grant = mint.forSession(fields, expires_after?.seconds)
    // `expires_at: 0` in the session means unknown: its own clock starts when it is opened.
    call.json(200, {
      value: grant.secret,
      expires_at: grant.expiresAt,
      session: showSession(grant.config, grant.sessionId, 0),
    })
  } catch (error) {
    if (error instanceof ProtocolError) return openAiError(call, 400, error)
    throw error
  }
}

export function openAiError(call: Exchange, status: number, error: ProtocolError): void {
  call.json(status, { error: { message: error.message, type: error.type, param: error.param, code: error.code } })
}
