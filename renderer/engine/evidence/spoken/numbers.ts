import { powerIn } from './powers-of-ten'
import type { Word } from './words'

/** A number as it was said, before it is known what it counts. */
export interface SpokenNumber {
  value: number
  /** One unit of the last digit that was said: 10,000 for "12.36 million". */
  step: number
  /** Digits that carry meaning: 4 for "12.36 million", 1 for "2,000". */
  digits: number
  /** Words `[from, to)` that make it. */
  from: number
  to: number
  dollars: boolean
  percent: boolean
  /** "3x". */
  ratio: boolean
  /** +1 or -1 where a sign was written. */
  sign: -1 | 0 | 1
  /** "A quarter", "two thirds". */
  fraction: boolean
  /** Said in words or with a scale or decimals, so that it is no list number or year. */
  weighty: boolean
}

const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  grand: 1e3,
  million: 1e6,
  m: 1e6,
  mm: 1e6,
  mil: 1e6,
  mill: 1e6,
  mln: 1e6,
  billion: 1e9,
  b: 1e9,
  bn: 1e9,
  bil: 1e9,
  trillion: 1e12,
  quadrillion: 1e15,
  quintillion: 1e18,
  t: 1e12,
}
const SPELLED = [
  'hundred',
  'thousand',
  'grand',
  'million',
  'mil',
  'mill',
  'mln',
  'billion',
  'bn',
  'bil',
  'trillion',
  'quadrillion',
  'quintillion',
]
const SCALE_WORDS: ReadonlySet<string> = new Set([...SPELLED, 'k', 'm', 'b'])

const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven']
const TEENS = ['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const SMALL = new Map<string, number>([
  ...[...ONES, ...TEENS].map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
])
/** As digits after "point". */
const DIGIT_WORDS = new Map<string, string>([
  ...ONES.slice(0, 10).map((word, value): [string, string] => [word, String(value)]),
  ['oh', '0'],
  ['o', '0'],
])

