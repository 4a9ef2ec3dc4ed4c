/**
 * JSON that somebody else wrote. `JSON.parse` takes any depth, but whatever walks its value afterwards does not: depth is
 * bounded here, before anything walks it. No tool or protocol that we know nests deeper than a dozen levels.
 */
export const MAX_DEPTH = 100

/** The value of a JSON text; `undefined` when it is none, or nests deeper than `MAX_DEPTH`. Never throws. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return nestsTooDeep(value) ? undefined : value
  } catch {
    return undefined
  }
}

/** Whether a value nests deeper than `MAX_DEPTH`. Walks without recursion, each container once. */
export function nestsTooDeep(value: unknown): boolean {
  let level: object[] = isContainer(value) ? [value] : []
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    const next: object[] = []
    for (const container of level)
      for (const inner of Object.values(container)) if (isContainer(inner)) next.push(inner)
    level = next
  }
  return false
}

const isContainer = (value: unknown): value is object => value !== null && typeof value === 'object'

/** A value with its exact text: what a number or a name really said is lost once it is parsed. */
export interface JsonNode {
  /** The value's own characters. */
  raw: string
  value: unknown
  /** Of an object, in the order of the text, a name twice where it stands twice; null for everything else. */
  members: { name: string; node: JsonNode }[] | null
  /** Of an array; null for everything else. */
  items: JsonNode[] | null
}

/** Reads a JSON text together with the text of each part; null when it is none, or nests deeper than `MAX_DEPTH`. */
export function readJsonNode(text: string): JsonNode | null {
  const whole = parseJson(text)
  if (whole === undefined) return null
  // From here on the text is known to be JSON: only where its parts begin and end has to be found.
  let at = 0
  const skip = (pattern: RegExp) => {
    pattern.lastIndex = at
    at += pattern.exec(text)?.[0].length ?? 0
  }
  const list = <T>(close: string, entry: () => T): T[] => {
    const entries: T[] = []
    at++
    for (skip(SPACE); text[at] !== close; skip(SPACE)) {
      if (text[at] === ',') at++
      skip(SPACE)
      entries.push(entry())
    }
    at++
    return entries
  }
  const node = (): JsonNode => {
    const from = at
    let members: JsonNode['members'] = null
    let items: JsonNode['items'] = null
    if (text[at] === '{') {
      members = list('}', () => {
        const nameFrom = at
        skip(STRING)
        const name = String(JSON.parse(text.slice(nameFrom, at)))
        skip(COLON)
        return { name, node: node() }
      })
    } else if (text[at] === '[') items = list(']', node)
    else skip(text[at] === '"' ? STRING : PLAIN)
    const raw = text.slice(from, at)
    return { raw, value: JSON.parse(raw), members, items }
  }
  skip(SPACE)
  return node()
}

/** A JSON text indented by two, each number as it was written: a double has not all digits of 12345678901234567890. */
export function indentJson(node: JsonNode, indent = ''): string {
  const inner = `${indent}  `
  const block = (open: string, close: string, entries: string[]) =>
    entries.length === 0
      ? `${open}${close}`
      : `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`
  if (node.items !== null) {
    const entries = node.items.map((item) => indentJson(item, inner))
    return block('[', ']', entries)
  }
  if (node.members !== null) {
    const entries = node.members.map(({ name, node: value }) => `${JSON.stringify(name)}: ${indentJson(value, inner)}`)
    return block('{', '}', entries)
  }
  return typeof node.value === 'number' ? node.raw : JSON.stringify(node.value)
}

const SPACE = /[ \t\n\r]*/y
const COLON = /[ \t\n\r]*:[ \t\n\r]*/y
const STRING = /"(?:[^"\\]|\\.)*"/y
const PLAIN_NAME = /^[\w-]+$/
const PLAIN = /[^,\]}\s]+/y

/**
 * Whether two JSON texts say the same: order of names, spaces and the way in which a number is written don't count, but
 * every digit of it does. Texts that are no JSON are the same when they are equal.
 */
export function sameJson(one: string, other: string): boolean {
  const [a, b] = [readJsonNode(one), readJsonNode(other)]
  return a === null || b === null ? one === other : canonical(a) === canonical(b)
}

/**
 * Two JSON objects as "name: value" lists of those members alone in which they differ, each with its number as it was written;
 * null where one is no object, or the members of one don't tell (a name that is given twice).
 */
export function differingMembers(one: string, other: string): [string, string] | null {
  const [a, b] = [readJsonNode(one)?.members, readJsonNode(other)?.members]
  if (!a || !b) return null
  const written = ({ name, node }: (typeof a)[number]) => `${JSON.stringify(name)}:${canonical(node)}`
  const without = (members: typeof a, others: typeof a) => {
    const [known, names] = [new Set(others.map(written)), new Set(others.map(({ name }) => name))]
    const own = members.filter((member) => !known.has(written(member)))
    // What was changed comes before what was added: it must not be cut off behind it.
    return [...own.filter(({ name }) => names.has(name)), ...own.filter(({ name }) => !names.has(name))]
      .map(({ name, node }) => `${PLAIN_NAME.test(name) ? name : JSON.stringify(name)}: ${node.raw}`)
      .join(', ')
  }
  const lists: [string, string] = [without(a, b), without(b, a)]
  return lists.includes('') ? null : lists
}

function canonical({ raw, value, members, items }: JsonNode): string {
  if (items !== null) return `[${items.map(canonical).join()}]`
  if (members !== null) {
    const written = members.map(({ name, node }) => `${JSON.stringify(name)}:${canonical(node)}`)
    return `{${written.sort().join()}}`
  }
  return typeof value === 'number' ? decimal(raw) : JSON.stringify(value)
}

/**
 * Numbers of a JSON text that a double rounds, by that double: their digits as they were written. Also of JSON inside its
 * strings, as tools answer. A double that two different numbers become is left out.
 */
export function roundedNumbers(text: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  const twice = new Set<number>()
  const look = ({ raw, value, members, items }: JsonNode) => {
    for (const { node } of members ?? []) look(node)
    for (const node of items ?? []) look(node)
    if (typeof value === 'string') {
      const inner = MANY_DIGITS.test(value) && /^\s*[[{]/.test(value) ? readJsonNode(value) : null
      if (inner) look(inner)
    }
    if (typeof value !== 'number' || !Number.isFinite(value) || decimal(raw) === decimal(String(value))) return
    const before = found.get(value)
    if (before !== undefined && decimal(before) !== decimal(raw)) twice.add(value)
    found.set(value, raw)
  }
  const root = MANY_DIGITS.test(text) ? readJsonNode(text) : null
  if (root) look(root)
  for (const value of twice) found.delete(value)
  return found
}

/** Up to 15 digits every double keeps. */
const MANY_DIGITS = /\d[\d.]{15}/

/** Digits and exponent of a JSON number, so that 1.50, 15e-1 and 1.5 are one, and no digit is rounded away. */
function decimal(raw: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(raw) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const short = digits.replace(/0+$/, '')
  if (short === '') return '0'
  return `${sign}${short}e${BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - short.length)}`
}
