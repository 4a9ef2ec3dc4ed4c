/**
 * What kind of server the backend is: the dialect and habits that last as long as it runs. What goes wrong for once is a
 * fault (see faults.ts). Every default here is the honest behaviour.
 */
export interface Behaviour {
  /** The dialect of every realtime session and of the mints. */
  dialect: 'ga' | 'beta'
  /** `session.created` looks like the other dialect than the one that is spoken: the client has to repair once. */
  disguised: boolean
  /**
   * The habits of the recorded session's server: listing tools takes a while, so that a client that reads the list too
   * early finds it empty and one whose update names tools sees two lists at once, and the output of a call is told well
   * after `mcp_call.completed`.
   */
  asRecorded: boolean
  /** A response's calls run before its `response.done` is told, not after: clients meet servers of both kinds. */
  callsBeforeDone: boolean
  /** How many times faster than real time an answer's audio is sent; Infinity sends it as fast as it is made. */
  audioPace: number
  /** How long an ephemeral secret lives unless the mint says otherwise. */
  secretLifeMs: number
  /** How long a session lives. */
  sessionLifeMs: number
  /** How long the MCP token inside a minted session lives. Dexter's live 15 minutes, and then every call answers 401. */
  mcpTokenLifeMs: number
  /** How long a call takes while the fault `tool-slow` is armed. */
  slowToolMs: number
  /** Called before a hosted tool runs: what it returns is waited for, what it throws is the tool's failure. */
  beforeToolCall: ((name: string) => Promise<void> | void) | null
}

export const HONEST: Behaviour = {
  dialect: 'ga',
  disguised: false,
  asRecorded: false,
  callsBeforeDone: false,
  // The recorded session made 40 s of audio in 9 s.
  audioPace: 6,
  secretLifeMs: 10 * 60_000,
  sessionLifeMs: 60 * 60_000,
  // Paper money needs no short leash, and practice must not stop answering in the middle of an afternoon.
  mcpTokenLifeMs: Number.POSITIVE_INFINITY,
  slowToolMs: 5000,
  beforeToolCall: null,
}
