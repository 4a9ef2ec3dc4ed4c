import { hotkeyFor, hotkeysOf } from '../../../shared/hotkeys'
import { t } from '../../../shared/i18n'
import type { Settings } from '../../../shared/settings'
import { useAppState } from '../app-context'
import { Group, Part } from './section'
import { ChoiceSetting, words, wordsWith } from './setting'

/** A word's end takes no longer than this to die away; a second is for who trails off. */
const TAIL_MS: readonly number[] = [0, 100, 150, 250, 500, 1000]

/** The key that is held to talk. */
export function KeySettings({ settings: { hotkey, tailMs } }: { settings: Settings }) {
  const given = useAppState(({ hotkey: { source, key } }) => (source === 'portal' ? key : null))
  const system = useAppState((app) => app.system) ?? 'linux'
  const chosen = hotkeyFor(hotkey, system)
  const hint = given
    ? t('settings.talkKey.given', { key: given })
    : [t(system === 'win32' ? 'settings.talkKey.hintWindows' : 'settings.talkKey.hint'), chosen.note]
        .filter(Boolean)
        .join(' ')
  const tails = TAIL_MS.includes(tailMs) ? TAIL_MS : [...TAIL_MS, tailMs].sort((a, b) => a - b)
  return (
    <Group id="key" title={t('settings.group.key')}>
      <Part>
        <ChoiceSetting
          {...wordsWith('talkKey', hint)}
          value={hotkey !== null && chosen.id === hotkey ? hotkey : ''}
          options={[
            { value: '', label: t('settings.talkKey.default', { key: hotkeyFor(null, system).label }) },
            ...hotkeysOf(system).map(({ id, label }) => ({ value: id, label })),
          ]}
          patch={(id) => ({ hotkey: id === '' ? null : id })}
        />
        <ChoiceSetting
          {...words('tail')}
          value={String(tailMs)}
          options={tails.map((ms) => ({
            value: String(ms),
            label: ms === 0 ? t('settings.tailOff') : t('settings.seconds', { seconds: ms / 1000 }),
          }))}
          patch={(ms) => ({ tailMs: Number(ms) })}
        />
      </Part>
    </Group>
  )
}
