import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../renderer/engine/evidence'
import { exact, exactText, NONE } from '../../renderer/views/figures/format'
import { FIGURES, SENTENCES } from './figures'

const AT = Date.UTC(2026, 10, 30, 10)

describe('a figure in its exact form', () => {
  it.each(FIGURES)('$value is $exact', ({ value, exact: wanted }) => {
    const shown = typeof value === 'string' ? exactText(value) : exact(value as number | null | undefined)
    expect(shown).toBe(wanted ?? NONE)
  })
})

describe('an answer against the output', () => {
  it.each(SENTENCES)('$answer flagged: $flagged', ({ output, answer, flagged }) => {
    const call = { name: 'token (market)', arguments: '{}', output: JSON.stringify(output), receivedAt: AT }
    expect(checkAnswer({ text: answer, outputs: [call], at: AT, asked: null }).length > 0).toBe(flagged)
  })
})
