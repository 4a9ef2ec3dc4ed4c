import { z } from 'zod'
import type { Behaviour } from '../behaviour'
import type { Identities, Identity } from '../identity'
import { type Grant, GUEST_INSTRUCTIONS, type Mint } from '../mint'
import type { Exchange } from './exchange'
import { mintedSession } from './minted-session'
import type { Userinfo } from './userinfo'

const MintRequest = z.looseObject({
  model: z.string().nullish(),
  voice: z.string().nullish(),
  supabaseAccessToken: z.string().nullish(),
  guestProfile: z.looseObject({ label: z.string().nullish(), instructions: z.string().nullish() }).nullish(),
  /** The practice backend's own word: mint for the paper trader. */
  practiceUser: z.boolean().nullish(),
  /** Its own word, too: the client answers the function `recent_trades`. Dexter mints its own tools and no others. */
  recentTrades: z.boolean().nullish(),
  /** The same of the functions about price alerts. */
  priceAlerts: z.boolean().nullish(),
})

export interface DexterFace {
  /** `GET /session`, `POST /realtime/sessions` */
  mint(call: Exchange): Promise<void>
  /** `DELETE /realtime/sessions/:id` */
  end(call: Exchange, sessionId: string): Promise<void>
  /** `GET /api/wallets/resolver` */
  resolver(call: Exchange): Promise<void>
  /** `GET /wallets/active` */
  activeWallet(call: Exchange): Promise<void>
}

export interface DexterFaceOptions {
  identities: Identities
  mint: Mint
  bearer: string
  /** 'open': anyone on this machine may be a guest; 'bearer': even guests must bring the server's bearer. */
  guestMint: 'bearer' | 'open'
  behaviour: Pick<Behaviour, 'dialect'>
  /** Knows tokens that this server did not issue; null: it knows its own alone. */
  userinfo: Userinfo | null
}

/** Dexter's own HTTP shapes: mints for guests and users, and the wallets behind them. */
export function createDexterFace({
  identities,
  mint,
  bearer,
  guestMint,
  behaviour,
  userinfo,
}: DexterFaceOptions): DexterFace {
  /** Whose an access token is: of this server, or of the identity provider that it was told of. */
  const byToken = async (token: string): Promise<Identity | null> => {
    const own = identities.byAccessToken(token)
    if (own !== null || userinfo === null) return own
    const subject = await userinfo.subjectOf(token)
    return subject === null ? null : identities.subject(subject.sub, subject.email)
  }

  /** Who a request speaks for: the server's bearer is the trader's. */
  const signedIn = async (call: Exchange): Promise<Identity | null> => {
    if (call.bearer === null) return null
    return call.bearer === bearer ? identities.trader() : byToken(call.bearer)
  }

  return {
    async mint(call) {
      const request = MintRequest.safeParse((await call.body()) ?? {})
      if (!request.success) return call.json(400, { error: 'Invalid request' })
      const { model, voice, supabaseAccessToken, guestProfile, practiceUser, recentTrades, priceAlerts } = request.data
      const trusted = call.bearer === bearer
      // As Dexter does, a bad or expired token becomes a guest without a word; the client must compare.
      const token = supabaseAccessToken ?? (trusted ? null : call.bearer)
      const user = (token ? await byToken(token) : null) ?? (trusted && practiceUser ? identities.trader() : null)
      if (!user && guestMint === 'bearer' && !trusted) return call.json(401, { error: 'Sign-in required' })
      const identity = user ?? identities.guest()
      const grant = mint.forIdentity(identity, {
        model: model ?? undefined,
        voice: voice ?? undefined,
        recentTrades: recentTrades ?? undefined,
        priceAlerts: priceAlerts ?? undefined,
      })
      call.json(200, {
        ...mintedSession(grant, behaviour.dialect),
        dexter_session: aboutSession(identity, grant, guestProfile?.label ?? identity.wallet.label),
      })
    },
    async end(call, sessionId) {
      if ((await signedIn(call)) === null && guestMint === 'bearer')
        return call.json(401, { error: 'Sign-in required' })
      if (mint.revoke(sessionId)) call.json(200, { ok: true })
      else call.json(404, { ok: false, error: 'session_not_found' })
    },
    async resolver(call) {
      const identity = await signedIn(call)
      if (identity?.kind !== 'user') return call.json(401, { ok: false, error: 'authentication_required' })
      call.json(200, {
        ok: true,
        user: { id: identity.id },
        wallets: identity.wallets.map((wallet) => ({
          publicKey: wallet.address,
          label: wallet.label,
          status: 'active',
          metadata: { practice: true },
          isDefault: wallet.isDefault,
          permissions: { trade: true, view: true },
        })),
      })
    },
    async activeWallet(call) {
      const identity = await signedIn(call)
      if (identity?.kind !== 'user') return call.json(404, { ok: false, error: 'wallet_unavailable' })
      const { wallet } = identity
      call.json(200, {
        ok: true,
        wallet: { public_key: wallet.address, label: wallet.label },
        mcp_jwt: identities.issueMcpToken(identity),
      })
    },
  }
}

function aboutSession(identity: Identity, grant: Grant, guestLabel: string): Record<string, unknown> {
  const isUser = identity.kind === 'user'
  return {
    type: identity.kind,
    user: isUser ? { id: identity.id, email: identity.email } : null,
    guest_profile: isUser ? null : { label: guestLabel, instructions: GUEST_INSTRUCTIONS },
    wallet: { public_key: identity.wallet.address, label: identity.wallet.label },
    guest: isUser ? null : { session_id: grant.sessionId },
    prompt_profile: null,
  }
}
