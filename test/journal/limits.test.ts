import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSettingsStore } from '../../main/app/settings-store'
import { verifyLedger } from '../../main/journal/ledger-chain'
import { keepLimitsOnRecord } from '../../main/journal/limits-on-record'
import { createTradeLedger } from '../../main/journal/trade-ledger'
import { CAUTIONS, DEFAULT_LIMITS, type Limits, NO_LIMITS } from '../../shared/limits'
import { SETTINGS_VERSION } from '../../shared/settings'
import { isLooser, stricter } from '../../shared/stricter-limits'
import { madeUpTrade } from '../../tools/ledger/made-up'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'limits-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const ledgerFile = (profile = dir) => join(profile, 'ledger.jsonl')
const settingsFile = (profile = dir) => join(profile, 'settings.json')
const withTrade = (usdPerTrade: number | null): Limits => ({ ...DEFAULT_LIMITS, usdPerTrade })

/** The app's start as far as limits go. */
async function start(profile = dir) {
  const told: string[] = []
  const notice = (text: string) => {
    told.push(text)
    return () => void told.splice(told.indexOf(text), 1)
  }
  const settings = createSettingsStore(settingsFile(profile))
  const ledger = createTradeLedger(ledgerFile(profile), (text) => told.push(text))
  await keepLimitsOnRecord({ ledger, settings, now: Date.now, notice })
  return { settings, ledger, told, limits: () => settings.current().limits }
}

const recorded = (profile = dir) => {
  const verdict = verifyLedger(readFileSync(ledgerFile(profile), 'utf8'))
  expect(verdict.ok).toBe(true)
  return verdict.lines.filter(({ step }) => step === 'limits').map((line): Limits => JSON.parse(line.arguments))
}
const editFile = (limits: object) =>
  writeFileSync(settingsFile(), JSON.stringify({ version: SETTINGS_VERSION, limits }))

describe('limits on record', () => {
  it('are the defaults at first, and every change is a line before it is a setting', async () => {
    const { settings, ledger, told } = await start()
    const before: number[] = []
    settings.follow(
      ({ limits }) => limits,
      () => before.push(recorded().length),
    )
    expect(await settings.change({ limits: withTrade(250) })).toMatchObject({ ok: true })
    expect(await settings.change({ earcons: false })).toMatchObject({ ok: true })
    ledger.close()
    expect(before).toEqual([2])
    expect(recorded()).toEqual([DEFAULT_LIMITS, withTrade(250)])
    expect(told).toEqual([])
  })

  it('overrule a settings file that was edited, say so once, and correct it', async () => {
    const first = await start()
    await first.settings.change({ limits: withTrade(250) })
    first.ledger.close()
    editFile(NO_LIMITS)
    const edited = await start()
    edited.ledger.close()
    expect(edited.limits()).toEqual(withTrade(250))
    expect(edited.told).toEqual([expect.stringMatching(/aren’t the ones you last saved/)])
    const after = await start()
    after.ledger.close()
    expect([after.limits(), after.told]).toEqual([withTrade(250), []])
    expect(recorded()).toHaveLength(2)
  })

  it('are no longer spoken of once the trader has chosen others', async () => {
    const first = await start()
    await first.settings.change({ limits: withTrade(250) })
    first.ledger.close()
    editFile(NO_LIMITS)
    const { settings, ledger, told } = await start()
    expect(told).toHaveLength(1)
    expect(await settings.change({ limits: withTrade(300) })).toMatchObject({ ok: true })
    ledger.close()
    expect(told).toEqual([])
  })

  it('begin with those of the file where it is no looser than the defaults, else with the defaults', async () => {
    editFile(withTrade(10))
    const strict = await start()
    strict.ledger.close()
    expect([strict.limits(), strict.told, recorded()]).toEqual([withTrade(10), [], [withTrade(10)]])
    rmSync(ledgerFile())
    editFile({ ...withTrade(10), newRecipients: 'key' })
    const loose = await start()
    loose.ledger.close()
    expect([loose.limits(), recorded()]).toEqual([DEFAULT_LIMITS, [DEFAULT_LIMITS]])
    expect(loose.told).toEqual([expect.stringMatching(/weren’t saved in Dexter Voice/)])
  })

  it('after a ledger that was broken are the stricter of file and defaults', async () => {
    const first = await start()
    await first.settings.change({ limits: { ...withTrade(5_000), slippagePct: 1 } })
    first.ledger.close()
    writeFileSync(ledgerFile(), readFileSync(ledgerFile(), 'utf8').replace('5000', '9000'))
    const { limits, told, ledger } = await start()
    ledger.close()
    expect(limits()).toEqual({ ...DEFAULT_LIMITS, slippagePct: 1 })
    expect(told).toEqual([expect.stringMatching(/was changed or cut/), expect.stringMatching(/can’t be trusted/)])
    expect(recorded()).toEqual([limits()])
  })

  it('outlive a ledger that is deleted or changed while the app runs', async () => {
    const { settings, ledger } = await start()
    await settings.change({ limits: withTrade(5_000) })
    rmSync(ledgerFile())
    await ledger.append(madeUpTrade(1, 1))
    ledger.close()
    expect(recorded()).toEqual([withTrade(5_000)])
    const next = await start()
    next.ledger.close()
    expect([next.limits(), next.told]).toEqual([withTrade(5_000), []])
  })

  it('of a ledger that can’t be read at first count once it can', async () => {
    const first = await start()
    await first.settings.change({ limits: withTrade(10) })
    first.ledger.close()
    renameSync(ledgerFile(), `${ledgerFile()}.there`)
    mkdirSync(ledgerFile())
    editFile(withTrade(900))
    const { ledger, settings, limits } = await start()
    expect(limits()).toEqual(withTrade(900))
    rmSync(ledgerFile(), { recursive: true })
    renameSync(`${ledgerFile()}.there`, ledgerFile())
    const corrected = new Promise<void>((resolve) =>
      settings.follow(
        ({ limits: now }) => now,
        () => resolve(),
      ),
    )
    await ledger.append(madeUpTrade(1, 1))
    await corrected
    ledger.close()
    expect(limits()).toEqual(withTrade(10))
    expect(recorded().at(-1)).toEqual(withTrade(10))
    // In force before it is on disk.
    await expect
      .poll(() => JSON.parse(readFileSync(settingsFile(), 'utf8')).limits, { timeout: 10_000 })
      .toEqual(withTrade(10))
  })

  it('do not change while the ledger can’t be saved, not even later', async () => {
    const { settings, ledger, limits } = await start()
    rmSync(ledgerFile())
    mkdirSync(ledgerFile())
    expect(await settings.change({ limits: NO_LIMITS })).toEqual({
      ok: false,
      message: 'Your limits stay as they were, because the trade ledger can’t be saved.',
    })
    expect(limits()).toEqual(DEFAULT_LIMITS)
    rmSync(ledgerFile(), { recursive: true })
    await ledger.append(madeUpTrade(1, 1))
    ledger.close()
    expect(recorded()).toEqual([DEFAULT_LIMITS])
  })

  it('changed again and again at once end as the newest line says', async () => {
    const { settings, ledger, limits } = await start()
    await Promise.all([20, 30, 20, 40, 20].map((usd) => settings.change({ limits: withTrade(usd) })))
    ledger.close()
    expect(recorded().at(-1)).toEqual(limits())
    expect(limits()).toEqual(withTrade(20))
  })

  it('survive a crash at each write: the old ones or the new ones hold, and the ledger verifies', async () => {
    const before = await start()
    await before.settings.change({ limits: withTrade(500) })
    before.ledger.close()
    const steps = [
      ['before the line', 500],
      ['half of the line', 500],
      // What the system was given outlives a process that is killed.
      ['the line is written, not flushed', 900],
      ['the line is on disk', 900],
      ['the settings are written, not in place', 900],
      ['the settings are in place', 900],
    ] as const
    const outcomes = await Promise.all(
      steps.map(async ([step]) => {
        const profile = join(dir, step)
        mkdirSync(profile)
        for (const file of ['ledger.jsonl', 'settings.json']) cpSync(join(dir, file), join(profile, file))
        await killedAt(step, profile)
        const { limits, ledger } = await start(profile)
        ledger.close()
        expect(recorded(profile).at(-1)).toEqual(limits())
        return [step, limits().usdPerTrade]
      }),
    )
    expect(outcomes).toEqual(steps)
  })
})

