import type { SecretAnswer, SecretQuestion } from '../../shared/account'
import { originsOf, placesOf } from '../../shared/addresses'
import { t } from '../../shared/i18n'
import type { Done } from '../../shared/ipc'

/** A secret that is about to be sent, and what is known of where it may go. */
export interface Guarded extends Pick<SecretQuestion, 'secret' | 'label'> {
  givenFor: readonly string[]
}

export interface SecretQuestions {
  /**
   * Whether a secret may go to all of these addresses: null when it may. Else one sentence, and the trader is asked in the
   * panel, unless he has said no to just that.
   */
  check(guarded: Guarded, addresses: readonly string[]): string | null
  /** The trader's word. Settles when his yes is stored, or with a sentence why it is not. Never rejects. */
  answer(answer: SecretAnswer): Promise<Done>
  /** The secret is gone, another one, or may go where it is wanted. */
  drop(secret: SecretQuestion['secret']): void
  /** Settings lead elsewhere: what was asked, and what was refused, is no longer what would be asked. */
  clear(): void
}

interface QuestionsDeps {
  /** Told all that is open. */
  onChange(questions: SecretQuestion[]): void
  /** Stores with the secret that it may go to what the question wanted. Never rejects. */
  allow(question: SecretQuestion): Promise<Done>
  /** A secret may go where it was wanted. */
  onAllowed(): void
}

const asKey = (origins: readonly string[]) => JSON.stringify(origins)

/** What the trader is asked before a secret goes to an origin that it was not given for. */
export function createSecretQuestions({ onChange, allow, onAllowed }: QuestionsDeps): SecretQuestions {
  const open = new Map<SecretQuestion['secret'], SecretQuestion>()
  /** What was wanted when the trader said no. */
  const keptBack = new Map<SecretQuestion['secret'], string>()
  const tell = () => onChange([...open.values()])
  const close = (secret: SecretQuestion['secret']) => {
    if (open.delete(secret)) tell()
  }

  return {
    check({ secret, label, givenFor }, addresses) {
      const wanted = originsOf(addresses)
        .filter((origin) => !givenFor.includes(origin))
        .sort()
      // A question that is open stays: it may be about the other addresses of the same secret.
      if (wanted.length === 0) return null
      const places = placesOf(wanted)
      if (keptBack.get(secret) === asKey(wanted)) return t('account.secret.keptBack', { secret: label, places })
      if (asKey(open.get(secret)?.wanted ?? []) !== asKey(wanted)) {
        open.set(secret, { secret, label, givenFor: [...givenFor], wanted })
        tell()
      }
      return t('account.secret.withheld', { secret: label, places })
    },
    async answer({ secret, wanted, allow: yes }) {
      const question = open.get(secret)
      // He answered what he was shown, which may not be what would be asked now.
      if (question === undefined || asKey(question.wanted) !== asKey(wanted))
        return { ok: false, message: t('account.secret.settingsChanged') }
      if (!yes) {
        keptBack.set(secret, asKey(wanted))
        close(secret)
        return { ok: true }
      }
      const done = await allow(question)
      if (done.ok) {
        if (open.get(secret) === question) close(secret)
        onAllowed()
      }
      return done
    },
    drop(secret) {
      keptBack.delete(secret)
      close(secret)
    },
    clear() {
      keptBack.clear()
      if (open.size === 0) return
      open.clear()
      tell()
    },
  }
}
