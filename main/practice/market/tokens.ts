/** A token that the practice market knows. Mints are the public ones; prices are starting points of a simulated walk. */
export interface ListedToken {
  mint: string
  symbol: string
  name: string
  decimals: number
  basePriceUsd: number
  supply: number
  liquidityUsd: number
  /** Deviation of a day's change: 0.05 is 5 %. */
  dayVolatility: number
  /** How people say it, besides symbol and name. */
  spoken: readonly string[]
}

export const SOL_MINT = 'So11111111111111111111111111111111111111112'
export const USDC_MINT = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'
export const WIF_MINT = 'EKpQGSJtjMFqKZ9KQanSqYXRcF8fBopzLHYxdM65zcjm'

const token = (
  symbol: string,
  name: string,
  mint: string,
  decimals: number,
  basePriceUsd: number,
  supply: number,
  liquidityUsd: number,
  dayVolatility: number,
  spoken: readonly string[] = [],
): ListedToken => ({ mint, symbol, name, decimals, basePriceUsd, supply, liquidityUsd, dayVolatility, spoken })

// SOL starts at the rate that the recorded session implies: marketCapUsd / marketCapSol = 208.48.
export const LISTED_TOKENS: readonly ListedToken[] = [
  token('SOL', 'Solana', SOL_MINT, 9, 208.48, 543e6, 900e6, 0.035, ['sol', 'solana', 'wrapped sol']),
  token('USDC', 'USD Coin', USDC_MINT, 6, 1, 9.1e9, 800e6, 0.0002, ['us dollar coin', 'u s d c', 'usd coin', 'usd']),
  token('USDT', 'Tether', 'Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB', 6, 1, 2.3e9, 300e6, 0.0002, [
    'tether',
    'u s d t',
  ]),
  token('BONK', 'Bonk', 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263', 5, 0.0000204, 8.1e13, 42e6, 0.07, ['bonk']),
  token('WIF', 'dogwifhat', WIF_MINT, 6, 0.742, 998.9e6, 21e6, 0.08, ['wif', 'whiff', 'dog wif hat', 'dog with hat']),
  token('JUP', 'Jupiter', 'JUPyiwrYJFskUPiHa7hkeR8VUtAeFoSYbKedZNsDvCN', 6, 0.431, 3.1e9, 36e6, 0.05, [
    'jup',
    'jupiter',
  ]),
  token('RAY', 'Raydium', '4k3Dyjzvzp8eMZWUXbBCjEvwSkkk59S5iCNLY3QrkX6R', 6, 2.61, 268e6, 25e6, 0.06, [
    'ray',
    'raydium',
  ]),
  token('ORCA', 'Orca', 'orcaEKTdK7LKz57vaAYr9QeNsVEPfiu6QeMU1kektZE', 6, 2.08, 60e6, 9e6, 0.06, ['orca']),
  token('PYTH', 'Pyth Network', 'HZ1JovNiVvGrGNiiYvEozEVgZ58xaU3RKwX8eACQBCt3', 6, 0.152, 5.7e9, 12e6, 0.06, ['pyth']),
  token('JTO', 'Jito', 'jtojtomepa8beP8AuQc6eXt5FriJwfFMwQx2v2f9mCL', 9, 1.63, 388e6, 14e6, 0.06, ['jito', 'j t o']),
  token('MSOL', 'Marinade Staked SOL', 'mSoLzYCxHdYgdzU16g5QSh3i5K3z3KZK7ytfqcJm7So', 9, 276.9, 3.4e6, 60e6, 0.035, [
    'm sol',
    'marinade',
    'marinade sol',
  ]),
  token('JITOSOL', 'Jito Staked SOL', 'J1toso1uCk3RLmjorhTtrVwY9HJ7X8V9yYac6Y7kGCPn', 9, 257.3, 14e6, 120e6, 0.035, [
    'jito sol',
    'jito staked sol',
  ]),
  token('RENDER', 'Render', 'rndrizKT3MK1iimdxRdWabcF7Zg7AR5T4nud4EkHBof', 8, 3.42, 518e6, 8e6, 0.06, ['render']),
  token('HNT', 'Helium', 'hntyVP6YFm1Hg25TN9WGLqM12b8TQmcknKrdu1oxWux', 8, 2.37, 186e6, 7e6, 0.06, ['helium', 'h n t']),
  token('POPCAT', 'Popcat', '7GCihgDB8fe6KNjn2MYtkzZcRjQy3t9GHdC8uHYmW2hr', 9, 0.231, 980e6, 13e6, 0.09, [
    'popcat',
    'pop cat',
  ]),
  token('MEW', 'cat in a dogs world', 'MEW1gQWJ3nEXg2qgERiKu7FAFj79PHvQVREQUzScPP5', 5, 0.00267, 88.9e9, 18e6, 0.08, [
    'mew',
    'cat in a dogs world',
  ]),
  token('BOME', 'Book of Meme', 'ukHH6c7mMyiWCf1b9pnWe25TSpkDDt3H5pQZgZ74J82', 6, 0.00186, 68.9e9, 9e6, 0.08, [
    'bome',
    'book of meme',
  ]),
  token('PENGU', 'Pudgy Penguins', '2zMMhcVQEXDtdE6vsFS7S7D5oUodfJHE8vd1gnBouauv', 6, 0.0302, 62.8e9, 24e6, 0.08, [
    'pengu',
    'penguin',
    'pudgy penguins',
  ]),
  token('TRUMP', 'Official Trump', '6p6xgHyF7AeE6TZkSmFsko444wqoP15icUSqi2jfGiPN', 6, 7.61, 200e6, 240e6, 0.06, [
    'trump',
    'trump coin',
    'official trump',
  ]),
  token('FARTCOIN', 'Fartcoin', '9BB6NFEcjBCtnNLFko2FqVQBq8HHM13kCyYcdQbgpump', 6, 0.64, 1e9, 26e6, 0.11, [
    'fartcoin',
    'fart coin',
  ]),
  token('PNUT', 'Peanut the Squirrel', '2qEHjDLDLbuBgRYvsxhc5D6uDWAivNFZGan56P1tpump', 6, 0.213, 999.8e6, 10e6, 0.09, [
    'peanut',
    'peanut the squirrel',
  ]),
  token('MOODENG', 'Moo Deng', 'ED5nyyWEzpPPiWimP8vYm7sD7TD3LAt3Q3gRTWHzPJBY', 6, 0.142, 989e6, 10e6, 0.1, [
    'moo deng',
    'moodeng',
  ]),
  token('GOAT', 'Goatseus Maximus', 'CzLSujWBLFsSjncfkh59rUFqvafWcY5tzedWJSuypump', 6, 0.0846, 1e9, 8e6, 0.1, [
    'goat',
    'goatseus maximus',
  ]),
  token('GIGA', 'Gigachad', '63LfDmNb3MQ8mw9MtZ2To9bEA2M71kZUUGq5tiJxcqj9', 5, 0.0119, 9.6e9, 8e6, 0.09, [
    'giga',
    'giga chad',
    'gigachad',
  ]),
  token('AI16Z', 'ai16z', 'HeLp6NuQkmYB4pYWo2zYs22mESHXPQYzXbB8n4V98jwC', 9, 0.0987, 1.1e9, 12e6, 0.09, [
    'a i sixteen z',
    'ai sixteen z',
  ]),
  token('KMNO', 'Kamino', 'KMNo3nJsBXfcpJTVhZcXLW7RmTwTt4GVFE7suUBo9sS', 6, 0.0713, 2.7e9, 7e6, 0.06, ['kamino']),
  token('W', 'Wormhole', '85VBFQZC9TZkfaptBWjvUw7YbZjy52A6mjtPGjstQAmQ', 6, 0.0842, 4.9e9, 8e6, 0.06, [
    'wormhole',
    'worm hole',
  ]),
  token('DRIFT', 'Drift', 'DriFtupJYLTosbwoN8koMbEYSx54aFAVLddWsbksjwg7', 6, 0.672, 360e6, 5e6, 0.07, ['drift']),
  token('SAMO', 'Samoyedcoin', '7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU', 9, 0.00182, 4.2e9, 1.6e6, 0.08, [
    'samo',
    'samoyed',
    'samoyed coin',
  ]),
  token('TNSR', 'Tensor', 'TNSRxcUxoT9xBG3de7PiJyTDYu7kskLqcpddxnEJAS6', 9, 0.114, 389e6, 3e6, 0.07, ['tensor']),
  token('PUMP', 'Pump', 'pumpCmXqMfrsAkQ5r49WcJnRayYRqmXz6ae8H7H9Dfn', 6, 0.00548, 354e9, 48e6, 0.07, [
    'pump',
    'pump token',
    'pump coin',
  ]),
  token('ETH', 'Ether (Wormhole)', '7vfCXTUXx5WJV5JADk17DUJ4ksgau7utNKj4b963voxs', 8, 4148, 120.7e6, 40e6, 0.03, [
    'eth',
    'ether',
    'ethereum',
  ]),
  token('WBTC', 'Wrapped Bitcoin', '3NZ9JMVBmGAqocybic2c7LQCJScmgsAZ6vQqTDzcqmJh', 8, 114_050, 19.9e6, 50e6, 0.022, [
    'bitcoin',
    'wrapped bitcoin',
    'b t c',
  ]),
]

/**
 * What anybody can mint: tokens with a well-known symbol, or one that only looks like it. They are listed, since a search of
 * a real market lists them, and nobody means them by name.
 */
export const LOOK_ALIKES: readonly ListedToken[] = [
  token('BONK', 'Bonk', '749v8iucg7AiutcPWjcDWcicvJPki1Y2EDZeCcKH5Cr9', 5, 0.0000031, 1e12, 41_000, 0.3),
  // The last letter of the symbol is Cyrillic.
  token('USD\u0421', 'USD Coin', '5GBk5btznh248qrNEsagE1niogAKb93GuFHFxD43SJQT', 6, 0.012, 4e9, 18_000, 0.25),
]

const BY_NAME: ReadonlySet<string> = new Set(LISTED_TOKENS.map(({ mint }) => mint))

/** A search for its symbol finds this token first; the others are found for certain by their mint alone. */
export const isListedByName = ({ mint }: ListedToken): boolean => BY_NAME.has(mint)
