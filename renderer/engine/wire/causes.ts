import type { ServerEvent } from './server-events'

/** Which server event tells that a client event took effect. */
const EFFECTS: Record<string, ServerEvent['type']> = {
  'session.update': 'session.updated',
  'input_audio_buffer.commit': 'input_audio_buffer.committed',
  'input_audio_buffer.clear': 'input_audio_buffer.cleared',
  'output_audio_buffer.clear': 'output_audio_buffer.cleared',
  'conversation.item.create': 'conversation.item.added',
  'conversation.item.retrieve': 'conversation.item.retrieved',
  'conversation.item.delete': 'conversation.item.deleted',
  'conversation.item.truncate': 'conversation.item.truncated',
  'response.create': 'response.created',
}

/** More than this are never under way; a server that acknowledges nothing must not fill memory. */
const MAX_WAITING = 200

/**
 * Ties what the server says to the client event that caused it: by the item that both name, else by the order, since the
 * server works client events off one by one.
 */
export function createCauses() {
  let waiting: { effect: ServerEvent['type']; itemId: string | null; eventId: string }[] = []

  return {
    sent(type: string, eventId: string, itemId: string | null) {
      const effect = EFFECTS[type]
      if (effect === undefined) return
      if (waiting.length >= MAX_WAITING) waiting.shift()
      waiting.push({ effect, itemId, eventId })
    },
    /** The `event_id` of the client event that this one answers; null when it answers none. */
    of(event: ServerEvent): string | null {
      if (event.type === 'error') {
        const id = event.error.event_id ?? null
        if (id !== null) waiting = waiting.filter((it) => it.eventId !== id)
        return id
      }
      if (waiting.length === 0) return null
      const itemId = 'item' in event ? event.item.id : 'item_id' in event ? event.item_id : null
      const at = waiting.findIndex((it) => it.effect === event.type && (it.itemId === null || it.itemId === itemId))
      return at < 0 ? null : (waiting.splice(at, 1)[0]?.eventId ?? null)
    },
  }
}
