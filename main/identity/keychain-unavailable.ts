import { redactText } from '../../shared/redact'
import { TooLong } from './long-secrets'

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
 * keytar passes on the words of three systems, which translate them, and none of their codes (`SecCopyErrorMessageString`,
 * `FormatMessage`, `GError.message`). Names of D-Bus errors are the only ones that no language changes; the English words
 * tell a locked keychain from a refusal, where they are English.
 */
const LOCKED = /locked|user interaction is not allowed|Secret\.Error\.IsLocked/i
const DENIED = /denied|dismissed|cancell?ed|not permitted|passphrase you entered|authori[sz]ation/i
const NO_SERVICE = /DBus\.Error\.(?:ServiceUnknown|NameHasNoOwner|NoServer|Spawn\.\w+|Disconnected)/

/**
 * What a failed call of keytar means. macOS and Windows always have a keychain: whatever words come from there, it was
 * refused. On Linux it is missing where no Secret Service is on the bus.
 */
export async function unavailable(
  error: unknown,
  platform: NodeJS.Platform,
  serviceRuns: () => Promise<boolean>,
): Promise<KeychainUnavailable> {
  const words = redactText(error instanceof Error ? error.message : String(error))
  if (error instanceof TooLong) return new KeychainUnavailable('too-large', words)
  if (NO_SERVICE.test(words)) return new KeychainUnavailable('missing', words)
  if (LOCKED.test(words)) return new KeychainUnavailable('locked', words)
  if (DENIED.test(words) || platform === 'darwin' || platform === 'win32' || (await serviceRuns()))
    return new KeychainUnavailable('denied', words)
  return new KeychainUnavailable('missing', words)
}
