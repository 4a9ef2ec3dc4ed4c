import type { SecretName, StoredSecrets } from '../../shared/account'
import { PLATFORM } from '../platform'
import { KeychainUnavailable, unavailable } from './keychain-unavailable'
import { isPart, type Keytar, withLongSecrets } from './long-secrets'
import { type SecretServiceState, secretServiceState } from './secret-service'

export { KeychainUnavailable }

/** Everything of ours in the system's keychain stands under this service. */
const SERVICE = 'Dexter Voice'
/** Written and removed again to learn whether the keychain takes secrets. */
const TRIAL = 'trial'

/** A secret of the trader's, or the sign-in at one authorization server. */
export type EntryName = SecretName | `account:${string}`

/** Everything rejects with {@link KeychainUnavailable} alone. Calls take effect in the order they were made in. */
export interface Keychain {
  /**
   * The secret, from memory first; null when there is none. A Linux keyring that stays locked answers null, too: keytar
   * can't tell the two apart. `check` can.
   */
  get(name: EntryName): Promise<string | null>
  /**
   * Stores a secret and settles with where it is. `untilQuit` is the trader's choice to keep it in memory alone; what
   * was stored under the name before is then removed where that is possible, lest it be back after the next start.
   * Without that choice nothing is kept when this rejects.
   */
  set(name: EntryName, secret: string, choice?: { untilQuit: boolean }): Promise<'keychain' | 'session'>
  /** Puts a secret before the stored one, for this run. */
  hold(name: EntryName, secret: string): void
  /** Puts another text where the present one is, in memory or in the keychain. Settles when it is there. */
  replace(name: EntryName, secret: string): Promise<void>
  /** Settles when it is neither in memory nor in the keychain; rejects when the latter can't be known. */
  forget(name: EntryName): Promise<void>
  /** Removes every entry of this app and settles with their number. What is in memory is gone even when this rejects. */
  forgetAll(): Promise<number>
  /** Which of these are there, and where. Never rejects: what can't be looked up is not told. */
  stored(names: readonly SecretName[]): Promise<StoredSecrets>
  /** Settles when a secret could be stored now. The system may ask the trader to unlock its keychain. */
  check(): Promise<void>
}

interface KeychainDeps {
  /** Loads keytar, at the first need: the native library costs start-up time. */
  load?(): Promise<Keytar>
  platform?: NodeJS.Platform
  /**
   * Names whose stored secrets this run must not touch: it is led elsewhere by a switch. They are neither read, written nor
   * removed, and what is set is held in memory. `forgetAll` forgets them all the same.
   */
  sealed?(name: EntryName): boolean
  /** What this Linux desktop's Secret Service is like, asked after a failure. Must not reject. */
  service?(): Promise<SecretServiceState>
}

/**
 * The operating system's keychain (Keychain, Credential Manager, Secret Service), and memory for what the trader wants
 * to keep until the app quits. Nothing is ever written to a file of our own.
 */
export function createKeychain({
  load = () => import('keytar').then((module) => module.default),
  platform = PLATFORM,
  sealed = () => false,
  service = secretServiceState,
}: KeychainDeps = {}): Keychain {
  const memory = new Map<EntryName, string>()
  /**
   * Whether there is one, as it was last seen: looking again would make macOS ask for each of them, where the app is not
   * signed. That there is none is not believed of Linux, where a locked keyring says the same.
   */
  const seen = new Map<string, boolean>()
  const note = (name: string, there: boolean) => {
    if (there || platform !== 'linux') seen.set(name, there)
    else seen.delete(name)
  }
  let loaded: Promise<Keytar> | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: keytar works on several threads, and a store must not overtake the removal before it. */
  const inTurn = <T>(work: (keytar: Keytar) => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      try {
        loaded ??= load().then(
          (keytar) => (platform === 'win32' ? withLongSecrets(keytar) : keytar),
          (error) => {
            throw new KeychainUnavailable('missing', error)
          },
        )
        return await work(await loaded)
      } catch (error) {
        throw error instanceof KeychainUnavailable ? error : await unavailable(error, platform, service)
      }
    })
    last = turn.catch(() => {})
    return turn
  }

  const store = (name: string, secret: string) =>
    inTurn(async (keytar) => {
      await keytar.setPassword(SERVICE, name, secret)
      note(name, true)
    })

  const check = async () => {
    await store(TRIAL, 'can this be stored?')
    await inTurn((keytar) => keytar.deletePassword(SERVICE, TRIAL))
  }

  const get = async (name: EntryName) => {
    const held = memory.get(name)
    if (held !== undefined || sealed(name)) return held ?? null
    const secret = await inTurn((keytar) => keytar.getPassword(SERVICE, name))
    note(name, secret !== null)
    return secret
  }

  /**
   * Whether there is one. A refusal counts as an answer: macOS would put its question again at each change of a setting.
   * Looked at in turn, since settings change faster than the trader answers. Never rejects.
   */
  const look = (name: EntryName) =>
    inTurn(async (keytar) => {
      if (!seen.has(name)) note(name, (await keytar.getPassword(SERVICE, name)) !== null)
      return seen.get(name) ?? false
    }).catch(() => {
      note(name, false)
      return false
    })

  const remove = async (name: EntryName) => {
    if (sealed(name)) return
    await inTurn((keytar) => keytar.deletePassword(SERVICE, name))
    note(name, false)
  }

  return {
    get,
    check,
    async set(name, secret, { untilQuit } = { untilQuit: false }) {
      if (untilQuit || sealed(name)) {
        memory.set(name, secret)
        await remove(name).catch(() => {})
        return 'session'
      }
      await store(name, secret)
      memory.delete(name)
      return 'keychain'
    },
    hold(name, secret) {
      memory.set(name, secret)
    },
    async replace(name, secret) {
      if (memory.has(name) || sealed(name)) memory.set(name, secret)
      else await store(name, secret)
    },
    async forget(name) {
      const held = memory.delete(name)
      try {
        await remove(name)
      } catch (error) {
        // It was kept in memory because there is no keychain: then there is nothing else to remove.
        const nothingElse = held && error instanceof KeychainUnavailable && error.reason === 'missing'
        if (!nothingElse) throw error
      }
    },
    async forgetAll() {
      const held = new Set<string>(memory.keys())
      memory.clear()
      // libsecret gives items of a locked keyring without their secret, and keytar then ends the whole process
      // (`strdup(NULL)`): they may be listed only once the keyring is known to be open.
      if (platform === 'linux') await check()
      const entries = await inTurn((keytar) => keytar.findCredentials(SERVICE))
      for (const { account } of entries) {
        await inTurn((keytar) => keytar.deletePassword(SERVICE, account))
        if (!isPart(account)) held.add(account)
      }
      // What others had removed before was not among them.
      for (const name of seen.keys()) note(name, false)
      return held.size
    },
    async stored(names) {
      const found: StoredSecrets = {}
      for (const name of names) {
        if (memory.has(name)) found[name] = 'session'
        else if (seen.has(name) && !sealed(name)) {
          if (seen.get(name)) found[name] = 'keychain'
        } else if (!sealed(name) && (await look(name))) found[name] = 'keychain'
      }
      return found
    },
  }
}
