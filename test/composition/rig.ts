import { join } from 'node:path'
import { createAppState } from '../../main/app/app-state'
import { createSettingsStore } from '../../main/app/settings-store'
import type { Backend } from '../../main/backends/backend'
import { createFacts, type Fact } from '../../main/composition/facts'
import { followFacts } from '../../main/composition/follow-facts'
import { followSettings } from '../../main/composition/follow-settings'
import { createAccount } from '../../main/identity/account'
import { accountKey } from '../../main/identity/account-key'
import { createKeychain } from '../../main/identity/keychain'
import { createSecretQuestions } from '../../main/identity/secret-questions'
import { createSecrets } from '../../main/identity/secrets'
import { createWallets } from '../../main/identity/wallets'
import { createSpeechKeeper } from '../../main/journal/speech-keeper'
import type { ListedWallet } from '../../shared/account'
import type { ChosenKeys } from '../../shared/hotkeys'
import type { Pushes } from '../../shared/ipc'
import { NO_PAST } from '../../shared/limits'
import { memoryKeytar } from '../identity/rig'

/**
 * Main without Electron: settings, state, keychain, secrets, account and wallets are the real ones over a folder and a
 * keychain in memory; windows, key and backends write down what they are told.
 */
export function createRig(profile: string, listed: ListedWallet[]) {
  const told: string[] = []
  const tell = (what: string) => {
    told.push(what)
    return undefined
  }
  const facts = createFacts()
  const settings = createSettingsStore(join(profile, 'settings.json'))
  const state = createAppState({ backend: settings.current().backend, after: () => {} })
  const keytar = memoryKeytar()
  const keychain = createKeychain({ load: async () => keytar.keytar, platform: 'linux' })
  const questions = createSecretQuestions({
    onChange: (secretQuestions) => state.set({ secretQuestions }),
    allow: async () => ({ ok: true }),
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
    fetch: () => Promise.reject(new Error('offline')),
    openBrowser: async () => {},
    now: Date.now,
    notice: state.notice,
    onChange: () => facts.tell({ type: 'account-told' }),
  })
  const backend = (): Backend => ({
    id: settings.current().backend,
    note: `note of ${settings.current().backend}`,
    mint: () => Promise.reject(new Error('minted')),
    wallets: async () => ({ ok: true, wallets: listed, total: listed.length, dropped: 0 }),
  })
  const wallets = createWallets({
    backend,
    accountKey: () => accountKey(settings.current(), account.subject()),
    settings: settings.current,
    change: settings.change,
    cacheFile: join(profile, 'wallets.json'),
    now: Date.now,
    notice: state.notice,
    onChange: () => facts.tell({ type: 'wallets-told' }),
  })
  const flags = { sources: '', microphone: 'granted' as 'granted' | 'denied' }
  const parts = {
    facts,
    settings,
    state,
    questions: {
      clear() {
        tell('questions cleared')
        questions.clear()
      },
    },
    secrets: {
      look: secrets.look,
      follow() {
        tell('secrets')
        return secrets.follow()
      },
    },
    account: {
      state: account.state,
      follow() {
        tell('account')
        return account.follow()
      },
    },
    wallets,
    alerts: { follow: async () => {} },
    backends: { current: backend, loading: () => false, left: (before: string) => tell(`left ${before}`) },
    windows: {
      push<N extends keyof Pushes>(name: N, payload: Pushes[N]) {
        return tell(name === 'command' ? `command ${(payload as Pushes['command']).type}` : name)
      },
      theme: (theme: string) => tell(`theme ${theme}`),
      openVoice(sources: string[]) {
        const wanted = sources.join(' ')
        const begins = wanted !== flags.sources
        flags.sources = wanted
        tell(begins ? 'new voice window' : 'voice window kept')
        return begins
      },
    },
    hotkey: { choose: ({ hotkey }: ChosenKeys) => tell(`key ${hotkey}`), letGo: () => tell('key let go') },
    autostart: { follow: ({ startAtLogin }: { startAtLogin: boolean }) => tell(`autostart ${startAtLogin}`) },
    conversation: { follow: (keep: string) => tell(`conversation ${keep}`) },
    journals: {
      past: async () => NO_PAST,
      ledger: { engineGone: async () => tell('ledger') },
      speech: createSpeechKeeper(() => {}),
    },
    microphoneAccess: {
      get access() {
        return flags.microphone
      },
    },
  }
  followFacts(parts)
  followSettings(parts)
  return {
    ...parts,
    keytar,
    /** Who was told what, since this was last asked. */
    told: () => told.splice(0),
    tell: (fact: Fact) => facts.tell(fact),
    /** What the session starts from: the voice window is open. */
    open: (sources: string[]) => {
      flags.sources = sources.join(' ')
    },
    flags,
  }
}
