import { t } from '../../../shared/i18n'
import { KEEP_CONVERSATION, KEPT_DAYS } from '../../../shared/kept-conversation'
import type { Settings } from '../../../shared/settings'
import { useApp } from '../app-context'
import { DeliberateAction } from './deliberate-action'
import { Group, Part } from './section'
import { ChoiceSetting, SwitchSetting, words, wordsWith } from './setting'

/** What others learn, and what this computer keeps. */
export function PrivacySettings({ settings: { backend, shareTrades, keepConversation } }: { settings: Settings }) {
  const { bridge } = useApp()
  return (
    <Group id="privacy" title={t('settings.group.privacy')}>
      <Part>
        {/* Dexter's sessions have no tool for it. */}
        {backend !== 'dexter' && (
          <SwitchSetting
            {...wordsWith('shareTrades', t(`settings.shareTrades.${backend}`))}
            on={shareTrades}
            patch={(on) => ({ shareTrades: on })}
          />
        )}
        <ChoiceSetting
          {...words('keepConversation')}
          value={keepConversation}
          options={KEEP_CONVERSATION.map((value) => ({
            value,
            label:
              value === '30 days'
                ? t('settings.keep.days', { days: KEPT_DAYS })
                : t(value === 'session' ? 'settings.keep.session' : 'settings.keep.always'),
          }))}
          patch={(kept) => ({ keepConversation: kept })}
        />
        <DeliberateAction
          label={t('settings.credentials.label')}
          hint={t('settings.credentials.hint')}
          also={t('settings.credentials.also')}
          action={t('settings.credentials.remove')}
          running={t('settings.credentials.removing')}
          question={t('settings.credentials.question')}
          warning={t('settings.credentials.warning')}
          run={bridge.forgetEverything}
          unknown={t('settings.credentials.unknown')}
        />
      </Part>
    </Group>
  )
}
