import { describe, expect, it } from 'vitest'
import { heldOut } from '../../tools/corpora/redaction/held-out'
import { scoreOf } from '../../tools/corpora/redaction/score'
import { tuned } from '../../tools/corpora/redaction/tuned'

// The table that `npm run redaction` prints.
const scores = [tuned, heldOut].map(scoreOf)

describe('redaction table', () => {
  it.each(scores.flatMap(({ secrets }) => secrets))('masks: $kind', ({ misses }) => {
    expect(misses).toEqual([])
  })

  it.each(scores.flatMap(({ innocents }) => innocents))('leaves untouched: $kind', ({ misses }) => {
    expect(misses).toEqual([])
  })
})
