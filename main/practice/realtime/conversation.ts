import type {
  RealtimeConversationItemAssistantMessage,
  RealtimeConversationItemFunctionCall,
  RealtimeConversationItemFunctionCallOutput,
  RealtimeConversationItemSystemMessage,
  RealtimeConversationItemUserMessage,
  RealtimeMcpApprovalRequest,
  RealtimeMcpApprovalResponse,
  RealtimeMcpListTools,
  RealtimeMcpToolCall,
} from 'openai/resources/realtime/realtime'
import type { Heard } from '../speech/heard'

/** An item as the server keeps it: always with an id. */
export type Item = (
  | RealtimeConversationItemUserMessage
  | RealtimeConversationItemSystemMessage
  | RealtimeConversationItemAssistantMessage
  | RealtimeConversationItemFunctionCall
  | RealtimeConversationItemFunctionCallOutput
  | RealtimeMcpListTools
  | RealtimeMcpToolCall
  | RealtimeMcpApprovalRequest
  | RealtimeMcpApprovalResponse
) & { id: string; object?: 'realtime.item' }

export interface Kept {
  item: Item
  /** What the user said, for items with audio: known when recognition is done. */
  heard?: Promise<Heard>
  /** Length of the item's audio, the user's or the assistant's. */
  audioMs: number
  /** Cut by the client: its words are gone for good. */
  truncated?: boolean
  /** A call whose outcome is still open. */
  running?: boolean
  /** What a call answered: the model knows it, while the item itself may show it later. */
  result?: string
}

/** The items of a conversation in order. */
export interface Conversation {
  readonly id: string
  all(): readonly Kept[]
  get(id: string): Kept | undefined
  lastId(): string | null
  /** Inserts after `after` (undefined: at the end, null: at the beginning); answers the id of the item before it. */
  insert(kept: Kept, after?: string | null): string | null
  remove(id: string): boolean
}

export function createConversation(id: string): Conversation {
  let items: Kept[] = []
  return {
    id,
    all: () => items,
    get: (itemId) => items.find((kept) => kept.item.id === itemId),
    lastId: () => items.at(-1)?.item.id ?? null,
    insert(kept, after) {
      const at =
        after === undefined
          ? items.length
          : after === null
            ? 0
            : items.findIndex((other) => other.item.id === after) + 1
      items.splice(at, 0, kept)
      return items[at - 1]?.item.id ?? null
    },
    remove(itemId) {
      const before = items.length
      items = items.filter((kept) => kept.item.id !== itemId)
      return items.length < before
    },
  }
}
