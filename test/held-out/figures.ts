/** Figures as tools give them, and the exact form in which a trader reads them; `null` where there is no figure to show. */
export interface FigureCase {
  value: unknown
  exact: string | null
}

export const FIGURES: readonly FigureCase[] = [
  { value: 0, exact: '0' },
  { value: -0, exact: '0' },
  { value: 1, exact: '1' },
  { value: 999, exact: '999' },
  { value: 1000, exact: '1,000' },
  { value: -1000, exact: '-1,000' },
  { value: 1234567.891, exact: '1,234,567.891' },
  { value: -1234567.891, exact: '-1,234,567.891' },
  { value: 0.1, exact: '0.1' },
  { value: 0.000001, exact: '0.000001' },
  { value: 1e-7, exact: '0.0000001' },
  { value: -1e-7, exact: '-0.0000001' },
  { value: 1.23e-8, exact: '0.0000000123' },
  { value: 4.56789e-12, exact: '0.00000000000456789' },
  { value: 9.999999e-10, exact: '0.0000000009999999' },
  { value: 1e-18, exact: '0.000000000000000001' },
  { value: 5e-324, exact: `0.${'0'.repeat(323)}5` },
  { value: 1.5e-21, exact: '0.0000000000000000000015' },
  { value: 1e15, exact: '1,000,000,000,000,000' },
  { value: 999999999999999, exact: '999,999,999,999,999' },
  { value: 9007199254740991, exact: '9,007,199,254,740,991' },
  { value: 1e21, exact: '1,000,000,000,000,000,000,000' },
  { value: 1.5e21, exact: '1,500,000,000,000,000,000,000' },
  { value: -2.5e22, exact: '-25,000,000,000,000,000,000,000' },
  { value: 1.234e24, exact: '1,234,000,000,000,000,000,000,000' },
  { value: 12364948.799999999, exact: '12,364,948.799999999' },
  { value: 30023230.154965255, exact: '30,023,230.154965255' },
  { value: 0.30000000000000004, exact: '0.30000000000000004' },
  { value: 100.5, exact: '100.5' },
  { value: 59310, exact: '59,310' },
  { value: '0.0000000123', exact: '0.0000000123' },
  { value: '1.23e-8', exact: '0.0000000123' },
  { value: '1E+21', exact: '1,000,000,000,000,000,000,000' },
  { value: '40891626854930000000000', exact: '40,891,626,854,930,000,000,000' },
  { value: '-0.5', exact: '-0.5' },
  { value: '171.20', exact: '171.20' },
  { value: null, exact: null },
  { value: undefined, exact: null },
  { value: Number.NaN, exact: null },
  { value: Number.POSITIVE_INFINITY, exact: null },
]

/** An answer held against the output of a tool: is one of its figures to be flagged? */
export interface SentenceCase {
  output: unknown
  answer: string
  flagged: boolean
}

const TINY = { symbol: 'BONK', price: 1.23e-8 }
const SMALL = { symbol: 'BONK', price: 0.00001932 }
const HUGE = { symbol: 'PEPE', marketCap: 1.2e15, supply: 420690000000000, volume: 4560000000 }

export const SENTENCES: readonly SentenceCase[] = [
  { output: TINY, answer: 'BONK is at $1.23e-8.', flagged: false },
  { output: TINY, answer: 'BONK is at $0.0000000123 right now.', flagged: false },
  { output: TINY, answer: 'BONK is at 1.23E-08 dollars.', flagged: false },
  { output: TINY, answer: 'BONK is at $1.23 × 10⁻⁸.', flagged: false },
  { output: TINY, answer: 'BONK is at $1.23 x 10^-8.', flagged: false },
  { output: TINY, answer: 'BONK is at $0.0₇123.', flagged: false },
  { output: TINY, answer: 'BONK is at $1.23e-7.', flagged: true },
  { output: TINY, answer: 'BONK is at $0.000000123.', flagged: true },
  { output: TINY, answer: 'BONK is at $4.56e-8.', flagged: true },
  { output: SMALL, answer: 'BONK trades at about $0.0000193.', flagged: false },
  { output: SMALL, answer: 'BONK trades at 1.932e-5 USD.', flagged: false },
  { output: SMALL, answer: 'BONK trades at $0.000193.', flagged: true },
  { output: HUGE, answer: 'PEPE has a market cap of 1.2 quadrillion dollars.', flagged: false },
  { output: HUGE, answer: 'PEPE has a market cap of $1.2e15.', flagged: false },
  { output: HUGE, answer: 'PEPE has a market cap of 1.2 trillion dollars.', flagged: true },
  { output: HUGE, answer: 'PEPE has a supply of 420.69 trillion tokens.', flagged: false },
  { output: HUGE, answer: 'PEPE has a volume of $4.56B.', flagged: false },
  { output: HUGE, answer: 'PEPE has a volume of 4.56E9 dollars.', flagged: false },
  { output: HUGE, answer: 'PEPE has a volume of $4.56e6.', flagged: true },
  {
    output: { symbol: 'WIF', price: '4.5e-8', change24h: -3.2 },
    answer: 'WIF is at $0.000000045, down 3.2 percent.',
    flagged: false,
  },
  { output: { symbol: 'WIF', price: '0.000000045' }, answer: 'WIF is at $4.5e-8.', flagged: false },
  { output: { symbol: 'WIF', price: null }, answer: 'WIF is at $0.000000045.', flagged: true },
]
