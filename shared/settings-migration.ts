import { shutdownOf } from './models/shutdowns'
import { SETTINGS_VERSION } from './settings'

type Fields = Record<string, unknown>

/**
 * What brings a file of each version to the next one. It sees the file as it was written, before any schema, and must
 * keep every field that it does not mean to change.
 */
const STEPS: Record<number, (fields: Fields) => Fields> = {
  // Only fields were added, and each has its default.
  1: (fields) => fields,
  2: (fields) =>
    isEndingTranscription(fields.transcriptionModel) && answersItself(fields.openai)
      ? { ...fields, transcriptionModel: TRANSCRIPTION }
      : fields,
}

/**
 * What a transcription model that is switched off is replaced by: the same work for a price of the same order. A realtime
 * model that ends is not replaced: its successor answers otherwise and may cost more, so settings warn of it and offer it.
 */
const TRANSCRIPTION = 'gpt-transcribe'

const isEndingTranscription = (model: unknown): boolean =>
  typeof model === 'string' && shutdownOf(model)?.successor === TRANSCRIPTION

/** Whether OpenAI itself answers: a server of the trader's own may serve a model of that name for ever. */
const answersItself = (openai: unknown): boolean => {
  const url = openai !== null && typeof openai === 'object' && 'url' in openai ? openai.url : undefined
  return url === undefined || (typeof url === 'string' && URL.canParse(url) && new URL(url).host === 'api.openai.com')
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
