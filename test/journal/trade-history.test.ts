import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLedgerAnswers } from '../../main/journal/ledger-answers'
import { chained, verifyLedger } from '../../main/journal/ledger-chain'
import { readStart } from '../../main/journal/ledger-start'
import { createTradeHistory, type TradeHistory } from '../../main/journal/trade-history'
import { createTradeLedger } from '../../main/journal/trade-ledger'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import { EVERY_TRADE } from '../../shared/trade-list'
import { madeUpSignature, madeUpTrade } from '../../tools/ledger/made-up'
import { writeMadeUpLedger } from '../../tools/ledger/made-up-ledger'

let dir = ''
const path = () => join(dir, 'ledger.jsonl')
/** As the thread answers, without one: it takes half a second to read the sources. */
let history: Pick<TradeHistory, 'ask'>
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'trades-'))
  history = createLedgerAnswers(path())
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const AT = Date.UTC(2026, 5, 15, 12)
const all = (limit = 500, before: number | null = null) => ({ filter: EVERY_TRADE, before, limit })
const ledgerOf = (facts: MoneyFact[]) => {
  const lines: LedgerLine[] = []
  for (const one of facts) lines.push(chained(one, lines.at(-1) ?? null))
  writeFileSync(path(), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

describe('the trade history', () => {
  it('of no ledger is empty and sound', async () => {
    expect(await history.ask('list', all())).toMatchObject({ rows: [], total: 0, more: false })
    expect(await history.ask('verify', undefined)).toEqual({
      entries: 0,
      since: null,
      newestHash: null,
      broken: null,
      problem: null,
    })
    expect(await history.ask('get', { seq: 1 })).toBeNull()
  })

  it('pages from the newest to the oldest, and follows what is appended', async () => {
    const trades = writeMadeUpLedger(path(), 300, AT)
    const first = await history.ask('list', all(50))
    expect(first).toMatchObject({ total: trades, more: true })
    const rest = await history.ask('list', all(500, first.rows.at(-1)?.seq))
    expect(rest.more).toBe(false)
    const seqs = [...first.rows, ...rest.rows].map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((one, other) => other - one))
    expect(seqs).toHaveLength(trades)

    const ledger = createTradeLedger(path(), () => {})
    for (const fact of madeUpTrade(1001, AT + 1)) await ledger.append([fact])
    ledger.close()
    const after = await history.ask('list', all(1))
    expect(after).toMatchObject({ total: trades + 1, rows: [{ outcome: 'succeeded', requestId: 'apr_1001' }] })
  })

  it('finds a trade by what was said, by token, mint and signature; filters by outcome, wallet and backend', async () => {
    ledgerOf([0, 1, 2, 3, 4].flatMap((number) => madeUpTrade(number, AT + number)))
    const found = async (filter: Partial<typeof EVERY_TRADE>) =>
      (await history.ask('list', { ...all(), filter: { ...EVERY_TRADE, ...filter } })).rows.map(
        ({ requestId }) => requestId,
      )
    const [row] = (await history.ask('list', all())).rows
    expect(await found({ search: 'BUY 0.03' })).toEqual(['apr_2'])
    expect(await found({ search: madeUpSignature(1) })).toEqual(['apr_1'])
    expect(await found({ search: row?.token?.mint ?? '' })).toEqual(['apr_4'])
    expect(await found({ search: row?.token?.symbol ?? '' })).toContain('apr_4')
    expect(await found({ search: 'nothing like it' })).toEqual([])
    expect(await found({ outcome: 'denied' })).toEqual(['apr_4'])
    expect(await found({ backend: 'practice' })).toEqual(['apr_3', 'apr_0'])
    expect(await found({ wallet: row?.wallet ?? '' })).toEqual(['apr_4', 'apr_2', 'apr_0'])
  })

  it('adds up each day, paper and real money apart', async () => {
    ledgerOf([0, 1, 2, 4].flatMap((number) => madeUpTrade(number, AT + number)))
    const { days } = await history.ask('list', all())
    expect(days).toEqual([
      {
        day: '2026-06-15',
        trades: 4,
        real: { count: 2, usd: 4 + 6, feesUsd: expect.closeTo(0.03, 9), unknown: 0 },
        simulated: { count: 1, usd: 2, feesUsd: expect.closeTo(0.006, 9), unknown: 0 },
      },
    ])
  })

  it('gives a trade whole, with the lines that prove it', async () => {
    ledgerOf(madeUpTrade(1, AT))
    const trade = await history.ask('get', { seq: 1 })
    const { lines } = verifyLedger(readFileSync(path(), 'utf8'))
    expect(trade?.record).toMatchObject({ outcome: 'succeeded', result: { sent: { amount: '0.02' } } })
    expect(trade?.lines.map(({ hash }) => hash)).toEqual(lines.map(({ hash }) => hash))
  })

  it('says where a ledger is broken, and shows what is sound', async () => {
    ledgerOf([1, 2].flatMap((number) => madeUpTrade(number, AT)))
    writeFileSync(path(), readFileSync(path(), 'utf8').replace('\\"amount_sol\\":0.03', '\\"amount_sol\\":3.00'))
    const proof = await history.ask('verify', undefined)
    expect(proof).toMatchObject({ entries: 4, since: AT, broken: { line: 5, reason: 'arguments' } })
    expect(await history.ask('list', all())).toMatchObject({ total: 1 })
  })

  it('reads a ledger anew that another one took the place of', async () => {
    ledgerOf(madeUpTrade(1, AT))
    await history.ask('list', all())
    renameSync(path(), `${path()}.aside`)
    ledgerOf([4, 9].flatMap((number) => madeUpTrade(number, AT)))
    expect((await history.ask('list', all())).rows.map(({ outcome }) => outcome)).toEqual(['denied', 'denied'])
  })

  it('does not wait for a pipe in the place of the ledger', async () => {
    execFileSync('mkfifo', [path()])
    await expect(history.ask('list', all())).rejects.toThrow('no file')
  })

  it('exports to a file that is whole or not there', async () => {
    ledgerOf([1, 4].flatMap((number) => madeUpTrade(number, AT)))
    const to = join(dir, 'trades.csv')
    expect(await history.ask('export', { to, format: 'csv' })).toEqual({ broken: null })
    expect(readFileSync(to, 'utf8').split('\r\n')).toHaveLength(3)
    await expect(history.ask('export', { to: join(dir, 'none', 'x.csv'), format: 'csv' })).rejects.toMatchObject({
      code: 'ENOENT',
    })
    expect(readdirSync(dir).sort()).toEqual(['ledger.jsonl', 'trades.csv'])
  })
})

describe('a ledger that is read by its thread', () => {
  it('is there at once: what the thread finds is what anybody would', async () => {
    const trades = writeMadeUpLedger(path(), 200, AT)
    const thread = createTradeHistory(path())
    const ledger = createTradeLedger(path(), () => {}, { read: () => thread.ask('start', undefined) })
    expect(await ledger.append(madeUpTrade(5000, AT))).toBe(true)
    ledger.close()
    // Asked together, answered in turn.
    const [list, proof, missing] = await Promise.all([
      thread.ask('list', all(1)),
      thread.ask('verify', undefined),
      thread.ask('export', { to: join(dir, 'none', 'x.csv'), format: 'csv' }).catch((error: unknown) => error),
    ])
    expect(list).toMatchObject({ total: trades + 1 })
    expect(proof).toMatchObject({ broken: null, since: expect.any(Number) })
    expect(missing).toMatchObject({ code: 'ENOENT' })
    await thread.close()
    // Whoever asks again starts it again.
    expect(await thread.ask('get', { seq: 1 })).toMatchObject({ record: { seq: 1 } })
    await thread.close()
  })

  it('takes what happens meanwhile, and says it is on disk only when it is', async () => {
    writeMadeUpLedger(path(), 2_000, AT)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const ledger = createTradeLedger(path(), () => {}, {
      read: async () => {
        await held
        return history.ask('start', undefined)
      },
    })
    const [proposed] = madeUpTrade(5000, AT)
    const order: string[] = []
    const recorded = ledger.append([proposed!]).then((onDisk) => order.push(`on disk: ${onDisk}`))
    order.push('read')
    release()
    await recorded
    ledger.close()
    expect(order).toEqual(['read', 'on disk: true'])
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true })
    expect(readFileSync(path(), 'utf8')).toContain('apr_5000')
  })

  it('that is closed before it was read writes what happened all the same', async () => {
    writeMadeUpLedger(path(), 40, AT)
    const ledger = createTradeLedger(path(), () => {}, { read: () => new Promise(() => {}) })
    const recorded = ledger.append(madeUpTrade(5000, AT))
    ledger.close()
    expect(await recorded).toBe(true)
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true })
    expect(readFileSync(path(), 'utf8')).toContain('apr_5000')
  })

  it('and that was changed since is read again before anything is appended', async () => {
    writeMadeUpLedger(path(), 40, AT)
    const told: string[] = []
    const ledger = createTradeLedger(path(), (text) => told.push(text), {
      read: async () => {
        const start = readStart(path())
        appendFileSync(path(), '{"seq":41}\n')
        return start
      },
    })
    expect(await ledger.append(madeUpTrade(5000, AT))).toBe(true)
    ledger.close()
    expect(told).toEqual([expect.stringMatching(/was changed or cut/)])
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true, lines: { length: 4 } })
  })

  it('is read here when the thread can’t', async () => {
    writeMadeUpLedger(path(), 40, AT)
    const ledger = createTradeLedger(path(), () => {}, { read: () => Promise.reject(new Error('no thread')) })
    expect(await ledger.append(madeUpTrade(5000, AT))).toBe(true)
    ledger.close()
    expect(verifyLedger(readFileSync(path(), 'utf8'))).toMatchObject({ ok: true })
  })
})
