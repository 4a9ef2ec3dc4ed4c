import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../renderer/engine/evidence'
import { replay } from '../renderer/engine/replay/replay'
import { reportText } from '../renderer/engine/replay/report-text'
import { redactText } from '../shared/redact'
import { asJsonLines, asText, recordedRows } from '../tools/corpora/session-logs/recorded'
import { call } from './evidence/outputs'
import { BEGINNINGS } from './fixtures/beginnings'
import { blocksRun, growth } from './fixtures/counted-work'
import { createSession, streams } from './replay/session'

/** Four times the text makes four times the work, or five where it is sorted; with the square of it 16. */
const IN_PROPORTION = 6

describe('what a log or a server sends costs no more than in proportion to its length: the log masks', () => {
  it.each(BEGINNINGS)('"%s", again and again', async (part) => {
    expect(await growth((size) => redactText(part.repeat(size / part.length)), 10_000)).toBeLessThan(IN_PROPORTION)
  })
})

describe('and replay reads', () => {
  const rows = recordedRows()
  const many = (size: number) => Array.from({ length: size / 10_000 }, () => rows).flat()
  it.each<[string, (size: number) => string]>([
    ['arrows', (size) => '▼\n'.repeat(size / 2)],
    ['open brackets', (size) => '['.repeat(size)],
    ['open objects', (size) => '[{'.repeat(size / 2)],
    ['deep nesting', (size) => `{"type":"x","a":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}`],
    ['deep nesting in text', (size) => `▼\nx\n1:00:00 PM\n${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`],
    ['quotes', (size) => `[${'{"'.repeat(size / 2)}`],
    [
      'a sentence without an end',
      (size) => JSON.stringify([{ type: 'error', error: { message: 'top '.repeat(size / 4) } }]),
    ],
    [
      'an answer without an end',
      (size) =>
        createSession()
          .open()
          .looked('1', streams({ viewers: [1, 2] }), 'the top of '.repeat(size / 11))
          .text(),
    ],
    ['a log as text', (size) => asText(many(size))],
    ['a log as JSON Lines', (size) => asJsonLines(many(size))],
    ['a JSON array that is cut', (size) => JSON.stringify(many(size), null, 1).slice(0, -200)],
  ])('%s', async (_what, write) => {
    const texts = new Map([100, 20_000, 80_000].map((size) => [size, write(size)]))
    expect(await growth((size) => reportText(replay(texts.get(size)!)), 20_000)).toBeLessThan(IN_PROPORTION)
  })
})

describe('a hostile answer', () => {
  const viewers = Array.from({ length: 100 }, (_, index) => 1000 - index)
  const outputs = [call('pumpstream_live_summary', streams({ viewers, totalCap: 1e12 }))]
  it.each([
    ['one word', 'a'],
    ['digits', '9'],
    ['numbers', '$3 '],
    ['number words', 'one million point two '],
    ['names', 'Stream 1 has 3 viewers '],
    ['superlatives', 'the highest Stream 1 is most '],
    ['marks', '.-,:'],
  ])('of %s is checked as far as anybody would listen, and no further', async (_what, part) => {
    const check = (size: number) => checkAnswer({ text: part.repeat(size / part.length), outputs, at: 0, asked: null })
    expect(await growth(check, 25_000)).toBeLessThan(1.5)
    expect(check(100_000).length).toBeLessThanOrEqual(12)
    // At most three million as it is; the square of what is read would be hundreds.
    expect(await blocksRun(() => check(100_000))).toBeLessThan(10_000_000)
  })
})
