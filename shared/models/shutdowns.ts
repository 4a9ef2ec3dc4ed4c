import { dateFormat, t } from '../i18n'
import shutdowns from './shutdowns.json'

/** When a model is switched off, and what takes its place. */
export interface Shutdown {
  model: string
  /** `YYYY-MM-DD`, of the provider's calendar: the day on which it no longer answers. */
  ends: string
  /** null where the provider names none. */
  successor: string | null
}

/** Days by the model's name, as a server tells them in its list of models; they are newer than the file. */
export type ToldShutdowns = Readonly<Record<string, string>>

const LISTED: Record<string, { ends: string; successor: string }> = shutdowns.models

/** The end of a model's life as far as it is announced; null when none is. */
export function shutdownOf(model: string, told: ToldShutdowns = {}): Shutdown | null {
  const listed = Object.hasOwn(LISTED, model) ? LISTED[model] : undefined
  const ends = (Object.hasOwn(told, model) ? told[model] : undefined) ?? listed?.ends
  return ends === undefined ? null : { model, ends, successor: listed?.successor ?? null }
}

/** Whether the day has come, at an epoch time in milliseconds. */
export const isShutDown = ({ ends }: Shutdown, now: number): boolean => now >= Date.parse(`${ends}T00:00:00Z`)

/** In the day's own time zone: it is a day of the provider's calendar. */
const dayOf = ({ ends }: Shutdown) =>
  dateFormat({ dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(`${ends}T00:00:00Z`))

/** "OpenAI shuts down gpt-realtime on January 20, 2027." */
export function shutdownFact(shutdown: Shutdown, now: number): string {
  const about = { model: shutdown.model, day: dayOf(shutdown) }
  return isShutDown(shutdown, now) ? t('tools.shutdown.ended', about) : t('tools.shutdown.ends', about)
}

/** The same, and what to do about it. */
export function shutdownSentence(shutdown: Shutdown, now: number): string {
  const about = { model: shutdown.model, day: dayOf(shutdown) }
  const over = isShutDown(shutdown, now)
  const { successor } = shutdown
  if (successor === null) return t(over ? 'tools.shutdown.endedChooseAny' : 'tools.shutdown.endsChooseAny', about)
  return t(over ? 'tools.shutdown.endedChoose' : 'tools.shutdown.endsChoose', { ...about, successor })
}

/** What to say when a server's words are about a model that has ended; null when they are not. */
export function endedModel(words: string, now: number): string | null {
  const names = words.match(/[a-z0-9]+(?:[.-][a-z0-9]+)+/g) ?? []
  const ended = names.map((name) => shutdownOf(name)).find((shutdown) => shutdown && isShutDown(shutdown, now))
  return ended ? shutdownSentence(ended, now) : null
}
