import { pbkdf2 } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSessionJournal } from '../../main/journal/session-journal'
import type { LogEvent } from '../../shared/log'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const START = new Date(Date.UTC(2026, 0, 15, 14, 30))
const never = (sentence: string) => expect.unreachable(sentence)
const row = (text = 'x'): LogEvent => ({
  seq: 1,
  at: START.getTime(),
  mono: 0,
  direction: 'app',
  name: 'row',
  turnId: null,
  cause: null,
  data: { text },
})
const rows = (count: number, text?: string) => Array.from({ length: count }, () => row(text))
const files = () => readdirSync(dir).sort()
const bytesOnDisk = () => files().reduce((sum, name) => sum + statSync(join(dir, name)).size, 0)
/** Logs of earlier starts, one a day, the last the day before `START`. */
const earlier = (count: number, bytes: number) => {
  for (let day = count; day > 0; day -= 1) {
    const name = new Date(START.getTime() - day * 86_400_000).toISOString().replace(/[:.]/g, '-')
    writeFileSync(join(dir, `session-${name}.jsonl`), 'x'.repeat(bytes))
  }
}

it('an end that waits for nothing finds every row on disk, and what was on its way once', async () => {
  // A slow disk: Node's threads have other work, and write nothing meanwhile.
  const busy = Array.from({ length: 4 }, () => promisify(pbkdf2)('', '', 200_000, 64, 'sha512'))
  const journal = createSessionJournal(dir, START, never)
  for (let batch = 0; batch < 50; batch += 1) journal.append(rows(20))
  journal.flushNow()
  // Nothing has been waited for, not even for what the system has in hand; each row is there once, in its place.
  const seqs = () =>
    readFileSync(join(dir, files()[0] ?? ''), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).seq)
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  expect(seqs()).toEqual(upTo(1_000))
  // The session did not end after all.
  journal.append(rows(2))
  await Promise.all(busy)
  await journal.close()
  expect(seqs()).toEqual(upTo(1_002))
})

describe('in memory', () => {
  it('rows are numbered on, whatever the engine calls them, and read from any number', async () => {
    const journal = createSessionJournal(dir, START, never)
    journal.append(rows(3))
    expect(journal.append(rows(2)).map(({ seq }) => seq)).toEqual([4, 5])
    expect(journal.read(0, 100).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(journal.read(3, 2).map(({ seq }) => seq)).toEqual([3, 4])
    expect(journal.read(6, 2)).toEqual([])
    expect(journal.read(null, 2).map(({ seq }) => seq)).toEqual([4, 5])
    await journal.close()
  })

  it('the newest are kept by count, and reading from before them begins with the oldest that is left', async () => {
    const journal = createSessionJournal(dir, START, never, { events: 10, bytes: 1e6 })
    for (let batch = 0; batch < 7; batch += 1) journal.append(rows(5))
    expect(journal.read(0, 100).map(({ seq }) => seq)).toEqual([26, 27, 28, 29, 30, 31, 32, 33, 34, 35])
    expect(journal.read(33, 2).map(({ seq }) => seq)).toEqual([33, 34])
    await journal.close()
  })

  it('the newest are kept by size, so that a few huge rows do not fill it', async () => {
    const journal = createSessionJournal(dir, START, never, { events: 1000, bytes: 10_000 })
    for (let batch = 0; batch < 20; batch += 1) journal.append(rows(1, 'ü'.repeat(1500)))
    expect(journal.read(0, 100).map(({ seq }) => seq)).toEqual([18, 19, 20])
    journal.append([row('y'.repeat(20_000))])
    expect(journal.read(0, 100)).toEqual([])
    journal.append(rows(1))
    expect(journal.read(0, 100).map(({ seq }) => seq)).toEqual([22])
    await journal.close()
  })
})

describe('on disk', () => {
  it('every row of a session is there, whatever memory keeps', async () => {
    const journal = createSessionJournal(dir, START, never, { events: 2, bytes: 1e6 })
    journal.append(rows(3))
    journal.append(rows(3))
    await journal.close()
    const lines = readFileSync(join(dir, files()[0]!), 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('twenty sessions are kept, the present one among them', async () => {
    earlier(25, 10)
    await createSessionJournal(dir, START, never).close()
    expect(files()).toHaveLength(20)
    expect(files().at(-1)).toContain('2026-01-15T14-30')
    expect(files()[0]).toContain('2025-12-27')
  })

  it('the oldest go when all together are too large', async () => {
    earlier(5, 4000)
    await createSessionJournal(dir, START, never, undefined, { sessions: 20, bytes: 10_000, partBytes: 5000 }).close()
    expect(files()).toHaveLength(3)
    expect(files()[0]).toContain('2026-01-13')
  })

  it('a long session goes on in parts, pushes out the old ones and then its own beginning', async () => {
    earlier(3, 1000)
    const limits = { sessions: 20, bytes: 10_000, partBytes: 4000 }
    const journal = createSessionJournal(dir, START, never, undefined, limits)
    for (let batch = 0; batch < 100; batch += 1) journal.append(rows(2))
    await journal.close()
    expect(files().every((name) => name.includes('2026-01-15') && name.includes('.part-'))).toBe(true)
    expect(bytesOnDisk()).toBeLessThanOrEqual(10_000)
    expect(bytesOnDisk()).toBeGreaterThan(4000)
    const seqs = files().flatMap((name) =>
      readFileSync(join(dir, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).seq),
    )
    expect(seqs.at(-1)).toBe(200)
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index))
  })

  it('the parts of an earlier session count as one', async () => {
    earlier(19, 10)
    const [newest] = files().slice(-1)
    writeFileSync(join(dir, newest!.replace('.jsonl', '.part-002.jsonl')), 'x')
    await createSessionJournal(dir, START, never).close()
    expect(files()).toHaveLength(21)
  })

  it('files of others are left alone', async () => {
    writeFileSync(join(dir, 'notes.txt'), 'mine')
    earlier(25, 10)
    await createSessionJournal(dir, START, never).close()
    expect(files()).toContain('notes.txt')
  })

  it('that can not be written to is said once, and memory goes on', async () => {
    writeFileSync(join(dir, 'file'), '')
    const told: string[] = []
    const journal = createSessionJournal(join(dir, 'file', 'folder'), START, (sentence) => told.push(sentence))
    journal.append(rows(2))
    journal.append(rows(2))
    await journal.close()
    expect(told).toHaveLength(1)
    expect(journal.read(0, 10)).toHaveLength(4)
  })

  it('that fails while a file is opened is said once as well', async () => {
    const told: string[] = []
    mkdirSync(join(dir, `session-${START.toISOString().replace(/[:.]/g, '-')}.jsonl`))
    const journal = createSessionJournal(dir, START, (sentence) => told.push(sentence))
    journal.append(rows(2))
    await journal.close()
    expect(told).toHaveLength(1)
    expect(journal.read(0, 10)).toHaveLength(2)
  })
})
