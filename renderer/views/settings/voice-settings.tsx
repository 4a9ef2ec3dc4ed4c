import { numberFormat, t } from '../../../shared/i18n'
import { spokenLanguages } from '../../../shared/languages'
import { TRANSCRIPTION_MODELS, VOICES } from '../../../shared/models/known'
import type { Settings } from '../../../shared/settings'
import { DELAYS, transcriptionFamily } from '../../../shared/transcription'
import { AdvancedSettings } from './advanced-settings'
import { MicrophoneSettings, SpeakerSettings } from './device-settings'
import { HandsFreeSettings } from './hands-free-settings'
import { ModelEnd } from './model-end'
import { numberIn } from './number-in'
import { OtherChoiceSetting } from './other-choice'
import { Group, Part } from './section'
import { ChoiceSetting, SliderSetting, SwitchSetting, TextSetting, words } from './setting'

/** How long the microphone stays on; null is always. */
const WARM_MS = [0, 30_000, 120_000, null] as const
const MINUTE_MS = 60_000
const NOISE = ['near_field', 'far_field', 'off'] as const
/** As the voice of OpenAI speaks by itself; what is left alone is not sent. */
const USUAL_SPEED = 1

/** What is heard from the app, and what it hears. */
export function VoiceSettings({ settings }: { settings: Settings }) {
  const { backend } = settings
  return (
    <Group id="voice" title={t('settings.group.voice')}>
      <Part>
        <SpeakerSettings />
        <SwitchSetting {...words('muted')} on={settings.muted} patch={(muted) => ({ muted })} />
        <SliderSetting
          {...words('volume')}
          value={settings.volume}
          min={0}
          max={100}
          step={5}
          format={{ style: 'unit', unit: 'percent' }}
          patch={(volume) => ({ volume })}
        />
        {backend !== 'practice' && (
          <OtherChoiceSetting
            {...words('voice')}
            value={settings.voice}
            known={VOICES}
            patch={(voice) => ({ voice })}
          />
        )}
        {backend === 'openai' && <Speed openai={settings.openai} />}
        <SwitchSetting {...words('speakTyped')} on={settings.speakTyped} patch={(speakTyped) => ({ speakTyped })} />
        <SwitchSetting {...words('earcons')} on={settings.earcons} patch={(earcons) => ({ earcons })} />
      </Part>
      <Part>
        <MicrophoneSettings />
        <Warm ms={settings.microphoneWarmMs} />
        {backend === 'openai' && <Noise openai={settings.openai} />}
        {/* Practice hears English, by an ear of its own. */}
        {backend !== 'practice' && <Transcription settings={settings} />}
      </Part>
      <HandsFreeSettings handsFree={settings.handsFree} />
    </Group>
  )
}

type Openai = Settings['openai']

const Speed = ({ openai }: { openai: Openai }) => (
  <SliderSetting
    {...words('speed')}
    value={openai.speed ?? USUAL_SPEED}
    min={0.25}
    max={1.5}
    step={0.05}
    format={{ style: 'percent' }}
    shown={(speed) =>
      speed === USUAL_SPEED
        ? t('settings.speed.usual')
        : t('settings.speed.times', { times: numberFormat().format(speed) })
    }
    patch={(speed) => ({ openai: { ...openai, speed: speed === USUAL_SPEED ? null : speed } })}
  />
)

function Warm({ ms }: { ms: number | null }) {
  const choices: readonly (number | null)[] = (WARM_MS as readonly (number | null)[]).includes(ms)
    ? WARM_MS
    : [...WARM_MS, ms]
  return (
    <ChoiceSetting
      {...words('warm')}
      value={String(ms)}
      options={choices.map((choice) => ({ value: String(choice), label: warmWords(choice) }))}
      patch={(chosen) => ({ microphoneWarmMs: choices.find((choice) => String(choice) === chosen) ?? null })}
    />
  )
}

function warmWords(ms: number | null): string {
  if (ms === null) return t('settings.warm.always')
  if (ms === 0) return t('settings.warm.off')
  return ms % MINUTE_MS === 0
    ? t('settings.warm.minutes', { minutes: ms / MINUTE_MS })
    : t('settings.warm.seconds', { seconds: ms / 1000 })
}

function Noise({ openai }: { openai: Openai }) {
  const { noiseReduction, noiseStrength } = openai
  return (
    <>
      <ChoiceSetting
        {...words('noise')}
        value={noiseReduction}
        options={NOISE.map((value) => ({ value, label: t(`settings.noise.${value}`) }))}
        patch={(value) => ({ openai: { ...openai, noiseReduction: value } })}
      />
      {noiseReduction !== 'off' && (
        <TextSetting
          {...words('noiseStrength')}
          value={noiseStrength === null ? '' : numberFormat().format(noiseStrength)}
          placeholder={t('settings.default')}
          mode="decimal"
          patch={(text) => ({ openai: { ...openai, noiseStrength: numberIn(text) } })}
        />
      )}
    </>
  )
}

/** How what the trader says is written down. */
function Transcription({ settings }: { settings: Settings }) {
  const { language, keywords, transcriptionModel: model, transcriptionDelay: delay } = settings
  const change = (transcriptionModel: string) => ({ transcriptionModel })
  return (
    <>
      <ChoiceSetting
        {...words('language')}
        value={language ?? ''}
        options={[
          { value: '', label: t('settings.automatic') },
          ...spokenLanguages().map(({ code, name }) => ({ value: code, label: name })),
        ]}
        patch={(code) => ({ language: code === '' ? null : code })}
      />
      <TextSetting
        {...words('keywords')}
        value={keywords.join(', ')}
        placeholder="BONK, Jupiter"
        patch={(text) => ({ keywords: wordsIn(text) })}
      />
      <AdvancedSettings>
        <OtherChoiceSetting
          {...words('transcriptionModel')}
          value={model}
          known={TRANSCRIPTION_MODELS}
          patch={change}
        />
        {transcriptionFamily(model).delay && (
          <ChoiceSetting
            {...words('transcriptionDelay')}
            value={delay ?? ''}
            options={[
              { value: '', label: t('settings.default') },
              ...DELAYS.map((value) => ({ value, label: t(`settings.delay.${value}`) })),
            ]}
            patch={(value) => ({ transcriptionDelay: value === '' ? null : value })}
          />
        )}
      </AdvancedSettings>
      <ModelEnd model={model} patch={change} />
    </>
  )
}

/** "BONK, Jupiter": each once. */
const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
]
