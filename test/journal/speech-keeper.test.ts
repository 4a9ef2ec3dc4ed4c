import { describe, expect, it } from 'vitest'
import { createSpeechKeeper } from '../../main/journal/speech-keeper'
import type { SpeechNote } from '../../shared/kept-speech'

const begin = (turnId: string, text: string | null = null): SpeechNote => ({
  type: 'begin',
  turnId,
  at: 1_790_000_000_000,
  backend: 'practice',
  wallet: 'F76P',
  text,
})
const frame = (turnId: string, ...samples: number[]): SpeechNote => ({
  type: 'frame',
  turnId,
  samples: Int16Array.from(samples),
})
function keeper(maxBytes?: number) {
  const told: string[] = []
  const speech = createSpeechKeeper((sentence) => told.push(sentence), maxBytes)
  return {
    ...speech,
    told,
    notes: (...notes: SpeechNote[]) => {
      for (const note of notes) speech.note(note)
    },
    samples: () => Object.fromEntries(speech.take().map(({ turnId, samples }) => [turnId, [...samples]])),
  }
}

describe('kept speech', () => {
  it('is given back sample by sample, with what is known of its question', () => {
    const { notes, take } = keeper()
    notes(begin('a'), frame('a', 1, 2), begin('b'), frame('a', 3), frame('b', 9))
    expect(take()).toEqual([
      {
        turnId: 'a',
        at: 1_790_000_000_000,
        backend: 'practice',
        wallet: 'F76P',
        text: null,
        reached: false,
        acted: false,
        samples: Int16Array.from([1, 2, 3]),
      },
      expect.objectContaining({ turnId: 'b', samples: Int16Array.from([9]) }),
    ])
  })

  it('of a typed question is its words', () => {
    const { notes, take } = keeper()
    notes(begin('t', 'price of SOL?'))
    expect(take()).toMatchObject([{ text: 'price of SOL?', samples: new Int16Array(0) }])
  })

  it('is gone when its turn is dropped, and what comes after for that turn is ignored', () => {
    const { notes, take, question } = keeper()
    notes(begin('a'), frame('a', 1), { type: 'drop', turnId: 'a' }, frame('a', 2), { type: 'acted', turnId: 'a' })
    expect(take()).toEqual([])
    expect(question('a')).toBe(null)
  })

  it('of a turn that nobody began is ignored', () => {
    const { notes, take } = keeper()
    notes(frame('x', 1), { type: 'acted', turnId: 'x' }, { type: 'drop', turnId: 'x' })
    expect(take()).toEqual([])
  })

  it('is marked once a tool that may move money was asked for', () => {
    const { notes, take } = keeper()
    notes(begin('a'), { type: 'reached', turnId: 'a' }, { type: 'acted', turnId: 'a' }, begin('a'))
    expect(take()).toMatchObject([{ reached: true, acted: true }])
  })

  it('survives the engine that took it, too', () => {
    const { notes, take, samples } = keeper()
    notes(begin('a'), frame('a', 1, 2))
    take()
    expect(samples()).toEqual({ a: [1, 2] })
    notes(begin('a'))
    expect(samples()).toEqual({ a: [1, 2] })
  })

  it('that the next engine tells again from its beginning is there once', () => {
    const { notes, samples } = keeper()
    notes(begin('a'), frame('a', 1, 2), begin('a'), frame('a', 1, 2), frame('a', 3))
    expect(samples()).toEqual({ a: [1, 2, 3] })
  })

  it('beyond its bound loses the oldest question, and that is told', () => {
    const { notes, samples, told, question } = keeper(8)
    notes(begin('a'), frame('a', 1, 2), begin('b'), frame('b', 3, 4))
    expect(told).toEqual([])
    notes(frame('b', 5))
    expect(samples()).toEqual({ b: [3, 4, 5] })
    expect(question('a')).toBe(null)
    expect(told).toHaveLength(1)
    notes({ type: 'drop', turnId: 'b' }, begin('c'), frame('c', 1, 2, 3, 4))
    expect(samples()).toEqual({ c: [1, 2, 3, 4] })
    expect(told).toHaveLength(1)
  })
})
