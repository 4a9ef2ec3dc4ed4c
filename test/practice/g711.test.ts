import { describe, expect, test } from 'vitest'
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from '../../main/practice/realtime/g711'

const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)

describe.each([
  ['mu-law', encodeMuLaw, decodeMuLaw],
  ['A-law', encodeALaw, decodeALaw],
] as const)('%s', (_, encode, decode) => {
  test('every code means one level, and that level gives the code again', () => {
    const again = encode(decode(bytes))
    // Mu-law has a negative zero, which is the same silence.
    expect(decode(again)).toEqual(decode(bytes).map((sample) => sample + 0))
  })

  test('a level comes back within the width of its step: about 3 %, and 8 or 16 near silence', () => {
    const levels = Int16Array.from({ length: 641 }, (_, index) => (index - 320) * 100)
    const back = decode(encode(levels))
    for (const [index, level] of levels.entries()) {
      expect(Math.abs((back[index] ?? 0) - level)).toBeLessThanOrEqual(Math.max(16, Math.abs(level) * 0.035))
    }
  })

  test('the loudest samples stay the loudest, without turning over', () => {
    const [low = 0, high = 0] = decode(encode(Int16Array.of(-32_768, 32_767)))
    expect(low).toBeLessThan(-31_000)
    expect(high).toBeGreaterThan(31_000)
  })
})

test('the codes are those of the standard', () => {
  // ITU-T G.711: silence and the largest values, as telephone exchanges send them.
  expect([...encodeMuLaw(Int16Array.of(0, 32_124, -32_124))]).toEqual([0xff, 0x80, 0x00])
  expect([...encodeALaw(Int16Array.of(8, -8, 32_256, -32_256))]).toEqual([0xd5, 0x55, 0xaa, 0x2a])
})
