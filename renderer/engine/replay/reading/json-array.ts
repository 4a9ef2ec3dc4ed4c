import { isRecord, type RecordedEvent, UNREADABLE_CHARS, type Unreadable } from '../recording'
import { readJsonRow } from './json-row'

/** Characters looked at in search of whole elements, as a multiple of the file: enough for damage, bounded for noise. */
const MAX_PASSES = 20

/** Names under which an object holds its events. */
const LISTS = ['events', 'log', 'entries', 'rows'] as const

/** A JSON array of events, an object that holds one, or a single event. Reads every element that is whole. Never throws. */
export function readJsonArray(text: string): { events: RecordedEvent[]; unreadable: Unreadable[] } {
  const whole = parse(text)
  if (Array.isArray(whole)) return fromElements(whole)
  if (!isRecord(whole)) return fromDamaged(text)
  return fromElements(LISTS.map((name) => whole[name]).find(Array.isArray) ?? [whole])
}

function fromElements(elements: unknown[]) {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  for (const [index, element] of elements.entries()) {
    const event = readJsonRow(element, events.length + 1)
    if (event) events.push(event)
    else {
      const shown = typeof element === 'string' ? element.slice(0, UNREADABLE_CHARS) : ''
      unreadable.push({ where: `element ${index + 1}`, reason: 'an element that is not an event', text: shown })
    }
  }
  return { events, unreadable }
}

/** Takes element by element; where one is broken, goes on at the next place that looks like the start of one. */
function fromDamaged(text: string) {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  const start = /(?:^|[[,])\s*(?=\{)/g
  let budget = text.length * MAX_PASSES
  let broken = false
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const from = start.lastIndex
    const to = endOfObject(text, from)
    budget -= (to ?? text.length) - from
    const value = to === null ? undefined : parse(text.slice(from, to))
    const event = value === undefined ? null : readJsonRow(value, events.length + 1)
    // Within a broken element its parts look like elements; an event's name tells them apart.
    if (event && to !== null && (!broken || isEventName(event.name))) {
      events.push(event)
      start.lastIndex = to
      broken = false
      continue
    }
    const where = `character ${from + 1}`
    const rest = text.slice(from, Math.min(to ?? text.length, from + UNREADABLE_CHARS))
    if (!broken) unreadable.push({ where, reason: 'an element that is broken or cut off', text: rest })
    broken = true
    if (budget <= 0) {
      unreadable.push({ where, reason: 'the rest, which is too broken to search', text: rest })
      break
    }
  }
  if (unreadable.length === 0) unreadable.push({ where: 'the end', reason: 'an array that is not closed', text: '' })
  return { events, unreadable }
}

const isEventName = (name: string): boolean => name === 'error' || /^[a-z_]+(\.[a-z_]+)+$/.test(name)

/** The place after the `}` that closes the object at `from`; null when it is never closed. */
function endOfObject(text: string, from: number): number | null {
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (quoted) {
      if (sign === '\\') at++
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
