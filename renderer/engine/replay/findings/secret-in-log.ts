import { redact, redactText } from '../../../../shared/redact'
import type { RecordedEvent, Unreadable } from '../recording'
import { type Detector, type Finding, finding, times } from './finding'

/** What others write in place of a secret. */
const PLACEHOLDER = /^(?:bearer\s+)?(?:<[^>]*>|\[[^\]]*\]|\*{3,}|x{4,}|…+|null|none|redacted|.*(?:redacted|masked).*)$/i
/** "basic information": the scheme's name as a plain word, with plain words after it. */
const PROSE = /\b(?:bearer|basic)\s+[a-z]{1,24}(?![\w~+/=-]|\.\w)/gi

interface Secret {
  masked: string
  path: string
  first: RecordedEvent
  entries: Set<number>
}

/** Secrets that stand in the recording in clear text, found by what the app itself masks. */
export const secretInLog: Detector = ({ recording }) => {
  const secrets = new Map<string, Secret>()
  for (const event of recording.events) {
    walk(event.data, '', [], (value, name, path) => {
      if (PLACEHOLDER.test(value)) return
      const plain = value.replace(PROSE, '')
      const masked = String(redact(plain, name))
      if (masked === plain) return
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

function walk(
  value: unknown,
  name: string,
  path: string[],
  found: (value: string, name: string, path: string) => void,
): void {
  if (typeof value === 'string') return found(value, name, path.join('.'))
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) walk(entry, name, [...path, String(index)], found)
    return
  }
  if (value === null || typeof value !== 'object') return
  for (const [key, entry] of Object.entries(value)) {
    // `client_secret: {value, expires_at}` holds the secret one level down, as redact() knows.
    walk(entry, /^client[_-]?secret$/i.test(name) && key === 'value' ? name : key, [...path, key], found)
  }
}
