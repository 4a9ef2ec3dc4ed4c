/**
 * Text as a person would read it aloud: figures, units and tickers become words, because the voice reads "$71.4B" as
 * letters. Pure.
 */
export function spoken(text: string): string {
  return text
    .replace(/[“”"]/g, '')
    .replace(/’/g, "'")
    .replace(
      /\$\s?(\d[\d,]*(?:\.\d+)?)(?:\s?([KMBT])\b|\s(thousand|million|billion|trillion)\b)?/g,
      (_, figure: string, letter: string | undefined, scale: string | undefined) =>
        dollars(figure, letter ? UNITS[letter] : scale),
    )
    .replace(
      /(^|[\s(])([-+−])(\d)/g,
      (_, before: string, sign: string, digit: string) => `${before}${sign === '+' ? 'plus' : 'minus'} ${digit}`,
    )
    .replace(/(\d[\d,]*(?:\.\d+)?)\s?%/g, (_, figure: string) => `${numberWords(figure)} percent`)
    .replace(
      /(\d[\d,]*(?:\.\d+)?)([KMBT])\b/g,
      (_, figure: string, unit: string) => `${numberWords(figure)} ${UNITS[unit] ?? ''}`,
    )
    .replace(/\d[\d,]*(?:\.\d+)?/g, (figure) => numberWords(figure))
    .replace(/\bpump\.fun\b/gi, 'pump fun')
    .replace(
      /\$?\b([A-Z][A-Z0-9]{1,9})\b/g,
      (ticker, letters: string) => TICKERS[letters] ?? readTicker(ticker, letters),
    )
    .replace(/\b([a-z]+)\.([a-z]+)\b/gi, '$1 $2')
    .replace(/[*_`#]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

const UNITS: Record<string, string> = { K: 'thousand', M: 'million', B: 'billion', T: 'trillion' }

/** Tickers that are said otherwise than they are written. */
const TICKERS: Record<string, string> = {
  SOL: 'sol',
  USD: 'U S dollars',
  USDC: 'U S D C',
  USDT: 'U S D T',
  BTC: 'bitcoin',
  WBTC: 'wrapped bitcoin',
  ETH: 'ether',
  WIF: 'wif',
  JTO: 'J T O',
  HNT: 'H N T',
  KMNO: 'kamino',
  TNSR: 'tensor',
  PNUT: 'peanut',
  MOODENG: 'moo deng',
  MSOL: 'M sol',
  JITOSOL: 'jito sol',
  BOME: 'bome',
  OK: 'okay',
  MCP: 'M C P',
}

/** A ticker with a vowel is a word to its holders; one without is spelled. */
function readTicker(ticker: string, letters: string): string {
  if (letters.length > 3 || /[AEIOU]/.test(letters)) return letters.toLowerCase()
  return /\d/.test(letters) ? ticker : letters.split('').join(' ')
}

function dollars(figure: string, scale: string | undefined): string {
  if (scale) return `${numberWords(figure)} ${scale} dollars`
  const value = Number(figure.replaceAll(',', ''))
  // Cents are read as cents up to a hundred thousand dollars; elsewhere digits say it better.
  const [whole = '0', cents] = figure.replaceAll(',', '').split('.')
  if (cents?.length === 2 && value >= 1 && value < 100_000) {
    const dollarsPart = `${numberWords(whole)} ${whole === '1' ? 'dollar' : 'dollars'}`
    return Number(cents) === 0 ? dollarsPart : `${dollarsPart} and ${integerWords(Number(cents))} cents`
  }
  return `${numberWords(figure)} ${value === 1 ? 'dollar' : 'dollars'}`
}

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const GROUPS: [number, string][] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
]

/** "12.36" -> "twelve point three six"; "1,240" -> "one thousand two hundred forty". */
export function numberWords(figure: string): string {
  const [whole = '0', fraction] = figure.replaceAll(',', '').split('.')
  const words = integerWords(Number(whole))
  return fraction === undefined
    ? words
    : `${words} point ${[...fraction].map((digit) => ONES[Number(digit)]).join(' ')}`
}

function integerWords(value: number): string {
  for (const [size, name] of GROUPS) {
    if (value >= size) {
      const rest = value % size
      return `${integerWords(Math.floor(value / size))} ${name}${rest ? ` ${integerWords(rest)}` : ''}`
    }
  }
  if (value >= 100)
    return `${ONES[Math.floor(value / 100)]} hundred${value % 100 ? ` ${integerWords(value % 100)}` : ''}`
  if (value >= 20) return `${TENS[Math.floor(value / 10)]}${value % 10 ? ` ${ONES[value % 10]}` : ''}`
  return ONES[value] ?? String(value)
}
