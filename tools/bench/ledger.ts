import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTradeHistory } from '../../main/journal/trade-history'
import { createTradeLedger } from '../../main/journal/trade-ledger'
import { EVERY_TRADE } from '../../shared/trade-list'
import { launchApp } from '../desktop/app'
import { startDesktop } from '../desktop/desktop'
import { openPanel } from '../desktop/panel'
import { madeUpTrade } from '../ledger/made-up'
import { writeMadeUpLedger } from '../ledger/made-up-ledger'
import type { Row } from './table'

const LINES = 100_000
const ROUNDS = 5
/** Main's own work is looked at this often while the thread reads. */
const TICK_MS = 5

const page = (search = '') => ({ filter: { ...EVERY_TRADE, search }, before: null, limit: 100 })

/**
 * A ledger of so many lines: how long the app's start waits for it, how long main stands still meanwhile, how long the
 * trades tab and an export wait, and what it all holds in memory.
 */
export async function measureLedger(lines = LINES): Promise<{ title: string; rows: Row[] }> {
  const dir = mkdtempSync(join(tmpdir(), 'ledger-bench-'))
  const path = join(dir, 'ledger.jsonl')
  try {
    const trades = writeMadeUpLedger(path, lines)
    const title = `Trade ledger: ${lines.toLocaleString('en-US')} lines, ${trades.toLocaleString('en-US')} trades, ${(statSync(path).size / 1e6).toFixed(0)} MB`
    const before = process.memoryUsage().rss
    const started = performance.now()
    const history = createTradeHistory(path)
    const ledger = createTradeLedger(path, console.error, { read: () => history.ask('start', undefined) })
    let stood = 0
    let last = performance.now()
    const ticks = setInterval(() => {
      const now = performance.now()
      stood = Math.max(stood, now - last - TICK_MS)
      last = now
    }, TICK_MS)
    await ledger.begun
    const open = performance.now() - started
    clearInterval(ticks)
    const appended = await times(() => ledger.append(madeUpTrade(lines, Date.now())))
    const list = await times(() => history.ask('list', page()))
    const search = await times(() => history.ask('list', page('bonk')))
    const past = await times(() => history.ask('past', { now: Date.now(), backend: 'practice' }))
    const one = await times(() => history.ask('get', { seq: 1 }))
    const verify = await times(() => history.ask('verify', undefined), 1)
    const csv = await times(() => history.ask('export', { to: join(dir, 'trades.csv'), format: 'csv' }), 1)
    const json = await times(() => history.ask('export', { to: join(dir, 'trades.json'), format: 'json' }), 1)
    const heldMb = (process.memoryUsage().rss - before) / 1e6
    ledger.close()
    await history.close()
    return {
      title,
      rows: [
        row('read and verified at start, in its thread', [open], ''),
        row('longest standstill of main meanwhile', [stood], '< 50'),
        row('four lines appended, each on disk', appended, ''),
        row('newest page of the trades tab', list, 'p95 <= 300'),
        row('search', search, 'p95 <= 300'),
        row('what the limits go by', past, ''),
        row('one trade', one, ''),
        row('verified again', verify, ''),
        row('export as CSV', csv, '<= 5,000'),
        row('export as JSON', json, '<= 5,000'),
        row('memory of the process, more than before', [heldMb], '<= 200', 'MB'),
      ],
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The trades tab of the real app over such a ledger, from the click to the first trade on screen. */
export async function measureTradesTab(lines = LINES): Promise<Row[]> {
  const desktop = await startDesktop({ audio: false, keyring: false })
  const profile = join(desktop.dir, 'profile')
  mkdirSync(profile)
  writeMadeUpLedger(join(profile, 'ledger.jsonl'), lines)
  const app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], profile })
  try {
    const { page } = await openPanel(app)
    // Read and verified: from here on a trader waits for the tab alone.
    await page.evaluate(() => window.dexter.getTrade(1))
    return [row('trades tab of the app, click to first trade', [await page.evaluate(openTrades)], '<= 300')]
  } finally {
    await app.close()
    await desktop.close()
  }
}

/** Runs in the panel; settles with milliseconds. */
function openTrades(): Promise<number> {
  return new Promise((resolve) => {
    const from = performance.now()
    new MutationObserver((_, observer) => {
      if (document.querySelector('.trade-row') === null) return
      observer.disconnect()
      // Drawn with the next frame.
      requestAnimationFrame(() => resolve(performance.now() - from))
    }).observe(document.body, { childList: true, subtree: true })
    document.querySelector<HTMLElement>('[role=tab][data-key=trades]')?.click()
  })
}

async function times(ask: () => Promise<unknown>, rounds = ROUNDS): Promise<number[]> {
  const values: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await ask()
    values.push(performance.now() - from)
  }
  return values
}

const row = (name: string, values: number[], aim: string, unit?: string): Row => ({
  name,
  values,
  floor: null,
  aim,
  ...(unit !== undefined && { unit }),
})
