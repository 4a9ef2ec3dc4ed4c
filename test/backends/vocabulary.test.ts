import { expect, test } from 'vitest'
import { createVocabulary } from '../../main/backends/vocabulary'
import { tool } from '../../tools/workbench/fixtures/entries'

const told = (output: unknown, id = 'c1') =>
  tool({ id, output: typeof output === 'string' ? output : JSON.stringify(output) })

test('tickers and names of the tokens that tools told of come first, the newest before all', () => {
  const vocabulary = createVocabulary()
  vocabulary.note(
    [
      told({
        tokens: [
          { symbol: 'BONK', name: 'Bonk Inu' },
          { symbol: 'WIF', name: 'dogwifhat' },
        ],
      }),
    ],
    'dexter',
  )
  vocabulary.note(
    [told({ content: [{ type: 'text', text: '{"token":{"symbol":"PNUT","name":"Peanut"}}' }] }, 'c2')],
    'dexter',
  )
  expect(vocabulary.words().slice(0, 6)).toEqual(['PNUT', 'Peanut', 'BONK', 'Bonk Inu', 'WIF', 'dogwifhat'])
  expect(vocabulary.words()).toContain('Solana')
})

test('what nobody says, or can’t be said, is left out', () => {
  const vocabulary = createVocabulary()
  const before = vocabulary.words().length
  vocabulary.note(
    [
      told(
        { pools: [{ name: 'A pool without a symbol' }], tokens: [{ symbol: '<b>', name: 'a\nb' }, { symbol: '' }] },
        'a',
      ),
      told({ symbol: 'a slogan that is far too long to be a ticker', name: 7 }, 'b'),
      told('not JSON', 'c'),
      told(`{"symbol":"LONG","pad":"${'x'.repeat(200_000)}"}`, 'd'),
      tool({ id: 'e', output: null }),
    ],
    'dexter',
  )
  expect(vocabulary.words()).toHaveLength(before)
})

test('however many there are, they stay few', () => {
  const vocabulary = createVocabulary()
  const before = vocabulary.words().length
  for (let n = 0; n < 5000; n++) vocabulary.note([told({ symbol: `T${n}` }, `c${n}`)], 'dexter')
  expect(vocabulary.words()).toHaveLength(before + 40)
  expect(vocabulary.words()[0]).toBe('T4999')
})

test('tokens of practice, which are made up, are not learnt', () => {
  const vocabulary = createVocabulary()
  vocabulary.note([told({ symbol: 'PNUT' })], 'practice')
  expect(vocabulary.words()).not.toContain('PNUT')
  vocabulary.note([told({ symbol: 'PNUT' })], 'openai')
  expect(vocabulary.words()).toContain('PNUT')
})
