import { z } from 'zod'
import type { BackendId, GrantReply } from '../../shared/grant'

/** A session as Dexter mints it, reduced to what is used. The practice backend mints the same shape. */
const DexterSession = z.object({
  model: z.string().nullish(),
  client_secret: z.object({ value: z.string().min(1), expires_at: z.number().nullish() }),
  dexter_session: z
    .object({
      type: z.enum(['guest', 'user']),
      user: z.object({ id: z.string(), email: z.string().nullish() }).nullish(),
      guest_profile: z.object({ label: z.string().nullish() }).nullish(),
      wallet: z.object({ public_key: z.string(), label: z.string().nullish() }).nullish(),
    })
    .nullish(),
})

/** Makes a grant of a minted session; `realtimeUrl` is the WebSocket address without a model. */
export function grantOf(
  backend: BackendId,
  body: unknown,
  realtimeUrl: string,
  fallbackModel: string,
  host: string,
): GrantReply {
  const parsed = DexterSession.safeParse(body)
  if (!parsed.success) {
    return {
      ok: false,
      problem: {
        code: 'bad_reply',
        message: `${host} sent a session of an unknown shape.`,
        retry: 'never',
        retryAfterMs: null,
      },
    }
  }
  const { client_secret: secret, dexter_session: dexter, model } = parsed.data
  const url = new URL(realtimeUrl)
  url.searchParams.set('model', model ?? fallbackModel)
  const kind = dexter?.type ?? 'guest'
  const label = kind === 'user' ? (dexter?.user?.email ?? 'Signed in') : (dexter?.guest_profile?.label ?? 'Guest')
  return {
    ok: true,
    grant: {
      backend,
      url: url.href,
      secret: secret.value,
      // 0 means unknown, not expired.
      expiresAt: secret.expires_at ? secret.expires_at * 1000 : null,
      identity: {
        kind,
        label,
        wallet: dexter?.wallet ? { address: dexter.wallet.public_key, label: dexter.wallet.label ?? null } : null,
      },
    },
  }
}
