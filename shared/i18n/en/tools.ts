/** Market servers, tools and models by what they do. */
export default {
  preset: {
    dexpaprika:
      'Tokens, pools, trades and candles from decentralized exchanges, including Solana’s. Free, up to 15 requests a minute.',
    coinpaprika:
      'Prices, market caps, volumes and candles of listed coins and exchanges. Free, with shared limits. It doesn’t say which of its tools only read, so turn off “Read-only” to use it. Each call then asks you first.',
    coingecko:
      'Prices, market caps and on-chain pools. Free, with shared limits. If it doesn’t work, turn off “Read-only”. Each call then asks you first.',
  },
  transcription: {
    noHints: '{host} doesn’t accept a language or names for transcription, so it transcribes without them.',
    noModel:
      '{host} can’t transcribe with {model}. You are still heard, but your words aren’t shown. Choose another transcription model in Settings.',
  },
  shutdown: {
    ends: 'OpenAI shuts down {model} on {day}.',
    ended: 'OpenAI shut down {model} on {day}.',
    endsChoose: 'OpenAI shuts down {model} on {day}. Choose {successor} in Settings before then.',
    endedChoose: 'OpenAI shut down {model} on {day}. Choose {successor} in Settings.',
    endsChooseAny: 'OpenAI shuts down {model} on {day}. Choose another model in Settings before then.',
    endedChooseAny: 'OpenAI shut down {model} on {day}. Choose another model in Settings.',
  },
  mayHaveTraded: 'A trade may have gone through. Check your wallet.',
  mayHaveTradedToo: '{problem} A trade may have gone through. Check your wallet.',
  /** Why a proposed call can’t be shown as what it does; names of arguments are the tool’s. */
  arguments: {
    invisible: 'The name of an argument has invisible characters in it.',
    nameAlphabets: 'The name “{name}” mixes letters of different alphabets.',
    tooLarge: '“{name}” is too large a number.',
    twice: '“{name}” is given twice.',
    negative: '“{name}” is negative.',
    noAmount: '“{name}” isn’t an amount.',
    unreadable: '“{name}” can’t be read.',
    noNumber: '“{name}” isn’t a number.',
    ambiguous: '“{name}” can be read in more than one way.',
    alphabets: '“{name}” mixes letters of different alphabets.',
    unnamed: 'A value',
  },
} as const
