import { numberFormat, t } from '../../../shared/i18n'
import type { Settings } from '../../../shared/settings'
import { DETECTION_PRESETS, EAGERNESS } from '../../../shared/turn-detection'
import { numberIn } from './number-in'
import { Part } from './section'
import { ChoiceSetting, SwitchSetting, TextSetting, words } from './setting'

const DETECTIONS = [...DETECTION_PRESETS, 'semantic', 'own'] as const

/** How the open microphone finds where a question begins and ends. */
export function HandsFreeSettings({ handsFree }: { handsFree: Settings['handsFree'] }) {
  const change = (patch: Partial<Settings['handsFree']>) => ({ handsFree: { ...handsFree, ...patch } })
  const number = (name: 'threshold' | 'prefixMs' | 'silenceMs' | 'idleMinutes') => (
    <TextSetting
      {...words(name)}
      value={numberFormat({ useGrouping: false }).format(handsFree[name])}
      mode={name === 'threshold' ? 'decimal' : 'numeric'}
      patch={(text) => change({ [name]: numberIn(text) })}
    />
  )
  return (
    <Part title={t('settings.part.handsFree')}>
      <ChoiceSetting
        {...words('detection')}
        value={handsFree.detection}
        options={DETECTIONS.map((value) => ({ value, label: t(`settings.detection.${value}`) }))}
        patch={(detection) => change({ detection })}
      />
      {handsFree.detection === 'semantic' && (
        <ChoiceSetting
          {...words('eagerness')}
          value={handsFree.eagerness}
          options={EAGERNESS.map((value) => ({ value, label: t(`settings.eagerness.${value}`) }))}
          patch={(eagerness) => change({ eagerness })}
        />
      )}
      {handsFree.detection === 'own' && (
        <>
          {number('threshold')}
          {number('prefixMs')}
          {number('silenceMs')}
        </>
      )}
      <SwitchSetting {...words('gate')} on={handsFree.gate} patch={(gate) => change({ gate })} />
      {number('idleMinutes')}
    </Part>
  )
}
