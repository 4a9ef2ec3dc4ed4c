import { t } from '../../shared/i18n'
import { redactText } from '../../shared/redact'
import { TooLong } from './long-secrets'
import type { SecretServiceState } from './secret-service'

/** `missing`: there is none. `locked`: it waits for a password. `denied`: system or trader said no. */
export type KeychainProblem = 'missing' | 'locked' | 'denied' | 'too-large'

const SENTENCES = {
  'missing': 'account.keychain.missing',
  'locked': 'account.keychain.locked',
  'denied': 'account.keychain.denied',
  'too-large': 'account.keychain.tooLarge',
} as const satisfies Record<KeychainProblem, string>

/** A secret could not be stored, read or removed. The message is one sentence for the trader, the cause is for a log. */
export class KeychainUnavailable extends Error {
  constructor(
    readonly reason: KeychainProblem,
    cause: unknown,
  ) {
    super(t(SENTENCES[reason]), { cause })
    this.name = 'KeychainUnavailable'
  }
}

/**
 * keytar passes on the words of three systems, which translate them, and none of their codes (`SecCopyErrorMessageString`,
 * `FormatMessage`, `GError.message`). libsecret even takes the name of the D-Bus error off its own
 * (`_secret_util_strip_remote_error`). So words are taken where they are English, and nothing depends on them.
 */
const LOCKED = /locked|user interaction is not allowed|Secret\.Error\.IsLocked/i
const DENIED = /denied|dismissed|cancell?ed|not permitted|passphrase you entered|authori[sz]ation/i
const NO_SERVICE = /DBus\.Error\.(?:ServiceUnknown|NameHasNoOwner|NoServer|Spawn\.\w+|Disconnected)/

const OF_SERVICE = { missing: 'missing', locked: 'locked', open: 'denied' } as const

/**
 * What a failed call of keytar means. macOS and Windows have a keychain, though it may be out of reach for a while:
 * whatever words come from there, it counts as refused, since `missing` would say that nothing is kept there. A Linux desktop is asked whether it has one, and whether that is locked.
 */
export async function unavailable(
  error: unknown,
  platform: NodeJS.Platform,
  service: () => Promise<SecretServiceState>,
): Promise<KeychainUnavailable> {
  const words = redactText(error instanceof Error ? error.message : String(error))
  const because = (reason: KeychainProblem) => new KeychainUnavailable(reason, words)
  if (error instanceof TooLong) return because('too-large')
  if (NO_SERVICE.test(words)) return because('missing')
  if (LOCKED.test(words)) return because('locked')
  if (DENIED.test(words) || platform === 'darwin' || platform === 'win32') return because('denied')
  return because(OF_SERVICE[await service()])
}
