import { LISTED_TOKENS } from '../../../main/practice/market/tokens'
import { buy, buyForDollars, buyTokens, type SpokenTrade, sell, sellShare, USDC } from './order'

const mintOf = (symbol: string): string => {
  const found = LISTED_TOKENS.find((candidate) => candidate.symbol === symbol)
  if (!found) throw new Error(`no ${symbol}`)
  return found.mint
}

/** Twenty trades that whoever tunes the ears, the mind or the marks has not seen: written last, by somebody else. */
export const HELD_OUT: readonly SpokenTrade[] = [
  buy('Buy half a sol of pump.', 'PUMP', 0.5),
  buy('Grab me two sol of jito.', 'JTO', 2),
  buyForDollars('Put a hundred bucks into peanut.', 'PNUT', 100),
  sellShare('Dump all my bonk.', 'BONK', 100),
  sellShare('Sell half of my render.', 'RENDER', 50),
  sellShare('Trim my raydium by twenty five percent.', 'RAY', 25),
  buy('Ape one point five sol into goat.', 'GOAT', 1.5),
  buyForDollars('Get me two hundred and fifty dollars of giga.', 'GIGA', 250),
  sell('Swap three hundred jup for jito.', 'JUP', 300, mintOf('JTO')),
  sellShare('Swap half my popcat into pengu.', 'POPCAT', 50, { against: mintOf('PENGU') }),
  buy('Buy a quarter sol of wormhole.', 'W', 0.25),
  sell('Sell a thousand whiff.', 'WIF', 1000),
  buy('Swap one hundred and twenty u s d c into book of meme.', 'BOME', 120, USDC),
  buy('Convert three sol to m sol.', 'MSOL', 3),
  sellShare('Get me out of moo deng, sell the whole bag.', 'MOODENG', 100),
  buyForDollars('On paper degen, buy eighty dollars of fart coin.', 'FARTCOIN', 80, 'Paper degen'),
  sellShare('Sell ten percent of my jito sol from paper main.', 'JITOSOL', 10, { wallet: 'Paper main' }),
  buy('Buy zero point two sol of mew with my paper degen wallet.', 'MEW', 0.2, undefined, 'Paper degen'),
  buyTokens('Pick up fifty helium for me.', 'HNT', 50),
  sell('Sell half an eth.', 'ETH', 0.5),
]
