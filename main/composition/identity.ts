import { shell } from 'electron'
import type { AppStateStore } from '../app/app-state'
import type { SettingsStore } from '../app/settings-store'
import type { Fetch } from '../backends/http-json'
import { createAccount } from '../identity/account'
import { createKeychain } from '../identity/keychain'
import { createSecretQuestions } from '../identity/secret-questions'
import { createSecrets } from '../identity/secrets'
import type { Facts } from './facts'

interface IdentityDeps {
  settings: SettingsStore
  state: AppStateStore
  facts: Facts
  fetch: Fetch
}

export type Identity = ReturnType<typeof createIdentity>

/** Who the trader is, and the secrets that prove it. */
export function createIdentity({ settings, state, facts, fetch }: IdentityDeps) {
  // A backend that the command line leads elsewhere never sees what is stored.
  const keychain = createKeychain({
    sealed: (name) => settings.isOverridden(name.startsWith('account:') ? 'dexter' : 'openai'),
  })
  const questions = createSecretQuestions({
    onChange: (secretQuestions) => state.set({ secretQuestions }),
    allow: (question) =>
      question.secret === 'sign-in' ? account.allow(question) : secrets.allow(question.secret, question),
    onAllowed: () => facts.tell({ type: 'secret-allowed' }),
  })
  const secrets = createSecrets({
    keychain,
    settings: settings.current,
    questions,
    onChange: (stored) => state.set({ secrets: stored }),
    onEntered: () => facts.tell({ type: 'secret-entered' }),
  })
  const account = createAccount({
    keychain,
    questions,
    settings: settings.current,
    fetch,
    openBrowser: (url) => shell.openExternal(url),
    now: Date.now,
    notice: state.notice,
    onChange: () => facts.tell({ type: 'account-told' }),
  })
  return { questions, secrets, account }
}
