import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import type { Behaviour } from '../behaviour'
import type { Clock } from '../clock'
import type { Evidence } from '../evidence'
import type { Faults } from '../faults'
import type { Speech } from '../speech/speech'
import type { Conversation } from './conversation'
import type { SessionConfig, ShownSession } from './session-config'

type WithoutId<Event> = Event extends unknown ? Omit<Event, 'event_id'> : never
type SessionEvent = 'session.created' | 'session.updated'
/** What the session says, in GA: the one dialect that is spoken inside. */
export type Outgoing =
  | WithoutId<Exclude<RealtimeServerEvent, { type: SessionEvent }>>
  | { type: SessionEvent; session: ShownSession }

/** What the parts of one realtime session share. */
export interface SessionCore {
  readonly sessionId: string
  send(event: Outgoing): void
  /** The line goes dead without a word; what is under way on the server goes on. */
  cut(): void
  readonly conversation: Conversation
  config(): SessionConfig
  readonly speech: Speech
  readonly clock: Clock
  readonly behaviour: Behaviour
  readonly faults: Faults
  readonly evidence: Pick<Evidence, 'heard'>
}
