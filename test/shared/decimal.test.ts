import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDigits } from '../../shared/decimal'
import { indentJson, readJsonNode, roundedNumbers } from '../../shared/json-text'

test.each([
  ['1.23e-8', '0.0000000123'],
  ['-2.5E-7', '-0.00000025'],
  ['1e+21', '1000000000000000000000'],
  ['1.5e3', '1500'],
  ['100e-2', '1'],
  ['12345678901234567890', '12345678901234567890'],
  ['1e999999999', '1e999999999'],
  ['no number', 'no number'],
])('%s is written %s', (text, plain) => expect(plainDigits(text)).toBe(plain))

test('every double is itself again', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const plain = plainDigits(String(value))
      expect(plain).toMatch(/^-?\d+(?:\.\d+)?$/)
      expect(Number(plain)).toBe(value === 0 ? 0 : value)
    }),
  )
})

const indented = (text: string) => {
  const node = readJsonNode(text)
  return node === null ? null : indentJson(node)
}

test('JSON is indented as JSON.stringify does it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // A number is written as it was sent, which JSON.stringify need not do twice alike.
      const text = JSON.stringify(value)
      expect(indented(text)).toBe(JSON.stringify(JSON.parse(text), null, 2))
    }),
  )
})

test('but with its numbers as they were sent', () => {
  expect(indented('{"raw":12345678901234567890,"price":0.10,"list":[1.0,9007199254740993]}')).toBe(
    '{\n  "raw": 12345678901234567890,\n  "price": 0.10,\n  "list": [\n    1.0,\n    9007199254740993\n  ]\n}',
  )
})

test.each<[string, [number, string][]]>([
  ['{"a":9007199254740993,"b":1.50,"c":12.25}', [[9007199254740992, '9007199254740993']]],
  ['["{\\"a\\":9007199254740993}"]', [[9007199254740992, '9007199254740993']]],
  // Which of the two a figure is can't be told.
  ['[9007199254740993,9007199254740992.5]', []],
  ['[1e999, 0.1, 12364948.799999999, 1e21, 1000000000000000000000]', []],
  ['no JSON 9007199254740993', []],
])('of %s these are rounded: %j', (text, rounded) => expect([...roundedNumbers(text)]).toEqual(rounded))
