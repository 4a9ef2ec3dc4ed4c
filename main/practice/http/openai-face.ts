import { z } from 'zod'
import type { Behaviour } from '../behaviour'
import type { Mint } from '../mint'
import { gaSession } from '../realtime/dialect/beta-session'
import { ProtocolError, parseWith } from '../realtime/protocol-error'
import { parseSession, showSession } from '../realtime/session-config'
import type { Exchange } from './exchange'
import { mintedSession } from './minted-session'

const Request = z.strictObject({
  expires_after: z
    .strictObject({
      anchor: z.literal('created_at').default('created_at'),
      seconds: z.number().int().min(10).max(7200).default(600),
    })
    .optional(),
  session: z.unknown().optional(),
})

export interface OpenAiFace {
  /** `POST /v1/realtime/client_secrets`, GA's mint. On a beta server it answers in beta's shape. */
  clientSecrets(call: Exchange): Promise<void>
  /** `POST /v1/realtime/sessions`, beta's mint. A GA server no longer has it. */
  sessions(call: Exchange): Promise<void>
}

export interface OpenAiFaceOptions {
  mint: Mint
  apiKey: string
  behaviour: Pick<Behaviour, 'dialect'>
}

/** The mints as OpenAI serves them. */
export function createOpenAiFace({ mint, apiKey, behaviour: { dialect } }: OpenAiFaceOptions): OpenAiFace {
  async function withKey(call: Exchange, answer: () => Promise<Record<string, unknown>>): Promise<void> {
    if (call.bearer !== apiKey)
      return openAiError(call, 401, new ProtocolError('invalid_api_key', 'Incorrect API key provided.'))
    try {
      call.json(200, await answer())
    } catch (error) {
      if (error instanceof ProtocolError) return openAiError(call, 400, error)
      throw error
    }
  }

  return {
    clientSecrets: (call) =>
      withKey(call, async () => {
        const { expires_after, session } = parseWith(Request, (await call.body()) ?? {}, '')
        const grant = mint.forSession(parseSession(session ?? { type: 'realtime' }), expires_after?.seconds)
        if (dialect === 'beta') return mintedSession(grant, dialect)
        // `expires_at: 0` in the session means unknown: its own clock starts when it is opened.
        return {
          value: grant.secret,
          expires_at: grant.expiresAt,
          session: showSession(grant.config, grant.sessionId, 0),
        }
      }),
    async sessions(call) {
      if (dialect !== 'beta') return call.json(404, { error: 'Not found' })
      await withKey(call, async () => {
        const { session } = gaSession((await call.body()) ?? {})
        return mintedSession(mint.forSession(parseSession(session)), dialect)
      })
    },
  }
}

export function openAiError(call: Exchange, status: number, error: ProtocolError): void {
  call.json(status, { error: { message: error.message, type: error.type, param: error.param, code: error.code } })
}
