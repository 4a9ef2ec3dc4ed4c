import { LISTED_TOKENS } from '../../main/practice/market/tokens'

/** Sixty questions in everyday words, each with the tool call that it means. */
export interface Question {
  say: string
  tool: string
  args: Record<string, unknown>
}

const mint = (symbol: string): string => {
  const token = LISTED_TOKENS.find((candidate) => candidate.symbol === symbol)
  if (!token) throw new Error(`no ${symbol}`)
  return token.mint
}
const streams = (say: string, sort: 'viewers' | 'marketCap', pageSize = 5): Question => ({
  say,
  tool: 'pumpstream_live_summary',
  args: { pageSize, sort, status: 'live' },
})
const stream = (say: string, search: string): Question => ({
  say,
  tool: 'pumpstream_live_summary',
  args: { search, pageSize: 1, status: 'all' },
})
const token = (say: string, query: string): Question => ({
  say,
  tool: 'solana_resolve_token',
  args: { query, limit: 1 },
})
const balances = (say: string): Question => ({ say, tool: 'solana_list_balances', args: {} })
const swap = (say: string, input: string, output: string, amount_ui: number): Question => ({
  say,
  tool: 'solana_swap_preview',
  args: { input_mint: mint(input), output_mint: mint(output), amount_ui, mode: 'ExactIn' },
})
const buyExactly = (say: string, output: string, desired_output_ui: number): Question => ({
  say,
  tool: 'solana_swap_preview',
  args: { input_mint: mint('SOL'), output_mint: mint(output), desired_output_ui, mode: 'ExactOut' },
})
const sellShare = (say: string, symbol: string, percentage: number): Question => ({
  say,
  tool: 'solana_preview_sell_all',
  args: { mint: mint(symbol), percentage },
})
const candles = (say: string, symbol: string, interval: string, range: string): Question => ({
  say,
  tool: 'markets_fetch_ohlcv',
  args: { mint: mint(symbol), interval, range },
})

export const QUESTIONS: readonly Question[] = [
  streams("What's trending on pump fun right now?", 'viewers'),
  streams('Show me the top three streams by viewers.', 'viewers', 3),
  streams('Which streams have the most viewers at the moment?', 'viewers'),
  streams('What are the biggest coins on pump fun by market cap?', 'marketCap'),
  streams('Give me the top ten streams by market cap, please.', 'marketCap', 10),
  streams('Is anything hot on pump fun today?', 'viewers'),
  streams('List the seven most watched streams.', 'viewers', 7),
  streams('Tell me what people are watching on pump fun.', 'viewers'),
  streams('Rank the live streams by market cap.', 'marketCap'),
  streams('What are the most popular streams?', 'viewers'),
  stream('How many viewers does San Chan have?', 'San Chan'),
  stream("What's the market cap of kindness coin?", 'KindnessCoin'),
  stream('How many people are watching Cosmic Otter?', 'Cosmic Otter'),
  token("What's the price of Solana?", 'SOL'),
  token('How much is bonk right now?', 'BONK'),
  token('How is Jupiter doing today?', 'JUP'),
  token('Is dog wif hat up or down today?', 'WIF'),
  token('What does one raydium cost?', 'RAY'),
  token('Check the price of ethereum for me.', 'ETH'),
  token('How much has popcat moved in the last twenty four hours?', 'POPCAT'),
  token("What's fartcoin trading at?", 'FARTCOIN'),
  token("What's the market cap of Jupiter?", 'JUP'),
  token('Tell me the market cap of moo deng.', 'MOODENG'),
  token('How big is the market cap of pudgy penguins?', 'PENGU'),
  token('Give me a quote for helium.', 'HNT'),
  token('What is wormhole worth?', 'W'),
  token('Did kamino go up today?', 'KMNO'),
  token('How is bitcoin looking today?', 'WBTC'),
  token('Price check on orca.', 'ORCA'),
  token('What about the price of render?', 'RENDER'),
  token('How is the trump coin doing?', 'TRUMP'),
  token("What's the market cap of Solana?", 'SOL'),
  candles('How did Solana do over the last week?', 'SOL', '4h', '7d'),
  candles('Show me the last hour of Jupiter.', 'JUP', '1m', '1h'),
  candles('How has bonk done this month?', 'BONK', '1d', '30d'),
  balances('What are my balances?'),
  balances('How much money do I have?'),
  balances("What's in my wallet?"),
  balances('Show me my portfolio.'),
  balances('How much Solana do I have?'),
  balances('What am I holding right now?'),
  balances("What's my portfolio worth?"),
  { say: 'List my wallets.', tool: 'list_my_wallets', args: {} },
  { say: 'What wallets do I have?', tool: 'list_my_wallets', args: {} },
  { say: 'Which wallet am I using?', tool: 'resolve_wallet', args: {} },
  { say: "What's the active wallet?", tool: 'resolve_wallet', args: {} },
  swap('Buy half a sol of bonk.', 'SOL', 'BONK', 0.5),
  swap('Buy two sol of Jupiter.', 'SOL', 'JUP', 2),
  swap('Please buy twenty dollars of dog wif hat.', 'USDC', 'WIF', 20),
  swap('I want to buy one sol worth of popcat.', 'SOL', 'POPCAT', 1),
  swap('Swap two sol for U S D C.', 'SOL', 'USDC', 2),
  swap('Swap one hundred U S D C to bonk.', 'USDC', 'BONK', 100),
  swap('Can you buy fifty dollars worth of fartcoin?', 'USDC', 'FARTCOIN', 50),
  swap('Convert three sol into ethereum.', 'SOL', 'ETH', 3),
  swap('Sell two hundred Jupiter.', 'JUP', 'SOL', 200),
  swap('Buy a quarter of a sol of moo deng.', 'SOL', 'MOODENG', 0.25),
  buyExactly('Buy one thousand Jupiter.', 'JUP', 1000),
  sellShare('Sell ten percent of my dog wif hat.', 'WIF', 10),
  sellShare('Sell half of my bonk.', 'BONK', 50),
  sellShare('Sell all of my Jupiter.', 'JUP', 100),
]

