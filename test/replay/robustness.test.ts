import { describe, expect, it } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import { reportText } from '../../renderer/engine/replay/report-text'
import { asHar, asLogLines } from '../../tools/corpora/session-logs/other-logs'
import { asJsonLines, asText, kinds, RECORDED, recordedRows } from '../../tools/corpora/session-logs/recorded'
import { createSession, streams } from './session'

/** A generator of numbers in [0, 1) that gives the same ones each time (mulberry32). */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled<T>(values: T[], random: () => number): T[] {
  const out = [...values]
  for (let index = out.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[out[index], out[other]] = [out[other]!, out[index]!]
  }
  return out
}

/** Replays; what must hold for anything. */
function survive(text: string) {
  const report = replay(text)
  expect(reportText(report)).toMatch(/\n$/)
  expect(() => JSON.stringify(report)).not.toThrow()
  for (const { detail } of report.findings) expect(detail).not.toMatch(/(?<!received )(?:undefined|NaN)|\[object/)
  return report
}

const rows = recordedRows()
const FORMATS = [
  ['text', RECORDED, asText],
  ['jsonl', asJsonLines(rows), asJsonLines],
  ['json-array', JSON.stringify(rows, null, 1), (some: typeof rows) => JSON.stringify(some, null, 1)],
  ['log', asLogLines(rows), asLogLines],
] as const

/** The text with one bit changed in each of twenty bytes. */
function withFlips(text: string, seed: number): string {
  const random = dice(seed)
  const bytes = Buffer.from(text)
  for (let flips = 0; flips < 20; flips++) {
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  }
  return bytes.toString('utf8')
}

/** Each replays some dozen logs: half a second, and many where both cores are busy. */
const MANY = { timeout: 30_000 }

describe.each(FORMATS)('a broken log as %s', MANY, (format, whole, write) => {
  it('cut at any place gives what stands before the cut, and says that something is missing', () => {
    const bytes = Buffer.from(whole)
    // Where each row ends: an array without its closing bracket, a text without its last line break.
    const ends = rows.map((_row, index) => Buffer.byteLength(write(rows.slice(0, index + 1)).replace(/\n\]?$/, '')))
    let torn = 0
    // A prime, so that rows are cut in other places each time. The first four make a session ready: they alone are none.
    for (let length = (ends[4] ?? 0) + 199; length < bytes.length; length += 997) {
      const report = survive(bytes.subarray(0, length).toString('utf8'))
      expect([length, report.events]).toEqual([length, ends.filter((end) => end <= length).length])
      expect(report.unreadable).toBeLessThanOrEqual(1)
      if (report.unreadable === 0) continue
      torn++
      expect(report.findings.map(({ kind }) => kind)).toContain('lost-session')
    }
    expect(torn).toBeGreaterThan(25)
  })

  it('in another order is told to be so', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const report = survive(write(shuffled(rows, dice(seed))))
      expect(report.events).toBe(77)
      expect(report.findings.map(({ kind }) => kind)).toContain('lost-session')
    }
  })

  it('with lines missing gives the rest', () => {
    const lines = whole.split('\n')
    for (let seed = 1; seed <= 20; seed++) {
      const random = dice(seed)
      const kept = lines.filter(() => random() > 0.03)
      const report = survive(kept.join('\n'))
      expect(report.format).toBe(format)
      expect(report.events + report.unreadable).toBeGreaterThan(40)
      expect(report.events).toBeLessThanOrEqual(77)
    }
  })

  it('with flipped bytes gives the rest', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const report = survive(withFlips(whole, seed))
      expect(report.events + report.unreadable).toBeGreaterThan(40)
    }
  })

  it('with rows told twice has no other findings', () => {
    const once = kinds(whole)
    // Row numbers of the app's own log would tell the copy apart, so only what follows is doubled.
    const twice = kinds(write(rows.flatMap((row) => [row, row])))
    expect(twice).toEqual(once)
  })
})

describe('a broken HTTP archive', () => {
  const whole = JSON.stringify(asHar(rows), null, 1)

  it('cut at any place gives what stands before the cut', () => {
    let before = 0
    for (let length = 2_000; length < whole.length; length += 3_000) {
      const report = survive(whole.slice(0, length))
      expect(report.events).toBeGreaterThanOrEqual(before)
      before = report.events
    }
    expect(before).toBeGreaterThan(60)
  })

  it('with flipped bytes gives the rest', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const report = survive(withFlips(whole, seed))
      expect(report.events + report.unreadable).toBeGreaterThan(40)
    }
  })
})

describe('what is no log at all', () => {
  it.each([
    ['nothing', ''],
    ['blank', ' \n\t\n'],
    ['prose', 'Dear diary,\ntoday I traded.'],
    ['an empty array', '[]'],
    ['numbers', '[1, 2, 3]'],
    ['null', 'null'],
    ['an arrow alone', '▼'],
    ['arrows', '▼\n'.repeat(2_000)],
    ['open brackets', '['.repeat(50_000)],
    ['open objects', '[{'.repeat(50_000)],
    ['deep nesting', `{"type":"x","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['deep nesting in text', `▼\nx\n1:00:00 PM\n${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['quotes', `[${'{"'.repeat(50_000)}`],
    ['braces in a log', `10:00:00 ${'{a '.repeat(50_000)}`],
    ['messages that never end', '10:00:00 <<< {"type":"a",\n'.repeat(20_000)],
    ['a line without an end', `10:00:00 <<< ${'{"a":1} '.repeat(100_000)}`],
    ['deep nesting as Python prints it', `10:00:00 <<< ${"{'a': ".repeat(20_000)}1${'}'.repeat(20_000)}`],
    [
      'an archive without an end',
      `{"log":{"entries":[{"_webSocketMessages":[${'{"type":"send","data":"{'.repeat(20_000)}`,
    ],
    ['quotes in a log', `10:00:00 msg="${'{\\"a '.repeat(50_000)}`],
    ['words in words', `10:00:00 msg="${'{\\"a\\": " '.repeat(30_000)}`],
    ['white space', `10:00:00 {${' '.repeat(500_000)}`],
    ['blank lines', `{${'\n'.repeat(200_000)}`],
  ])('%s is survived with a finding', (_name, text) => {
    const report = survive(text)
    expect(report.findings.map(({ kind }) => kind)).toContain('lost-session')
  })

  it('a long line of quoted messages, and a text in very many parts, cost no more than their length', () => {
    const event = '<<< {"type":"response.created","response":{"id":"r1"}}\n'
    expect(survive(event + 'msg="<<< {\\"a\\": 1}" '.repeat(4_000)).events).toBe(4_001)
    expect(survive(`${event}<<< {type: 'error', x: ${"'x' + ".repeat(30_000)}'y'}\n`).events).toBe(2)
  })

  it('a sentence without an end is survived', () => {
    const error = { type: 'error', error: { message: 'top '.repeat(100_000) } }
    expect(survive(JSON.stringify([error])).errors).toHaveLength(1)
    const session = createSession()
      .open()
      .looked('1', streams({ viewers: [1, 2] }), 'the top of '.repeat(20_000))
    expect(survive(session.text()).tools).toHaveLength(1)
  })

  it('fields of other types are survived', () => {
    const odd = [null, 1, 'x', [], {}, { id: 5 }, { type: 7 }]
    const events = rows.flatMap(({ data }) =>
      Object.keys(data).flatMap((key) =>
        odd.map((value) => ({ type: data.type ?? 'session.created', ...data, [key]: value })),
      ),
    )
    const report = survive(JSON.stringify(events))
    expect(report.findings.map(({ kind }) => kind)).toContain('lost-session')
  })
})
