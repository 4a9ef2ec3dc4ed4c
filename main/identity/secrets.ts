import { headerOf, type SecretName, type SecretQuestion, type StoredSecrets } from '../../shared/account'
import { originsOf } from '../../shared/addresses'
import { t } from '../../shared/i18n'
import type { Done, Replies } from '../../shared/ipc'
import { isHeaderValue } from '../../shared/mcp-headers'
import type { Settings } from '../../shared/settings'
import type { Released } from '../backends/backend'
import { addressesOf, labelOf, readBound, writeBound } from './bound-secret'
import { type Keychain, KeychainUnavailable } from './keychain'
import type { SecretQuestions } from './secret-questions'

interface SecretsDeps {
  keychain: Keychain
  settings(): Settings
  questions: SecretQuestions
  /** Where secrets are has changed, or which of them there are. */
  onChange(stored: StoredSecrets): void
  /** One was kept, replaced or forgotten. */
  onEntered(): void
}

/**
 * The secrets that the trader enters: they go in, and come out again only for the addresses that they were entered for, or
 * that he allowed since.
 */
export function createSecrets({ keychain, settings, questions, onChange, onEntered }: SecretsDeps) {
  /** Asked for while settings change: only the newest look counts. */
  let looks = 0
  /** One change at a time: allowing reads and writes, and must not bring back what was replaced between. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }

  /** The names of the last look. */
  let looked = ''
  let told: StoredSecrets = {}
  const namesOf = (): SecretName[] => [
    'openai-key',
    ...settings().mcpServers.flatMap(({ id, headers }): SecretName[] => [
      `mcp:${id}`,
      ...headers.map((name): SecretName => `header:${id}:${name}`),
    ]),
  ]

  const look = async () => {
    const mine = ++looks
    const names = namesOf()
    looked = JSON.stringify(names)
    const stored = await keychain.stored(names)
    if (mine !== looks) return
    told = stored
    onChange(stored)
  }

  return {
    /** Looks up which secrets there are. Settles when that was told; never rejects. */
    look,
    /**
     * Settings have changed. Looks up only where they name other secrets than before: a keychain may ask the trader at each
     * look, above all one that he has just refused. Settles as `look` does.
     */
    async follow() {
      if (JSON.stringify(namesOf()) !== looked) await look()
    },
    /**
     * Keeps a secret for the addresses that settings name now; without a keychain the trader is asked, and `untilQuit` is
     * his answer. Never rejects.
     */
    set(name: SecretName, secret: string, untilQuit: boolean): Promise<Replies['secret.set']> {
      const given = secret.trim()
      if (given === '') return Promise.resolve({ ok: false, noKeychain: false, message: t('account.secret.empty') })
      if (headerOf(name) !== null && !isHeaderValue(given))
        return Promise.resolve({
          ok: false,
          noKeychain: false,
          message: t('account.secret.badHeader'),
        })
      const text = writeBound({ secret: given, givenFor: originsOf(addressesOf(name, settings())) })
      return inTurn(async () => {
        try {
          const stored = await keychain.set(name, text, { untilQuit })
          questions.drop(name)
          void look()
          onEntered()
          return { ok: true, stored }
        } catch (error) {
          if (!(error instanceof KeychainUnavailable))
            return { ok: false, noKeychain: false, message: t('account.secret.notSaved') }
          return { ok: false, noKeychain: true, message: error.message }
        }
      })
    },
    /** Holds a secret that came with the start of the app, for this run and the addresses that settings name now. */
    hold(name: SecretName, secret: string) {
      keychain.hold(name, writeBound({ secret, givenFor: originsOf(addressesOf(name, settings())) }))
    },
    /** See {@link ReleaseSecret}: another address than it was given for asks the trader first. */
    async release(name: SecretName, goesTo: readonly string[]): Promise<Released> {
      const text = await keychain.get(name)
      if (text === null) {
        questions.drop(name)
        return { ok: true, secret: null }
      }
      // The keychain was locked when it was looked into, and is open now.
      if (!(name in told)) void look()
      const { secret, givenFor } = readBound(name, text)
      const message = questions.check({ secret: name, label: labelOf(name, settings()), givenFor }, goesTo)
      return message === null ? { ok: true, secret } : { ok: false, message }
    },
    /**
     * The trader's yes: the secret that he was asked about may go where it was wanted, too. Settles when that is stored.
     * Never rejects.
     */
    allow(name: SecretName, { givenFor: shown, wanted }: SecretQuestion): Promise<Done> {
      return inTurn(async () => {
        try {
          const text = await keychain.get(name)
          const bound = text === null ? null : readBound(name, text)
          if (bound === null || bound.givenFor.join(' ') !== shown.join(' '))
            return { ok: false, message: t('account.secret.replaced') }
          await keychain.replace(name, writeBound({ ...bound, givenFor: [...bound.givenFor, ...wanted] }))
          return { ok: true }
        } catch (error) {
          return {
            ok: false,
            message: error instanceof KeychainUnavailable ? error.message : t('account.secret.notSaved'),
          }
        }
      })
    },
    /** Settles when it is gone, with what it was given for, or with a sentence when that can't be known. Never rejects. */
    forget(name: SecretName): Promise<Done> {
      return inTurn(async () => {
        try {
          await keychain.forget(name)
          questions.drop(name)
          onEntered()
          return { ok: true }
        } catch (error) {
          return {
            ok: false,
            message: error instanceof KeychainUnavailable ? error.message : t('account.secret.notRemoved'),
          }
        } finally {
          void look()
        }
      })
    },
  }
}
