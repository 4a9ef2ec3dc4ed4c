import type { ReactNode } from 'react'
import { bindingLabel } from '../../../shared/binding-words'
import { bindingsOf } from '../../../shared/hotkeys'
import { t } from '../../../shared/i18n'
import { useAppState, useSettings } from '../app-context'
import { Dialog } from '../components/dialog'
import { TABS } from './tabs'
import './shortcuts.css'

/** Every key that does something here. */
export function Shortcuts({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange(open: boolean): void }) {
  const hotkey = useAppState((app) => app.hotkey)
  const mac = useAppState((app) => app.system === 'darwin') ?? false
  const command = mac ? '⌘' : t('panel.shortcuts.ctrl')
  const settings = useSettings()
  const system = useAppState((app) => app.system) ?? 'linux'
  const mode = settings?.talkMode ?? 'hold'
  const others = settings === null ? [] : bindingsOf(settings, system).filter(({ action }) => action !== 'talk')
  const talk = hotkey === null || hotkey.source === 'none' || hotkey.source === 'pending' ? null : hotkey.key
  return (
    <Dialog title={t('panel.shortcuts.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      {talk !== null && (
        <Keys title={t('panel.shortcuts.anywhere')}>
          {hotkey?.source === 'toggle' ? (
            <Row keys={[[talk]]} does={t('panel.shortcuts.toggle')} />
          ) : (
            <>
              {mode !== 'tap' && (
                <Row keys={[[talk]]} how={t('panel.shortcuts.hold')} does={t('panel.shortcuts.talk')} />
              )}
              {mode !== 'hold' && (
                <Row keys={[[talk]]} how={t('panel.shortcuts.tap')} does={t('panel.shortcuts.toggle')} />
              )}
              {settings?.doubleTapHandsFree && (
                <Row keys={[[talk]]} how={t('panel.shortcuts.tapTwice')} does={t('panel.shortcuts.handsFree')} />
              )}
              {hotkey?.source === 'hook' && <Row keys={[['Esc']]} does={t('panel.shortcuts.cancelTalk')} />}
              {hotkey?.source === 'hook' && (
                <Row keys={[[talk]]} how={t('panel.shortcuts.holdSilently')} does={t('panel.shortcuts.approve')} />
              )}
              <Row keys={[[talk]]} how={t('panel.shortcuts.tap')} does={t('panel.shortcuts.deny')} />
            </>
          )}
          {hotkey?.source !== 'portal' &&
            others.map(({ action, binding }) =>
              action === 'talk' ? null : (
                <Row key={action} keys={[[bindingLabel(binding, system)]]} does={t(`panel.shortcuts.${action}`)} />
              ),
            )}
        </Keys>
      )}
      <Keys title={t('panel.shortcuts.here')}>
        <Row keys={[['Esc']]} does={t('panel.shortcuts.escape')} />
        <Row keys={[[t('panel.shortcuts.enter')]]} does={t('panel.shortcuts.send')} />
        <Row keys={[[t('panel.shortcuts.shift'), t('panel.shortcuts.enter')]]} does={t('panel.shortcuts.newLine')} />
        <Row keys={[[command, 'F']]} does={t('panel.shortcuts.find')} />
        <Row keys={[[command, `1–${TABS.length}`]]} does={t('panel.shortcuts.view')} />
        <Row keys={[[t('panel.shortcuts.ctrl'), 'Tab']]} does={t('panel.shortcuts.nextView')} />
        <Row
          keys={[
            [command, '+'],
            [command, '−'],
            [command, '0'],
          ]}
          does={t('panel.shortcuts.textSize')}
        />
        <Row keys={[['F1'], [command, '/']]} does={t('panel.shortcuts.thisPage')} />
      </Keys>
    </Dialog>
  )
}

const Keys = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="shortcuts">
    <h3>{title}</h3>
    <dl>{children}</dl>
  </section>
)

/** Chords that do the same thing. `how` is what to do with them, where pressing is not all. */
const Row = ({ keys, how, does }: { keys: string[][]; how?: string; does: string }) => (
  <div>
    <dt>
      {how}
      {keys.map((chord) => (
        <span key={chord.join()}>
          {chord.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      ))}
    </dt>
    <dd>{does}</dd>
  </div>
)
