import { useState } from 'react'
import { t } from '../../../shared/i18n'
import type { Settings } from '../../../shared/settings'
import { TEXT_SCALES } from '../../../shared/text-scale'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { Group, Part } from './section'
import { ActionSetting, ChoiceSetting, SwitchSetting, words, wordsWith } from './setting'

/** How the app looks, speaks its own words, starts, and stays new. */
export function AppSettings({ settings }: { settings: Settings }) {
  return (
    <Group id="app" title={t('settings.group.app')}>
      <Part>
        <Look settings={settings} />
        <Launch settings={settings} />
      </Part>
      <Updates settings={settings} />
    </Group>
  )
}

function Look({ settings: { uiLanguage, theme, textScale, smallWindow, backgroundNews } }: { settings: Settings }) {
  const mac = useAppState((app) => app.system === 'darwin') ?? false
  const key = mac ? '⌘' : t('settings.app.ctrl')
  const scales: readonly number[] = TEXT_SCALES.some((scale) => scale === textScale)
    ? TEXT_SCALES
    : [...TEXT_SCALES, textScale].sort((a, b) => a - b)
  return (
    <>
      <ChoiceSetting
        {...words('uiLanguage')}
        value={uiLanguage}
        options={[
          { value: 'system', label: t('settings.app.system') },
          // Each by its own name, for whoever can't read the one in force.
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
          { value: 'de', label: 'Deutsch' },
        ]}
        patch={(language) => ({ uiLanguage: language })}
      />
      <ChoiceSetting
        {...words('theme')}
        value={theme}
        options={[
          { value: 'system', label: t('settings.app.system') },
          { value: 'light', label: t('settings.app.themeLight') },
          { value: 'dark', label: t('settings.app.themeDark') },
        ]}
        patch={(chosen) => ({ theme: chosen })}
      />
      <ChoiceSetting
        {...wordsWith('textScale', t('settings.app.textSizeHint', { key }))}
        value={String(textScale)}
        options={scales.map((scale) => ({
          value: String(scale),
          label: scale === 1 ? t('settings.app.textSizeDefault') : t('settings.app.textSize', { scale }),
        }))}
        patch={(scale) => ({ textScale: Number(scale) })}
      />
      <SwitchSetting {...words('smallWindow')} on={smallWindow} patch={(on) => ({ smallWindow: on })} />
      <ChoiceSetting
        {...words('backgroundNews')}
        value={backgroundNews}
        options={[
          { value: 'auto', label: t('settings.app.automatic') },
          { value: 'on', label: t('settings.app.on') },
          { value: 'off', label: t('settings.app.off') },
        ]}
        patch={(when) => ({ backgroundNews: when })}
      />
    </>
  )
}

function Launch({ settings: { startAtLogin, startHidden } }: { settings: Settings }) {
  const trayMissing = useAppState((app) => app.trayMissing) ?? false
  return (
    <>
      <SwitchSetting {...words('startAtLogin')} on={startAtLogin} patch={(on) => ({ startAtLogin: on })} />
      <SwitchSetting
        {...wordsWith('startHidden', t(trayMissing ? 'settings.app.hiddenWithoutTray' : 'settings.app.hidden'))}
        on={startHidden}
        patch={(on) => ({ startHidden: on })}
      />
    </>
  )
}

/** Whether updates are looked for, which ones, and a look at this moment. */
function Updates({ settings: { updates, updateChannel } }: { settings: Settings }) {
  const { bridge } = useApp()
  const ready = useAppState((app) => app.updateReady)
  const [said, setSaid] = useState<string | null>(null)
  const [looking, setLooking] = useState(false)

  async function look() {
    setLooking(true)
    setSaid(await bridge.checkForUpdates().catch(() => t('settings.app.checkFailed')))
    setLooking(false)
  }

  return (
    <Part title={t('settings.part.updates')}>
      <SwitchSetting {...words('updates')} on={updates} patch={(on) => ({ updates: on })} />
      <ChoiceSetting
        {...words('updateChannel')}
        value={updateChannel}
        options={[
          { value: 'latest', label: t('settings.app.channelLatest') },
          { value: 'beta', label: t('settings.app.channelBeta') },
        ]}
        patch={(channel) => ({ updateChannel: channel })}
      />
      <ActionSetting
        label={t('settings.app.version')}
        actions={
          ready === null ? (
            <Button isDisabled={looking} onPress={() => void look()}>
              {t(looking ? 'settings.app.checking' : 'settings.app.checkUpdates')}
            </Button>
          ) : (
            <Button onPress={() => void bridge.restartToUpdate()}>{t('settings.app.restart')}</Button>
          )
        }
      >
        <p className="field-status" role="status">
          {said ?? (ready === null ? '' : t('settings.app.ready', { version: ready }))}
        </p>
      </ActionSetting>
    </Part>
  )
}
