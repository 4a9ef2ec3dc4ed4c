import { t } from '../../../shared/i18n'
import { isDeaf } from '../../../shared/microphone'
import type { AppState, VoiceState } from '../../../shared/snapshot'
import { besideWord, stateWord } from '../state-glyph'

/** What keeps the trader from asking aloud, the first thing to mend first; null when nothing does. */
export type Missing =
  | 'microphoneNotAllowed'
  | 'microphoneBlocked'
  | 'microphoneMissing'
  | 'microphoneBusy'
  | 'apiKey'
  | 'signIn'
  | 'talkKey'
  | 'talkKeyPending'

type Known = Pick<AppState, 'status' | 'hotkey' | 'microphoneAccess' | 'account' | 'secrets'>

export function missing({ status, hotkey, microphoneAccess, account, secrets }: Known): Missing | null {
  const { backend, identity, microphone } = status
  if (backend === 'openai' && secrets['openai-key'] === undefined) return 'apiKey'
  // A guest's session is a demo, and says so by itself.
  if (account.state === 'signed-out' && identity?.kind !== 'guest') return 'signIn'
  if (microphoneAccess === 'not-determined') return 'microphoneNotAllowed'
  if (microphoneAccess !== 'granted') return 'microphoneBlocked'
  if (isDeaf(microphone))
    return microphone.state === 'missing'
      ? 'microphoneMissing'
      : microphone.state === 'busy'
        ? 'microphoneBusy'
        : 'microphoneBlocked'
  if (hotkey.source === 'none') return 'talkKey'
  return hotkey.source === 'pending' ? 'talkKeyPending' : null
}

const DEAF: readonly (Missing | null)[] = ['microphoneMissing', 'microphoneBlocked', 'microphoneBusy']

/** Holding the key would record nothing, so nobody is told to. */
export const onlyTyped = (app: Known): boolean => app.hotkey.source === 'none' || DEAF.includes(missing(app))

export interface Headline {
  /** What the glyph shows. */
  state: VoiceState
  word: string
  /** One sentence beside the word; may be empty. */
  detail: string
}

/** How things stand, in a word and a sentence. It is "Ready" only where a question can be asked aloud. */
export function headline(app: Known): Headline {
  const { state, detail } = app.status
  const what = state === 'idle' ? missing(app) : null
  return what === null
    ? { state, word: stateWord(state), detail: besideWord(state, detail) }
    : { state: 'offline', word: t(`panel.missing.${what}.word`), detail: t(`panel.missing.${what}.detail`) }
}
