import { dateFormat, t } from '../../../shared/i18n'
import { useNow } from '../figures/clock'

const DAY_MS = 86_400_000
const dayOf = (at: number) => new Date(at).toDateString()

/** Whether a day's first entry is one of another day than the entry before; the first of all is, unless it is of today. */
export const isOtherDay = (at: number, before: number | null): boolean => dayOf(at) !== dayOf(before ?? Date.now())

/** Where a day begins: "Today", "Yesterday", or its date. */
export function DayMark({ at }: { at: number }) {
  const now = useNow()
  return (
    <h2 className="day-mark">
      <span>{dayWords(at, now)}</span>
    </h2>
  )
}

function dayWords(at: number, now: number): string {
  if (dayOf(at) === dayOf(now)) return t('conversation.day.today')
  if (dayOf(at) === dayOf(now - DAY_MS)) return t('conversation.day.yesterday')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  }).format(at)
}
