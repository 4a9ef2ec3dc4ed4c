/**
 * Randomness without state: the same seed, name and time always give the same number, so a price needs no memory and
 * a test can ask about any moment.
 */

/** FNV-1a with a final mix (MurmurHash3's), so that neighbouring inputs land far apart. */
export function hash(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix(h)
}

function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 0 <= x < 1. */
export const unit = (text: string, seed = 0): number => hash(text, seed) / 2 ** 32

/** Roughly normal, mean 0, deviation 1: the sum of four uniforms (Irwin–Hall), bounded by ±3.5. */
function normal(stream: number, step: number): number {
  let sum = 0
  for (let i = 0; i < 4; i++) sum += mix(stream ^ Math.imul(step + i * 0x51ed27, 0x9e3779b1)) / 2 ** 32
  return (sum - 2) * Math.sqrt(3)
}

export const MINUTE_MS = 60_000
const DAY_MINUTES = 1440
export const DAY_MS = DAY_MINUTES * MINUTE_MS
/** Octaves of a random walk, in minutes: each adds variance in proportion to its length, as Brownian motion does. */
const OCTAVES = [1, 4, 15, 60, 240, DAY_MINUTES, 5 * DAY_MINUTES, 20 * DAY_MINUTES]

/** A random walk in log space at `time` (epoch ms) whose change over a day has a deviation of about `dayVolatility`. */
export function walk(name: string, seed: number, time: number, dayVolatility: number): number {
  const minutes = time / MINUTE_MS
  let sum = 0
  for (const octave of OCTAVES) {
    const position = minutes / octave
    const step = Math.floor(position)
    const part = position - step
    const stream = hash(`${name}/${octave}`, seed)
    const value = normal(stream, step) * (1 - part) + normal(stream, step + 1) * part
    // Longer octaves would carry the price away from its base for good: they are held to the size of a day.
    sum += value * 0.5 * Math.sqrt(Math.min(octave, 3 * DAY_MINUTES) / DAY_MINUTES)
  }
  return sum * dayVolatility
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58 text of exactly `length` characters; looks like an address and belongs to nobody we know of. */
export function base58(name: string, length: number, seed = 0): string {
  let text = ''
  for (let i = 0; i < length; i++) text += BASE58[hash(`${name}#${i}`, seed) % BASE58.length]
  return text
}

export const isBase58Address = (text: string): boolean => /^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(text)
