import type { SecretAnswer, SecretQuestion } from '../../shared/account'
import { originsOf, placesOf } from '../../shared/addresses'

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
  /**
   * The origins that the trader has just allowed, null when he did not. `stale`: what he answered is no longer asked. A
   * question that is allowed stays open until `drop`, when his yes is stored.
   */
  answer(answer: SecretAnswer): { allowed: string[] | null } | 'stale'
  /** The secret is gone, another one, or may go where it is wanted. */
  drop(secret: SecretQuestion['secret']): void
  /** Settings lead elsewhere: what was asked, and what was refused, is no longer what would be asked. */
  clear(): void
}

/** What the trader is asked before a secret goes to an origin that it was not given for. `onChange` is told all that is open. */
export function createSecretQuestions(onChange: (questions: SecretQuestion[]) => void): SecretQuestions {
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
      if (wanted.length === 0) {
        close(secret)
        return null
      }
      const places = placesOf(wanted)
      if (keptBack.get(secret) === wanted.join(' '))
        return `Your ${label} was not sent to ${places}, as you chose: correct the address in Settings.`
      if (open.get(secret)?.wanted.join(' ') !== wanted.join(' ')) {
        open.set(secret, { secret, label, givenFor: [...givenFor], wanted })
        tell()
      }
      return `Your ${label} was not saved for ${places}: open the panel and say whether it may go there.`
    },
    answer({ secret, wanted, allow }) {
      const question = open.get(secret)
      if (question === undefined || question.wanted.join(' ') !== wanted.join(' ')) return 'stale'
      if (allow) return { allowed: question.wanted }
      keptBack.set(secret, wanted.join(' '))
      close(secret)
      return { allowed: null }
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
