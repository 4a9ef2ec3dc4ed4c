import { type Settings, SettingsSchema } from '../../shared/settings'
import { readJsonFile, writeJsonFile } from './json-file'

/**
 * The settings file: read once, changed in one place, told to everyone. A damaged file is set aside and said.
 */
export function createSettingsStore(path: string, onChange: (settings: Settings) => void) {
  let damage: string | null = null
  let stored = read()
  let overrides: Partial<Settings> = {}
  let writing = Promise.resolve()

  function read(): Settings {
    const file = readJsonFile(path, SettingsSchema)
    if (file.damage) {
      damage =
        file.damage.aside === null
          ? 'The settings file could not be read: the defaults are in force.'
          : `The settings file was damaged: it is kept as ${file.damage.aside}, and the defaults are in force.`
    }
    return file.value ?? SettingsSchema.parse({})
  }

  const current = (): Settings => ({ ...stored, ...overrides })

  return {
    current,
    /** One sentence when the file had to be set aside at start; else null. */
    get damage() {
      return damage
    },
    /** Values for this run alone, from the command line. */
    override(values: Partial<Settings>) {
      overrides = { ...overrides, ...values }
    },
    /** Validates, tells everyone, then writes. Settles when it is on disk; answers a sentence when it is not. */
    async change(
      patch: Record<string, unknown>,
    ): Promise<{ ok: true; settings: Settings } | { ok: false; message: string }> {
      const parsed = SettingsSchema.safeParse({ ...stored, ...patch, version: 1 })
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        return {
          ok: false,
          message: `${issue?.path.join('.') || 'A setting'} is not valid: ${issue?.message ?? 'unknown reason'}.`,
        }
      }
      stored = parsed.data
      overrides = Object.fromEntries(Object.entries(overrides).filter(([name]) => !(name in patch)))
      onChange(current())
      const task = writing.then(() => writeJsonFile(path, parsed.data))
      writing = task.catch(() => {})
      try {
        await task
        return { ok: true, settings: current() }
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
        return { ok: false, message: `The settings are in force but could not be saved (${why}).` }
      }
    },
  }
}
