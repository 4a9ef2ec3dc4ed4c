/**
 * Sample-rate conversion by a windowed-sinc polyphase filter (Kaiser, about 80 dB). Rates must be related by a small
 * fraction, as 8, 16, 24 and 48 kHz are.
 */
export interface Resampler {
  /** Converts what has arrived so far; the last few output samples wait for the filter's look-ahead. */
  push(input: Float32Array): Float32Array
  /** The samples that were still waiting. */
  flush(): Float32Array
}

const TAPS_PER_PHASE = 32
const KAISER_BETA = 8
/** The pass band ends a little below Nyquist, where the filter has room to fall. */
const PASS = 0.92

export function createResampler(from: number, to: number): Resampler {
  if (from === to) return { push: (input) => input, flush: () => new Float32Array(0) }
  const divisor = gcd(from, to)
  const up = to / divisor
  const down = from / divisor
  const phases = design(up, down)
  const half = TAPS_PER_PHASE / 2

  // `pending` starts with half a filter of silence, so that output sample 0 sits on input sample 0.
  let pending = new Float32Array(half - 1)
  /** Position of the next output sample, in 1/up input samples from the start of `pending`. */
  let position = (half - 1) * up

  const run = (): Float32Array => {
    const last = (pending.length - half - 1) * up
    const count = Math.max(0, Math.floor((last - position) / down) + 1)
    const output = new Float32Array(count)
    for (let k = 0; k < count; k++) {
      const base = Math.floor(position / up)
      const taps = phases[position % up]
      if (!taps) break
      let sum = 0
      for (let j = 0; j < TAPS_PER_PHASE; j++) sum += (pending[base - half + 1 + j] ?? 0) * (taps[j] ?? 0)
      output[k] = sum
      position += down
    }
    const done = Math.floor(position / up) - half + 1
    if (done > 0) {
      pending = pending.slice(done)
      position -= done * up
    }
    return output
  }

  const append = (input: Float32Array) => {
    const joined = new Float32Array(pending.length + input.length)
    joined.set(pending)
    joined.set(input, pending.length)
    pending = joined
  }

  return {
    push(input) {
      append(input)
      return run()
    },
    flush() {
      append(new Float32Array(half + 1))
      return run()
    },
  }
}

/** Converts a whole recording. */
export function resample(input: Float32Array, from: number, to: number): Float32Array {
  const resampler = createResampler(from, to)
  return from === to
    ? input
    : concat([resampler.push(input), resampler.flush()]).subarray(0, Math.ceil((input.length * to) / from))
}

/** Filter taps by output phase; tap j of phase p meets input sample base - half + 1 + j. */
function design(up: number, down: number): Float64Array[] {
  const half = TAPS_PER_PHASE / 2
  const cutoff = PASS * Math.min(1, up / down)
  return Array.from({ length: up }, (_, phase) => {
    const taps = new Float64Array(TAPS_PER_PHASE)
    let sum = 0
    for (let j = 0; j < TAPS_PER_PHASE; j++) {
      const x = j - half + 1 - phase / up
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x)
      const window = bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - (x / half) ** 2))) / bessel(KAISER_BETA)
      taps[j] = sinc * window
      sum += sinc * window
    }
    // Each phase passes a constant unchanged; otherwise the phases would beat against each other.
    return taps.map((tap) => tap / sum)
  })
}

/** Modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
    if (term < sum * 1e-12) break
  }
  return sum
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

export function concat(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

export const toFloat = (pcm: Int16Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(pcm, (sample) => sample / 32_768)

export const toPcm16 = (samples: Float32Array): Int16Array<ArrayBuffer> =>
  Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))))
