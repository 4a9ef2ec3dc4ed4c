import { z } from 'zod'
import { TranscriptionSchema } from './transcription'

export const BackendIdSchema = z.enum(['practice', 'openai', 'dexter'])
export type BackendId = z.infer<typeof BackendIdSchema>

export const WalletSchema = z.object({ address: z.string(), label: z.string().nullable() })

export type Wallet = z.infer<typeof WalletSchema>

export const IdentitySchema = z.object({
  kind: z.enum(['guest', 'user']),
  label: z.string(),
  wallet: WalletSchema.nullable(),
})
export type Identity = z.infer<typeof IdentitySchema>

/**
 * The only secret that crosses the bridge: a short-lived right to open realtime sessions.
 * `expiresAt` is epoch milliseconds; null means unknown (a mint reply's `expires_at: 0` is unknown, not expired).
 */
export const SessionGrantSchema = z.object({
  backend: BackendIdSchema,
  /** WebSocket address including `?model=`. */
  url: z.string(),
  /** The `ek_` secret, sent as subprotocol `openai-insecure-api-key.<secret>`. */
  secret: z.string(),
  expiresAt: z.number().nullable(),
  identity: IdentitySchema,
  /**
   * The session's transcription as it was minted, which the one update repeats whole; null or missing where the update is
   * to leave it alone.
   */
  transcription: TranscriptionSchema.nullish(),
})
export type SessionGrant = z.infer<typeof SessionGrantSchema>

/** What a failed mint tells the trader, and whether trying again can help. */
export const GrantProblemSchema = z.object({
  code: z.string(),
  /** One plain sentence, free of secrets. */
  message: z.string(),
  retry: z.enum(['now', 'later', 'never']),
  retryAfterMs: z.number().nullable(),
})
export type GrantProblem = z.infer<typeof GrantProblemSchema>

export const GrantReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), grant: SessionGrantSchema }),
  z.object({ ok: z.literal(false), problem: GrantProblemSchema }),
])
export type GrantReply = z.infer<typeof GrantReplySchema>
