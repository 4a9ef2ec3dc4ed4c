/** Discrete Fourier transform in place, radix 2; the length must be a power of two. */
export function fourier(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length
  const { cosines, sines } = rotationsOf(length)
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      swap(real, i, j)
      swap(imaginary, i, j)
    }
  }
  for (let size = 2; size <= length; size <<= 1) {
    const half = size / 2
    for (let start = 0; start < length; start += size) {
      for (let k = 0; k < half; k++) {
        const even = start + k
        const odd = even + half
        // The angles of every size stand one after another: 1, 2, 4, ... of them.
        const cos = at(cosines, half - 1 + k)
        const sin = at(sines, half - 1 + k)
        const r = at(real, odd) * cos - at(imaginary, odd) * sin
        const i = at(real, odd) * sin + at(imaginary, odd) * cos
        real[odd] = at(real, even) - r
        imaginary[odd] = at(imaginary, even) - i
        real[even] = at(real, even) + r
        imaginary[even] = at(imaginary, even) + i
      }
    }
  }
}

/** The way back. */
export function inverseFourier(real: Float64Array, imaginary: Float64Array): void {
  // Swapping the parts turns the transform around (but for the scale).
  fourier(imaginary, real)
  for (let i = 0; i < real.length; i++) {
    real[i] = at(real, i) / real.length
    imaginary[i] = at(imaginary, i) / real.length
  }
}

interface Rotations {
  cosines: Float64Array
  sines: Float64Array
}

/** Speech is transformed hundreds of times a second, always at one length. */
const rotations = new Map<number, Rotations>()

function rotationsOf(length: number): Rotations {
  const known = rotations.get(length)
  if (known) return known
  const angles: number[] = []
  for (let half = 1; half < length; half <<= 1)
    for (let k = 0; k < half; k++) angles.push((-2 * Math.PI * k) / (2 * half))
  const made = { cosines: Float64Array.from(angles, Math.cos), sines: Float64Array.from(angles, Math.sin) }
  rotations.set(length, made)
  return made
}

const at = (values: Float64Array, index: number): number => values[index] as number

function swap(values: Float64Array, i: number, j: number): void {
  const kept = at(values, i)
  values[i] = at(values, j)
  values[j] = kept
}
