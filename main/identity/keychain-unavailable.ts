import { redactText } from '../../shared/redact'

/** `missing`: there is none. `locked`: it waits for a password. `denied`: system or trader said no. */
export type KeychainProblem = 'missing' | 'locked' | 'denied' | 'too-large'

const SENTENCES: Record<KeychainProblem, string> = {
  'missing': 'No system keychain is available here, so nothing was stored.',
  'locked': 'The system keychain is locked: unlock it and try again.',
  'denied': 'The system keychain refused access: allow Dexter Voice to use it and try again.',
  'too-large': 'This is too large for the system keychain, so it was not stored.',
}

/** A secret could not be stored, read or removed. The message is one sentence for the trader, the cause is for a log. */
export class KeychainUnavailable extends Error {
  constructor(
    readonly reason: KeychainProblem,
    cause: unknown,
  ) {
    super(SENTENCES[reason], { cause })
    this.name = 'KeychainUnavailable'
  }
}

/**
 * keytar passes on the words of three systems, translated to the trader's language by two of them. Those below are
 * English; what is not recognised counts as missing, which is what it amounts to.
 */
const LOCKED = /locked|user interaction is not allowed/i
const DENIED = /denied|dismissed|cancell?ed|not permitted|passphrase you entered|authori[sz]ation/i
/** RPC_X_BAD_STUB_DATA: what Windows says of a credential beyond its limit. */
const TOO_LARGE = /stub received bad data/i

/** What a failed call of keytar, or of loading it, means. */
export function unavailable(error: unknown): KeychainUnavailable {
  const words = redactText(error instanceof Error ? error.message : String(error))
  if (LOCKED.test(words)) return new KeychainUnavailable('locked', words)
  if (DENIED.test(words)) return new KeychainUnavailable('denied', words)
  return new KeychainUnavailable(TOO_LARGE.test(words) ? 'too-large' : 'missing', words)
}
