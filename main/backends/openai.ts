import { addressProblem, below, openaiAddresses, realtimeAddressProblem } from '../../shared/addresses'
import { t } from '../../shared/i18n'
import { isHeaderValue } from '../../shared/mcp-headers'
import type { McpServer, Settings } from '../../shared/settings'
import { hasHints, transcriptionOf } from '../../shared/transcription'
import { createOfferMemory, offerTranscription } from '../../shared/transcription-offer'
import { type Notice, sayOnce } from '../notice'
import type { Backend, Released, ReleaseSecret } from './backend'
import { callJson, type Fetch, type JsonReply, problem } from './http-json'
import { type McpSource, mcpTools } from './mcp-tools'
import { readMinted } from './minted'
import { openaiSession } from './openai-session'

interface OpenaiDeps {
  fetch: Fetch
  settings(): Settings
  release: ReleaseSecret
  notice: Notice
  /** Words that the trader may say and a transcription does not know by itself: tickers and names, most wanted first. */
  vocabulary?(): readonly string[]
}

/** OpenAI's own API with the trader's key: `POST /v1/realtime/client_secrets` with a full GA session. */
export function createOpenaiBackend({ fetch, settings, release, notice, vocabulary = () => [] }: OpenaiDeps): Backend {
  const once = sayOnce(notice)
  const offers = createOfferMemory()

  /** The server and what opens it; null when it has to be left out, which is said. */
  async function sourceOf(server: McpServer, api: string): Promise<McpSource | null> {
    const cause = causeOf(server.id)
    const leftOut = (why: string) => {
      once.say(cause, 'mcp_left_out', t('backends.mcp.leftOut', { server: server.label, why }))
      return null
    }
    const bad = addressProblem(server.url)
    if (bad !== null) return leftOut(bad)
    try {
      // OpenAI gets it with the session, and takes it to the server.
      const bearer = await release(`mcp:${server.id}`, [api, server.url])
      if (!bearer.ok) return leftOut(bearer.message)
      const headers: Record<string, string> = {}
      for (const name of server.headers) {
        const value = await release(`header:${server.id}:${name}`, [api, server.url])
        if (!value.ok) return leftOut(value.message)
        const given = value.secret?.trim() ?? ''
        if (given === '') return leftOut(t('backends.mcp.noHeader', { header: name }))
        if (!isHeaderValue(given)) return leftOut(t('backends.mcp.badHeader', { header: name }))
        headers[name] = given
      }
      once.gone(cause)
      return { server, bearer: bearer.secret?.trim() || null, headers }
    } catch {
      return leftOut(t('backends.mcp.noKeychain'))
    }
  }

  const wanted = ({ transcriptionModel: model, language, keywords, transcriptionDelay: delay }: Settings) =>
    transcriptionOf({ model, language, keywords: [...keywords, ...vocabulary()], delay })

  return {
    id: 'openai',
    note: null,
    stop: async () => once.retain(() => false),
    async mint() {
      const given = settings()
      const { model, openai, mcpServers } = given
      const enabled = mcpServers.filter((server) => server.enabled)
      once.retain((cause) => cause === 'transcription' || enabled.some(({ id }) => cause === causeOf(id)))
      const { api, realtime } = openaiAddresses(openai)
      const bad = addressProblem(api) ?? realtimeAddressProblem(realtime)
      if (bad !== null) return problem('bad_address', bad, 'never')

      let released: Released
      try {
        released = await release('openai-key', [api, realtime])
      } catch {
        return problem('no_keychain', t('backends.openai.noKeychain'), 'never')
      }
      if (!released.ok) return problem('withheld', released.message, 'never')
      const key = released.secret?.trim()
      if (!key) return problem('no_key', t('backends.openai.noKey'), 'never')

      const sources = await Promise.all(enabled.map((server) => sourceOf(server, api)))
      const tools = mcpTools(
        sources.filter((source) => source !== null),
        'user',
      )
      const { host } = new URL(api)
      const offer = offerTranscription(offers, host, wanted(given))
      const ask = () =>
        callJson(fetch, {
          method: 'POST',
          url: below(api, '/v1/realtime/client_secrets'),
          headers: { authorization: `Bearer ${key}` },
          body: { session: openaiSession(given, offer.current, tools) },
        })
      const first = await ask()
      let reply = first
      let lessened: string | null = null
      // The hints go first, whatever the server says: not all of them say what they mind.
      while (isRefusal(reply) && (offer.concerns(reply.problem) || (offer.current && hasHints(offer.current)))) {
        lessened = offer.lessen()
        if (lessened === null) break
        reply = await ask()
      }
      // It was about something else.
      if (!reply.ok) return first.ok ? reply : first
      offer.settle()
      if (lessened === null) once.gone('transcription')
      else once.say('transcription', 'transcription_lessened', lessened)
      const minted = readMinted(reply.body)
      if (minted === null) return problem('bad_reply', t('backends.badSession', { host }), 'never')
      const url = new URL(realtime)
      url.searchParams.set('model', minted.model ?? model)
      return {
        ok: true,
        grant: {
          backend: 'openai',
          url: url.href,
          secret: minted.secret,
          expiresAt: minted.expiresAt,
          identity: { kind: 'user', label: t('account.secret.name.openaiKey'), wallet: null },
          transcription: offer.current,
        },
      }
    },
  }
}

/** Why a server's tools are left out, for as long as it is told. */
const causeOf = (serverId: string) => `mcp ${serverId}`

/** The request itself is not to the server's liking. */
const isRefusal = (reply: JsonReply): reply is Extract<JsonReply, { ok: false }> =>
  !reply.ok && ['http_400', 'http_422'].includes(reply.problem.code)
