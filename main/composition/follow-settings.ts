import { isDeepStrictEqual } from 'node:util'
import type { Settings } from '../../shared/settings'
import { connectSources } from '../app/content-policy'
import { sessionTerms } from '../app/session-policy'
import type { Parts } from './parts'

interface Needed extends Pick<Parts, 'settings' | 'facts'> {
  conversation: Pick<Parts['conversation'], 'follow'>
  windows: Pick<Parts['windows'], 'theme' | 'push' | 'openVoice'>
  hotkey: Pick<Parts['hotkey'], 'choose'>
  backends: Pick<Parts['backends'], 'left'>
  questions: Pick<Parts['questions'], 'clear'>
  secrets: Pick<Parts['secrets'], 'follow'>
  account: Pick<Parts['account'], 'follow'>
  autostart: Pick<Parts['autostart'], 'follow'>
}

/** Addresses that the voice window may connect to. */
export const voiceSources = ({ openai, dexter }: Settings): string[] =>
  connectSources([openai.url, openai.realtimeUrl, dexter.realtimeUrl])

/**
 * Who is told of which settings. Each follows what it reads and nothing else: a wallet that was picked, say, is stored
 * here, but concerns nobody below.
 */
export function followSettings(parts: Needed): void {
  const { settings, facts, windows, hotkey, backends, questions, secrets, account, autostart } = parts

  settings.follow(({ theme }) => theme, windows.theme)
  settings.follow(({ keepConversation }) => keepConversation, parts.conversation.follow)
  // Which wallet is picked windows are told as state.
  settings.follow(
    ({ wallets: _, ...shown }) => shown,
    () => windows.push('settings', settings.current()),
  )
  settings.follow(({ hotkey, bindings, talkMode }) => ({ hotkey, bindings, talkMode }), hotkey.choose)
  settings.follow(
    (now) => now.backend,
    (_, before) => backends.left(before),
  )
  settings.follow(
    (now) => ({ terms: sessionTerms(now), sources: voiceSources(now) }),
    (now, before) => {
      const outdated = !isDeepStrictEqual(now.terms, before.terms)
      if (outdated) questions.clear()
      // A new voice window opens a session of its own.
      const begins = windows.openVoice(now.sources)
      if (outdated && !begins) facts.tell({ type: 'terms-changed' })
    },
  )
  settings.follow(
    (now) => now.backend,
    () => {
      facts.tell({ type: 'backend-told' })
      // Of the newest trades the engine is told those of the backend in use.
      facts.tell({ type: 'trade-recorded' })
    },
  )
  settings.follow(
    ({ backend, dexter }) => ({ backend, dexter }),
    () => void account.follow().then(() => facts.tell({ type: 'account-told' })),
  )
  settings.follow(
    ({ mcpServers }) => mcpServers,
    () => void secrets.follow(),
  )
  settings.follow(({ startAtLogin, startHidden }) => ({ startAtLogin, startHidden }), autostart.follow)
}
