import type { Output } from './outputs'
import {
  balancesOutput,
  candlesOutput,
  previewOutput,
  receiptOutput,
  sendOutput,
  streamsOutput,
  tokenOutput,
} from './outputs'
import type { Speech } from './speech'
import type { StreamRow, TokenRow, World } from './world'

/** One way of answering. `say` reads the world that it is given: the true one, or one in which something is changed. */
export interface Template {
  on: Topic
  /** The order of the streams that it needs. */
  sort?: World['sort']
  asked?: string
  /** It tells a whole that covers more than the rows. */
  whole?: boolean
  /** It claims that the rows are the top by viewers. */
  ranks?: true
  /** It says which is the most, the least, or more than another. */
  compares?: true
  /** It compares and tells no figure: only mistakes of names show in it. */
  wordsOnly?: true
  /** It tells no present market figure, so that nothing in it grows old. */
  ageless?: boolean
  say(world: World, speech: Speech): string
}

export type Topic =
  | 'streams'
  | 'token'
  | 'pair'
  | 'three'
  | 'balances'
  | 'preview'
  | 'receipt'
  | 'candles'
  | 'send'
  | 'streams+token'
  | 'balances+preview'
  | 'token+candles'

export function outputsOf(topic: Topic, world: World): Output[] {
  const [a, b, c] = three(world)
  switch (topic) {
    case 'streams':
      return [streamsOutput(world)]
    case 'token':
      return [tokenOutput(world, a)]
    case 'pair':
      return [tokenOutput(world, a), tokenOutput(world, b)]
    case 'three':
      return [tokenOutput(world, a), tokenOutput(world, b), tokenOutput(world, c)]
    case 'balances':
      return [balancesOutput(world)]
    case 'preview':
      return [previewOutput(world)]
    case 'receipt':
      return [previewOutput(world), receiptOutput(world)]
    case 'candles':
      return [candlesOutput(world)]
    case 'send':
      return [sendOutput(world)]
    case 'streams+token':
      return [streamsOutput(world), tokenOutput(world, a)]
    case 'balances+preview':
      return [balancesOutput(world), previewOutput(world)]
    case 'token+candles':
      return [tokenOutput(world, world.candles.token), candlesOutput(world)]
  }
}

export function three({ tokens }: World): [TokenRow, TokenRow, TokenRow] {
  const [a, b, c] = tokens
  if (!a || !b || !c) throw new Error('three tokens are needed')
  return [a, b, c]
}

export function rowsOf({ streams }: World): [StreamRow, StreamRow, StreamRow, StreamRow] {
  const [a, b, c, d] = streams
  if (!a || !b || !c || !d) throw new Error('four streams are needed')
  return [a, b, c, d]
}

export const best = <T>(rows: readonly T[], of: (row: T) => number): T => {
  const [top] = [...rows].sort((a, b) => of(b) - of(a))
  if (top === undefined) throw new Error('no rows')
  return top
}
export const least = <T>(rows: readonly T[], of: (row: T) => number): T => best(rows, (row) => -of(row))
export const byViewers = (world: World) => [...world.streams].sort((a, b) => b.viewers - a.viewers)
export const byCap = (world: World) => [...world.streams].sort((a, b) => b.cap - a.cap)
/** A figure without the word that hedges it, where the template hedges by itself. */
export const bare = (figure: string) => figure.replace(/^(?:about|around|roughly|approximately) /, '')
export const higher = (percent: number, size: string) => (percent > 0 ? `gained ${size}` : `lost ${size}`)
export const direction = (percent: number) => (percent > 0 ? 'up' : 'down')
