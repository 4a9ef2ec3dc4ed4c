import type { ListedWallet, SecretName } from '../../shared/account'
import type { BackendAddresses } from '../../shared/addresses'
import type { BackendId, GrantProblem, GrantReply } from '../../shared/grant'

/**
 * At most `MAX_WALLETS` of them, the default one first; `total` is how many there are, `dropped` how many entries were
 * left out because they made no sense.
 */
export type WalletsReply =
  | { ok: true; wallets: ListedWallet[]; total: number; dropped: number }
  | { ok: false; problem: GrantProblem }

/** One way to a session. Three of them, chosen in tray and settings. */
export interface Backend {
  id: BackendId
  /** What the trader must know at all times, e.g. that prices are simulated; null for nothing. */
  note: string | null
  /** Mints a session grant. Never rejects: what went wrong is a problem with a plain sentence. */
  mint(): Promise<GrantReply>
  /** The wallets that the account may use; missing where the backend knows none. Never rejects. */
  wallets?(): Promise<WalletsReply>
  /** Ends what this backend keeps running, and takes back what it has told. Settles when it has ended. */
  stop?(): Promise<void>
}

/** An access token; null when nobody is signed in. Or why there is none although somebody is. */
export type AccessReply = { ok: true; token: string | null } | { ok: false; problem: GrantProblem }

/**
 * Whoever is signed in, as far as a backend needs to know. A token is had only for the addresses that it is going to be
 * used at, those of its session included: one that the sign-in was not meant for is a problem. Neither call rejects.
 */
export interface AccountAccess {
  accessToken(goesTo: BackendAddresses): Promise<AccessReply>
  /** As above for a token that was refused: never the same one again. */
  renew(goesTo: BackendAddresses): Promise<AccessReply>
}

/** A secret that may go where it is wanted, null when there is none; or why it stays here, in one sentence. */
export type Released = { ok: true; secret: string | null } | { ok: false; message: string }

/** Hands out a secret that the trader entered, for these addresses. Rejects when the keychain can't be read. */
export type ReleaseSecret = (name: SecretName, goesTo: readonly string[]) => Promise<Released>
