import { fourier, inverseFourier } from './fourier'

/**
 * Takes steady noise (a fan, a hissing microphone) out of a stretch of speech: a Wiener filter with the decision-directed
 * estimate of Ephraim and Malah (IEEE ASSP-32, 1984). The noise is read from the speech itself, from the quiet moments
 * of each frequency, because a held key leaves no silence before the first word.
 */

const FRAME = 512
const HOP = 128
const BINS = FRAME / 2 + 1
/** A frequency is taken to be free of speech for this share of the time. */
const QUIET_SHARE = 0.15
/** The quietest moments are quieter than the noise is on the whole. */
const QUIET_BIAS = 1.5
/** The noise of a frequency is that of its neighbourhood: 8 bins to either side are 250 Hz. */
const NEIGHBOURS = 8
/** How much the frame before has to say about this one: less lets noise ring, more smears the consonants. */
const MEMORY = 0.92
/** Nothing is silenced altogether: recognition was trained on rooms, and takes holes for sounds. */
const LEAST_GAIN = 0.2
/** Cleaner speech than this is left alone (dB above the noise). */
const CLEAN_DB = 30

const WINDOW = Float64Array.from({ length: FRAME }, (_, index) => Math.sin((Math.PI * index) / FRAME))
/** What overlapping squared windows add up to. */
const OVERLAP = FRAME / HOP / 2

interface Spectrum {
  real: Float64Array
  imaginary: Float64Array
  power: Float64Array
}

/** Samples at 16 kHz, in and out, as many as before. Speech that is clean or too short to judge comes back as it is. */
export function denoise(samples: Float32Array): Float32Array {
  const frames = analyse(samples)
  // The frames at both ends hold padding.
  const inner = frames.slice(FRAME / HOP, -FRAME / HOP)
  if (inner.length < FRAME / HOP) return samples
  const noise = noiseOf(inner)
  if (decibels(mean(Float64Array.from(inner, ({ power }) => sum(power))) / sum(noise)) > CLEAN_DB) return samples

  const threshold = noise.map((power) => power * QUIET_BIAS)
  let before = new Float64Array(BINS)
  for (const frame of frames) before = attenuate(frame, threshold, before)
  return synthesise(frames, samples.length)
}

function analyse(samples: Float32Array): Spectrum[] {
  const count = Math.ceil(samples.length / HOP) + FRAME / HOP
  return Array.from({ length: count }, (_, frame) => {
    const start = (frame + 1) * HOP - FRAME
    const real = new Float64Array(FRAME)
    const imaginary = new Float64Array(FRAME)
    for (let index = Math.max(0, -start); index < Math.min(FRAME, samples.length - start); index++)
      real[index] = at(WINDOW, index) * at(samples, start + index)
    fourier(real, imaginary)
    const power = new Float64Array(BINS)
    for (let bin = 0; bin < BINS; bin++) power[bin] = at(real, bin) ** 2 + at(imaginary, bin) ** 2
    return { real, imaginary, power }
  })
}

/** Power of the noise, by frequency. */
function noiseOf(frames: readonly Spectrum[]): Float64Array {
  const powers = frames.map(({ power }) => power)
  const smoothed = new Float64Array(powers.length - 2)
  const quiet = new Float64Array(BINS).map((_, bin) => {
    // Three frames together: a single one is too random to tell quiet from lucky.
    for (let index = 0; index < smoothed.length; index++) {
      let three = 0
      for (let next = 0; next < 3; next++) three += powers[index + next]?.[bin] ?? 0
      smoothed[index] = three / 3
    }
    return smoothed.sort()[Math.floor(smoothed.length * QUIET_SHARE)] ?? 0
  })
  return quiet.map((_, bin) => mean(quiet.subarray(Math.max(0, bin - NEIGHBOURS), bin + NEIGHBOURS + 1)))
}

/** Weakens what is noise. Gives the power of the speech that is left, in units of the noise, for the next frame. */
function attenuate(
  { real, imaginary, power }: Spectrum,
  noise: Float64Array,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  const left = new Float64Array(BINS)
  for (let bin = 0; bin < BINS; bin++) {
    const seen = at(power, bin) / (at(noise, bin) + Number.MIN_VALUE)
    const speech = MEMORY * at(before, bin) + (1 - MEMORY) * Math.max(0, seen - 1)
    const wiener = speech / (1 + speech)
    const gain = Math.max(LEAST_GAIN, wiener)
    real[bin] = at(real, bin) * gain
    imaginary[bin] = at(imaginary, bin) * gain
    // The upper half mirrors the lower; the first bin and the middle one have no twin.
    const twin = FRAME - bin
    if (twin < FRAME && twin !== bin) {
      real[twin] = at(real, twin) * gain
      imaginary[twin] = at(imaginary, twin) * gain
    }
    left[bin] = wiener ** 2 * seen
  }
  return left
}

function synthesise(frames: readonly Spectrum[], length: number): Float32Array {
  const samples = new Float32Array(length)
  for (const [frame, { real, imaginary }] of frames.entries()) {
    inverseFourier(real, imaginary)
    const start = (frame + 1) * HOP - FRAME
    for (let index = Math.max(0, -start); index < Math.min(FRAME, length - start); index++)
      samples[start + index] = at(samples, start + index) + (at(real, index) * at(WINDOW, index)) / OVERLAP
  }
  return samples
}

const at = (values: Float64Array | Float32Array, index: number): number => values[index] as number

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
const mean = (values: Float64Array) => sum(values) / values.length
const decibels = (ratio: number) => 10 * Math.log10(ratio)
