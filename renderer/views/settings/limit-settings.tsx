import { numberFormat, t } from '../../../shared/i18n'
import type en from '../../../shared/i18n/en/settings'
import { CAUTIONS, DEFAULT_LIMITS, type Limits } from '../../../shared/limits'
import { type Settings, type SettingsPatch, SettingsSchema } from '../../../shared/settings'
import { LimitField } from './limit-field'
import { Part } from './section'
import { ChoiceSetting, words } from './setting'

const DEFAULT_SECONDS = SettingsSchema.parse({}).approvalSeconds

const dollars = (value: number) =>
  numberFormat({ style: 'currency', currency: 'USD', minimumFractionDigits: 0, maximumFractionDigits: 20 }).format(
    value,
  )
const percentage = (value: number) =>
  numberFormat({ style: 'unit', unit: 'percent', maximumFractionDigits: 20 }).format(value)
const AMOUNTS = ['usdPerTrade', 'usdPerDay', 'usdPerTokenAndDay', 'slippagePct', 'impactPct'] as const
const CHOICES = ['unverifiedTokens', 'newRecipients', 'marked'] as const
const PAUSES = ['losses', 'trades'] as const

const wordsOf = (name: keyof typeof en.limit) => ({
  label: t(`settings.limit.${name}.label`),
  hint: t(`settings.limit.${name}.hint`),
  also: t(`settings.limit.${name}.also`),
})

/** How much may be traded: whatever is above a limit can't be approved. */
export function LimitSettings({ settings: { limits, approvalSeconds } }: { settings: Settings }) {
  const change = (over: Partial<Limits>): SettingsPatch => ({ limits: { ...limits, ...over } })
  const { pause } = limits
  return (
    <Part id="limits" title={t('settings.part.limits')}>
      {AMOUNTS.map((name) => (
        <LimitField
          key={name}
          {...wordsOf(name)}
          value={limits[name]}
          usual={DEFAULT_LIMITS[name]}
          words={name.endsWith('Pct') ? percentage : dollars}
          off={(value) => t(`settings.limit.${name}.off`, { value })}
          patch={(value) => change({ [name]: value })}
        />
      ))}
      {CHOICES.map((name) => (
        <Caution key={name} name={name} limits={limits} patch={change} />
      ))}
      {PAUSES.map((name) => (
        <LimitField
          key={name}
          {...wordsOf(name)}
          none={t('settings.limits.never')}
          value={pause[name]}
          usual={DEFAULT_LIMITS.pause[name]}
          counts
          words={(count) => t(`settings.limits.${name}`, { count })}
          off={(value) => t(`settings.limit.${name}.off`, { value })}
          patch={(value) => change({ pause: { ...pause, [name]: value } })}
        />
      ))}
      {(pause.losses !== null || pause.trades !== null) && (
        <LimitField
          {...wordsOf('minutes')}
          value={pause.minutes}
          usual={DEFAULT_LIMITS.pause.minutes}
          counts
          words={(count) => t('settings.limits.minutes', { count })}
          off={null}
          patch={(minutes) => change({ pause: { ...pause, minutes: minutes ?? Number.NaN } })}
        />
      )}
      <LimitField
        {...words('approvalSeconds')}
        value={approvalSeconds}
        usual={DEFAULT_SECONDS}
        counts
        words={(count) => t('settings.limits.seconds', { count })}
        off={null}
        patch={(seconds) => ({ approvalSeconds: seconds ?? Number.NaN })}
      />
    </Part>
  )
}

interface CautionProps {
  name: (typeof CHOICES)[number]
  limits: Limits
  patch(over: Partial<Limits>): SettingsPatch
}

/** What has to be looked at is refused, or approved by the button alone, or as every other trade. */
function Caution({ name, limits, patch }: CautionProps) {
  const { hint, ...called } = wordsOf(name)
  const usual = DEFAULT_LIMITS[name]
  // A difference to what was said is never a reason to refuse by itself.
  const offered = name === 'marked' ? CAUTIONS.filter((value) => value !== 'never') : CAUTIONS
  return (
    <ChoiceSetting
      {...called}
      hint={
        limits[name] === usual
          ? hint
          : t('settings.limits.changedChoice', { hint, default: t(`settings.limits.caution.${usual}`) })
      }
      value={limits[name]}
      options={offered.map((value) => ({ value, label: t(`settings.limits.caution.${value}`) }))}
      patch={(value) => patch({ [name]: value })}
    />
  )
}