const DIGITS = /^([-+−]?)([$€£]?)([-+−]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?(%|x|k|m|mm|mil|mln|b|bn|t)?$/i

function scientificAt(words: readonly Word[], at: number): SpokenNumber | null {
  const power = powerIn(words[at]?.text ?? '')
  if (power === null) return null
  const { sign, currency, mantissa, exponent } = power
  const [, fraction = ''] = mantissa.split('.')
  return {
    ...measured(mantissa, 1),
    // Not multiplied: 1.23 × 10⁻⁸ as a product is another double.
    value: Number(`${mantissa}e${exponent}`),
    step: Number(`1e${exponent - fraction.length}`),
    from: at,
    to: at + 1,
    dollars: currency !== '',
    percent: false,
    ratio: false,
    fraction: false,
    sign: sign === '' ? 0 : sign === '+' ? 1 : -1,
    weighty: true,
  }
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** "times ten to the minus eight", behind a number. */
function timesTen(words: readonly Word[], number: SpokenNumber): SpokenNumber {
  let at = number.to
  const take = (...any: string[]) => {
    if (!any.includes(words[at]?.lower ?? '')) return false
    at += 1
    return true
  }
  if (!take('times') || !take('ten', '10') || !take('to')) return number
  take('the')
  if (take('power')) take('of')
  const negative = take('minus', 'negative')
  const told = words[at]?.lower ?? ''
  const ordinal = ORDINALS.indexOf(told) + 1
  const power = SMALL.get(told) ?? (ordinal > 0 ? ordinal : Number(/^(\d{1,3})(?:st|nd|rd|th)?$/.exec(told)?.[1]))
  if (!Number.isFinite(power)) return number
  at += 1
  take('power')
  const scale = `e${negative ? '-' : ''}${power}`
  const scaled = (value: number) => Number(`${value}${scale}`)
  return { ...number, value: scaled(number.value), step: scaled(number.step), to: at, weighty: true }
}

/** Every number of an answer, in order, digits and words. */
export function numbersIn(words: readonly Word[]): SpokenNumber[] {
  const numbers: SpokenNumber[] = []
  for (let at = 0; at < words.length; ) {
    const plain = digitsAt(words, at) ?? wordsAt(words, at)
    const number = scientificAt(words, at) ?? (plain && timesTen(words, plain))
    if (number) numbers.push(number)
    at = number ? number.to : at + 1
  }
  return numbers
}

/** Whether the next word still belongs: nothing but a blank or a hyphen stands between. */
const joined = (word: Word | undefined): boolean => word !== undefined && /^-?$/.test(word.after)

function digitsAt(words: readonly Word[], at: number): SpokenNumber | null {
  const word = words[at]
  const match = word && DIGITS.exec(word.text)
  if (!word || !match || (match[4] === undefined && match[5] === undefined)) return null
  const [, before = '', currency = '', inner = '', whole = '', fraction = '', suffix = ''] = match
  const ending = suffix.toLowerCase()
  const plain = whole.replaceAll(',', '')
  const state = { text: `${plain || '0'}${fraction}`, scale: SCALES[ending] ?? 1, to: at + 1 }
  if (fraction === '' && ending === '') pointDigits(words, state)
  if (ending === '' || state.scale === 1) scaleWords(words, state)
  const dollars = currency !== ''
  const sign = before === '+' || inner === '+' ? 1 : before !== '' || inner !== '' ? -1 : 0
  return {
    ...measured(state.text, state.scale),
    from: at,
    to: state.to,
    dollars,
    percent: ending === '%',
    ratio: ending === 'x',
    fraction: false,
    sign,
    weighty: dollars || ending !== '' || state.scale !== 1 || state.text.includes('.') || whole.includes(','),
  }
}

interface Reading {
  text: string
  scale: number
  to: number
}

/** "point three six", and "point thirty six". */
function pointDigits(words: readonly Word[], state: Reading): void {
  if (words[state.to]?.lower !== 'point' || !joined(words[state.to - 1])) return
  let digits = ''
  let at = state.to + 1
  for (; digits.length < 12; at++) {
    const word = words[at]?.lower ?? ''
    const small = SMALL.get(word)
    const next = DIGIT_WORDS.get(word) ?? (small === undefined ? undefined : String(small))
    if (next === undefined && !/^\d+$/.test(word)) break
    // "thirty six" are the digits 3 and 6.
    const tens = small !== undefined && small >= 20 && SMALL.has(words[at + 1]?.lower ?? '') && joined(words[at])
    digits += tens ? String(small / 10) : (next ?? word)
    if (!joined(words[at])) {
      at += 1
      break
    }
  }
  if (digits === '') return
  state.text += `.${digits}`
  state.to = at
}

function scaleWords(words: readonly Word[], state: Reading): void {
  for (;;) {
    const word = words[state.to]?.lower ?? ''
    if (word === 'and' && words[state.to + 1]?.lower === 'a' && words[state.to + 2]?.lower === 'half') {
      if (!state.text.includes('.')) state.text += '.5'
      state.to += 3
      continue
    }
    if (!SCALE_WORDS.has(word) || !joined(words[state.to - 1])) return
    state.scale *= SCALES[word] ?? 1
    state.to += 1
  }
}

function measured(text: string, scale: number): Pick<SpokenNumber, 'value' | 'step' | 'digits'> {
  const [whole = '', fraction = ''] = text.split('.')
  const shown = `${whole}${fraction}`.replace(/^0+/, '')
  return {
    value: Number(text) * scale,
    step: scale / 10 ** fraction.length,
    digits: Math.max(1, fraction === '' ? shown.replace(/0+$/, '').length : shown.length),
  }
}

/** "An eighth"; a second is a time. */
const PARTS: ReadonlyMap<string, number> = new Map([
  ...ORDINALS.flatMap((word, index): [string, number][] =>
    index < 2
      ? []
      : [
          [word, index + 1],
          [`${word}s`, index + 1],
        ],
  ),
  ['half', 2],
  ['quarter', 4],
  ['quarters', 4],
  ['hundredth', 100],
  ['hundredths', 100],
])

/** "half", "a quarter", "two thirds", "a tenth": of something, or of one. */
function fractionAt(first: string, second: string): { value: number; words: number } | null {
  if (first === 'half') return { value: 0.5, words: 1 }
  const count = first === 'a' || first === 'an' ? 1 : SMALL.get(first)
  const parts = PARTS.get(second)
  if (count === undefined || parts === undefined || count > Math.max(4, parts - 1)) return null
  return { value: count / parts, words: 2 }
}

/** "twelve", "two hundred and eight", "one point two million", "half a million", "a hundred and twenty thousand". */
function wordsAt(words: readonly Word[], at: number): SpokenNumber | null {
  const lower = (index: number) => words[index]?.lower ?? ''
  const base = {
    from: at,
    dollars: false,
    percent: false,
    ratio: false,
    fraction: false,
    sign: 0 as const,
    weighty: true,
  }
  if (lower(at) === 'half' && lower(at + 1) === 'a' && SCALES[lower(at + 2)] && SPELLED.includes(lower(at + 2))) {
    const scale = SCALES[lower(at + 2)] ?? 1
    return { ...base, value: scale / 2, step: scale / 10, digits: 1, to: at + 3 }
  }
  const part = fractionAt(lower(at), lower(at + 1))
  if (part) return { ...base, ...part, step: 0.01, digits: 2, fraction: true, to: at + part.words }
  const article = lower(at) === 'a' && SPELLED.includes(lower(at + 1))
  if (!article && !SMALL.has(lower(at))) return null
  const state: Reading = { text: '', scale: 1, to: article ? at + 1 : at }
  let [whole, group] = [0, article ? 1 : 0]
  let last = 1
  for (let first = true; ; first = false) {
    const word = lower(state.to)
    const small = SMALL.get(word)
    if (!first && !joined(words[state.to - 1])) break
    if (small !== undefined) {
      // "three six" are two numbers; "thirty six" is one.
      const open = group % 100 === 0 || (group % 10 === 0 && group % 100 >= 20 && small < 10)
      if (!first && !open) break
      group += small
      last = 1
    } else if (word === 'hundred' && group > 0 && group < 100) {
      group *= 100
      last = 1
    } else if (SPELLED.includes(word) && word !== 'hundred' && group > 0) {
      last = SCALES[word] ?? 1
      whole += group * last
      group = 0
    } else if (word === 'and' && group % 100 === 0 && group > 0 && SMALL.has(lower(state.to + 1)) && group >= 100) {
      // "two hundred and eight"
    } else break
    state.to += 1
  }
  state.text = String(whole + group)
  if (last === 1 && whole === 0) {
    pointDigits(words, state)
    scaleWords(words, state)
    return { ...base, ...measured(state.text, state.scale), to: state.to }
  }
  if (last > 1 && lower(state.to) === 'and' && lower(state.to + 1) === 'a' && lower(state.to + 2) === 'half') {
    return { ...base, value: whole + last / 2, step: last / 10, digits: 2, to: state.to + 3 }
  }
  return { ...base, ...measured(state.text, 1), step: last, to: state.to }
}
