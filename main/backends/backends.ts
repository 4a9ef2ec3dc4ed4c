import { isDeepStrictEqual } from 'node:util'
import type { BackendId } from '../../shared/grant'
import type { Settings } from '../../shared/settings'
import { type Keychain, KeychainUnavailable } from '../identity/keychain'
import type { Backend } from './backend'
import { createDexterBackend } from './dexter'
import type { Fetch } from './http-json'
import { createOpenaiBackend } from './openai'
import { createPracticeBackend } from './practice'

interface BackendsDeps {
  fetch: Fetch
  settings(): Settings
  keychain: Keychain
  /** Folder of the practice backend's models. */
  practiceData: string
  notice(level: 'info' | 'warning' | 'error', code: string, text: string): void
  /** What `note` or `loading` say has changed. */
  onChange(): void
}

/** The three backends and which of them is in use. */
export function createBackends({ fetch, settings, keychain, practiceData, notice, onChange }: BackendsDeps) {
  let keychainTold = false
  let practiceLoading = false
  const key = async () => {
    try {
      return await keychain.get('openai-key')
    } catch (error) {
      if (error instanceof KeychainUnavailable && !keychainTold) notice('warning', 'no_keychain', error.message)
      keychainTold = true
      return null
    }
  }
  const all: Record<BackendId, Backend> = {
    practice: createPracticeBackend({
      fetch,
      dataDir: practiceData,
      onSpeech(speech, message) {
        practiceLoading = speech === 'loading'
        onChange()
        if (speech === 'failed')
          notice('error', 'practice_speech', `The practice voice could not be loaded: ${message ?? 'unknown reason'}.`)
      },
      onExit: () =>
        notice('warning', 'practice_ended', 'The practice backend stopped; the next question starts it again.'),
    }),
    openai: createOpenaiBackend({ fetch, settings, key }),
    dexter: createDexterBackend({ fetch, settings }),
  }
  let followed = settings()

  return {
    current: () => all[settings().backend],
    loading: () => settings().backend === 'practice' && practiceLoading,
    /** Takes note of new settings; true when the session in use no longer fits them. */
    follow(next: Settings): boolean {
      const before = followed
      followed = next
      const used = (value: Settings) => [
        value.backend,
        value[value.backend === 'dexter' ? 'dexter' : 'openai'],
        value.model,
        value.voice,
      ]
      if (before.backend === 'practice' && next.backend !== 'practice') void all.practice.stop?.()
      return next.backend === 'practice' ? before.backend !== 'practice' : !isDeepStrictEqual(used(before), used(next))
    },
    async stop() {
      await Promise.allSettled(Object.values(all).map((backend) => backend.stop?.()))
    },
  }
}
