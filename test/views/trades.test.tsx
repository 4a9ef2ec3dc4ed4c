import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Trades } from '../../renderer/views/trades/trades'
import { t } from '../../shared/i18n'
import { type FakeTrades, fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { tool } from '../../tools/workbench/fixtures/entries'
import { click, mount, tipOf, type, unmountAll } from '../../tools/workbench/fixtures/mount'
import { fakeTrades, manyTrades, variousTrades } from '../../tools/workbench/fixtures/trades'

const NOW = Date.UTC(2026, 10, 30, 12)
const written: string[] = []
beforeEach(() => {
  written.length = 0
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void written.push(text) } })
})
afterEach(() => {
  unmountAll()
  vi.unstubAllGlobals()
})

async function open(trades: FakeTrades = fakeTrades(variousTrades(NOW))) {
  const bridge = fakeBridge({ trades })
  const view = await mount(<Trades />, bridge)
  const row = (words: RegExp) => view.all('.trade-row').find((one) => words.test(one.textContent ?? ''))!
  return { ...view, bridge, row }
}

test('lists days with their totals, and each trade with what was paid, got, said and what became of it', async () => {
  const { all, row, find } = await open()
  expect(all('.trade-day').map(({ textContent }) => textContent)[0]).toMatch(
    /^Mon, Nov 30, 2026 3 proposals · \$18\.00 traded, \$0\.054 fees$/,
  )
  expect(row(/JTO/).textContent).toMatch(/^\d\d:\d\dBuy 0\.09 SOL → 897,300 JTO.*“Buy 0\.09 SOL of jto”\$18\.00Done$/)
  expect(row(/ORCA/).textContent).toMatch(/Donesimulated$/)
  expect(all('.trade-outcome').map(({ textContent }) => textContent)).toEqual([
    'Done',
    'Not as approved',
    'Unknown',
    'Done',
    'Denied',
    'Done',
    'Done',
  ])
  expect(find('.trades-proof').textContent).toMatch(/^Ledger unbroken since Nov 28, 2026, .*: 26 entries, newest hash/)
})

test('an empty ledger says what will be there; a filter that matches nothing leads back', async () => {
  const empty = await open({})
  expect(empty.text()).toContain('No trades yet')
  unmountAll()
  const { find, bridge, text, button } = await open({})
  await type(find('input'), 'bonk')
  expect(text()).toContain('No trade matches')
  await click(button('Show all trades'))
  expect(bridge.calls.filter(([name]) => name === 'listTrades').map(([, query]) => query)).toMatchObject([
    { filter: { search: '' }, before: null },
    { filter: { search: 'bonk' }, before: null },
    { filter: { search: '' }, before: null },
  ])
})

