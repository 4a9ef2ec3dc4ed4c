import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../renderer/engine/evidence'
import { falseCases, truthfulCases } from '../../tools/corpora/evidence/corpus'

describe('the corpus of spoken answers', () => {
  it('has no true answer that is flagged', () => {
    const truthful = truthfulCases()
    expect(truthful).toHaveLength(200)
    expect(truthful.filter((it) => checkAnswer(it).length > 0).map(({ text }) => text)).toEqual([])
  })
  it('has at least 190 of 200 false answers flagged', () => {
    const lies = falseCases()
    expect(lies).toHaveLength(200)
    expect(lies.filter((it) => checkAnswer(it).length > 0).length).toBeGreaterThanOrEqual(190)
  })
})
