/** ITU-T G.711: 8 kHz telephone audio, one byte a sample. */

const BIAS = 0x84
const CLIP = 32_635

export function decodeMuLaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => {
    const code = ~byte & 0xff
    const magnitude = (((code & 0x0f) << 3) + BIAS) << ((code & 0x70) >> 4)
    return code & 0x80 ? BIAS - magnitude : magnitude - BIAS
  })
}

export function encodeMuLaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => {
    const sign = sample < 0 ? 0x80 : 0
    const magnitude = Math.min(CLIP, Math.abs(sample)) + BIAS
    const exponent = Math.floor(Math.log2(magnitude)) - 7
    const mantissa = (magnitude >> (exponent + 3)) & 0x0f
    return ~(sign | (exponent << 4) | mantissa) & 0xff
  })
}

export function decodeALaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, (byte) => {
    const code = byte ^ 0x55
    const exponent = (code & 0x70) >> 4
    const base = ((code & 0x0f) << 4) + 8
    const magnitude = exponent === 0 ? base : (base + 0x100) << (exponent - 1)
    return code & 0x80 ? magnitude : -magnitude
  })
}

export function encodeALaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, (sample) => {
    const sign = sample >= 0 ? 0x80 : 0
    const magnitude = Math.min(CLIP, Math.abs(sample))
    const exponent = magnitude < 256 ? 0 : Math.floor(Math.log2(magnitude)) - 7
    const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f
    return (sign | (exponent << 4) | mantissa) ^ 0x55
  })
}
