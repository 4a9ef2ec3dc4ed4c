import { z } from 'zod'

/**
 * One row of the session log. `direction`: `out` is the client's (▲), `in` the server's (▼), `app` what happened here.
 * `data` is the event as JSON without audio bytes (they are replaced by their count), secrets masked before it got here.
 */
export const LogEventSchema = z.object({
  seq: z.number(),
  /** Epoch milliseconds with a fraction. */
  at: z.number(),
  /** Monotonic milliseconds since the engine started: immune to clock changes. */
  mono: z.number(),
  direction: z.enum(['out', 'in', 'app']),
  name: z.string(),
  turnId: z.string().nullable(),
  /** `event_id` of the client event that a server's event acknowledges or refuses; null for all others. */
  cause: z.string().nullable().default(null),
  /** Which of the engine's connections a protocol event passed over: a second one may be made ready beside the first. */
  connection: z.number().optional(),
  data: z.unknown(),
})
export type LogEvent = z.infer<typeof LogEventSchema>
