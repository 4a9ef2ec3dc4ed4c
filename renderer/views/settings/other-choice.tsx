import { useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import type { SettingsPatch } from '../../../shared/settings'
import { Select } from '../components/select'
import { useSought } from './search'
import { type SettingWords, TextSetting, useSaving } from './setting'

interface OtherChoiceProps extends SettingWords {
  value: string
  /** The names that are known. */
  known: readonly string[]
  patch(name: string): SettingsPatch
}

/** No name has a space, so none is this. */
const OTHER = 'another name'

/** A name from a list, or, by "Other…", any other one: services know more than this app does. */
export function OtherChoiceSetting({ label, hint, also, value, known, patch }: OtherChoiceProps) {
  const { problem, save } = useSaving()
  const [other, setOther] = useState(false)
  // What was entered is one of the list from then on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another name is in force
  useEffect(() => setOther(false), [value])
  if (!useSought(label, hint, also)) return null
  const names = known.includes(value) ? known : [...known, value]
  return (
    <>
      <Select
        label={label}
        hint={hint}
        problem={problem}
        value={other ? OTHER : value}
        options={[...names.map((name) => ({ value: name, label: name })), { value: OTHER, label: t('settings.other') }]}
        onChange={(chosen) => {
          setOther(chosen === OTHER)
          if (chosen !== OTHER) void save(patch(chosen))
        }}
      />
      {other && (
        <TextSetting
          label={t('settings.otherName', { setting: label })}
          also={`${label} ${hint} ${also}`}
          value={value}
          patch={patch}
        />
      )}
    </>
  )
}