test('is narrowed by the app’s own lists, whose names are for screen readers', async () => {
  const { place, bridge, all } = await open({})
  const [outcome] = all('.trades-choices .field')
  expect(outcome?.querySelector('label, .visually-hidden')?.textContent).toBe(t('trades.filter.outcome'))
  const select = place.querySelector<HTMLSelectElement>('.trades-choices select')!
  await act(async () => {
    select.value = 'unknown'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  const asked = () => bridge.calls.filter(([name]) => name === 'listTrades').map(([, query]) => query)
  expect(asked().at(-1)).toMatchObject({ filter: { outcome: 'unknown' } })
  await act(async () => {
    select.value = '*'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(asked().at(-1)).toMatchObject({ filter: { outcome: null } })
})

test('draws only what fits of many trades, and asks for older ones as they come near', async () => {
  const { all, bridge, find } = await open(fakeTrades(manyTrades(NOW, 450)))
  expect(all('.trade-row').length).toBeLessThan(60)
  expect(find('.filter-count').textContent).toBe('450 trades')
  const pages = bridge.calls.filter(([name]) => name === 'listTrades')
  expect(pages).toHaveLength(1)
  expect(pages[0]?.[1]).toMatchObject({ limit: 100 })
})

test('a trade that goes on is read anew, whatever else the conversation tells', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { bridge } = await open()
    const listed = () => bridge.calls.filter(([name]) => name === 'listTrades').length
    const status = await bridge.snapshot()
    await act(async () => bridge.push.update({ ...status, entries: [], turns: [] }))
    await act(async () => void vi.advanceTimersByTime(1_000))
    expect(listed()).toBe(1)
    await act(async () => bridge.push.update({ ...status, entries: [tool()], turns: [] }))
    await act(async () => void vi.advanceTimersByTime(1_000))
    expect(listed()).toBe(2)
  } finally {
    vi.useRealTimers()
  }
})

test('a trade whole: words, marks, card, result, signature with its link, each line with time and hash', async () => {
  const { row, text, find, all, button, bridge } = await open()
  await click(row(/JTO/))
  expect(text()).toMatch(/What you said“Buy 0\.09 SOL of jto”/)
  expect(text()).toMatch(/Fee2,700 JTO \(\$0\.054\)/)
  expect(all('.trade-lines li').map(({ textContent }) => textContent?.match(/^[A-Za-z ]+(?= [A-Z])/)?.[0])).toEqual([
    'Proposed',
    'Approved',
    'Ran',
    'Done',
  ])
  const signature = fakeTrades(variousTrades(NOW)).list!.rows[0]!.signature!
  expect(text()).not.toContain(`Signature${signature}`)
  await click(button('Copy signature'))
  expect(written).toEqual([signature])
  const short = all('.trade-short').find((one) => signature.startsWith(one.textContent!.slice(0, 4)))!
  await click(short)
  expect(short.textContent).toBe(signature)
  await click(button('Open in the explorer'))
  expect(bridge.calls.at(-1)).toEqual(['openLink', `https://solscan.io/tx/${signature}`])
  await click(find('.trade-back'))
  expect(all('.trade-row')).not.toHaveLength(0)
  // Whoever came by keyboard goes on where he was.
  await act(async () => void (await new Promise((resolve) => requestAnimationFrame(resolve))))
  expect(document.activeElement?.className).toBe('trade-row')
})

test('an unknown outcome can be looked up, and the answer is told', async () => {
  const { row, button, bridge, text, all } = await open()
  await click(row(/Unknown/))
  await click(button('Look up what became of it'))
  expect(bridge.calls.filter(([name]) => name === 'lookAtTrade')).toEqual([['lookAtTrade', { seq: 15 }]])
  expect(text()).toContain('The transaction went through (slot 1, finalized).')
  // What was told stands where it belongs, and no longer in the list.
  await click(button('All trades'))
  expect(all('.trades-told')).toEqual([])
})

test('a trade that the chain had not confirmed can be looked up again; one that went through can’t', async () => {
  for (const [found, again] of [
    ['The transaction is not confirmed yet (slot 5, processed). Signature: x', true],
    ['The transaction went through (slot 5, finalized). Signature: x', false],
  ] as const) {
    const facts = variousTrades(NOW)
    const unknown = facts.find(({ step }) => step === 'unknown')!
    const { row, all } = await open(fakeTrades([...facts, { ...unknown, step: 'looked', detail: found }]))
    await click(row(/Looked up/))
    const offered = all('button').some(({ textContent }) => textContent === 'Look up what became of it')
    expect([found, offered]).toEqual([found, again])
    unmountAll()
  }
})

test('names of a hostile server hold nothing that turns the text around, is not seen, or is markup', async () => {
  const { row, place } = await open()
  await click(row(/Unknown/))
  expect(place.innerHTML).not.toMatch(/[\u202E\u202C\u200B]/u)
  expect(place.querySelector('b b, dd b')).toBeNull()
  expect(place.textContent).toContain('\\u{202e}live')
  expect([...place.querySelectorAll('.trade-token bdi')].map((one) => one.textContent)).toContain('BONK')
})

test('a broken chain is told, and so is a ledger that can’t be read', async () => {
  const broken = { line: 9, reason: 'arguments' } as const
  const proof = { entries: 8, since: NOW, newestHash: 'ab'.repeat(32), broken, problem: null }
  const { find } = await open({ ...fakeTrades(variousTrades(NOW)), proof })
  expect(find('.trades-proof.trades-bad').textContent).toMatch(/broken at line 9: its arguments were changed/)
  unmountAll()
  const bridge = { ...fakeBridge(), listTrades: () => Promise.reject(new Error('refused')) }
  const view = await mount(<Trades />, bridge)
  expect(view.find('.trades-note.trades-bad').textContent).toMatch(/can’t be read/)
})

test('exports by asking main, and tells what came of it', async () => {
  const exported = { ok: true, message: 'Saved as /tmp/dexter-trades.csv.' }
  const { button, bridge, text } = await open({ ...fakeTrades(variousTrades(NOW)), exported })
  await click(button('Export CSV…'))
  expect(bridge.calls.at(-1)).toEqual(['exportTrades', 'csv'])
  expect(text()).toContain('Saved as /tmp/dexter-trades.csv.')
})

test('a wallet is told whole: under the pointer in the list, and by keyboard in a trade', async () => {
  const { all, find, row } = await open()
  const [place] = all('.trade-row [title]')
  expect(place?.title).toMatch(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/)
  await click(row(/./))
  expect(await tipOf(find('.trade-detail .tip-text'))).toMatch(/^[1-9A-HJ-NP-Za-km-z]{32,44}$/)
})
