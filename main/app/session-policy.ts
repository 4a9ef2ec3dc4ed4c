import type { AccountState } from '../../shared/account'
import type { BackendId } from '../../shared/grant'
import { type Sentence, sentence, t } from '../../shared/i18n'
import type { Settings } from '../../shared/settings'

/**
 * What a session is minted with. While this stays the same, by value, a session may go on; practice reads everything
 * else anew with each question.
 */
export function sessionTerms(settings: Settings): unknown[] {
  const { backend, dexter, openai, mcpServers, model, voice } = settings
  const { transcriptionModel, transcriptionDelay, language, keywords, shareTrades, voiceAlerts } = settings
  const words = [model, voice, transcriptionModel, transcriptionDelay, language, keywords]
  switch (backend) {
    case 'practice':
      return [backend, shareTrades, voiceAlerts]
    case 'dexter':
      // It mints its sessions itself, with its own tools alone: past trades can't be asked for there.
      return [backend, dexter, ...words]
    case 'openai':
      return [backend, [openai, mcpServers.filter(({ enabled }) => enabled)], shareTrades, voiceAlerts, ...words]
    default:
      return backend satisfies never
  }
}

/** What has happened that may end a session before its time. */
export type SessionCause =
  | { type: 'terms-changed' }
  /** A secret was kept, replaced or removed. */
  | { type: 'secret-entered'; backend: BackendId }
  /** A secret may go to an address that it was not given for. */
  | { type: 'secret-allowed' }
  | { type: 'account-changed'; before: AccountState; now: AccountState }
  | { type: 'everything-forgotten' }
  | { type: 'practice-reset'; backend: BackendId }

/** Why the session in use has to give way to another, in one sentence; null when it may go on. */
export function resetReason(cause: SessionCause): Sentence | null {
  switch (cause.type) {
    case 'terms-changed':
      return sentence(() => t('app.reset.backend'))
    case 'secret-entered':
      // Only there is a session minted with what the trader enters.
      return cause.backend === 'openai' ? sentence(() => t('app.reset.secret')) : null
    case 'secret-allowed':
      return sentence(() => t('app.reset.allowed'))
    case 'account-changed':
      // Another trader's session must not go on, and a guest's neither once somebody is there. Who was there at the
      // start is who the first session is for.
      return cause.before.state !== 'none' && signedIn(cause.before) !== signedIn(cause.now)
        ? sentence(() => t('app.reset.account'))
        : null
    case 'everything-forgotten':
      return sentence(() => t('app.reset.forgotten'))
    case 'practice-reset':
      return cause.backend === 'practice' ? sentence(() => t('app.reset.practice')) : null
    default:
      return cause satisfies never
  }
}

const signedIn = (account: AccountState) => (account.state === 'signed-in' ? account.label : null)
