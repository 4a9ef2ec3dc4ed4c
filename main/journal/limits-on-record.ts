import { isDeepStrictEqual } from 'node:util'
import { t } from '../../shared/i18n'
import { parseJson } from '../../shared/json-text'
import { DEFAULT_LIMITS, type Limits, LimitsSchema } from '../../shared/limits'
import { isLooser, stricter } from '../../shared/stricter-limits'
import type { SettingsStore } from '../app/settings-store'
import type { Withdraw } from '../notice'
import { type Found, limitsFact, type TradeLedger } from './trade-ledger'

interface Deps {
  ledger: Pick<TradeLedger, 'begun' | 'wasRead' | 'appendOrDrop'>
  settings: Pick<SettingsStore, 'current' | 'change' | 'guardLimits'>
  now(): number
  notice(text: string): Withdraw
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
  /** Takes back what was told of the limits of this start, once the trader has chosen others. */
  let withdraw: Withdraw = () => {}
  const tell = (text: string) => {
    withdraw()
    withdraw = notice(text)
  }

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
      tell(t('app.limits.overruled'))
      return takeOver(onRecord)
    }
    const lost = broken || recorded !== null
    const limits = lost ? stricter(file, DEFAULT_LIMITS) : isLooser(file, DEFAULT_LIMITS) ? DEFAULT_LIMITS : file
    if (lost) tell(t('app.limits.afterBreak'))
    else if (limits !== file) tell(t('app.limits.tooLoose'))
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
    if (!(await recorded)) return t('app.limits.notSaved')
    withdraw()
    return null
  })
  await begun
}
