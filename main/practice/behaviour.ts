/**
 * How the backend may differ from its normal self: the places where a test, or a later dialect, reaches in. Everything
 * here has a default that is the honest behaviour.
 */
export interface Behaviour {
  /** How many times faster than real time an answer's audio is sent; Infinity sends it as fast as it is made. */
  audioPace: number
  /** Import the tool list twice, as the recorded session's server did. */
  importToolsTwice: boolean
  /** How long an ephemeral secret lives unless the mint says otherwise. */
  secretLifeMs: number
  /** How long a session lives. */
  sessionLifeMs: number
  /** Called before a hosted tool runs: what it returns is waited for, what it throws is the tool's failure. */
  beforeToolCall: ((name: string) => Promise<void> | void) | null
}

export const HONEST: Behaviour = {
  // The recorded session made 40 s of audio in 9 s.
  audioPace: 6,
  importToolsTwice: false,
  secretLifeMs: 10 * 60_000,
  sessionLifeMs: 60 * 60_000,
  beforeToolCall: null,
}
