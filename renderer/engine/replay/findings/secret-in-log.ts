import { redact, redactText } from '../../../../shared/redact'
import { MASKED } from '../../../../shared/redaction/mask'
import type { RecordedEvent, Unreadable } from '../recording'
import { type Detector, type Finding, finding, times } from './finding'

/** What others write in place of a secret. */
const PLACEHOLDER = /^(?:bearer\s+)?(?:<[^>]*>|\[[^\]]*\]|\*{3,}|x{4,}|…+|null|none|redacted|.*(?:redacted|masked).*)$/i
interface Secret {
  masked: string
  path: string
  first: RecordedEvent
  entries: Set<number>
}

/** Secrets that stand in the recording in clear text: whatever the app itself would have masked. */
export const secretInLog: Detector = ({ recording }) => {
  const secrets = new Map<string, Secret>()
  for (const event of recording.events) {
    compare(event.data, redact(event.data), [], (value, path) => {
      const known = secrets.get(value)
      if (known) known.entries.add(event.entry)
      else secrets.set(value, { masked: shown(value), path, first: event, entries: new Set([event.entry]) })
    })
  }
  const readable = [...secrets.values()].map(({ masked, path, first, entries }) =>
    finding(
      'secret-in-log',
      first,
      `${path} of ${first.name} holds a secret in clear text (${masked}), in ${times(entries.size, 'entry', 'entries')} of the log.`,
    ),
  )
  return [...readable, ...inUnreadable(recording.unreadable, new Set(secrets.keys()))]
}

/** A part that is no JSON any more may still show a secret; only the look of it tells. */
function inUnreadable(parts: Unreadable[], known: Set<string>): Finding[] {
  return parts.flatMap(({ where, text }) => {
    const secret = text.split(/["\s]+/).find((word) => redactText(word) !== word && !known.has(word))
    if (secret === undefined) return []
    known.add(secret)
    const detail = `A part that could not be read (${where}) holds a secret in clear text (${shown(secret)}).`
    return [finding('secret-in-log', null, detail)]
  })
}

/** The value with its secrets masked, short enough to be read; a secret that only its field's name gives away is not shown at all. */
function shown(value: string): string {
  const masked = redactText(value)
  return masked === value ? `${value.length} characters` : masked.length > 80 ? `${masked.slice(0, 80)}…` : masked
}

/** Walks a value beside its masked copy, and tells each text that differs. What `redact` cut for its depth is no secret. */
function compare(value: unknown, masked: unknown, path: string[], found: (value: string, path: string) => void): void {
  if (value === masked) return
  if (typeof value === 'string') {
    if (!PLACEHOLDER.test(value) && isMasked(masked)) found(value, path.join('.'))
  } else if (isMasked(masked)) {
    // A whole key pair, or all that stands under a secret's name.
    for (const text of textsIn(value)) if (!PLACEHOLDER.test(text)) return found(text, path.join('.'))
  } else if (isEntries(value) && isEntries(masked)) {
    const copies = Object.entries(masked)
    for (const [index, [key, entry]] of Object.entries(value).entries()) {
      compare(entry, copies[index]?.[1], [...path, key], found)
    }
  }
}

const isEntries = (value: unknown): value is object => typeof value === 'object' && value !== null
const isMasked = (value: unknown) => typeof value === 'string' && value.includes(MASKED)

const MAX_DEPTH = 50

/** The texts and numbers of a value that is a secret as a whole. */
function textsIn(value: unknown, depth = 0): string[] {
  if (depth > MAX_DEPTH) return ['…']
  if (typeof value === 'string') return [value]
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'number')) return [value.join(',')]
  if (isEntries(value)) return Object.values(value).flatMap((entry) => textsIn(entry, depth + 1))
  return value === null || value === undefined ? [] : [String(value)]
}
