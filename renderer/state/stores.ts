import { type Conversation, createConversation } from './conversation'
import { createLog, type Log } from './log'
import { createSettings, type SettingsStore } from './settings'
import { createStatus, type StatusStore } from './status'

/** All that a window knows, mirrored from main. No store decides anything. */
export interface Stores {
  conversation: Conversation
  status: StatusStore
  settings: SettingsStore
  log: Log
}

/** Creates the empty stores of one window. */
export function createStores(): Stores {
  return { conversation: createConversation(), status: createStatus(), settings: createSettings(), log: createLog() }
}
