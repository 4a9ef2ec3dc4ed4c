import { type FormEvent, type Ref, useId, useState } from 'react'
import {
  type AlertCondition,
  AlertConditionSchema,
  type AlertsState,
  AlertWishSchema,
  durationText,
} from '../../../shared/alerts'
import { numberFormat, t } from '../../../shared/i18n'
import type { Done } from '../../../shared/ipc'
import { useApp } from '../app-context'
import { Select } from '../components/select'

const KINDS = ['above', 'below', 'rise', 'drop'] as const
type Kind = (typeof KINDS)[number]

const MINUTE_MS = 60_000
/** Times that a percentage is asked of. */
const TIMES_MS = [10, 30, 60, 240, 1440].map((minutes) => minutes * MINUTE_MS)
const USUAL_TIME_MS = 60 * MINUTE_MS

interface Draft {
  token: string
  kind: Kind
  value: string
  withinMs: number
  server: string
  spoken: boolean
}
const EMPTY: Draft = { token: '', kind: 'above', value: '', withinMs: USUAL_TIME_MS, server: '', spoken: true }

/** Adds an alert, or a token to the watchlist. Main looks at the price first, which takes a moment. */
export function AlertForm({
  servers,
  tokenField,
}: {
  servers: AlertsState['servers']
  tokenField: Ref<HTMLInputElement>
}) {
  const { bridge } = useApp()
  const id = useId()
  const [draft, setDraft] = useState(EMPTY)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { token, kind, value, withinMs, server, spoken } = draft
  const isShare = kind === 'rise' || kind === 'drop'

  /** What was wrong is not, once something else is entered. */
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setProblem(null)
  }

  async function run(ask: Promise<Done>) {
    setBusy(true)
    const reply = await ask.catch(() => ({ ok: false as const, message: t('app.failed') }))
    setBusy(false)
    setProblem(reply.ok ? null : reply.message)
    if (reply.ok) setDraft({ ...draft, token: '', value: '' })
  }

  async function add(event: FormEvent) {
    event.preventDefault()
    const condition = conditionOf(kind, numberOf(value), withinMs)
    if (condition === null) return setProblem(t('alerts.problem.badValue'))
    const wish = AlertWishSchema.safeParse({ token, server: server || null, condition, spoken })
    if (!wish.success) return setProblem(t('alerts.problem.badToken'))
    await run(bridge.setAlert(wish.data))
  }

  async function watch() {
    if (token.trim() === '') return setProblem(t('alerts.problem.badToken'))
    await run(bridge.watchToken({ token: token.trim(), server: server || null }))
  }

  return (
    <form className="alert-form" onSubmit={(event) => void add(event)} aria-describedby={`${id}-problem`}>
      <label htmlFor={`${id}-token`}>{t('alerts.form.token')}</label>
      <input
        id={`${id}-token`}
        ref={tokenField}
        value={token}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => change({ token: event.target.value })}
      />
      <p id={`${id}-hint`}>{t('alerts.form.tokenHint')}</p>
      <Select
        label={t('alerts.form.when')}
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: t(`alerts.form.${one}`) }))}
        onChange={(chosen) => change({ kind: chosen })}
      />
      <label htmlFor={`${id}-value`}>{t(isShare ? 'alerts.form.percent' : 'alerts.form.price')}</label>
      <input
        id={`${id}-value`}
        value={value}
        inputMode="decimal"
        autoComplete="off"
        onChange={(event) => change({ value: event.target.value })}
      />
      {isShare && (
        <Select
          label={t('alerts.form.within')}
          value={String(withinMs)}
          options={TIMES_MS.map((ms) => ({ value: String(ms), label: durationText(ms) }))}
          onChange={(chosen) => change({ withinMs: Number(chosen) })}
        />
      )}
      {servers.length > 1 && (
        <Select
          label={t('alerts.form.server')}
          value={server === '' ? (servers[0]?.id ?? '') : server}
          options={servers.map((one) => ({ value: one.id, label: one.label }))}
          onChange={(chosen) => change({ server: chosen === servers[0]?.id ? '' : chosen })}
        />
      )}
      <label className="alert-spoken">
        <input type="checkbox" checked={spoken} onChange={(event) => change({ spoken: event.target.checked })} />
        {t('alerts.form.spoken')} <small>{t('alerts.form.spokenHint')}</small>
      </label>
      <div className="alert-buttons">
        <button className="button" type="submit" disabled={busy}>
          {t(busy ? 'alerts.form.adding' : 'alerts.form.add')}
        </button>
        <button className="button" type="button" disabled={busy} onClick={() => void watch()}>
          {t('alerts.form.watch')}
        </button>
      </div>
      <p className="alert-problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
    </form>
  )
}

/** null where the number is none that can be waited for. */
function conditionOf(kind: Kind, number: number, withinMs: number): AlertCondition | null {
  const condition =
    kind === 'above' || kind === 'below'
      ? { kind, value: number }
      : { kind: 'percent', value: kind === 'drop' ? -number : number, withinMs }
  return AlertConditionSchema.safeParse(condition).data ?? null
}

/** A number as this locale writes it ("1,000.50", "1.000,50"), with or without a sign of money or a share; NaN where it is none. */
function numberOf(text: string): number {
  const parts = numberFormat().formatToParts(1234567.5)
  const mark = (type: 'group' | 'decimal', usual: string) => parts.find((part) => part.type === type)?.value ?? usual
  const figure = text.replace(/[$%\s]/g, '')
  // A mark that parts no three digits is a point that was typed as elsewhere in the world.
  const whole = figure.replaceAll(new RegExp(`\\${mark('group', ',')}(?=\\d{3}(?!\\d))`, 'g'), '')
  const plain = whole.replace(mark('decimal', '.'), '.').replace(',', '.')
  return /^(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN
}
