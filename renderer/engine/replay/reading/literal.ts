/** As deep as an event may nest (see nesting.ts), and a bit. */
const MAX_LEVELS = 80
const NO_VALUE = Symbol('no value')

const WORDS = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['undefined', null],
  ['NaN', null],
  ['nan', null],
])
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '' }

/**
 * An object as Python's `repr` or Node's `util.inspect` print it, which is what a log holds when somebody wrote
 * `logger.debug(f"<<< {event}")` or `console.log(event)`: single quotes, True and None, keys without quotes. Undefined when
 * it is none, or was shortened (`[Object]`, `...`).
 */
export function parseLiteral(text: string): unknown {
  let at = 0

  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++
  }
  const take = (sign: string): boolean => {
    space()
    if (text[at] !== sign) return false
    at++
    return true
  }

  /** What stands between two quotes. */
  const part = (): string | typeof NO_VALUE => {
    const quote = text[at++]
    let value = ''
    for (let sign = text[at++]; sign !== quote; sign = text[at++]) {
      if (sign === undefined || sign === '\n') return NO_VALUE
      if (sign !== '\\') {
        value += sign
        continue
      }
      const escaped = text[at++] ?? ''
      const digits = { x: 2, u: 4, U: 8 }[escaped]
      if (digits === undefined) value += ESCAPES[escaped] ?? escaped
      else {
        const code = Number.parseInt(text.slice(at, at + digits), 16)
        if (Number.isNaN(code) || code > 0x10ffff) return NO_VALUE
        value += digits === 4 ? String.fromCharCode(code) : String.fromCodePoint(code)
        at += digits
      }
    }
    return value
  }

  /** A long one is printed in parts, as many as it has lines. */
  const string = (): string | typeof NO_VALUE => {
    let value = ''
    for (;;) {
      const more = part()
      if (more === NO_VALUE) return NO_VALUE
      value += more
      const end = at
      if (!take('+')) {
        at = end
        return value
      }
      space()
      if (!isQuote(text[at])) return NO_VALUE
    }
  }

  const word = (): string => {
    const [found = ''] = /^[\w$.+-]+/.exec(text.slice(at, at + 64)) ?? []
    at += found.length
    return found
  }

  const list = (levels: number): unknown => {
    const values: unknown[] = []
    while (!take(']')) {
      const value = any(levels - 1)
      if (value === NO_VALUE) return NO_VALUE
      values.push(value)
      if (!take(',') && text[at] !== ']') return NO_VALUE
    }
    return values
  }

  const record = (levels: number): unknown => {
    const entries: [string, unknown][] = []
    while (!take('}')) {
      const key = isQuote(text[at]) ? string() : word()
      if (key === NO_VALUE || key === '' || !take(':')) return NO_VALUE
      const value = any(levels - 1)
      if (value === NO_VALUE) return NO_VALUE
      entries.push([key, value])
      if (!take(',') && text[at] !== '}') return NO_VALUE
    }
    return Object.fromEntries(entries)
  }

  const any = (levels: number): unknown => {
    space()
    if (levels <= 0) return NO_VALUE
    if (take('{')) return record(levels)
    if (take('[')) return list(levels)
    if (isQuote(text[at])) return string()
    const found = word()
    if (WORDS.has(found)) return WORDS.get(found)
    return found !== '' && Number.isFinite(Number(found)) ? Number(found) : NO_VALUE
  }

  const value = any(MAX_LEVELS)
  space()
  return value === NO_VALUE || at < text.length ? undefined : value
}

const isQuote = (sign: string | undefined) => sign === '"' || sign === "'"
