import { type Keychain, KeychainUnavailable } from '../identity/keychain'
import type { createAutostart } from './autostart'

interface ForgetDeps {
  keychain: Pick<Keychain, 'forgetAll'>
  autostart: Pick<ReturnType<typeof createAutostart>, 'follow'>
  print(sentence: string): void
}

/**
 * `--forget`, for whoever removes the app: nothing of ours stays in the keychain, and nothing starts at log-in. Settles
 * with the exit code; never rejects. Settings, logs and the ledger of trades are the trader's, and stay.
 */
export async function forget({ keychain, autostart, print }: ForgetDeps): Promise<number> {
  autostart.follow({ startAtLogin: false, startHidden: false })
  try {
    const removed = await keychain.forgetAll()
    print(
      removed === 0
        ? 'Nothing of Dexter Voice was kept in the keychain.'
        : `${removed === 1 ? '1 entry' : `${removed} entries`} of Dexter Voice removed from the keychain.`,
    )
    return 0
  } catch (error) {
    print(error instanceof KeychainUnavailable ? error.message : 'The system keychain could not be used.')
    return 1
  }
}
