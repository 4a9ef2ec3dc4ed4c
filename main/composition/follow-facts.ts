import { t } from '../../shared/i18n'
import { microphoneAllowed } from '../app/microphone-access'
import { resetReason, type SessionCause } from '../app/session-policy'
import { PLATFORM } from '../platform'
import type { Parts } from './parts'

interface Needed extends Pick<Parts, 'facts' | 'state' | 'settings'> {
  windows: Pick<Parts['windows'], 'push'>
  hotkey: Pick<Parts['hotkey'], 'letGo'>
  journals: {
    ledger: Pick<Parts['journals']['ledger'], 'engineGone'>
    speech: Pick<Parts['journals']['speech'], 'question'>
    past: Parts['journals']['past']
  }
  questions: Pick<Parts['questions'], 'clear'>
  secrets: Pick<Parts['secrets'], 'look'>
  account: Pick<Parts['account'], 'state'>
  wallets: Pick<Parts['wallets'], 'state' | 'picked' | 'follow' | 'refresh'>
  backends: Pick<Parts['backends'], 'current' | 'loading'>
  microphoneAccess: Pick<Parts['microphoneAccess'], 'access'>
  alerts: Pick<Parts['alerts'], 'follow'>
}

/** What each fact causes. */
export function followFacts(parts: Needed): void {
  const { facts, state, settings, windows, hotkey, journals, wallets, backends, microphoneAccess } = parts

  const mayReset = (cause: SessionCause) => {
    const reason = resetReason(cause)
    if (reason !== null) windows.push('command', { type: 'reset', reason })
  }

  /** What the engine's limits go by: without an answer it keeps what it knows. */
  const tellPast = () =>
    journals.past().then(
      (past) => windows.push('command', { type: 'past', past }),
      () => {},
    )

  facts.follow((fact) => {
    switch (fact.type) {
      case 'voice-gone':
        hotkey.letGo(t('hotkey.ended.audioStopped'))
        journals.ledger.engineGone()
        return state.voiceGone(journals.speech.question, fact.crash)
      case 'view-gone':
        return state.notice('error', 'view_gone', t(`app.lost.${fact.window}`, { reason: fact.reason }))
      case 'trade-recorded':
        return void tellPast()
      case 'backend-told':
        return state.set({ backendNote: backends.current().note, backendLoading: backends.loading() })
      case 'practice-ready':
        void parts.alerts.follow()
        return void wallets.refresh()
      case 'account-told': {
        const before = state.current.account
        const now = parts.account.state()
        state.set({ account: now })
        mayReset({ type: 'account-changed', before, now })
        return wallets.follow()
      }
      case 'terms-changed':
        return mayReset({ type: 'terms-changed' })
      case 'secret-entered':
        void parts.alerts.follow()
        return mayReset({ type: 'secret-entered', backend: settings.current().backend })
      case 'secret-allowed':
        mayReset({ type: 'secret-allowed' })
        void parts.alerts.follow()
        return void wallets.refresh()
      case 'everything-forgotten':
        parts.questions.clear()
        void parts.secrets.look()
        void parts.alerts.follow()
        return mayReset({ type: 'everything-forgotten' })
      case 'practice-reset':
        return mayReset({ type: 'practice-reset', backend: settings.current().backend })
      case 'wallets-told':
        state.set({ wallets: wallets.state() })
        return windows.push('command', { type: 'wallet', wallet: wallets.picked() })
      case 'microphone-access-told':
        state.set({ microphoneAccess: microphoneAccess.access })
        if (microphoneAccess.access !== 'granted') return
        windows.push('command', { type: 'microphone-allowed' })
        return state.notice('info', 'microphone_allowed', microphoneAllowed(PLATFORM))
      default:
        fact satisfies never
    }
  })
}
