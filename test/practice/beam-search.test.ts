import { expect, test } from 'vitest'
import { type Branch, beamSearch } from '../../main/practice/speech/beam-search'
import { createLanguageBias, type LanguageBias } from '../../main/practice/speech/language-bias'

const [START, END, A, B, C] = [0, 1, 2, 3, 4]
const unbiased: LanguageBias = { after: () => new Map() }
const settings = { width: 3, prune: 5, maxTokens: 8, startToken: START, endToken: END }

/** A decoder whose probabilities are a table: what was said so far, and what may come next. */
function decoderOf(table: Record<string, Partial<Record<number, number>>>) {
  let rows: string[] = []
  const widths: number[] = []
  const decode = (branches: readonly Branch[]) => {
    rows = branches.map(({ parent, token }) => (token === START ? '' : `${rows[parent] ?? ''}${token}`))
    widths.push(rows.length)
    const next = rows.flatMap((said) => [0, 1, 2, 3, 4].map((token) => Math.log(table[said]?.[token] ?? 1e-9)))
    return Promise.resolve(Float32Array.from(next))
  }
  return { decode, widths }
}
const best = async (table: Parameters<typeof decoderOf>[0], bias = unbiased) =>
  (await beamSearch(decoderOf(table).decode, bias, settings))[0]?.tokens

test('a likely whole wins over a likelier first word', async () => {
  const table = {
    '': { [A]: 0.6, [B]: 0.4 },
    [`${A}`]: { [END]: 0.2, [A]: 0.2, [B]: 0.2, [C]: 0.2 },
    [`${B}`]: { [C]: 1 },
    [`${B}${C}`]: { [END]: 1 },
  }
  expect(await best(table)).toEqual([B, C])
})

test('an expected phrase decides between two that sound alike, and is not bound to be said', async () => {
  const table = { '': { [A]: 0.55, [B]: 0.45 }, [`${A}`]: { [END]: 1 }, [`${B}`]: { [END]: 1 } }
  const expecting = (token: number) => createLanguageBias([[token]], END, { weight: 0.45, floor: -9.5 })
  expect(await best(table, expecting(B))).toEqual([B])
  expect(await best(table, expecting(C))).toEqual([A])
})

test('readings come best first, and hopeless ones not at all', async () => {
  const table = {
    '': { [A]: 0.7, [B]: 0.299, [C]: 0.001 },
    [`${A}`]: { [END]: 1 },
    [`${B}`]: { [END]: 1 },
    [`${C}`]: { [END]: 1 },
  }
  const readings = await beamSearch(decoderOf(table).decode, unbiased, settings)
  expect(readings.map(({ tokens }) => tokens)).toEqual([[A], [B]])
})

test('where there is no doubt, one reading alone is followed', async () => {
  const { decode, widths } = decoderOf({
    '': { [A]: 1 },
    [`${A}`]: { [B]: 1 },
    [`${A}${B}`]: { [END]: 1 },
  })
  await beamSearch(decode, unbiased, settings)
  expect(widths).toEqual([1, 1, 1])
})

test('running in circles ends', async () => {
  const decode = () => Promise.resolve(Float32Array.of(-99, -99, 0, -99, -99))
  const [reading] = await beamSearch(decode, unbiased, { ...settings, maxTokens: 100 })
  expect(reading?.tokens.length).toBeLessThan(8)
})
