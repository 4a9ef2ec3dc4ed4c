import { useState } from 'react'
import { bindingLabel } from '../../../shared/binding-words'
import { type ChosenKeys, hotkeyFor, hotkeysOf, type KeyAction, type OtherAction } from '../../../shared/hotkeys'
import { t } from '../../../shared/i18n'
import { parseBinding } from '../../../shared/keys'
import type { Settings } from '../../../shared/settings'
import { TALK_MODES } from '../../../shared/talk'
import { useAppState } from '../app-context'
import { Button } from '../components/button'
import { KeyDialog } from './key-dialog'
import { Group, Part } from './section'
import { ActionSetting, ChoiceSetting, SwitchSetting, useSaving, words, wordsWith } from './setting'

/** A word's end takes no longer than this to die away; a second is for who trails off. */
const TAIL_MS: readonly number[] = [0, 100, 150, 250, 500, 1000]

/** Keys that do something in any app, and what the talk key does. */
export function KeySettings({ settings }: { settings: Settings }) {
  const { hotkey, talkMode, doubleTapHandsFree, tailMs } = settings
  const given = useAppState(({ hotkey: { source, key } }) => (source === 'portal' ? key : null))
  const system = useAppState((app) => app.system) ?? 'linux'
  const chosen = hotkeyFor(hotkey, system)
  const offered = hotkeysOf(system)
  // One of the trader's own, which the list does not have.
  const own = hotkey !== null && chosen.id === hotkey && !offered.some(({ id }) => id === hotkey)
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
            ...[...offered, ...(own ? [chosen] : [])].map(({ id, label }) => ({ value: id, label })),
          ]}
          patch={(id) => ({ hotkey: id === '' ? null : id })}
        />
        <OwnKey action="talk" keys={settings} />
        <ChoiceSetting
          {...words('talkMode')}
          value={talkMode}
          options={TALK_MODES.map((value) => ({ value, label: t(`settings.talkMode.${value}`) }))}
          patch={(mode) => ({ talkMode: mode })}
        />
        <SwitchSetting {...words('doubleTap')} on={doubleTapHandsFree} patch={(on) => ({ doubleTapHandsFree: on })} />
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
      <Part>
        <OwnKey action="handsFree" keys={settings} />
        <OwnKey action="panic" keys={settings} />
        <OwnKey action="panel" keys={settings} />
      </Part>
    </Group>
  )
}

const FIELDS = { talk: 'anyKey', handsFree: 'keyHandsFree', panic: 'keyPanic', panel: 'keyPanel' } as const

const patchOf = (action: KeyAction, { bindings }: ChosenKeys, key: string | null) =>
  action === 'talk' ? { hotkey: key } : { bindings: { ...bindings, [action satisfies OtherAction]: key } }

/** Any key, button or chord for an action, by pressing it. Where the desktop gives the keys, they are chosen there. */
function OwnKey({ action, keys }: { action: KeyAction; keys: ChosenKeys }) {
  const [open, setOpen] = useState(false)
  const { problem, save } = useSaving()
  const source = useAppState((app) => app.hotkey.source) ?? 'pending'
  const system = useAppState((app) => app.system) ?? 'linux'
  const text = action === 'talk' ? null : keys.bindings[action]
  const binding = text === null ? null : parseBinding(text)
  const deaf = source === 'portal' ? t('settings.keys.byDesktop') : source === 'hook' ? null : t('settings.keys.unseen')
  const { label, also, hint } = words(FIELDS[action])
  return (
    <ActionSetting
      label={label}
      also={also}
      hint={deaf === null ? hint : `${hint} ${deaf}`}
      actions={
        <span className="key-line">
          {binding !== null && <kbd>{bindingLabel(binding, system)}</kbd>}
          {binding !== null && (
            <Button
              aria-label={t('settings.keys.removeOf', { action: label })}
              onPress={() => void save(patchOf(action, keys, null))}
            >
              {t('settings.keys.remove')}
            </Button>
          )}
          <Button
            isDisabled={deaf !== null}
            aria-label={t('settings.keys.chooseOf', { action: label })}
            onPress={() => setOpen(true)}
          >
            {t('settings.keys.choose')}
          </Button>
        </span>
      }
    >
      {problem !== null && <p role="alert">{problem}</p>}
      <KeyDialog
        action={action}
        keys={keys}
        isOpen={open}
        onOpenChange={setOpen}
        onChoose={(key) => {
          setOpen(false)
          void save(patchOf(action, keys, key))
        }}
      />
    </ActionSetting>
  )
}
