import { numberFormat, t } from '../../../shared/i18n'
import { REALTIME_MODELS } from '../../../shared/models/known'
import { canReason, EFFORTS } from '../../../shared/models/reasoning'
import type { Settings } from '../../../shared/settings'
import { DexterAddresses, OpenaiAddresses } from './addresses'
import { AdvancedSettings } from './advanced-settings'
import { BudgetSettings } from './budget-settings'
import { McpServers } from './mcp-servers'
import { ModelEnd } from './model-end'
import { numberIn } from './number-in'
import { OtherChoiceSetting } from './other-choice'
import { Group, Part } from './section'
import { ChoiceSetting, TextSetting, words, wordsWith } from './setting'

const BACKENDS = ['practice', 'openai', 'dexter'] as const

/** Which service answers, how, and for how much. Only what the chosen one knows is shown. */
export function AnswerSettings({ settings }: { settings: Settings }) {
  const { backend, openai, model } = settings
  const change = (name: string) => ({ model: name })
  return (
    <Group id="answers" title={t('settings.group.answers')}>
      <Part>
        <ChoiceSetting
          {...wordsWith('backend', t(`settings.backendHint.${backend}`))}
          value={backend}
          options={BACKENDS.map((value) => ({ value, label: t(`settings.backend.${value}`) }))}
          patch={(value) => ({ backend: value })}
        />
        {backend !== 'practice' && (
          <>
            <OtherChoiceSetting {...words('model')} value={model} known={REALTIME_MODELS} patch={change} />
            <ModelEnd model={model} patch={change} />
          </>
        )}
        {backend === 'openai' && (
          <>
            <TextSetting
              {...words('instructions')}
              value={openai.instructions ?? ''}
              placeholder={t('settings.builtIn')}
              rows={2}
              patch={(text) => ({ openai: { ...openai, instructions: text === '' ? null : text } })}
            />
            <AdvancedSettings>
              <Thinking openai={openai} model={model} />
              <OpenaiAddresses openai={openai} />
            </AdvancedSettings>
          </>
        )}
        {backend === 'dexter' && (
          <AdvancedSettings>
            <DexterAddresses dexter={settings.dexter} />
          </AdvancedSettings>
        )}
      </Part>
      {backend === 'openai' && <McpServers mcpServers={settings.mcpServers} />}
      {backend !== 'practice' && <BudgetSettings settings={settings} />}
    </Group>
  )
}

/** How the model answers. What is left at its default is not sent. */
function Thinking({ openai, model }: { openai: Settings['openai']; model: string }) {
  const { reasoningEffort, maxOutputTokens } = openai
  const change = (over: Partial<Settings['openai']>) => ({ openai: { ...openai, ...over } })
  return (
    <>
      <ChoiceSetting
        {...(canReason(model) ? words('effort') : wordsWith('effort', t('settings.effortUnsupported', { model })))}
        value={reasoningEffort ?? ''}
        options={[
          { value: '', label: t('settings.default') },
          ...EFFORTS.map((value) => ({ value, label: t(`settings.effort.${value}`) })),
        ]}
        patch={(value) => change({ reasoningEffort: value === '' ? null : value })}
      />
      <TextSetting
        {...words('longest')}
        value={maxOutputTokens === null ? '' : numberFormat().format(maxOutputTokens)}
        placeholder={t('settings.noLimit')}
        mode="numeric"
        patch={(text) => change({ maxOutputTokens: numberIn(text) })}
      />
    </>
  )
}
