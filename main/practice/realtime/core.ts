import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import type { Behaviour } from '../behaviour'
import type { Clock } from '../clock'
import type { Speech } from '../speech/speech'
import type { Conversation } from './conversation'
import type { SessionConfig } from './session-config'

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'event_id'> : never
export type Outgoing = WithoutId<RealtimeServerEvent>

/** What the parts of one realtime session share. */
export interface SessionCore {
  send(event: Outgoing): void
  readonly conversation: Conversation
  config(): SessionConfig
  readonly speech: Speech
  readonly clock: Clock
  readonly behaviour: Behaviour
}
