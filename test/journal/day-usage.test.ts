import { pbkdf2 } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDayUsage } from '../../main/journal/day-usage'
import { type DayUsage, NO_SPENDING } from '../../shared/snapshot'

let dir = ''
const path = () => join(dir, 'usage.json')
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'usage-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(dir, { recursive: true, force: true })
})

const never = (sentence: string) => expect.unreachable(sentence)
const used = (input: number, day = '2026-01-15'): DayUsage => ({ day, input, cached: 0, output: 10, usd: input / 1e5 })
const onDisk = () => JSON.parse(readFileSync(path(), 'utf8'))

describe('what was used today', () => {
  it('outlives the app', async () => {
    const usage = createDayUsage(path(), never)
    expect(usage.today()).toBeNull()
    usage.note(used(100))
    await usage.close()
    expect(createDayUsage(path(), never).today()).toEqual(used(100))
  })

  it('is on disk before an end that waits for nothing', () => {
    const usage = createDayUsage(path(), never)
    usage.note(used(100))
    usage.flushNow()
    expect(onDisk()).toEqual(used(100))
    expect(existsSync(`${path()}.last`)).toBe(false)
    usage.flushNow()
  })

  it('is so while an older one is on its way to a slow disk, which does not come after it', async () => {
    const usage = createDayUsage(path(), never)
    const busy = Array.from({ length: 4 }, () => promisify(pbkdf2)('', '', 200_000, 64, 'sha512'))
    usage.note(used(100))
    vi.advanceTimersByTime(5_000)
    usage.flushNow()
    expect(onDisk()).toEqual(used(100))
    usage.note(used(200))
    usage.flushNow()
    expect(onDisk()).toEqual(used(200))
    await Promise.all(busy)
    await usage.close()
    expect(onDisk()).toEqual(used(200))
  })

  it('grows by what costs no tokens, too', async () => {
    const usage = createDayUsage(path(), never)
    const open = { model: 'my-ear', input: 0, output: 0, seconds: 3 }
    usage.note(used(100))
    usage.note({ ...used(100), usd: 0.5 })
    expect(usage.today()?.usd).toBe(0.5)
    usage.note({ ...used(100), usd: 0.5, unpriced: [open] })
    usage.note(used(100))
    await usage.close()
    expect(onDisk()).toEqual({ ...used(100), usd: 0.5, unpriced: [open] })
    expect(createDayUsage(path(), never).today()).toEqual(onDisk())
  })

  it('is written at most once in five seconds, and then as it stands', async () => {
    const usage = createDayUsage(path(), never)
    usage.note(used(100))
    usage.note(used(200))
    vi.advanceTimersByTime(4999)
    expect(existsSync(path())).toBe(false)
    vi.advanceTimersByTime(1)
    await usage.close()
    expect(onDisk()).toEqual(used(200))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('writes nothing when nothing was used', async () => {
    const usage = createDayUsage(path(), never)
    usage.note(NO_SPENDING.today)
    await usage.close()
    expect(usage.today()).toBeNull()
    expect(existsSync(path())).toBe(false)
  })

  it('only grows within a day: an engine that has just begun knows of nothing', () => {
    const usage = createDayUsage(path(), never)
    usage.note(used(500))
    usage.note(used(0))
    expect(usage.today()).toEqual(used(500))
    usage.note(used(0, '2026-01-16'))
    expect(usage.today()).toEqual(used(0, '2026-01-16'))
  })

  it('of a damaged file is set aside and said', () => {
    writeFileSync(path(), '{"day": 4')
    const told: string[] = []
    expect(createDayUsage(path(), keptIn(told)).today()).toBeNull()
    expect(told).toEqual([expect.stringContaining(`${path()}.damaged`)])
    expect(readFileSync(`${path()}.damaged`, 'utf8')).toBe('{"day": 4')
  })

  const keptIn = (told: string[]) => (sentence: string) => {
    told.push(sentence)
    return () => void told.splice(told.indexOf(sentence), 1)
  }

  it('that can not be saved is said once', async () => {
    const told: string[] = []
    const usage = createDayUsage(join(dir, 'missing', 'usage.json'), keptIn(told))
    for (const input of [1, 2, 3]) {
      usage.note(used(input))
      await usage.close()
    }
    expect(told).toHaveLength(1)
    expect(usage.today()).toEqual(used(3))
    // It can be saved again: nothing of it is said any more.
    mkdirSync(join(dir, 'missing'))
    usage.note(used(4))
    await usage.close()
    expect(told).toEqual([])
  })

  it('is for this user’s eyes alone', async () => {
    const usage = createDayUsage(path(), never)
    usage.note(used(1))
    await usage.close()
    if (process.platform !== 'win32') expect(statSync(path()).mode & 0o077).toBe(0)
  })
})
