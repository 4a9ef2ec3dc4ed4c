import type { SecretName, StoredSecrets } from '../../shared/account'
import type { Done, Replies } from '../../shared/ipc'
import type { Settings } from '../../shared/settings'
import { type Keychain, KeychainUnavailable } from './keychain'

interface SecretsDeps {
  keychain: Keychain
  settings(): Settings
  /** Where secrets are has changed, or which of them there are. */
  onChange(stored: StoredSecrets): void
  /** One was kept, replaced or forgotten. */
  onEntered(): void
}

/** The secrets that the trader enters: they go in, and nothing but where they are comes out. */
export function createSecrets({ keychain, settings, onChange, onEntered }: SecretsDeps) {
  /** Asked for while settings change: only the newest look counts. */
  let looks = 0

  const look = async () => {
    const mine = ++looks
    const names: SecretName[] = ['openai-key', ...settings().mcpServers.map(({ id }): SecretName => `mcp:${id}`)]
    const stored = await keychain.stored(names)
    if (mine === looks) onChange(stored)
  }

  return {
    /** Looks up which secrets there are. Settles when that was told; never rejects. */
    look,
    /** Keeps a secret; without a keychain the trader is asked, and `untilQuit` is his answer. Never rejects. */
    async set(name: SecretName, secret: string, untilQuit: boolean): Promise<Replies['secret.set']> {
      const given = secret.trim()
      if (given === '') return { ok: false, noKeychain: false, message: 'It is empty: nothing was kept.' }
      try {
        const stored = await keychain.set(name, given, { untilQuit })
        void look()
        onEntered()
        return { ok: true, stored }
      } catch (error) {
        if (!(error instanceof KeychainUnavailable))
          return { ok: false, noKeychain: false, message: 'It could not be kept.' }
        return { ok: false, noKeychain: true, message: error.message }
      }
    },
    /** Settles when it is gone, or with a sentence when that can't be known. Never rejects. */
    async forget(name: SecretName): Promise<Done> {
      try {
        await keychain.forget(name)
        onEntered()
        return { ok: true }
      } catch (error) {
        return { ok: false, message: error instanceof KeychainUnavailable ? error.message : 'It could not be removed.' }
      } finally {
        void look()
      }
    },
  }
}
