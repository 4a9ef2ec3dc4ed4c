import { t } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp } from '../app-context'
import { Foreign } from '../foreign'
import { openTab } from '../panel/tabs'
import { useFold } from './long-text'

/** What the app tells between questions and answers, with the button that mends it where there is one. */
export function Notice({ entry: { code, level, text } }: { entry: EntryOf<'notice'> }) {
  const { end, button } = useFold(text)
  return (
    <div className="told" data-level={level}>
      <p>{code === 'tap' ? t('conversation.tap') : <Foreign lines>{text.slice(0, end)}</Foreign>}</p>
      {button}
      <Cure code={code} />
    </div>
  )
}

/** By the code of what went wrong. */
function Cure({ code }: { code: string }) {
  const { bridge } = useApp()
  switch (code) {
    case 'update_ready':
      return <Action words={t('conversation.cure.updates')} act={() => void bridge.restartToUpdate()} />
    case 'limits':
      return <Action words={t('conversation.cure.limits')} act={() => openTab('settings', 'limits')} />
    default:
      return IN_SETTINGS.has(code) && <Action words={t('conversation.cure.settings')} act={() => openTab('settings')} />
  }
}

/** What a choice in Settings mends. */
const IN_SETTINGS: ReadonlySet<string> = new Set([
  'autostart',
  'microphone_gone',
  'settings_damaged',
  'sign_in_not_kept',
  'speaker_gone',
  'wallet_gone',
  'wallet_refused',
])

function Action({ words, act }: { words: string; act(): void }) {
  return (
    <button className="button" type="button" onClick={act}>
      {words}
    </button>
  )
}
