import type { RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import type { Settings } from '../../shared/settings'
import type { Backend } from './backend'
import { addressProblem, callJson, type Fetch } from './http-json'

interface OpenaiDeps {
  fetch: Fetch
  settings(): Settings
  /** The trader's API key; null when there is none. */
  key(): Promise<string | null>
}

const MintReply = z.object({ value: z.string().min(1), expires_at: z.number() })

const INSTRUCTIONS =
  'You are Dexter Voice, a market assistant for traders. Be concise: two or three spoken sentences. Take every figure from a tool result and say how old it is when it is older than a minute. Never claim an order or a superlative that the data does not show.'

/** OpenAI's own API with the trader's key: `POST /v1/realtime/client_secrets` with a full GA session. */
export function createOpenaiBackend({ fetch, settings, key }: OpenaiDeps): Backend {
  return {
    id: 'openai',
    note: null,
    async mint() {
      const { model, voice, transcriptionModel, openai } = settings()
      const secret = await key()
      if (secret === null) {
        return {
          ok: false,
          problem: {
            code: 'no_key',
            message: 'Enter your OpenAI key in Settings to use this backend.',
            retry: 'never',
            retryAfterMs: null,
          },
        }
      }
      const session = {
        type: 'realtime',
        model,
        instructions: INSTRUCTIONS,
        output_modalities: ['audio'],
        audio: {
          input: {
            format: { type: 'audio/pcm', rate: 24_000 },
            noise_reduction: { type: 'near_field' },
            transcription: { model: transcriptionModel },
            turn_detection: null,
          },
          output: { format: { type: 'audio/pcm', rate: 24_000 }, voice },
        },
      } satisfies RealtimeSessionCreateRequest
      const reply = await callJson(fetch, {
        method: 'POST',
        url: new URL('/v1/realtime/client_secrets', openai.url).href,
        headers: { authorization: `Bearer ${secret}` },
        body: { session },
      })
      if (!reply.ok) return reply
      const parsed = MintReply.safeParse(reply.body)
      const host = new URL(openai.url).host
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
      const address = openai.realtimeUrl ?? new URL('/v1/realtime', openai.url).href.replace(/^http/, 'ws')
      const bad = addressProblem(address)
      if (bad !== null)
        return { ok: false, problem: { code: 'bad_address', message: bad, retry: 'never', retryAfterMs: null } }
      const realtime = new URL(address)
      realtime.searchParams.set('model', model)
      return {
        ok: true,
        grant: {
          backend: 'openai',
          url: realtime.href,
          secret: parsed.data.value,
          expiresAt: parsed.data.expires_at === 0 ? null : parsed.data.expires_at * 1000,
          identity: { kind: 'user', label: 'OpenAI key', wallet: null },
        },
      }
    },
  }
}
