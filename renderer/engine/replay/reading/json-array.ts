import { isProtocolName, isRecord, type RecordedEvent, UNREADABLE_CHARS, type Unreadable } from '../recording'
import { closingBrace } from './braces'
import { isHar, readHar } from './har'
import { readRow } from './object-stream'

/** Characters looked at in search of whole elements, as a multiple of the file: enough for damage, bounded for noise. */
const MAX_PASSES = 20

interface Read {
  events: RecordedEvent[]
  unreadable: Unreadable[]
  gaps?: string[]
}

/**
 * A JSON array of events, an object that holds one, an HTTP archive, or a single event. Reads every element that is whole.
 * Never throws.
 */
export function readJsonArray(text: string): Read {
  const whole = parse(text)
  if (isHar(whole)) return readHar(whole)
  if (Array.isArray(whole)) return fromElements(whole)
  if (!isRecord(whole)) return fromDamaged(text)
  return fromElements(listIn(whole) ?? [whole])
}

/** The list of an object that holds the most events, be it one level down; null when the object is an event itself. */
function listIn(whole: Record<string, unknown>): unknown[] | null {
  if (isProtocolName(whole.type)) return null
  const within = Object.values(whole)
  const lists = [...within, ...within.filter(isRecord).flatMap(Object.values)].filter((it) => Array.isArray(it))
  const counted = lists.map((list) => ({ list, events: list.filter((it) => readRow(it, 1) !== null).length }))
  return counted.sort((a, b) => b.events - a.events)[0]?.list ?? null
}

function fromElements(elements: unknown[]): Read {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  for (const [index, element] of elements.entries()) {
    const event = readRow(element, events.length + 1)
    if (event) events.push(event)
    else {
      const shown = typeof element === 'string' ? element.slice(0, UNREADABLE_CHARS) : ''
      unreadable.push({ where: `element ${index + 1}`, reason: 'an element that is not an event', text: shown })
    }
  }
  return { events, unreadable }
}

/** Takes element by element; where one is broken, goes on at the next place that looks like the start of one. */
function fromDamaged(text: string): Read {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  const start = /(?:^|[[,])\s*(?=\{)/g
  let budget = text.length * MAX_PASSES
  let broken = false
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const from = start.lastIndex
    const { end: to, seen } = closingBrace(text, from)
    budget -= seen - from
    const value = to === null ? undefined : parse(text.slice(from, to))
    const event = value === undefined ? null : readRow(value, events.length + 1)
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
