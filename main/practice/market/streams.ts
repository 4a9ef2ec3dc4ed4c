import { base58, hash, unit } from './noise'

/** A pump.fun live stream in the practice market; supply is pump.fun's billion. */
export interface ListedStream {
  mintId: string
  name: string
  symbol: string
  baseMarketCapUsd: number
  baseViewers: number
}

const stream = (
  mintId: string,
  name: string,
  symbol: string,
  baseMarketCapUsd: number,
  baseViewers: number,
): ListedStream => ({ mintId, name, symbol, baseMarketCapUsd, baseViewers })

/** The five rows of the recorded session, with the figures that they had there. */
const RECORDED: readonly ListedStream[] = [
  stream('2z1p8xCEjRzpBHjXWrx4tJnz7BFL6z7NnvbCxH7bpump', 'San Chan', 'San', 12_364_948.8, 24),
  stream('CboMcTUYUcy9E6B3yGdFn6aEsGUnYV6yWeoeukw6pump', 'Butthole Coin', 'Butthole', 3_179_320, 8),
  stream('E3oEF6TZb5DssCqwyXRt31AUEnGqvcHeVcyGvLiqpump', 'ROY', 'ROY', 1_939_593.03, 12),
  stream('V5cCiSixPLAiEDX2zZquT5VuLm4prr5t35PWmjNpump', 'KindnessCoin', 'KIND', 1_232_142.93, 23),
  stream('2EYvskXTncMS11vejJcWHh8fPaCFy6bzDcVnmofEpump', 'streamdotfun', 'STREAM', 1_153_593.98, 9),
]

const FIRST = ['Turbo', 'Golden', 'Sleepy', 'Cosmic', 'Lucky', 'Silent', 'Disco', 'Frozen', 'Velvet', 'Thunder']
const SECOND = [
  'Hamster',
  'Otter',
  'Walrus',
  'Falcon',
  'Panda',
  'Lobster',
  'Raccoon',
  'Tiger',
  'Pigeon',
  'Camel',
  'Badger',
  'Llama',
]

const GENERATED: readonly ListedStream[] = FIRST.flatMap((first, i) =>
  SECOND.map((second, j) => {
    const name = `${first} ${second}`
    // Caps fall off as a power law, as they do on the real board: few large, many small.
    const rank = unit(`cap/${name}`)
    return stream(
      `${base58(name, 40)}pump`,
      name,
      `${first.slice(0, 2)}${second.slice(0, 3)}`.toUpperCase(),
      Math.round(6_000 + 900_000 * rank ** 6),
      1 + (hash(`viewers/${name}`, i * 31 + j) % 22),
    )
  }),
)

export const LISTED_STREAMS: readonly ListedStream[] = [...RECORDED, ...GENERATED]

/** These never leave the board, so that a question about them can always be answered. */
export const ALWAYS_LIVE: ReadonlySet<string> = new Set(RECORDED.map((row) => row.mintId))
