import type { Facts, OutputFacts } from '../facts'
import { isRecord } from '../recording'
import { rankedStreams, toolJson } from '../tool-json'
import { atTime, between, type Detector, type Finding, finding, span } from './finding'

/** These markets move within seconds: older figures must be told as old. */
const STALE_MS = 60_000
/** Fewer digits match by chance. */
const MIN_DIGITS = 3
/** Numbers looked at in one output. */
const MAX_VALUES = 5_000

/** Figures that were old when they came, or that an answer repeated later without asking the tool again. */
export const staleFigure: Detector = (facts) => [
  ...facts.outputs.flatMap((output) => oldOnArrival(output)),
  ...repeatedLater(facts),
]

function oldOnArrival({ name, output, event }: OutputFacts): Finding[] {
  const value = toolJson(output)
  const made = isRecord(value) && typeof value.generatedAt === 'string' ? Date.parse(value.generatedAt) : Number.NaN
  // A log that names no day can't be held against a date.
  const age = event.dated && event.at !== null && !Number.isNaN(made) ? event.at - made : null
  if (age !== null && age > STALE_MS) {
    const detail = `The output of ${name} was made ${span(age)} before it came (generatedAt ${new Date(made).toISOString()}), more than ${span(STALE_MS)}.`
    return [finding('stale-figure', event, detail)]
  }
  const rows = rankedStreams({ name, output })?.streams ?? []
  const oldest = rows.reduce((most, row) => Math.max(most, row.lastSnapshotAgeSeconds), 0)
  if (oldest * 1000 <= STALE_MS) return []
  const old = rows.filter((row) => row.lastSnapshotAgeSeconds * 1000 > STALE_MS).length
  const detail = `${old} of ${rows.length} rows of ${name} were older than ${span(STALE_MS)} when they came: the oldest snapshot had ${oldest} s.`
  return [finding('stale-figure', event, detail)]
}

function repeatedLater({ answers, outputs }: Facts): Finding[] {
  const values = new Map(outputs.map((output) => [output, numbersIn(toolJson(output.output))]))
  return answers.flatMap(({ text, begun, itemId }) => {
    const before = outputs.filter(({ event }) => event.entry < begun.entry)
    const isOld = (output: OutputFacts) => (between(output.event, begun) ?? 0) > STALE_MS
    for (const figure of figuresIn(text)) {
      const sources = before.filter((output) => values.get(output)?.some((value) => matches(figure, value)))
      const source = sources.at(-1)
      if (!source || sources.some((output) => !isOld(output))) continue
      const age = span(between(source.event, begun))
      const detail = `The answer ${itemId} says "${figure.words}", which stands in the output of ${source.name}${atTime(source.event)}, ${age} earlier, and in none since.`
      return [finding('stale-figure', begun, detail)]
    }
    return []
  })
}

interface Figure {
  words: string
  value: number
  /** Half a unit of the last digit that was said. */
  tolerance: number
}

const SCALES: Record<string, number> = { thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9, b: 1e9 }
const FIGURE = /(\d[\d,]*)(\.\d+)?(?:\s*(thousand|million|billion|k|m|b)\b)?/gi

function figuresIn(text: string): Figure[] {
  return [...text.matchAll(FIGURE)].flatMap(([words, whole = '', fraction = '', scaleWord = '']) => {
    const digits = `${whole.replaceAll(',', '')}${fraction}`
    if (digits.replace('.', '').replace(/^0+/, '').length < MIN_DIGITS) return []
    const scale = SCALES[scaleWord.toLowerCase()] ?? 1
    const decimals = Math.max(0, fraction.length - 1)
    return [{ words: words.trim(), value: Number(digits) * scale, tolerance: (0.5 * scale) / 10 ** decimals }]
  })
}

const matches = ({ value, tolerance }: Figure, other: number): boolean =>
  Math.abs(value - other) <= tolerance * (1 + 1e-9)

/** The numbers anywhere in a JSON value. */
function numbersIn(root: unknown): number[] {
  const found: number[] = []
  const queue: unknown[] = [root]
  for (const value of queue) {
    if (found.length >= MAX_VALUES || queue.length > MAX_VALUES * 10) break
    if (typeof value === 'number') found.push(value)
    else if (value !== null && typeof value === 'object') for (const entry of Object.values(value)) queue.push(entry)
  }
  return found
}
