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
  if (decibels(mean(inner.map(({ power }) => sum(power))) / sum(noise)) > CLEAN_DB) return samples

  const threshold = noise.map((power) => power * QUIET_BIAS)
  let before = new Float64Array(BINS)
  for (const frame of frames) before = attenuate(frame, threshold, before)
  return synthesise(frames, samples.length)
}

function analyse(samples: Float32Array): Spectrum[] {
  const count = Math.ceil(samples.length / HOP) + FRAME / HOP
  return Array.from({ length: count }, (_, frame) => {
    const start = (frame + 1) * HOP - FRAME
    const real = WINDOW.map((weight, index) => weight * (samples[start + index] ?? 0))
    const imaginary = new Float64Array(FRAME)
    fourier(real, imaginary)
    const power = new Float64Array(BINS).map((_, bin) => (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2)
    return { real, imaginary, power }
  })
}

/** Power of the noise, by frequency. */
function noiseOf(frames: readonly Spectrum[]): Float64Array {
  const quiet = new Float64Array(BINS).map((_, bin) => {
    // Three frames together: a single one is too random to tell quiet from lucky.
    const powers = new Float64Array(frames.length - 2).map((_, index) =>
      mean([0, 1, 2].map((next) => frames[index + next]?.power[bin] ?? 0)),
    )
    return powers.sort()[Math.floor(powers.length * QUIET_SHARE)] ?? 0
  })
  return quiet.map((_, bin) => mean(quiet.subarray(Math.max(0, bin - NEIGHBOURS), bin + NEIGHBOURS + 1)))
}

/** Weakens what is noise. Gives the power of the speech that is left, in units of the noise, for the next frame. */
function attenuate(
  { real, imaginary, power }: Spectrum,
  noise: Float64Array,
  before: Float64Array,
): Float64Array<ArrayBuffer> {
  return new Float64Array(BINS).map((_, bin) => {
    const seen = (power[bin] ?? 0) / ((noise[bin] ?? 0) + Number.MIN_VALUE)
    const speech = MEMORY * (before[bin] ?? 0) + (1 - MEMORY) * Math.max(0, seen - 1)
    const wiener = speech / (1 + speech)
    const gain = Math.max(LEAST_GAIN, wiener)
    for (const side of new Set([bin, (FRAME - bin) % FRAME])) {
      real[side] = (real[side] ?? 0) * gain
      imaginary[side] = (imaginary[side] ?? 0) * gain
    }
    return wiener ** 2 * seen
  })
}

function synthesise(frames: readonly Spectrum[], length: number): Float32Array {
  const samples = new Float32Array(length)
  for (const [frame, { real, imaginary }] of frames.entries()) {
    inverseFourier(real, imaginary)
    const start = (frame + 1) * HOP - FRAME
    for (let index = Math.max(0, -start); index < Math.min(FRAME, length - start); index++)
      samples[start + index] = (samples[start + index] ?? 0) + ((real[index] ?? 0) * (WINDOW[index] ?? 0)) / OVERLAP
  }
  return samples
}

const sum = (values: ArrayLike<number>) => Array.prototype.reduce.call(values, (a, b) => a + b, 0) as number
const mean = (values: ArrayLike<number>) => sum(values) / values.length
const decibels = (ratio: number) => 10 * Math.log10(ratio)
