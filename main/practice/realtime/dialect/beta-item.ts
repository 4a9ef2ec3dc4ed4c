import type { ConversationItem } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import { ProtocolError } from '../protocol-error'

/** Items differ in one thing: what the assistant said is `text` and `audio` in beta, `output_text` and `output_audio` in GA. */

const AssistantMessage = z.looseObject({
  type: z.literal('message'),
  role: z.literal('assistant'),
  content: z.array(z.looseObject({ type: z.string() })),
})

/** An item that a client creates, in GA; what is no assistant's message is left to GA's own schema. Throws ProtocolError. */
export function gaItem(value: unknown, path: string): unknown {
  const message = AssistantMessage.safeParse(value)
  if (!message.success) return value
  return {
    ...message.data,
    content: message.data.content.map((part, index) => {
      if (part.type === 'text') return { ...part, type: 'output_text' }
      const param = `${path}.content[${index}].type`
      throw new ProtocolError('invalid_value', `Invalid value: '${part.type}'. Supported values are: 'text'.`, param)
    }),
  }
}

const BETA_PART: Record<string, string> = { output_text: 'text', output_audio: 'audio' }

export function betaItem(item: ConversationItem): unknown {
  if (item.type !== 'message' || item.role !== 'assistant') return item
  return {
    ...item,
    content: item.content.map((part) => ({ ...part, type: BETA_PART[part.type ?? ''] ?? part.type })),
  }
}
