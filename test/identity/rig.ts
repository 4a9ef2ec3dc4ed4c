import { setTimeout as delay } from 'node:timers/promises'
import { createAccount } from '../../main/identity/account'
import { createKeychain } from '../../main/identity/keychain'
import type { Keytar } from '../../main/identity/long-secrets'
import { createSecretQuestions } from '../../main/identity/secret-questions'
import type { AccountState, SecretQuestion } from '../../shared/account'
import { dexterAddresses } from '../../shared/addresses'
import { type Settings, SettingsSchema } from '../../shared/settings'

/** keytar's functions over a map. `broken` makes every call fail with these words; `calls` tells what was asked. */
export function memoryKeytar() {
  const entries = new Map<string, string>()
  const calls: string[] = []
  const port = { entries, calls, broken: null as string | null }
  const call = (words: string) => {
    calls.push(words)
    if (port.broken !== null) throw new Error(port.broken)
  }
  const keytar: Keytar = {
    async getPassword(_service, account) {
      call(`get ${account}`)
      return entries.get(account) ?? null
    },
    async setPassword(_service, account, password) {
      call(`set ${account}`)
      entries.set(account, password)
    },
    async deletePassword(_service, account) {
      call(`delete ${account}`)
      return entries.delete(account)
    },
    async findCredentials() {
      call('find')
      return [...entries].map(([account, password]) => ({ account, password }))
    },
  }
  return Object.assign(port, { keytar })
}

export const settingsFor = (dexter: Partial<Settings['dexter']>): Settings =>
  SettingsSchema.parse({ backend: 'dexter', dexter })

interface RigOptions {
  settings: Settings
  keytar?: Keytar
  openBrowser?(url: string): Promise<void>
  fetch?: typeof fetch
  wait?(ms: number, signal: AbortSignal): Promise<void>
}

/** An account with everything around it that a test watches or turns. */
export function createRig(options: RigOptions) {
  const store = memoryKeytar()
  const keychain = createKeychain({ load: async () => options.keytar ?? store.keytar, platform: 'linux' })
  const states: AccountState[] = []
  const notices: string[] = []
  const withdrawn: string[] = []
  const opened: string[] = []
  const watchers = new Set<() => void>()
  const browserWatchers = new Set<() => void>()
  const rig = { settings: options.settings, now: 1_000_000, fetch: options.fetch ?? fetch }
  const asked: SecretQuestion[][] = []
  const questions = createSecretQuestions({
    onChange: (open) => asked.push(open),
    allow: (question) => guarded.allow(question),
    onAllowed() {},
  })
  const guarded = createAccount({
    keychain,
    questions,
    settings: () => rig.settings,
    fetch: (url, init) => rig.fetch(url, init),
    openBrowser: async (url) => {
      opened.push(url)
      for (const watcher of browserWatchers) watcher()
      await options.openBrowser?.(url)
    },
    now: () => rig.now,
    onChange() {
      states.push(account.state())
      for (const watcher of watchers) watcher()
    },
    notice(_level, code) {
      notices.push(code)
      return () => void withdrawn.push(code)
    },
    wait: options.wait ?? ((ms, signal) => delay(ms, undefined, { signal })),
  })
  /** Tokens are asked for what settings name at that moment, as the backend does. */
  const goesTo = () => dexterAddresses(rig.settings.dexter)
  const account = {
    ...guarded,
    accessToken: () => guarded.accessToken(goesTo()),
    renew: () => guarded.renew(goesTo()),
  }
  /** Settles when the account's state is such. */
  const reaches = (accept: (state: AccountState) => boolean) =>
    new Promise<AccountState>((resolve) => {
      const look = () => {
        const state = account.state()
        if (!accept(state)) return
        watchers.delete(look)
        resolve(state)
      }
      watchers.add(look)
      look()
    })
  /** Settles when the browser was opened. */
  const browserOpened = () =>
    new Promise<void>((resolve) => {
      if (opened.length > 0) return resolve()
      browserWatchers.add(resolve)
    })
  return Object.assign(rig, {
    account,
    questions,
    asked,
    keychain,
    store,
    states,
    notices,
    withdrawn,
    opened,
    reaches,
    browserOpened,
  })
}
