import { t } from '../../shared/i18n'
import { type DayUsage, DayUsageSchema } from '../../shared/snapshot'
import { readJsonFile, writeJsonFile, writeJsonFileNow } from '../json-file'
import type { Withdraw } from '../notice'

/** A day's use changes with every answer; the disk need not know each time. */
const WRITE_MS = 5_000

/**
 * What was used today, on disk, so that a budget outlives the app. Written at most once in `WRITE_MS`, and at the end.
 * A damaged file is set aside and said.
 */
export function createDayUsage(path: string, onProblem: (sentence: string) => Withdraw) {
  let usage: DayUsage | null = read()
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()
  /** Writes that are on their way. */
  let underWay = 0
  /** Takes back that nothing could be saved; null while nothing was told. */
  let withdraw: Withdraw | null = null

  function read(): DayUsage | null {
    const file = readJsonFile(path, DayUsageSchema)
    if (file.damage) {
      const { aside } = file.damage
      onProblem(aside === null ? t('app.usage.damaged') : t('app.usage.damagedKept', { file: aside }))
    }
    return file.value
  }

  const write = () => {
    if (timer) clearTimeout(timer)
    timer = null
    underWay += 1
    writing = writing
      .then(async () => {
        await writeJsonFile(path, usage)
        withdraw?.()
        withdraw = null
      })
      .catch(() => {
        withdraw ??= onProblem(t('app.usage.notSaved'))
      })
      .finally(() => {
        underWay -= 1
      })
  }

  return {
    /** The last day's use that is known; null when none is. */
    today: (): DayUsage | null => usage,
    /** Takes what the engine publishes. */
    note(today: DayUsage) {
      // Before anything was billed there is no day.
      if (today.day === '') return
      if (usage?.day === today.day) {
        // A day's use only grows: an engine that has just begun may not have been told yet what there was.
        if (!hasGrown(usage, today)) return
      }
      usage = today
      timer ??= setTimeout(write, WRITE_MS)
    },
    /** Writes what is not on disk yet before it returns, for an end that waits for nothing else. */
    flushNow() {
      if (!timer && underWay === 0) return
      // What is on its way is older, and would take the place of this one where the app lives on: it is followed by another.
      if (underWay > 0) write()
      else if (timer) clearTimeout(timer)
      timer = null
      try {
        writeJsonFileNow(path, usage)
      } catch {
        // There is nobody left to tell.
      }
    },
    /** Settles when everything is on disk. */
    async close() {
      if (timer) write()
      await writing
    },
  }
}

/** In tokens, or in what costs without any: transcribed minutes, and tokens that have got their price. */
function hasGrown(before: DayUsage, now: DayUsage): boolean {
  const tokens = (usage: DayUsage) => usage.input + usage.output
  if (tokens(now) !== tokens(before)) return tokens(now) > tokens(before)
  const seconds = ({ unpriced = [] }: DayUsage) => unpriced.reduce((sum, open) => sum + open.seconds, 0)
  return (now.usd ?? 0) > (before.usd ?? 0) || seconds(now) > seconds(before)
}
