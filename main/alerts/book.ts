import { z } from 'zod'
import { AlertSchema, MOST_ALERTS, MOST_WATCHED, WatchedSchema } from '../../shared/alerts'
import { t } from '../../shared/i18n'
import { readJsonFile, writeJsonFile } from '../json-file'
import type { Notice, Withdraw } from '../notice'
import { MOST_KEPT, SampleSchema } from './series'

const SeriesSchema = z.object({ samples: z.array(SampleSchema).max(MOST_KEPT), change24h: z.number().nullable() })
export type Series = z.infer<typeof SeriesSchema>

const BookSchema = z.object({
  alerts: z.array(AlertSchema).max(MOST_ALERTS),
  watched: z.array(WatchedSchema).max(MOST_WATCHED),
  /** By server and token, so that a restart does not lose the time of a percentage. */
  series: z.record(z.string(), SeriesSchema),
})
export type Book = z.infer<typeof BookSchema>

const EMPTY: Book = { alerts: [], watched: [], series: {} }

/** Alerts, watchlist and their prices on disk, in a file of their own: they change with every look. A damaged one is set aside and said. */
export function openBook(path: string, notice: Notice) {
  const file = readJsonFile(path, BookSchema)
  if (file.damage) {
    const { aside } = file.damage
    const text = aside === null ? t('alerts.problem.damagedInPlace') : t('alerts.problem.damaged', { file: aside })
    notice('warning', 'alerts_damaged', text)
  }
  let writing = Promise.resolve()
  let next: Book | null = null
  let withdraw: Withdraw | null = null

  const write = async () => {
    const book = next
    next = null
    if (book === null) return
    try {
      await writeJsonFile(path, book)
      withdraw?.()
      withdraw = null
    } catch {
      withdraw ??= notice('warning', 'alerts_unsaved', t('alerts.problem.notSaved'))
    }
  }

  return {
    /** What was there at the start. */
    found: file.value ?? EMPTY,
    /** Writes it down; what comes while one is being written is written as it stands then. Settles when it is on disk, or can't be. */
    save(book: Book): Promise<void> {
      next = book
      writing = writing.then(write)
      return writing
    },
    /** Settles when nothing is being written any more. */
    settled: () => writing,
  }
}
