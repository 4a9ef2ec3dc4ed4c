import type { Random } from './random'

/** How a voice says figures: rounded, in several manners, always true. */
export interface Speech {
  /** Large sums: "$12.36 million", "about 12.4 million dollars", "$12.36M", "twelve point four million dollars". */
  big(usd: number): string
  /** Sums of a wallet: "$1,828.50", "about $1,830", "1,828 dollars and 50 cents". */
  money(usd: number): string
  /** Prices of one: "$208.48", "74.2 cents", "$20.40 per million". */
  price(usd: number, symbol: string): string
  /** Counts: "45", "1,204", "forty-five". */
  count(value: number): string
  /** "up 3.2%", "down about 4 percent". */
  moved(percent: number): string
  /** The size alone: "3.2%". */
  percent(value: number): string
  /** Token amounts: "5.09 million", "12.5", "0.25". */
  amount(value: number): string
  pick<T>(from: readonly T[]): T
}

const fixed = (value: number, digits: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const trimmed = (value: number, digits: number) => value.toLocaleString('en-US', { maximumFractionDigits: digits })

const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** A whole number below a million in words. */
export function inWords(value: number): string {
  if (value < 20) return WORDS[value] ?? ''
  if (value < 100) return `${TENS[Math.floor(value / 10)]}${value % 10 ? `-${WORDS[value % 10]}` : ''}`
  if (value < 1000)
    return `${WORDS[Math.floor(value / 100)]} hundred${value % 100 ? ` and ${inWords(value % 100)}` : ''}`
  return `${inWords(Math.floor(value / 1000))} thousand${value % 1000 ? ` ${inWords(value % 1000)}` : ''}`
}

/** "12.4" -> "twelve point four". */
const decimalWords = (text: string): string => {
  const [whole = '0', rest] = text.split('.')
  const digits = rest ? ` point ${[...rest].map((digit) => WORDS[Number(digit)]).join(' ')}` : ''
  return `${inWords(Number(whole))}${digits}`
}

const scaleOf = (value: number): [number, string, string] =>
  value >= 1e9 ? [1e9, 'billion', 'B'] : value >= 1e6 ? [1e6, 'million', 'M'] : [1e3, 'thousand', 'K']

export function createSpeech(random: Random): Speech {
  const { pick } = random
  const about = () => pick(['', '', 'about ', 'around ', 'roughly ', 'approximately '])
  return {
    pick,
    big(usd) {
      const [scale, word, letter] = scaleOf(usd)
      const scaled = usd / scale
      const floor = Math.floor(scaled * 10) / 10
      const ceiling = Math.ceil(scaled * 10) / 10
      return pick([
        () => `${about()}$${fixed(scaled, 2)} ${word}`,
        () => `${about()}$${fixed(scaled, 1)} ${word}`,
        () => `$${fixed(scaled, 2)}${letter}`,
        () => `${about()}${trimmed(scaled, 2)} ${word} dollars`,
        () => `${about()}${decimalWords(fixed(scaled, 1).replace(',', ''))} ${word} dollars`,
        () =>
          floor > 0 && scaled - floor > 1e-6 ? `just over $${fixed(floor, 1)} ${word}` : `$${fixed(scaled, 2)} ${word}`,
        () => (ceiling - scaled > 1e-6 ? `almost $${fixed(ceiling, 1)} ${word}` : `$${fixed(scaled, 2)} ${word}`),
      ])()
    },
    money(usd) {
      const rounded = Math.round(usd / 10) * 10
      const cents = Math.round((usd - Math.floor(usd)) * 100)
      return pick([
        () => `$${fixed(usd, 2)}`,
        () => `$${fixed(usd, 2)}`,
        () => `${about()}$${fixed(usd, 0)}`,
        () => (usd > 300 ? `about $${fixed(rounded, 0)}` : `$${fixed(usd, 2)}`),
        () =>
          usd > 20 && cents > 0 && cents < 100
            ? `${fixed(Math.floor(usd), 0)} dollars and ${cents} cents`
            : `$${fixed(usd, 2)}`,
        () => (usd > 20 ? `${about()}${fixed(usd, 0)} dollars` : `$${fixed(usd, 2)}`),
      ])()
    },
    price(usd, symbol) {
      const small = `$${Number(usd.toPrecision(3)).toFixed(Math.max(2, 2 - Math.floor(Math.log10(usd))))}`
      if (usd < 0.001) return pick([`$${fixed(usd * 1e6, 2)} per million ${symbol}`, small])
      if (usd < 1) return pick([small, `${about()}${trimmed(usd * 100, 1)} cents`, small])
      return pick([`$${fixed(usd, 2)}`, `${about()}$${fixed(usd, usd > 50 ? 0 : 2)}`, `${fixed(usd, 2)} dollars`])
    },
    count: (value) =>
      pick([
        () => fixed(value, 0),
        () => fixed(value, 0),
        () => (value > 0 && value < 10_000 ? inWords(value) : fixed(value, 0)),
      ])(),
    moved(percent) {
      const size = fixed(Math.abs(percent), 1)
      const rise = percent > 0
      return pick([
        `${rise ? 'up' : 'down'} ${size}%`,
        `${rise ? 'up' : 'down'} ${size} percent`,
        `${rise ? 'up' : 'down'} about ${fixed(Math.abs(percent), 0)}%`,
        `${rise ? 'up' : 'down'} ${decimalWords(size)} percent`,
        `${rise ? 'up' : 'down'} ${fixed(Math.abs(percent), 2)}%`,
      ])
    },
    percent: (value) => pick([`${fixed(value, 1)}%`, `${fixed(value, 1)} percent`, `about ${fixed(value, 1)}%`]),
    amount(value) {
      if (value >= 1e6) {
        const [scale, word] = scaleOf(value)
        return `${about()}${trimmed(value / scale, 2)} ${word}`
      }
      if (value >= 1000) return `${about()}${fixed(value, 0)}`
      if (value >= 1) return trimmed(value, 2)
      return trimmed(Number(value.toPrecision(3)), 8)
    },
  }
}