/**
 * Sixty more, written before the recogniser was tuned and never tuned on: what the other sixty cannot show, namely how
 * it does on wordings that nobody had in mind.
 */
export const HELD_OUT: readonly Question[] = [
  streams("Hey Dexter, what's hot on pump fun?", 'viewers'),
  streams('Can you show me what is trending today?', 'viewers'),
  streams('Which streams are the most popular right now?', 'viewers'),
  streams('Give me the top four streams by viewers.', 'viewers', 4),
  streams('What are the five biggest streams by market cap?', 'marketCap'),
  streams('Show the top six coins by market cap.', 'marketCap', 6),
  streams('Who has the most viewers on pump fun?', 'viewers'),
  streams('What is everybody watching right now?', 'viewers'),
  streams('Sort the streams by market cap.', 'marketCap'),
  streams('I want to see the top eight live streams.', 'viewers', 8),
  stream('What is the market cap of San Chan?', 'San Chan'),
  stream('How many people watch Golden Panda?', 'Golden Panda'),
  stream('How many viewers does Turbo Hamster have right now?', 'Turbo Hamster'),
  token('Tell me the price of Jupiter.', 'JUP'),
  token('What is Solana trading at right now?', 'SOL'),
  token('What does bonk cost today?', 'BONK'),
  token('How much is one ethereum?', 'ETH'),
  token('Could you check the bitcoin price?', 'WBTC'),
  token("What's fartcoin worth right now?", 'FARTCOIN'),
  token('Is Solana up today?', 'SOL'),
  token('Has popcat gone down today?', 'POPCAT'),
  token('How much did Jupiter change today?', 'JUP'),
  token('How is peanut doing?', 'PNUT'),
  token('Please tell me the price of dog wif hat.', 'WIF'),
  token("What's the current price of raydium?", 'RAY'),
  token('Where is jito trading?', 'JTO'),
  token('What is the market cap of bonk?', 'BONK'),
  token("What's the market cap of pudgy penguins?", 'PENGU'),
  token('How large is the market cap of fartcoin?', 'FARTCOIN'),
  token('How did tensor do today?', 'TNSR'),
  token('Give me the price of kamino.', 'KMNO'),
  token('Is drift up or down?', 'DRIFT'),
  candles('How did bonk do this week?', 'BONK', '4h', '7d'),
  candles('How has Jupiter done over the last month?', 'JUP', '1d', '30d'),
  candles('Show me Solana for the last hour.', 'SOL', '1m', '1h'),
  balances('Show me my balances, please.'),
  balances('What do I have in my wallet?'),
  balances('How much bonk do I own?'),
  balances('What is my portfolio worth right now?'),
  balances('What tokens do I hold?'),
  balances('Tell me my balance.'),
  { say: 'Show me all my wallets.', tool: 'list_my_wallets', args: {} },
  { say: 'How many wallets do I have?', tool: 'list_my_wallets', args: {} },
  { say: 'Which wallet is active right now?', tool: 'resolve_wallet', args: {} },
  { say: 'What wallet am I using now?', tool: 'resolve_wallet', args: {} },
  swap('Buy one sol of Jupiter.', 'SOL', 'JUP', 1),
  swap('Buy ten dollars of bonk, please.', 'USDC', 'BONK', 10),
  swap('Can you buy two sol worth of fartcoin?', 'SOL', 'FARTCOIN', 2),
  swap("I'd like to buy half a sol of popcat.", 'SOL', 'POPCAT', 0.5),
  swap('Buy one hundred dollars of ethereum.', 'USDC', 'ETH', 100),
  swap('Swap one sol to bonk.', 'SOL', 'BONK', 1),
  swap('Swap fifty U S D C for Jupiter.', 'USDC', 'JUP', 50),
  swap('Convert five sol to U S D C.', 'SOL', 'USDC', 5),
  swap('Sell three hundred Jupiter.', 'JUP', 'SOL', 300),
  swap('Sell one thousand fartcoin.', 'FARTCOIN', 'SOL', 1000),
  buyExactly('Buy five hundred raydium.', 'RAY', 500),
  sellShare('Sell half of my Jupiter.', 'JUP', 50),
  sellShare('Sell twenty five percent of my bonk.', 'BONK', 25),
  sellShare('Sell all my dog wif hat.', 'WIF', 100),
  sellShare('Sell fifty percent of my fartcoin.', 'FARTCOIN', 50),
]
