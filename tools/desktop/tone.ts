import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desktop } from './desktop'
import { encodeWav } from './wav'

/** A recording that is sound but no speech: half a second of 300 Hz. Its path. */
export function toneFile(desktop: Desktop): string {
  const path = join(desktop.dir, 'tone.wav')
  const samples = Int16Array.from({ length: 12_000 }, (_, i) => 8000 * Math.sin((2 * Math.PI * 300 * i) / 24_000))
  writeFileSync(path, encodeWav(samples, 24_000))
  return path
}

/** A recording of a quiet room, as the quietest of live microphones gives it: noise with peaks at -47 dBFS. Its path. */
export const noiseFile = (desktop: Desktop, ms = 300): string => noiseOf(desktop, ms, 143)

/** What a headset gives that is muted by its own switch: noise with peaks at -66 dBFS. Its path. */
export const mutedFile = (desktop: Desktop, ms: number): string => noiseOf(desktop, ms, 16)

function noiseOf(desktop: Desktop, ms: number, peak: number): string {
  const path = join(desktop.dir, `noise-${peak}-${ms}.wav`)
  // The same in every run: what is tested is not chance.
  const samples = Int16Array.from({ length: ms * 24 }, (_, index) => ((index * 7919) % (2 * peak + 1)) - peak)
  writeFileSync(path, encodeWav(samples, 24_000))
  return path
}
