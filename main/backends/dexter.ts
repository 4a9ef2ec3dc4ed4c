import type { Settings } from '../../shared/settings'
import type { Backend } from './backend'
import { grantOf } from './dexter-shape'
import { addressProblem, callJson, type Fetch } from './http-json'

/** Dexter mints at its own API; the session itself runs at OpenAI. */
const DEFAULT_REALTIME = 'wss://api.openai.com/v1/realtime'

interface DexterDeps {
  fetch: Fetch
  settings(): Settings
}

/** The hosted service, as a guest: `POST /realtime/sessions`. */
export function createDexterBackend({ fetch, settings }: DexterDeps): Backend {
  return {
    id: 'dexter',
    note: null,
    async mint() {
      const { model, dexter } = settings()
      const realtime = dexter.realtimeUrl ?? DEFAULT_REALTIME
      const bad = addressProblem(realtime)
      if (bad !== null)
        return { ok: false, problem: { code: 'bad_address', message: bad, retry: 'never', retryAfterMs: null } }
      const reply = await callJson(fetch, {
        method: 'POST',
        url: new URL('/realtime/sessions', dexter.url).href,
        headers: {},
        body: { model, guestProfile: { label: 'Dexter Voice guest' } },
      })
      return reply.ok ? grantOf('dexter', reply.body, realtime, model, new URL(dexter.url).host) : reply
    },
  }
}
