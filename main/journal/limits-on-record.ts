import { isDeepStrictEqual } from 'node:util'
import { parseJson } from '../../shared/json-text'
import { DEFAULT_LIMITS, type Limits, LimitsSchema } from '../../shared/limits'
import { isLooser, stricter } from '../../shared/stricter-limits'
import type { SettingsStore } from '../app/settings-store'
import { type Found, limitsFact, type TradeLedger } from './trade-ledger'

const NOT_SAVED = 'Your limits stay as they were: the trade ledger can’t be saved.'
const OVERRULED =
  'The trading limits in the settings file are not the ones that you last saved in the app, so they don’t count. Change them under Settings, Limits.'
const TOO_LOOSE =
  'The trading limits in the settings file are not on record in the trade ledger and let more through than the defaults, so the defaults apply. Change them under Settings, Limits.'
const AFTER_BREAK =
  'Your trading limits were in the trade ledger that can’t be trusted any more. Until you change them under Settings, Limits, the stricter of the settings file and the defaults apply.'

interface Deps {
  ledger: Pick<TradeLedger, 'begun' | 'wasRead' | 'appendOrDrop'>
  settings: Pick<SettingsStore, 'current' | 'change' | 'guardLimits'>
  now(): number
  notice(text: string): void
}

/**
 * Keeps the trader's limits with the ledger's integrity: a change is a line of the ledger, on disk, before it is a setting. What
 * the ledger last said overrules the settings file, whoever wrote that. Answers a promise that settles once the limits of this
 * start are in force.
 */
export async function keepLimitsOnRecord({ ledger, settings, now, notice }: Deps): Promise<void> {
  /** What the ledger holds; null while it holds none that count. */
  let onRecord: Limits | null = null
  /** The start itself changes them: what it takes over is on record. */
  let takingOver = false
  let changes: Promise<unknown>

  const record = async (limits: Limits): Promise<boolean> => {
    if (isDeepStrictEqual(limits, onRecord)) return true
    if (!(await ledger.appendOrDrop(limitsFact(JSON.stringify(limits), now())))) return false
    onRecord = limits
    return true
  }

  const begin = async ({ broken, limits: told }: Found) => {
    const file = settings.current().limits
    const recorded = told === null ? null : LimitsSchema.safeParse(parseJson(told))
    if (recorded?.success) {
      onRecord = recorded.data
      if (isDeepStrictEqual(onRecord, file)) return
      notice(OVERRULED)
      return takeOver(onRecord)
    }
    const lost = broken || recorded !== null
    const limits = lost ? stricter(file, DEFAULT_LIMITS) : isLooser(file, DEFAULT_LIMITS) ? DEFAULT_LIMITS : file
    if (lost) notice(AFTER_BREAK)
    else if (limits !== file) notice(TOO_LOOSE)
    // Where the ledger can't be written nothing is approved at all, and the file must not say more than is in force.
    await record(limits)
    if (!isDeepStrictEqual(limits, file)) await takeOver(limits)
  }

  const takeOver = async (limits: Limits) => {
    takingOver = true
    const changed = settings.change({ limits })
    takingOver = false
    await changed
  }

  const begun = ledger.begun.then(async (found) => {
    await begin(found)
    // What is in a ledger that could not be read at first counts from when it can.
    if (!found.read)
      void ledger.wasRead.then((late) => {
        changes = changes.then(() => begin(late))
      })
  })
  changes = begun
  settings.guardLimits(async (limits) => {
    if (takingOver) return null
    // One after the other, so that the newest line is what is in force.
    const recorded = changes.then(() => record(limits))
    changes = recorded
    return (await recorded) ? null : NOT_SAVED
  })
  await begun
}
