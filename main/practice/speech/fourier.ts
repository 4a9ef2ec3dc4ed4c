/** Discrete Fourier transform in place, radix 2; the length must be a power of two. */
export function fourier(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length
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
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size
      const cos = Math.cos(angle)
      const sin = Math.sin(angle)
      for (let even = k; even < length; even += size) {
        const odd = even + half
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

const at = (values: Float64Array, index: number): number => values[index] as number

function swap(values: Float64Array, i: number, j: number): void {
  const kept = at(values, i)
  values[i] = at(values, j)
  values[j] = kept
}
