import { join } from 'node:path'
import { app } from 'electron'
import { setLanguage } from '../../shared/i18n'
import { readSettings } from '../app/settings-store'
import { diagnose, reportOf } from './diagnosis'
import { findOut } from './findings'
import { ownHearing } from './own-hearing'

/** `--diagnose [--json]`: prints what keeps the trader from being heard; settles with the exit code, 1 where anything does. */
export async function diagnoseCommand(profile: string, argv: readonly string[]): Promise<number> {
  const settings = readSettings(join(profile, 'settings.json'))
  await setLanguage(settings.uiLanguage, app.getLocale())
  const checks = diagnose(await findOut(profile, settings, ownHearing(settings)))
  process.stdout.write(argv.includes('--json') ? `${JSON.stringify(checks, null, 2)}\n` : reportOf(checks))
  return checks.every(({ ok }) => ok) ? 0 : 1
}
