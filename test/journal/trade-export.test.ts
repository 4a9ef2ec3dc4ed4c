import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chained } from '../../main/journal/ledger-chain'
import { exported } from '../../main/journal/trade-export'
import { createTradeIndex } from '../../main/journal/trade-index'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import type { ExportFormat } from '../../shared/trade-list'
import { madeUpTrade } from '../../tools/ledger/made-up'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'export-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const AT = Date.UTC(2026, 5, 15, 23, 59, 55)

function exportOf(facts: MoneyFact[], format: ExportFormat): string {
  const path = join(dir, 'ledger.jsonl')
  const lines: LedgerLine[] = []
  for (const fact of facts) lines.push(chained(fact, lines.at(-1) ?? null))
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const index = createTradeIndex(path)
  index.catchUp()
  return [...exported(index.all(), format)].join('')
}

const changed = (facts: MoneyFact[], change: (terms: { heard: string; card: { memo: string } }) => void): MoneyFact[] =>
  facts.map((fact) => {
    if (fact.terms === null) return fact
    const terms = JSON.parse(fact.terms)
    change(terms)
    return { ...fact, terms: JSON.stringify(terms) }
  })

const head = `Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash,`

describe('exported trades', () => {
  it('as CSV are those that ran, in the columns of tax programs, the fee apart from what was received', () => {
    const csv = exportOf(
      [1, 4].flatMap((number) => madeUpTrade(number, AT)),
      'csv',
    )
    const [names, row, end, ...more] = csv.split('\r\n')
    expect(names?.startsWith(head)).toBe(true)
    // Bought for 0.02 SOL ($4): 200,000 of the token, of which the fee of 0.3 % is 600.
    expect(row).toMatch(/^2026-06-16 00:00:04,0\.02,SOL,200000,(\S+?),600,\1,4,USD,,buy 0\.02 SOL for about /)
    expect([end, more]).toEqual(['', []])
  })

  it('as JSON are all, each whole, with the hashes of its lines', () => {
    const trades = JSON.parse(
      exportOf(
        [1, 4].flatMap((number) => madeUpTrade(number, AT)),
        'json',
      ),
    )
    expect(trades).toMatchObject([
      { outcome: 'succeeded', heard: expect.stringMatching(/^Buy/), card: { action: 'buy' }, lines: { length: 4 } },
      { outcome: 'denied', lines: [{ step: 'proposed' }, { hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
    ])
    expect(JSON.parse(exportOf([], 'json'))).toEqual([])
  })

  it.each([
    ['=HYPERLINK("http://x.example","y")', `"'=HYPERLINK(""http://x.example"",""y"")"`],
    ['+1', `'+1`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['\uFF1D1', `'\uFF1D1`],
    ['two\r\nlines, "quoted"', `"two\r\nlines, ""quoted"""`],
    ['plain', 'plain'],
  ])('as CSV hold no formula and break no row: %j', (said, cell) => {
    const facts = changed(madeUpTrade(1, AT), (terms) => {
      terms.heard = said
      terms.card.memo = said
    })
    const csv = exportOf(facts, 'csv')
    expect(csv).toContain(`,${cell},`)
    expect(csv.split(`,${cell},`)).toHaveLength(3)
  })

  it('as CSV name paper trades as such, and leave out what was chosen, sent nowhere or is not known', () => {
    const wallet = { tool: 'set_session_wallet_override', arguments: '{}' }
    const [, approved, called, succeeded] = madeUpTrade(1, AT)
    const facts = [
      ...madeUpTrade(3, AT),
      { ...approved!, ...wallet, terms: null, requestId: 'w' },
      { ...succeeded!, ...wallet, requestId: 'w', detail: '{"ok":true}' },
      { ...called!, requestId: 'u' },
      { ...called!, requestId: 'u', step: 'unknown' as const },
    ]
    const rows = exportOf(facts, 'csv').trimEnd().split('\r\n')
    expect(rows).toHaveLength(2)
    expect(rows[1]).toMatch(/,Simulated: buy .*,practice,yes,/)
  })

  it('from the command line are those of the sound part, and it says where that ends', () => {
    exportOf(
      [1, 2].flatMap((number) => madeUpTrade(number, AT)),
      'csv',
    )
    const path = join(dir, 'ledger.jsonl')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"talk-2"', '"talk-3"'))
    const script = join(import.meta.dirname, '../../scripts/ledger.ts')
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' })
    const { status, stdout, stderr } = run('export', path, '--csv')
    expect([status, stdout.split('\r\n').length, stderr]).toEqual([
      1,
      3,
      'ledger: line 5 is not sound: its content was changed. Only what comes before it was exported.\n',
    ])
    expect(run('export', path)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^Usage: /) })
  })

  it('opened by another program give the same sums', (context) => {
    try {
      execFileSync('sqlite3', ['--version'])
    } catch {
      return context.skip('needs the program sqlite3')
    }
    const facts = Array.from({ length: 50 }, (_, number) => madeUpTrade(number, AT + number)).flat()
    const awkward = changed(facts, (terms) => {
      terms.heard = 'buy, "all" of it\r\n=now'
    })
    const file = join(dir, 'trades.csv')
    writeFileSync(file, exportOf(awkward, 'csv'))
    const sql = (query: string) =>
      execFileSync('sqlite3', [':memory:', '-cmd', `.import --csv ${file} t`, query], { encoding: 'utf8' }).trim()
    const ran = Array.from({ length: 50 }, (_, number) => number).filter((number) => number % 5 !== 4)
    const sol = ran.reduce((sum, number) => sum + ((number % 97) + 1), 0) / 100
    const [count, sent, usd, fee, said] = sql(
      `select count(*), round(sum("Sent Amount"), 8), round(sum("Net Worth Amount"), 6),
       round(sum(1.0 * "Fee Amount" / "Received Amount"), 8), count(distinct "Said") from t`,
    ).split('|')
    expect([count, Number(sent), Number(usd), Number(fee), said]).toEqual(['40', sol, sol * 200, 0.12, '1'])
    expect(sql(`select "Said" from t limit 1`).replace(/\r?\n/, '\n')).toBe('buy, "all" of it\n=now')
  })
})
