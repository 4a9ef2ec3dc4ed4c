import { type FormEvent, useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import type { SettingsPatch } from '../../../shared/settings'
import { Button } from '../components/button'
import { ConfirmDialog } from '../components/dialog'
import { TextField } from '../components/text-field'
import { numberIn } from './number-in'
import { useSought } from './search'
import { type SettingWords, useSaving } from './setting'

interface LimitProps extends Required<SettingWords> {
  /** null: there is no limit. */
  value: number | null
  usual: number | null
  /** "$1,000", "5 losses": as a sentence says it. */
  words(value: number): string
  /** What the field says while there is none. */
  none?: string
  /** Counts stand alone in the field; amounts and percentages as a sentence says them. */
  counts?: boolean
  /** What is asked before the limit is turned off; null where it can't be. */
  off: ((value: string) => string) | null
  patch(value: number | null): SettingsPatch
}

/**
 * A number that bounds what may be traded. It is saved by its button or Enter alone, never by leaving it, and turning the
 * limit off is asked once more. An empty field is no answer: it is refused.
 */
export function LimitField(props: LimitProps) {
  const { label, hint, also, value, usual, words, none = t('settings.noLimit'), counts = false, off, patch } = props
  const { problem, save, forget } = useSaving()
  const written = value === null ? '' : counts ? String(value) : words(value)
  const [draft, setDraft] = useState(written)
  const [asks, setAsks] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was wrong is of the value before
  useEffect(() => {
    setDraft(written)
    forget()
  }, [written])
  if (!useSought(label, hint, also)) return null
  const byDefault = usual === null ? t('settings.limits.noLimit') : words(usual)

  function submit(event: FormEvent) {
    event.preventDefault()
    void save(patch(numberIn(draft) ?? Number.NaN))
  }

  return (
    <form onSubmit={submit}>
      <TextField
        label={label}
        hint={value === usual ? hint : t('settings.limits.changed', { hint, default: byDefault })}
        problem={problem}
        inputMode="decimal"
        value={draft}
        placeholder={none}
        onChange={(text) => {
          setDraft(text)
          forget()
        }}
      >
        <Button type="submit" isDisabled={draft.trim() === written}>
          {t('settings.save')}
        </Button>
        {off !== null && (value !== null || usual !== null) && (
          <label className="limit-off">
            <input
              type="checkbox"
              aria-label={t('settings.limits.offFor', { none, setting: label })}
              checked={value === null}
              onChange={(event) => (event.target.checked ? setAsks(true) : void save(patch(usual)))}
            />
            {none}
          </label>
        )}
      </TextField>
      {off !== null && value !== null && (
        <ConfirmDialog
          question={t('settings.limits.question')}
          warning={off(words(value))}
          confirm={t('settings.limits.turnOff')}
          cancel={t('settings.limits.keep')}
          isOpen={asks}
          onOpenChange={setAsks}
          onConfirm={async () => void (await save(patch(null)))}
        />
      )}
    </form>
  )
}
