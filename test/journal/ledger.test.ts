import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chained, verifyLedger } from '../../main/journal/ledger-chain'
import { createTradeLedger } from '../../main/journal/trade-ledger'
import type { MoneyFact } from '../../shared/ledger'

let dir = ''
const path = () => join(dir, 'ledger.jsonl')
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ledger-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const fact = (over: Partial<MoneyFact> = {}): MoneyFact => ({
  at: 1_790_000_000_000,
  step: 'proposed',
  backend: 'practice',
  turnId: 'talk-1',
  requestId: 'apr_1',
  server: 'dexter',
  tool: 'solana_swap_execute',
  arguments: '{"amount_ui":0.5}',
  wallet: 'F76P',
  detail: null,
  terms: null,
  ...over,
})

/** Writes until the disk has no byte left. */
function fillUp(file: string) {
  const out = openSync(file, 'w')
  try {
    for (;;) writeSync(out, 'x')
  } catch {
    closeSync(out)
  }
}

function written(count: number): string {
  const ledger = createTradeLedger(path(), () => {})
  for (let index = 0; index < count; index++) ledger.append([fact({ at: 1_790_000_000_000 + index })])
  ledger.close()
  return readFileSync(path(), 'utf8')
}

describe('the trade ledger', () => {
  it('is unbroken across restarts', () => {
    written(3)
    const verdict = verifyLedger(written(2))
    expect(verdict.ok && verdict.lines.map((line) => line.seq)).toEqual([1, 2, 3, 4, 5])
  })

  it.each([
    ['an amount', (text: string) => text.replace('0.5', '5.0'), 'arguments'],
    ['a wallet', (text: string) => text.replace('"F76P"', '"Evil"'), 'content'],
    ['a decision', (text: string) => text.replace('"proposed"', '"approved"'), 'content'],
    ['a removed line', (text: string) => text.split('\n').slice(1).join('\n'), 'number'],
    ['two swapped lines', (text: string) => text.split('\n').slice(0, 2).reverse().join('\n'), 'number'],
    ['half a line', (text: string) => text.slice(0, -40), 'json'],
  ])('tells that %s was tampered with', (_name, tamper, reason) => {
    const verdict = verifyLedger(tamper(written(2)))
    expect(verdict).toMatchObject({ ok: false })
    expect(!verdict.ok && verdict.reason).toBe(reason)
  })

  it('that is broken is kept aside and said, and a new one begun', () => {
    writeFileSync(path(), written(2).replace('0.5', '5.0'))
    const told: string[] = []
    const ledger = createTradeLedger(path(), (sentence) => told.push(sentence))
    ledger.append([fact()])
    ledger.close()
    expect(told).toHaveLength(1)
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true, lines: [{ seq: 1 }] })
    expect(readdirSync(dir).filter((name) => name.includes('.broken-'))).toHaveLength(1)
  })

  it('that meets a full disk records nothing by halves, says so once, and goes on once there is room', async (context) => {
    const disk = join(dir, 'disk')
    mkdirSync(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      return context.skip('a small disk can be mounted by root on Linux alone')
    }
    try {
      const file = join(disk, 'ledger.jsonl')
      const told: string[] = []
      const standing = new Set<string>()
      const ledger = createTradeLedger(file, (sentence) => told.push(sentence), {
        tellUnsaved(sentence) {
          told.push(sentence)
          standing.add(sentence)
          return () => standing.delete(sentence)
        },
      })
      expect(await ledger.append([fact()])).toBe(true)
      const filler = join(disk, 'filler')
      fillUp(filler)
      const long = 'x'.repeat(6_000)
      // The first of them may tear in the middle of its line.
      expect(await ledger.append([fact({ step: 'approved', detail: long })])).toBe(false)
      expect(await ledger.append([fact({ step: 'denied' })])).toBe(false)
      expect(verifyLedger(readFileSync(file, 'utf8'))).toMatchObject({ ok: true, lines: [{ seq: 1 }] })
      expect(told).toEqual([expect.stringMatching(/can’t be saved/)])
      expect([...standing]).toEqual(told)
      rmSync(filler)
      expect(await ledger.append([fact({ requestId: 'apr_2' })])).toBe(true)
      ledger.close()
      const after = verifyLedger(readFileSync(file, 'utf8'))
      expect(after.ok && after.lines.map(({ step }) => step)).toEqual(['proposed', 'approved', 'denied', 'proposed'])
      expect(told).toEqual([expect.stringMatching(/can’t be saved/), expect.stringMatching(/can be saved again/)])
      expect(standing.size).toBe(0)
      // The next start has nothing to complain of.
      createTradeLedger(file, (sentence) => told.push(sentence)).close()
      expect(told).toHaveLength(2)
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it('that is removed while the app runs is begun anew, and that is said', async () => {
    const told: string[] = []
    const ledger = createTradeLedger(path(), (sentence) => told.push(sentence))
    ledger.append([fact()])
    rmSync(path())
    expect(await ledger.append([fact()])).toBe(true)
    ledger.close()
    expect(told).toEqual([expect.stringMatching(/was deleted while Dexter Voice was running/)])
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true, lines: [{ seq: 1 }] })
  })

  it.each<[string, (text: string) => string]>([
    ['adds to', (text) => `${text}{"step":"succeeded"}\n`],
    ['shortens', (text) => `${text.split('\n').slice(0, 1).join('\n')}\n`],
  ])(
    'that another program %s while the app runs is kept aside and said, and a new one begun',
    async (_what, change) => {
      const told: string[] = []
      const ledger = createTradeLedger(path(), (sentence) => told.push(sentence))
      ledger.append([fact(), fact({ step: 'approved' })])
      const changed = change(readFileSync(path(), 'utf8'))
      writeFileSync(path(), changed)
      expect(await ledger.append([fact({ step: 'called' })])).toBe(true)
      ledger.close()
      expect(told).toEqual([
        expect.stringMatching(/changed the trade ledger while Dexter Voice was running\. It is saved as/),
      ])
      expect(steps()).toEqual(['called apr_1'])
      const aside = readdirSync(dir).find((name) => name.startsWith('ledger.jsonl.broken-'))
      expect(readFileSync(join(dir, aside ?? ''), 'utf8')).toBe(changed)
    },
  )

  it.each([
    ['a pipe', () => execFileSync('mkfifo', [path()])],
    ['a device', () => symlinkSync('/dev/full', path())],
    ['a folder', () => mkdirSync(path())],
  ])('in whose place is %s records nothing, says so once, and goes on once that is gone', async (_what, put) => {
    put()
    const told: string[] = []
    const ledger = createTradeLedger(path(), (sentence) => told.push(sentence))
    expect(await ledger.append([fact()])).toBe(false)
    rmSync(path(), { recursive: true })
    expect(await ledger.append([fact({ step: 'approved' })])).toBe(true)
    ledger.close()
    expect(steps()).toEqual(['proposed apr_1', 'approved apr_1'])
    expect(told).toEqual([expect.stringMatching(/can’t be saved/), expect.stringMatching(/can be saved again/)])
  })

  it('of an older version, whose lines name no server, goes on', () => {
    const { server: _none, ...older } = fact()
    const first = chained(older as MoneyFact, null)
    writeFileSync(path(), `${JSON.stringify(first)}\n`)
    const told: string[] = []
    const ledger = createTradeLedger(path(), (sentence) => told.push(sentence))
    ledger.append([fact()])
    ledger.close()
    expect(told).toEqual([])
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true, lines: [{}, { server: 'dexter' }] })
  })

  it('masks secrets in what a tool said', () => {
    const secret = ['sk', 'abcdefgh12345678'].join('-')
    const ledger = createTradeLedger(path(), () => {})
    ledger.append([fact({ step: 'failed', detail: `refused for ${secret}` })])
    ledger.close()
    expect(readFileSync(path(), 'utf8')).not.toContain(secret)
  })

  const steps = () => {
    const verdict = verifyLedger(readFileSync(path(), 'utf8'))
    return verdict.ok && verdict.lines.map(({ step, requestId }) => `${step} ${requestId}`)
  }

  it('says of each approved or called request that nobody saw end that its outcome is unknown, when the engine goes away', () => {
    const told: string[] = []
    const ledger = createTradeLedger(path(), (sentence) => told.push(sentence), { now: () => 7 })
    ledger.append([
      fact({ step: 'called', requestId: 'a' }),
      fact({ step: 'called', requestId: 'b' }),
      fact({ step: 'succeeded', requestId: 'a' }),
      fact({ step: 'denied', requestId: 'c' }),
      fact({ step: 'approved', requestId: 'd' }),
      fact({ step: 'called', requestId: 'd' }),
      fact({ step: 'failed', requestId: 'd' }),
      fact({ step: 'approved', requestId: 'e', tool: 'solana_send' }),
    ])
    ledger.engineGone()
    ledger.engineGone()
    ledger.close()
    expect(steps()).toEqual([
      'called a',
      'called b',
      'succeeded a',
      'denied c',
      'approved d',
      'called d',
      'failed d',
      'approved e',
      'unknown b',
      'unknown e',
    ])
    const verdict = verifyLedger(readFileSync(path(), 'utf8'))
    expect(verdict.lines.at(-2)).toMatchObject({ detail: expect.stringMatching(/stopped while it ran/) })
    expect(verdict.lines.at(-1)).toMatchObject({
      at: 7,
      tool: 'solana_send',
      arguments: '{"amount_ui":0.5}',
      wallet: 'F76P',
      detail: expect.stringMatching(/stopped before it was seen to run/),
    })
    // The call stands in the conversation, where it says so itself.
    expect(told).toEqual([expect.stringMatching(/solana_send.*unknown.*wallet/)])
  })

  it.each(['called', 'approved'] as const)(
    'says it at the next start when the app went away after %s, once',
    (step) => {
      const before = createTradeLedger(path(), () => {})
      before.append([fact({ step })])
      before.close()
      const told: string[] = []
      for (let start = 0; start < 2; start += 1) createTradeLedger(path(), (sentence) => told.push(sentence)).close()
      expect(steps()).toEqual([`${step} apr_1`, 'unknown apr_1'])
      expect(told).toEqual([expect.stringMatching(/solana_swap_execute.*unknown.*wallet/)])
    },
  )

  it('says it even when the last line was torn by the crash, which is cut off and said', () => {
    const before = createTradeLedger(path(), () => {})
    before.append([fact({ step: 'called' }), fact({ step: 'succeeded' })])
    before.close()
    writeFileSync(path(), readFileSync(path(), 'utf8').slice(0, -40))
    const told: string[] = []
    createTradeLedger(path(), (sentence) => told.push(sentence)).close()
    expect(steps()).toEqual(['called apr_1', 'unknown apr_1'])
    expect(told).toEqual([expect.stringMatching(/unfinished last line/), expect.stringMatching(/outcome is unknown/)])
    expect(readdirSync(dir)).toEqual(['ledger.jsonl'])
  })
})
