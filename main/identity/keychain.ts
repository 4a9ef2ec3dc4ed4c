import { redactText } from '../../shared/redact'

/** Everything of ours in the system's keychain stands under this service. */
const SERVICE = 'Dexter Voice'
export type KeychainAccount = 'openai-key'

/** No keychain, locked, or denied: the trader chooses a session-only secret, never a file. */
export class KeychainUnavailable extends Error {
  constructor(cause: unknown) {
    super('The system keychain is not available: what you enter is kept until you quit, and not stored.', { cause })
    this.name = 'KeychainUnavailable'
  }
}

/**
 * The operating system's keychain (keytar: Keychain, Credential Manager, Secret Service), and memory where there is
 * none. Loaded at the first need: the native library costs start-up time. Rejects with `KeychainUnavailable` alone.
 */
export function createKeychain() {
  const memory = new Map<KeychainAccount, string>()
  const keytar = () => import('keytar').then((module) => module.default)

  return {
    /** The secret; from memory first, null when there is none. */
    async get(account: KeychainAccount): Promise<string | null> {
      const held = memory.get(account)
      if (held !== undefined) return held
      try {
        return await (await keytar()).getPassword(SERVICE, account)
      } catch (error) {
        throw new KeychainUnavailable(describe(error))
      }
    },
    /** Stores in the keychain; where there is none, keeps it for this run and rejects to say so. */
    async set(account: KeychainAccount, secret: string): Promise<void> {
      try {
        await (await keytar()).setPassword(SERVICE, account, secret)
        memory.delete(account)
      } catch (error) {
        memory.set(account, secret)
        throw new KeychainUnavailable(describe(error))
      }
    },
    /** For this run alone, stored nowhere. */
    hold(account: KeychainAccount, secret: string) {
      memory.set(account, secret)
    },
  }
}

export type Keychain = ReturnType<typeof createKeychain>

const describe = (error: unknown) => redactText(error instanceof Error ? error.message : String(error))
