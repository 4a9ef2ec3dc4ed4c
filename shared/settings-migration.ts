import { SETTINGS_VERSION } from './settings'

type Fields = Record<string, unknown>

/**
 * What brings a file of each version to the next one. It sees the file as it was written, before any schema, and must
 * keep every field that it does not mean to change.
 */
const STEPS: Record<number, (fields: Fields) => Fields> = {
  // Only fields were added, and each has its default.
  1: (fields) => fields,
}

export type Migration =
  | { kind: 'current'; value: Fields }
  /** Written by a newer version of the app, whose fields may mean something else. */
  | { kind: 'newer'; version: number }
  | { kind: 'damaged' }

/** Brings the content of a settings file to the present version; the schema still has to read it. */
export function migrate(raw: unknown): Migration {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return { kind: 'damaged' }
  let fields: Fields = { ...raw }
  // Files had a version from the first day on; a hand-written one may lack it.
  const version = fields.version ?? 1
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return { kind: 'damaged' }
  if (version > SETTINGS_VERSION) return { kind: 'newer', version }
  for (let from = version; from < SETTINGS_VERSION; from++) fields = STEPS[from]?.(fields) ?? fields
  return { kind: 'current', value: { ...fields, version: SETTINGS_VERSION } }
}
