import type { Outgoing } from '../core'

/** An event as it goes over the wire, in whatever dialect. */
export type WireEvent = { type: string } & Record<string, unknown>

/** Where a realtime session meets the wire: inside, GA alone is spoken. One rim per session. */
export interface Rim {
  /** What a client sent, in GA. Throws ProtocolError, in the client's own terms, for what its dialect does not have. */
  incoming(value: unknown): unknown
  /** A server event as the client reads it; null when its dialect has none for it. */
  outgoing(event: Outgoing): WireEvent | null
}
