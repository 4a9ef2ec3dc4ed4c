import type { GrantReply } from '../../shared/grant'
import { grantOf } from './dexter-shape'
import { callJson, type Fetch } from './http-json'

/** Where the practice backend listens, and what opens its mints: new at each start. */
export interface PracticeEndpoint {
  baseUrl: string
  realtimeUrl: string
  bearer: string
}

/** It hears by a model of its own, whatever it is asked for. */
const ITS_OWN = { model: 'practice', language: null, keywords: [], delay: null }

/**
 * A session for the paper trader: `POST /realtime/sessions`, in Dexter's shape. Its model may
 * call those functions of the app that are `offered`. Never rejects.
 */
export async function mintPractice(
  fetch: Fetch,
  { baseUrl, realtimeUrl, bearer }: PracticeEndpoint,
  offered: { recentTrades: boolean; priceAlerts: boolean },
): Promise<GrantReply> {
  const reply = await callJson(fetch, {
    method: 'POST',
    url: `${baseUrl}/realtime/sessions`,
    headers: { authorization: `Bearer ${bearer}` },
    body: { practiceUser: true, ...offered },
  })
  const host = new URL(baseUrl).host
  if (!reply.ok) return reply
  return grantOf({
    backend: 'practice',
    body: reply.body,
    realtimeUrl,
    model: 'practice',
    transcription: ITS_OWN,
    host,
  })
}
