import { join } from 'node:path'
import { app } from 'electron'
import { createKeychain, KeychainUnavailable } from '../identity/keychain'
import { createAutostart } from './autostart'
import { createSettingsStore } from './settings-store'

/**
 * `--forget`, for whoever removes the app: nothing of ours stays in the keychain, and nothing starts at log-in, not even
 * after another start. Prints a sentence for each; settles with the exit code. What else is in the profile (settings, logs,
 * the ledger of trades) is the trader's, and stays.
 */
export async function forget(profile: string): Promise<number> {
  const autostart = createAutostart({
    app,
    onProblem(sentence) {
      console.error(sentence)
      return () => {}
    },
  })
  const settings = createSettingsStore(join(profile, 'settings.json'))
  autostart.follow({ ...settings.current(), startAtLogin: false })
  if (settings.current().startAtLogin) {
    const changed = await settings.change({ startAtLogin: false })
    if (!changed.ok) console.error(changed.message)
  }
  const keychain = createKeychain()
  try {
    const removed = await keychain.forgetAll()
    console.log(
      removed === 0
        ? 'Nothing of Dexter Voice was kept in the keychain.'
        : `${removed === 1 ? '1 entry' : `${removed} entries`} of Dexter Voice removed from the keychain.`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof KeychainUnavailable)) throw error
    console.error(error.reason === 'missing' ? 'There is no keychain here: nothing is kept in one.' : error.message)
    return error.reason === 'missing' ? 0 : 1
  }
}
