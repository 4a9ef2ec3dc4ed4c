import { expect, test } from 'vitest'
import { breaths } from '../../main/practice/realtime/sentences'

test.each([
  [
    'Practice data: the top five streams. Golden Lobster has 54.',
    ['Practice data: ', 'the top five streams. ', 'Golden Lobster has 54.'],
  ],
  ['It is worth $3,456.12 now.', ['It is worth $3,456.12 now.']],
  ['Paper main is worth $3,456.12, all in all.', ['Paper main is worth $3,456.12, ', 'all in all.']],
  ['Yes, it is done.', ['Yes, it is done.']],
  ['You are welcome. Now, as I said: no.', ['You are welcome. ', 'Now, as I said: no.']],
  ['', []],
])('%j is spoken breath by breath', (text, parts) => {
  expect(breaths(text)).toEqual(parts)
  expect(parts.join('')).toBe(text)
})
