import { LISTED_STREAMS } from '../market/streams'
import { LISTED_TOKENS } from '../market/tokens'

/**
 * How people word what this backend understands. Recognition leans on it, as any voice product leans its recogniser on
 * its own vocabulary: coin names are in no dictionary, and "sol" is rarer than "soul".
 */

const TOKEN_QUESTIONS = [
  "What's the price of {t}?",
  'What is the price of {t} right now?',
  'What is {t} trading at?',
  "What's {t} trading at?",
  "What's {t} at right now?",
  'How much is {t}?',
  'How much is {t} right now?',
  'How much does {t} cost?',
  'How much is one {t} worth?',
  "What's {t} worth?",
  'What is {t} worth today?',
  'What does {t} cost?',
  'Quote me {t}.',
  'Can you tell me the price of {t}?',
  "I'd like to know the price of {t}.",
  "How's {t} been doing?",
  'Where is {t} at?',
  'Has {t} gone up today?',
  'Give me the market cap of {t}.',
  "What's {t} doing this week?",
  'Give me the price of {t}.',
  'Get me a quote for {t}.',
  'Tell me the price of {t}, please.',
  'Check the price of {t} for me.',
  'Price of {t}, please.',
  '{t} price.',
  'How is {t} doing?',
  'How is {t} doing today?',
  "How's {t} doing today?",
  'How is {t} looking?',
  'How has {t} moved today?',
  'How much has {t} moved in the last 24 hours?',
  'Is {t} up or down today?',
  'Did {t} go up today?',
  'Did {t} go down today?',
  "What's the market cap of {t}?",
  'What is the market cap of {t}?',
  'Tell me the market cap of {t}.',
  'How big is the market cap of {t}?',
  'And what about {t}?',
  'What about {t}?',
  'How about {t}?',
  'How did {t} do over the last week?',
  'How has {t} done this week?',
  'How has {t} done this month?',
  'Show me the last hour of {t}.',
  'Show me the chart of {t} for the past week.',
  'How much {t} do I have?',
  'How much {t} do I own?',
  'Do I have any {t}?',
]

const STREAM_QUESTIONS = [
  'How many viewers does {s} have?',
  'How many people are watching {s}?',
  "What's the market cap of {s}?",
  'How is {s} doing?',
  'Tell me about {s}.',
  'How many viewers are on {s}?',
  'Is {s} live?',
  'Market cap of {s}.',
]

const BOARD_QUESTIONS = [
  "What's trending on pump fun right now?",
  "What's trending on pump fun?",
  "What's trending right now?",
  "What's hot on pump fun today?",
  'What is everyone watching on pump fun?',
  'What are people watching on pump fun?',
  'What are the top {n} streams?',
  'What are the top {n} streams by viewers?',
  'What are the top {n} streams by market cap?',
  'Show me the top {n} streams by market cap.',
  'Show me the top {n} by viewers.',
  'Give me the top {n} coins by market cap.',
  'Give me the top {n} live streams by viewers, please.',
  'Which streams have the most viewers?',
  'Which streams have the most viewers right now?',
  'Which stream has the highest market cap?',
  'What are the biggest coins on pump fun?',
  'What are the biggest streams by market cap?',
  'What are the most popular streams?',
  'List the most watched streams.',
  'List the {n} most watched streams.',
  'Rank the live streams by market cap.',
  'Rank the live streams by viewers.',
  'Sort them by market cap.',
  'And by market cap?',
  'And by viewers?',
  'How many viewers does the first one have?',
  'How many viewers does the second one have?',
  "What's the market cap of the third one?",
]

const WALLET_QUESTIONS = [
  'What are my balances?',
  'What is my balance?',
  "What's my balance?",
  'Show me my balances.',
  'Show me my portfolio.',
  "What's my portfolio worth?",
  'How much is my portfolio worth?',
  'How is my portfolio doing?',
  'What am I holding?',
  'What am I holding right now?',
  'What do I own?',
  "What's in my wallet?",
  'How much money do I have?',
  'List my wallets.',
  'Show me my wallets.',
  'What wallets do I have?',
  'Which wallets do I have?',
  'How many wallets do I have?',
  'Which wallet am I using?',
  'Which wallet is active?',
  "What's the active wallet?",
  "What's my active wallet?",
  'Use the degen wallet.',
  'Use the main wallet.',
  'Switch to the degen wallet.',
  'Switch to the main wallet.',
  'Repeat that, please.',
  'Say that again.',
  'Help.',
  'What can you do?',
  'What can I ask you?',
  'Yes, do it.',
  'No, cancel that.',
  'Thank you.',
]

