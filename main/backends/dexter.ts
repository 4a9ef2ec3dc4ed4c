import {
  addressProblem,
  type BackendAddresses,
  below,
  dexterAddresses,
  realtimeAddressProblem,
} from '../../shared/addresses'
import type { GrantReply } from '../../shared/grant'
import { t } from '../../shared/i18n'
import type { Settings } from '../../shared/settings'
import { type Notice, sayOnce } from '../notice'
import type { AccountAccess, Backend } from './backend'
import { grantOf } from './dexter-shape'
import { fetchWallets } from './dexter-wallets'
import { type Call, callJson, type Fetch, type JsonReply, problem } from './http-json'

interface DexterDeps {
  fetch: Fetch
  settings(): Settings
  account: AccountAccess
  notice: Notice
  /** Words that the trader may say, as for OpenAI's own session. */
  vocabulary?(): readonly string[]
}

/** Dexter's API mints by `POST /realtime/sessions`; its web app by `GET /session`. */
type Route = 'api' | 'app'

/**
 * The hosted service, for whoever is signed in, else for a guest. A session that was asked for as a user and comes back
 * as a guest's is never passed on silently: Dexter answers a token it does not like that way.
 */
export function createDexterBackend({ fetch, settings, account, notice, vocabulary = () => [] }: DexterDeps): Backend {
  /** Which of the two routes an address has. */
  const routes = new Map<string, Route>()
  const once = sayOnce(notice)

  /** The reply of the first route that is there; the one that was there before comes first. */
  async function open(token: string | null, api: string): Promise<JsonReply> {
    const { model, voice } = settings()
    const calls: Record<Route, Call> = {
      api: {
        method: 'POST',
        url: below(api, '/realtime/sessions'),
        headers: {},
        body: {
          model,
          voice,
          ...(token === null ? { guestProfile: { label: 'Dexter Voice guest' } } : { supabaseAccessToken: token }),
        },
      },
      app: {
        method: 'GET',
        url: below(api, '/session'),
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
      },
    }
    const order: readonly [Route, Route] = routes.get(api) === 'app' ? ['app', 'api'] : ['api', 'app']
    const first = await callJson(fetch, calls[order[0]])
    if (!isMissing(first)) return first
    const second = await callJson(fetch, calls[order[1]])
    if (second.ok) routes.set(api, order[1])
    // Neither is there: what the usual route said is the better advice.
    return isMissing(second) ? first : second
  }

  async function session(token: string | null, { api, realtime }: BackendAddresses): Promise<GrantReply> {
    const reply = await open(token, api)
    if (!reply.ok) return reply
    const { model, transcriptionModel, language, keywords, transcriptionDelay: delay } = settings()
    const { host } = new URL(api)
    const granted = grantOf({
      backend: 'dexter',
      body: reply.body,
      realtimeUrl: realtime,
      model,
      transcription: { model: transcriptionModel, language, keywords: [...keywords, ...vocabulary()], delay },
      host,
    })
    if (!granted.ok || token !== null) return granted
    // Who has not signed in is a guest, whatever the service makes of it.
    return { ok: true, grant: { ...granted.grant, identity: { ...granted.grant.identity, kind: 'guest' } } }
  }

  /** A guest's grant that says why it is one. */
  function downgraded(reply: GrantReply, cause: string, text: string): GrantReply {
    if (!reply.ok) return reply
    once.say(cause, 'downgraded', text)
    const identity = { ...reply.grant.identity, kind: 'guest' as const, label: t('account.identity.notAccepted') }
    return { ok: true, grant: { ...reply.grant, identity } }
  }

  async function mintAs(token: string, addresses: BackendAddresses): Promise<GrantReply> {
    const { host } = new URL(addresses.api)
    const causes = { refused: `refused ${host}`, ended: `ended ${host}` }
    const isAsked = (reply: GrantReply) => reply.ok && reply.grant.identity.kind === 'user'
    const isRenewable = (reply: GrantReply) => (reply.ok ? !isAsked(reply) : reply.problem.code === 'unauthorized')

    let reply = await session(token, addresses)
    if (isRenewable(reply)) {
      const renewed = await account.renew(addresses)
      if (!renewed.ok) return renewed
      if (renewed.token === null) {
        const text = t('backends.signInEnded', { host })
        return downgraded(reply.ok ? reply : await session(null, addresses), causes.ended, text)
      }
      reply = await session(renewed.token, addresses)
    }
    if (isAsked(reply)) {
      once.gone(causes.refused)
      once.gone(causes.ended)
      return reply
    }
    const text = t('backends.signInRefused', { host })
    return downgraded(reply, causes.refused, text)
  }

  // Addresses are read once per call: the token is had for them, and settings may change while it is waited for.
  return {
    id: 'dexter',
    note: null,
    stop: async () => once.retain(() => false),
    async mint() {
      const addresses = dexterAddresses(settings().dexter)
      const bad = addressProblem(addresses.api) ?? realtimeAddressProblem(addresses.realtime)
      if (bad !== null) return problem('bad_address', bad, 'never')
      const access = await account.accessToken(addresses)
      if (!access.ok) return access
      return access.token === null ? session(null, addresses) : mintAs(access.token, addresses)
    },
    async wallets() {
      const addresses = dexterAddresses(settings().dexter)
      const bad = addressProblem(addresses.api)
      if (bad !== null) return problem('bad_address', bad, 'never')
      const access = await account.accessToken(addresses)
      if (!access.ok) return access
      if (access.token === null) return signedOut()
      const reply = await fetchWallets(fetch, addresses.api, access.token)
      if (reply.ok || reply.problem.code !== 'unauthorized') return reply
      const renewed = await account.renew(addresses)
      if (!renewed.ok) return renewed
      return renewed.token === null ? signedOut() : fetchWallets(fetch, addresses.api, renewed.token)
    },
  }
}

const signedOut = () => problem('signed_out', t('wallets.signInToSee'), 'never')

const isMissing = (reply: JsonReply) => !reply.ok && ['not_found', 'http_405'].includes(reply.problem.code)
