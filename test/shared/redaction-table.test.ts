import { describe, expect, it } from 'vitest'
import { heldOut } from '../../scripts/redaction/held-out'
import { scoreOf } from '../../scripts/redaction/score'
import { tuned } from '../../scripts/redaction/tuned'

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
