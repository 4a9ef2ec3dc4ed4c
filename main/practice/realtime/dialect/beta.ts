import { z } from 'zod'
import type { Outgoing } from '../core'
import { betaItem, gaItem } from './beta-item'
import { betaResponse, betaSession, betaTerms, gaResponse, gaSession } from './beta-session'
import type { Rim, WireEvent } from './rim'

const BETA_NAME: Partial<Record<Outgoing['type'], string>> = {
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
  'response.output_text.delta': 'response.text.delta',
  'response.output_text.done': 'response.text.done',
}

/** The client events that differ; `session`, `item` and `response` are parsed further in. */
const Differing = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('session.update'), session: z.unknown() }),
  z.looseObject({ type: z.literal('conversation.item.create'), item: z.unknown() }),
  z.looseObject({ type: z.literal('response.create'), response: z.unknown().optional() }),
])

/** GA no longer has a temperature; beta echoes the one that was set. */
export const DEFAULT_TEMPERATURE = 0.8

/** Between a client that speaks beta and the session, which speaks GA. */
export function createBetaRim(): Rim {
  let temperature = DEFAULT_TEMPERATURE
  /** In force once the update it came with is accepted. */
  let asked = temperature

  function outgoing(event: Outgoing): WireEvent | null {
    switch (event.type) {
      case 'session.updated':
        temperature = asked
        return { ...event, session: betaSession(event.session, temperature) }
      case 'session.created':
        return { ...event, session: betaSession(event.session, temperature) }
      case 'conversation.item.added':
        return { ...event, type: 'conversation.item.created', item: betaItem(event.item) }
      case 'conversation.item.done':
        // Beta tells an item once, when it is created; how it ended is in response.output_item.done.
        return null
      case 'conversation.item.retrieved':
      case 'response.output_item.added':
      case 'response.output_item.done':
        return { ...event, item: betaItem(event.item) }
      case 'response.created':
      case 'response.done':
        return { ...event, response: betaResponse(event.response, temperature) }
      case 'error': {
        const { code, message, param } = event.error
        // A field that beta does not know was named by the client itself, and may well be GA's name for another.
        if (code === 'unknown_parameter' && param?.split('.').length === 2) return { ...event }
        return { ...event, error: { ...event.error, message: betaTerms(message), param: param && betaTerms(param) } }
      }
      default:
        return { ...event, type: BETA_NAME[event.type] ?? event.type }
    }
  }

  return {
    incoming(value) {
      const differing = Differing.safeParse(value)
      if (!differing.success) return value
      const event = differing.data
      switch (event.type) {
        case 'session.update': {
          const update = gaSession(event.session)
          asked = update.temperature ?? temperature
          return { ...event, session: update.session }
        }
        case 'conversation.item.create':
          return { ...event, item: gaItem(event.item, 'item') }
        case 'response.create': {
          const { response, input } = gaResponse(event.response ?? {})
          const items = input?.map((item, index) => gaItem(item, `response.input[${index}]`))
          return { ...event, response: { ...response, ...(items ? { input: items } : {}) } }
        }
        default:
          return event satisfies never
      }
    },
    outgoing,
  }
}
