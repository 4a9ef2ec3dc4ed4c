import { app } from 'electron'
import type { Diagnosis } from '../../shared/diagnosis'
import type { Settings } from '../../shared/settings'
import { ARCH, PLATFORM } from '../platform'
import { diagnose, reportOf } from './diagnosis'
import { findOut, type Hearing } from './findings'

/** Finds out, in the app that runs, what keeps the trader from being heard. One that is asked for meanwhile is the same. */
export function createSelfDiagnosis(profile: string, settings: () => Settings, hearing: Hearing) {
  let running: Promise<Diagnosis> | null = null

  async function run(): Promise<Diagnosis> {
    const checks = diagnose(await findOut(profile, settings(), hearing))
    const about = `Dexter Voice ${app.getVersion()}, Electron ${process.versions.electron}, ${PLATFORM} ${ARCH}`
    return { checks, report: `${about}\n\n${reportOf(checks)}` }
  }

  return (): Promise<Diagnosis> => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
}
