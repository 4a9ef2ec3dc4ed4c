/**
 * Words that a trader or a token brings, and whether they may be sent as transcription keywords. The guide: one line each, without
 * `<`, `>`, CR and LF; one bad keyword costs the whole update. What can't be a spoken word (format and control characters,
 * lone surrogates, a novel) stays here too.
 */
export interface KeywordCase {
  word: string
  sent: boolean
}

export const KEYWORDS: readonly KeywordCase[] = [
  { word: 'BONK', sent: true },
  { word: 'dogwifhat', sent: true },
  { word: '$WIF', sent: true },
  { word: 'Jito SOL', sent: true },
  { word: 'Пепе', sent: true },
  { word: '柴犬币', sent: true },
  { word: 'مارس', sent: true },
  { word: 'Pepe 🐸', sent: true },
  { word: 'O’Hare Coin', sent: true },
  { word: '"Fartcoin"', sent: true },
  { word: "moo'deng", sent: true },
  { word: 'Peanut the Squirrel', sent: true },
  { word: 'AT&T', sent: true },
  { word: '1000SATS', sent: true },
  { word: 'Café', sent: true },
  { word: 'U.S.A.', sent: true },
  { word: '<b>BONK</b>', sent: false },
  { word: 'BONK>WIF', sent: false },
  { word: '<script>', sent: false },
  { word: 'line one\nline two', sent: false },
  { word: 'carriage\rreturn', sent: false },
  { word: 'form\u2028separator', sent: false },
  { word: 'next\u0085line', sent: false },
  { word: 'x'.repeat(300), sent: false },
  { word: '', sent: false },
  { word: '   ', sent: false },
  { word: 'nul\u0000byte', sent: false },
  { word: '\u202ECDSU', sent: false },
  { word: 'BO\u200BNK', sent: false },
  { word: 'half\uD83D', sent: false },
]

/** Lists as they come, and how often the word may appear in what is sent. */
export const DOUBLES: readonly { words: readonly string[]; word: string; times: number }[] = [
  { words: ['BONK', 'BONK'], word: 'BONK', times: 1 },
  { words: [' BONK ', 'BONK'], word: 'BONK', times: 1 },
  { words: ['JUP', '<JUP>', 'WIF'], word: 'JUP', times: 1 },
]

/** A language setting, and each form that may leave: [] is "let the model find out". */
export interface LanguageCase {
  setting: string
  sent: readonly (readonly string[])[]
}

export const LANGUAGES: readonly LanguageCase[] = [
  { setting: '', sent: [[]] },
  { setting: 'en', sent: [['en']] },
  { setting: 'de', sent: [['de']] },
  { setting: 'EN', sent: [['en'], []] },
  { setting: 'en-US', sent: [['en'], []] },
  { setting: 'zh-tw', sent: [['zh-tw'], ['zh']] },
  { setting: 'xx', sent: [[]] },
  { setting: 'english', sent: [[], ['en']] },
  { setting: 'en; drop', sent: [[]] },
  { setting: 'pt_BR', sent: [['pt'], []] },
]