async function killedAt(step: string, profile: string) {
  const script = join(import.meta.dirname, 'limits-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, profile, '900', step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  expect(String(said)).toBe(`at ${step}\n`)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('the stricter of two sets of limits', () => {
  const some = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { nil: null })
  const limits = fc.record<Limits>({
    usdPerTrade: some(5),
    usdPerDay: some(5),
    usdPerTokenAndDay: some(5),
    slippagePct: some(5),
    impactPct: some(5),
    unverifiedTokens: fc.constantFrom(...CAUTIONS),
    newRecipients: fc.constantFrom(...CAUTIONS),
    marked: fc.constantFrom('button' as const, 'key' as const),
    pause: fc.record({ losses: some(3), trades: some(3), minutes: fc.integer({ min: 1, max: 3 }) }),
  })

  it('is no looser than either, whichever comes first', () => {
    fc.assert(
      fc.property(limits, limits, (one, other) => {
        const both = stricter(one, other)
        expect(both).toEqual(stricter(other, one))
        expect(isLooser(both, one)).toBe(false)
        expect(isLooser(both, other)).toBe(false)
        expect(stricter(one, one)).toEqual(one)
      }),
    )
  })

  it.each<[string, Partial<Limits>]>([
    ['a limit that is off', { usdPerDay: null }],
    ['a higher one', { slippagePct: 6 }],
    ['a token that is approved by the key', { unverifiedTokens: 'key' }],
  ])('finds %s looser than the defaults', (_what, over) => {
    expect(isLooser({ ...DEFAULT_LIMITS, ...over }, DEFAULT_LIMITS)).toBe(true)
  })

  it('finds the minutes of a pause that nobody wants no looser, and of a wanted one shorter ones', () => {
    const pause = (losses: number | null, minutes: number) => ({
      ...DEFAULT_LIMITS,
      pause: { losses, trades: null, minutes },
    })
    expect(isLooser(pause(null, 5), DEFAULT_LIMITS)).toBe(false)
    expect(isLooser(pause(3, 5), pause(3, 60))).toBe(true)
    expect(isLooser(pause(3, 60), pause(3, 5))).toBe(false)
    expect(isLooser(pause(null, 60), pause(3, 60))).toBe(true)
  })
})