const TRADES = [
  'Buy {a} of {t}.',
  'Buy {a} worth of {t}.',
  'Please buy {a} of {t}.',
  'Can you buy {a} of {t}?',
  'Can you buy {a} worth of {t}?',
  'I want to buy {a} of {t}.',
  "I'd like to buy {a} worth of {t}.",
  'Buy {q} {t}.',
  'Buy {t} for {a}.',
  'Buy {t} with {a}.',
  'Get me {a} of {t}.',
  'Sell {p} of my {t}.',
  'Please sell {p} of my {t}.',
  'Sell my {t}.',
  'Sell all my {t}.',
  'Sell {q} {t}.',
  'Sell {q} {t} for sol.',
  'Sell {q} {t} for USDC.',
  'Sell {a}.',
  'Swap {a} for {t}.',
  'Swap {a} to {t}.',
  'Swap {a} into {t}.',
  'Swap {q} {t} for sol.',
  'Swap {q} {t} to USDC.',
  'Exchange {a} for {t}.',
  'Convert {a} to {t}.',
  'Convert {a} into {t}.',
  'Trade {a} for {t}.',
  'Purchase {a} of {t}.',
  'Get rid of {p} of my {t}.',
]

const NUMBERS = [
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
  'twelve',
  'fifteen',
  'twenty',
  'twenty five',
  'thirty',
  'forty',
  'fifty',
  'one hundred',
  'two hundred',
  '100',
  '200',
  '250',
  'five hundred',
  '500',
  'one thousand',
  'a thousand',
  '1,000',
  'two thousand',
  'ten thousand',
  'one million',
  'a million',
]
const SOL_AMOUNTS = [
  'half a sol',
  'a quarter of a sol',
  'a sol',
  'one sol',
  'two sol',
  'three sol',
  'four sol',
  'five sol',
  'ten sol',
  'one and a half sol',
  'two and a half sol',
  '0.1 sol',
  '0.5 sol',
  '1.5 sol',
  '2 sol',
  'half a Solana',
  'one Solana',
  'two Solana',
]
const MONEY = [
  'ten dollars',
  'twenty dollars',
  'twenty five dollars',
  'fifty dollars',
  'one hundred dollars',
  'a hundred dollars',
  'two hundred dollars',
  'five hundred dollars',
  'a thousand dollars',
  '$10',
  '$20',
  '$50',
  '$100',
  '$500',
  'one hundred USDC',
  '100 USDC',
  'fifty USDC',
  'twenty USDC',
  'ten bucks',
  'fifty bucks',
]
const SHARES = [
  'ten percent',
  'twenty percent',
  'twenty five percent',
  'thirty percent',
  'fifty percent',
  'seventy five percent',
  'ninety percent',
  '10%',
  '20%',
  '25%',
  '50%',
  '75%',
  'half',
  'a half',
  'a quarter',
  'a third',
  'all',
]
const COUNTS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'twelve', 'fifteen', 'twenty']

/** Sentences that cover every wording and every name; each slot walks through its values, so the list stays short. */
export function phraseBook(): string[] {
  const tokens = LISTED_TOKENS.flatMap((token) => spokenNames(token.symbol, token.name, token.spoken))
  const streams = LISTED_STREAMS.map((stream) => stream.name)
  const walk = <T>(values: readonly T[]) => {
    let at = 0
    return () => values[at++ % values.length] as T
  }
  const quantity = walk(NUMBERS)
  const spend = walk([...SOL_AMOUNTS, ...MONEY])
  const share = walk(SHARES)
  const count = walk(COUNTS)
  const fill = (template: string, name: string) =>
    template
      .replace('{t}', name)
      .replace('{s}', name)
      .replace('{q}', quantity)
      .replace('{a}', spend)
      .replace('{p}', share)
      .replace('{n}', count)

  return [
    ...TOKEN_QUESTIONS.flatMap((template) => tokens.map((name) => fill(template, name))),
    ...TRADES.flatMap((template) => tokens.map((name) => fill(template, name))),
    ...STREAM_QUESTIONS.flatMap((template) => streams.map((name) => fill(template, name))),
    ...BOARD_QUESTIONS.flatMap((template) => (template.includes('{n}') ? COUNTS : ['']).map(() => fill(template, ''))),
    ...WALLET_QUESTIONS,
  ]
}

/** A name as recognition would write it: the first way of saying it in both cases. */
function spokenNames(symbol: string, name: string, spoken: readonly string[]): string[] {
  const capital = (text: string) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
  const said = spoken.filter((form) => !/^(. )+.?$/.test(form) && form.length > 1)
  return [
    ...new Set([...said, ...said.map(capital), ...(symbol.length > 1 ? [symbol] : []), name.replace(/\s*\(.*\)/, '')]),
  ]
}
