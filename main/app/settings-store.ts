import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { subscribeWithSelector } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { keyClash } from '../../shared/hotkeys'
import { listed, t } from '../../shared/i18n'
import { refusal } from '../../shared/refusal'
import { SETTINGS_VERSION, type Settings, SettingsSchema } from '../../shared/settings'
import { migrate } from '../../shared/settings-migration'
import { repair } from '../../shared/settings-repair'
import { copyOver, readJsonFile, setAside, writeJsonFile } from '../json-file'
import { PLATFORM } from '../platform'

/**
 * What the file says, and the defaults where that can't be read. Leaves every file as it is: whoever only looks, perhaps
 * beside the app that runs, must not set aside what the trader's next start would tell of.
 */
export function readSettings(path: string): Settings {
  try {
    const migrated = migrate(JSON.parse(readFileSync(path, 'utf8')))
    if (migrated.kind === 'current') return repair(migrated.value).settings
  } catch {
    // None, or none that can be read.
  }
  return SettingsSchema.parse({})
}

type Changed = { ok: true; settings: Settings } | { ok: false; message: string }

/**
 * The settings file: read once, changed in one place, told to whoever follows what has changed. A field that can't be read costs its own default,
 * which is said. A file that is damaged as a whole, or of a newer version of the app, is set aside and said; where it can't
 * be moved it is left as it is, and nothing is written over it. Where there is no file, a `newcomer` is shown the first steps.
 */
export function createSettingsStore(path: string, { newcomer = false } = {}) {
  let damage: string | null = null
  let inTheWay = false
  let stored = read()
  let overrides: Partial<Settings> = {}
  let writing = Promise.resolve()
  let guardLimits: (limits: Settings['limits']) => Promise<string | null> = async () => null

  function read(): Settings {
    const file = readJsonFile(path, z.unknown())
    if (file.damage) told('damaged', file.damage.aside)
    if (file.value === null) return SettingsSchema.parse({ firstRunDone: !newcomer || file.damage !== null })
    const migrated = migrate(file.value)
    if (migrated.kind === 'newer') {
      told('newer', setAside(path, `version-${migrated.version}`))
      return SettingsSchema.parse({})
    }
    if (migrated.kind === 'damaged') {
      told('damaged', setAside(path, 'damaged'))
      return SettingsSchema.parse({})
    }
    const { settings, bad } = repair(migrated.value)
    if (bad.length > 0) unread(bad)
    return settings
  }

  /** The next change writes what is in force: the file as it was stays beside it, for whoever wrote it by hand. */
  function unread(names: string[]) {
    const file = `${path}.as-it-was`
    damage = copyOver(path, file)
      ? t('app.settings.unread', { names: listed(names), file })
      : t('app.settings.unreadInPlace', { names: listed(names) })
  }

  function told(what: 'damaged' | 'newer', aside: string | null) {
    inTheWay = aside === null
    damage = aside === null ? t(`app.settings.${what}InTheWay`) : t(`app.settings.${what}`, { file: aside })
  }

  /** What is in force. */
  const store = createStore<Settings>()(subscribeWithSelector(() => stored))
  const enforce = () => store.setState({ ...stored, ...overrides })
  const current = store.getState
  const validated = (patch: Record<string, unknown>) =>
    SettingsSchema.safeParse({ ...stored, ...patch, version: SETTINGS_VERSION }, { error: refusal })

  return {
    current,
    /**
     * Tells of each change of one slice of what is in force, in the order of the calls to this. Slices are compared by
     * value: settings are parsed anew as a whole, so that no part of them stays the same object.
     */
    follow<T>(slice: (settings: Settings) => T, tell: (now: T, before: T) => void) {
      store.subscribe(slice, tell, { equalityFn: isDeepStrictEqual })
    },
    /** One sentence when the file, or a part of it, could not be read at start; else null. */
    get damage() {
      return damage
    },
    /** Whether the command line's values are in force for this one. */
    isOverridden: (name: keyof Settings) => Object.hasOwn(overrides, name),
    /** Values for this run alone, from the command line. */
    override(values: Partial<Settings>) {
      overrides = { ...overrides, ...values }
      enforce()
    },
    /** Limits change only after `guard` has answered null; else it is one sentence why they stay as they were. */
    guardLimits(guard: typeof guardLimits) {
      guardLimits = guard
    },
    /**
     * Validates, tells who follows, then writes. Settles when it is on disk; answers a sentence when it is not. What is not
     * valid changes nothing at all.
     */
    async change(patch: Record<string, unknown>): Promise<Changed> {
      const unknown = Object.keys(patch).find((name) => !Object.hasOwn(SettingsSchema.shape, name))
      if (unknown !== undefined)
        return { ok: false, message: t('refused.unknownSetting', { name: shortened(unknown) }) }
      let parsed = validated(patch)
      if (parsed.success && !isDeepStrictEqual(parsed.data.limits, stored.limits)) {
        const refusal = await guardLimits(parsed.data.limits)
        if (refusal !== null) return { ok: false, message: refusal }
        // Something else may have changed meanwhile.
        parsed = validated(patch)
      }
      if (!parsed.success) {
        // It is shown below the field that it is about.
        return { ok: false, message: parsed.error.issues[0]?.message ?? t('refused.invalid') }
      }
      const clash = keyClash(parsed.data, PLATFORM)
      if (clash !== null && ('hotkey' in patch || 'bindings' in patch)) return { ok: false, message: clash }
      stored = parsed.data
      overrides = Object.fromEntries(Object.entries(overrides).filter(([name]) => !(name in patch)))
      enforce()
      if (inTheWay) return { ok: false, message: t('app.settings.notSavedInTheWay') }
      const task = writing.then(() => writeJsonFile(path, parsed.data))
      writing = task.catch(() => {})
      try {
        await task
        return { ok: true, settings: current() }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : t('app.autostart.refused')
        return { ok: false, message: t('app.settings.notSaved', { code }) }
      }
    },
  }
}

export type SettingsStore = ReturnType<typeof createSettingsStore>

/** A name that somebody else has sent may be of any length. */
const shortened = (name: string) => name.slice(0, 100)
