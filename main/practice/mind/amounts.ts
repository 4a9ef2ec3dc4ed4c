/** A quantity in speech: a bare number, a share of something, or money. */
export interface Amount {
  value: number
  kind: 'number' | 'percent' | 'usd'
  /** Position of the first word and of the first word after it. */
  from: number
  to: number
}

const SMALL: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
}
const SCALES: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 }
const FRACTIONS: Record<string, number> = { half: 0.5, quarter: 0.25, quarters: 0.25, third: 1 / 3, tenth: 0.1 }
const PERCENT = new Set(['percent', 'per cent', 'percents'])
const DOLLARS = new Set(['dollars', 'dollar', 'bucks', 'buck', 'usd'])
/** Words that sound like a number. They are one only where nothing else makes sense: straight before a unit. */
const HOMOPHONES: Record<string, number> = {
  to: 2,
  too: 2,
  for: 4,
  won: 1,
  ate: 8,
  tin: 10,
  tan: 10,
  tree: 3,
  fife: 5,
  sex: 6,
  the: 1,
  a: 1,
  an: 1,
}

/** The first amount at or after `start`; null when there is none. */
export function findAmount(words: readonly string[], start = 0): Amount | null {
  for (let at = start; at < words.length; at++) {
    const found = amountAt(words, at)
    if (found) return found
  }
  return null
}

/** An amount that begins exactly at `at`. */
export function amountAt(words: readonly string[], at: number): Amount | null {
  const number = numberAt(words, at)
  if (!number) return null
  const { value, marked } = number
  let { to } = number
  if (marked) return { value, kind: marked, from: at, to }
  if (PERCENT.has(words[to] ?? '')) return { value, kind: 'percent', from: at, to: to + 1 }
  if (words[to] === 'per' && words[to + 1] === 'cent') return { value, kind: 'percent', from: at, to: to + 2 }
  if (DOLLARS.has(words[to] ?? '')) {
    to += 1
    return { value, kind: 'usd', from: at, to }
  }
  return { value, kind: 'number', from: at, to }
}

/** Like `amountAt`, but also takes words that only sound like a number ("swap to SOL" for "swap two SOL"). */
export function amountHeardAt(words: readonly string[], at: number): Amount | null {
  const found = amountAt(words, at)
  if (found) return found
  const value = HOMOPHONES[words[at] ?? '']
  if (value === undefined) return null
  const unit = words[at + 1] ?? ''
  if (PERCENT.has(unit)) return { value, kind: 'percent', from: at, to: at + 2 }
  if (DOLLARS.has(unit)) return { value, kind: 'usd', from: at, to: at + 2 }
  return { value, kind: 'number', from: at, to: at + 1 }
}

/** "Half my bonk", "a third of the bonk": with a figure ("0.5 of my SOL") it is an amount. */
export const isShareOfHolding = (words: readonly string[], { kind, value, from, to }: Amount): boolean =>
  kind === 'number' &&
  value < 1 &&
  !/\d/.test(words[from] ?? '') &&
  /^((of|off) )?(my|the|our|that|this)\b/.test(words.slice(to).join(' '))

interface Number_ {
  value: number
  to: number
  marked?: 'percent' | 'usd'
}

function numberAt(words: readonly string[], at: number): Number_ | null {
  const word = words[at] ?? ''
  const figure = /^(\$?)(\d[\d,]*(?:\.\d+)?|\.\d+)(%?)$/.exec(word)
  if (figure) {
    const digits = Number((figure[2] ?? '').replaceAll(',', ''))
    const scale = SCALES[words[at + 1] ?? '']
    const value = digits * (scale ?? 1)
    const to = at + (scale ? 2 : 1)
    if (figure[3]) return { value, to, marked: 'percent' }
    if (figure[1]) return { value, to, marked: 'usd' }
    return withFraction({ value, to }, words)
  }
  if (word === 'a' || word === 'an') {
    const next = words[at + 1] ?? ''
    if (FRACTIONS[next]) return fractionAt(words, at + 1)
    if (SCALES[next] || next === 'dozen' || next === 'couple')
      return scaled(next === 'couple' ? 2 : 1, words, next === 'couple' ? at + 2 : at + 1)
    return null
  }
  if (word === 'point' || word === 'zero') {
    const decimals = decimalsAt(words, word === 'zero' ? at + 1 : at)
    if (decimals) return decimals
  }
  if (FRACTIONS[word]) return fractionAt(words, at)
  if (SMALL[word] === undefined && !(word === 'hundred' || word === 'thousand')) return null
  // "one quarter", "three quarters"
  const fraction = FRACTIONS[words[at + 1] ?? '']
  if (fraction && SMALL[word] !== undefined && words[at + 1] !== 'half')
    return { value: (SMALL[word] ?? 1) * fraction, to: at + 2 }
  return scaled(null, words, at)
}

function fractionAt(words: readonly string[], at: number): Number_ {
  const value = FRACTIONS[words[at] ?? ''] ?? 0
  // "half a sol", "a quarter of a million"
  let to = at + 1
  if (words[to] === 'of' && words[to + 1] === 'a') to += 2
  else if (words[to] === 'a' || words[to] === 'an') to += 1
  const scale = SCALES[words[to] ?? '']
  return scale ? { value: value * scale, to: to + 1 } : { value, to }
}

/** "two hundred and fifty thousand", "one point five million", "one and a half" */
function scaled(lead: number | null, words: readonly string[], start: number): Number_ | null {
  let at = start
  let total = 0
  let group = lead ?? 0
  let seen = lead !== null
  for (; at < words.length; at++) {
    const word = words[at] ?? ''
    const small = SMALL[word]
    const scale = SCALES[word]
    if (small !== undefined) group += small
    else if (scale === 100) group = (group || 1) * 100
    else if (scale) {
      total += (group || 1) * scale
      group = 0
    } else if (word === 'and' && seen && SMALL[words[at + 1] ?? ''] !== undefined) continue
    else break
    seen = true
  }
  if (!seen) return null
  const decimals = words[at] === 'point' ? decimalsAt(words, at) : null
  if (decimals) {
    const scale = SCALES[words[decimals.to] ?? '']
    const value = total + group + decimals.value
    return scale ? { value: value * scale, to: decimals.to + 1 } : { value, to: decimals.to }
  }
  return withFraction({ value: total + group, to: at }, words)
}

function withFraction(number: Number_, words: readonly string[]): Number_ {
  const { to } = number
  if (words[to] === 'and' && (words[to + 1] === 'a' || words[to + 1] === 'one') && FRACTIONS[words[to + 2] ?? '']) {
    return { value: number.value + (FRACTIONS[words[to + 2] ?? ''] ?? 0), to: to + 3 }
  }
  return number
}

/** "point two five" */
function decimalsAt(words: readonly string[], at: number): Number_ | null {
  if (words[at] !== 'point') return null
  let digits = ''
  let to = at + 1
  for (; to < words.length; to++) {
    const word = words[to] ?? ''
    const value = SMALL[word] ?? (/^\d+$/.test(word) ? Number(word) : undefined)
    if (value === undefined) break
    digits += String(value)
  }
  return digits ? { value: Number(`0.${digits}`), to } : null
}
