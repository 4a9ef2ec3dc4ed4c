/** What the app finds out about itself, as `--diagnose` prints it and the panel shows it. */

export const CHECKS = [
  'microphone-permission',
  'session-type',
  'portal',
  'talk-key',
  'microphone',
  'microphone-sound',
  'sample-rate',
  'service',
  'clock',
  'disk',
  'keychain',
] as const

/** Other programs read it: fields may be added, never changed. `fix` is what to do; null where nothing is wrong. */
export interface Check {
  check: (typeof CHECKS)[number]
  ok: boolean
  detail: string
  fix: string | null
}

/** What a trader asks it: why the key does nothing, or why nothing is heard. */
export const DIAGNOSIS_TOPICS = ['key', 'hearing'] as const
export type DiagnosisTopic = (typeof DIAGNOSIS_TOPICS)[number]

/** `report`: all of it as text to copy. Secrets are no part of it. */
export interface Diagnosis {
  checks: Check[]
  report: string
}

/** Names of the catalogue: a key there has no dash. */
export const CHECK_NAMES = {
  'microphone-permission': 'permission',
  'session-type': 'session',
  'portal': 'portal',
  'talk-key': 'key',
  'microphone': 'microphone',
  'microphone-sound': 'sound',
  'sample-rate': 'rate',
  'service': 'service',
  'clock': 'clock',
  'disk': 'disk',
  'keychain': 'keychain',
} as const satisfies Record<Check['check'], string>
