import type { BackendId, GrantReply } from '../../shared/grant'

/** One way to a session. Three of them, chosen in tray and settings. */
export interface Backend {
  id: BackendId
  /** What the trader must know at all times, e.g. that prices are simulated; null for nothing. */
  note: string | null
  /** Mints a session grant. Never rejects: what went wrong is a problem with a plain sentence. */
  mint(): Promise<GrantReply>
  /** Ends what this backend keeps running. Settles when it has ended. */
  stop?(): Promise<void>
}
