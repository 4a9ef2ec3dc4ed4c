import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { rawUnits } from '../../renderer/views/cards/raw-units'
import { ToolCard } from '../../renderer/views/cards/tool-card'
import { unwrapOutput } from '../../shared/tool-output'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { AT, tool } from '../../tools/workbench/fixtures/entries'
import { click, mount, unmountAll } from '../../tools/workbench/fixtures/mount'
import { BALANCES, CANDLES, RECEIPT, SENT, SWAP, TOKENS, WALLETS } from '../../tools/workbench/fixtures/outputs'
import streams from '../../tools/workbench/fixtures/streams.json'

beforeEach(() => void vi.useFakeTimers({ now: AT + 2240, toFake: ['Date', 'setInterval', 'clearInterval'] }))
afterEach(() => {
  unmountAll()
  vi.useRealTimers()
})

const card = (over: Parameters<typeof tool>[0], bridge = fakeBridge()) => mount(<ToolCard entry={tool(over)} />, bridge)

describe('how far a call is', () => {
  test.each([
    ['queued', 'Queued'],
    ['arguments', 'Preparing'],
    ['running', 'Running 2 s'],
    ['done', 'Done in 1.2 s'],
    ['failed', 'Failed after 1.2 s'],
  ] as const)('%s reads "%s"', async (status, words) => {
    const { find } = await card({ status, error: status === 'failed' ? 'It broke.' : null })
    expect(find('.card-status').textContent).toBe(words)
    if (status === 'failed') expect(find('.card-error').textContent).toBe('It broke.')
  })

  test('a trade whose end nobody saw has an unknown outcome, and has not failed', async () => {
    const { find, text } = await card({
      status: 'failed',
      error: 'The connection was lost.',
      unknown: true,
      endedAt: AT + 14,
    })
    expect(find('.card-status').textContent).toBe('Outcome unknown. Check your wallet.')
    expect(text()).not.toContain('Failed')
  })

  test('a call that took a moment is told in seconds', async () => {
    const { find } = await card({ status: 'failed', error: 'It broke.', endedAt: AT + 14 })
    expect(find('.card-status').textContent).toBe('Failed after 0.1 s')
  })

  test.each([
    ['solana_execute_buy', '{"amount_sol":1000}', '1000 SOL'],
    ['solana_execute_buy', '{"mint":"So11111111111111111111111111111111111111112"}', 'SOL'],
    ['solana_execute_sell', '{"percentage":50}', '50%'],
    ['solana_send', '{"amount_ui":2}', '2 SOL'],
    ['solana_send', '{"recipient_value":"F76PXcBrNfgwnLQk3HhhDyvXKraSURS3xpdFjCFXS4mZ"}', 'SOL to F76P…S4mZ'],
    ['solana_swap_preview', '{"amount_ui":5}', '5'],
    ['solana_swap_execute', '{"output_mint":"So11111111111111111111111111111111111111112"}', 'SOL'],
  ])('what %s was not given stands nowhere: %s', async (name, args, words) => {
    const { find } = await card({ name, arguments: args })
    expect(find('.card-head p').textContent).toBe(words)
  })

  test('arguments that are still being written are not summed up', async () => {
    const { find } = await card({ status: 'arguments', arguments: '{"pageSi' })
    expect(find('.card-head p').textContent).toBe('')
  })
})

test('a price alert is told as its condition, not as the arguments of a function', async () => {
  const asked = JSON.stringify({ token: 'SOL', condition: 'above', value: 250 })
  const { text } = await card({ server: '', name: 'set_price_alert', arguments: asked })
  expect(text()).toContain('SOL above $250.00')
  expect(text()).not.toContain('condition above')
})

describe('numbers that no computer holds', () => {
  const given = '{"amount":12345678901234567890,"price":1.23e-8,"limit":9007199254740993}'

  test('are shown in the raw JSON and summed up as they were sent', async () => {
    const { find, all } = await card({ server: 'mcp', name: 'quote', arguments: given, output: given })
    expect(find('.card-head p').textContent).toBe(
      'amount 12345678901234567890, price 0.0000000123, limit 9007199254740993',
    )
    for (const disclosure of all('details.raw')) await click(disclosure.querySelector('summary')!)
    for (const pre of all('details.raw pre')) expect(pre.textContent).toContain('12345678901234567890')
    expect(all('details.raw pre').length).toBeGreaterThan(0)
  })
})

test('a table tells every digit that was sent, also those that a double has not', async () => {
  const sent = JSON.stringify(BALANCES).replace('12.5,', '12345678901234567890.125,')
  for (const output of [sent, JSON.stringify({ content: [{ type: 'text', text: sent }] })]) {
    const { all } = await card({ name: 'solana_list_balances', output })
    expect(all('data.figure').map(({ title }) => title)).toContain('12,345,678,901,234,567,890.125 SOL')
    unmountAll()
  }
  const { place } = await card({
    name: 'solana_send',
    output: JSON.stringify(SENT).replace(`"amountUi":${SENT.amountUi}`, '"amountUi":9007199254740993'),
  })
  expect(place.textContent).toContain('9,007,199,254,740,993')
})

describe('the streams of the recorded session', () => {
  const recorded = { output: JSON.stringify(streams) }

  test('stand in a table in the server’s order, short figures with every digit within reach', async () => {
    const { all, find } = await card(recorded)
    const rows = all('tbody tr').map((row) => row.textContent)
    expect(rows).toHaveLength(5)
    expect(rows[0]).toContain('San Chan')
    expect(rows[0]).toContain('24')
    expect(rows[0]).toContain('$12.36M')
    expect(find('tbody tr data[title="12,364,948.799999999 USD"]').textContent).toBe('$12.36M')
    expect(find('.card-caption').textContent).toContain('5 of 100, by viewers')
  })

  test('grow older on screen, once a second', async () => {
    const { find } = await card(recorded)
    const age = () => find('tbody tr time').textContent
    expect(age()).toBe('6 s')
    await act(async () => void vi.advanceTimersByTime(3000))
    expect(age()).toBe('9 s')
  })

  test('link to the coin, and load no picture', async () => {
    const bridge = fakeBridge()
    const { all, button } = await card(recorded, bridge)
    await click(button('Open San Chan on pump.fun'))
    expect(bridge.calls).toEqual([['openLink', 'https://pump.fun/coin/2z1p8xCEjRzpBHjXWrx4tJnz7BFL6z7NnvbCxH7bpump']])
    expect(all('img, image')).toEqual([])
  })

  test('get no link when the mint is not an address', async () => {
    const first = { ...streams.streams[0], mintId: '../../evil?x' }
    const { all } = await card({ output: JSON.stringify({ ...streams, streams: [first] }) })
    expect(all('tbody tr')).toHaveLength(1)
    expect(all('.link-button')).toEqual([])
  })
})

test('a long table begins with ten rows and shows the rest on demand', async () => {
  const many = Array.from({ length: 25 }, (_, index) => ({ ...streams.streams[0], mintId: `mint-${index}` }))
  const { all, button } = await card({ output: JSON.stringify({ ...streams, streams: many }) })
  expect(all('tbody tr')).toHaveLength(10)
  await click(button('Show all 25'))
  expect(all('tbody tr')).toHaveLength(25)
})

describe('other answers', () => {
  test.each([
    ['solana_list_balances', BALANCES, ['2,500,000.12345', '$0.00001931', '−4.40%', '$3,904.32', 'simulated']],
    ['solana_swap_preview', SWAP, ['Pay', '0.25', '2,689,272.52174', 'At least2,675,826.16 BONK', '6,740.03138 BONK']],
    ['solana_swap_execute', RECEIPT, ['Paid', 'Got', 'not on a chain']],
    ['markets_fetch_ohlcv', CANDLES, ['+3.20%', 'low', 'high']],
    ['solana_resolve_token', TOKENS, ['$0.000000041', 'BONK · DezX…B263']],
    ['list_my_wallets', WALLETS, ['Paper wallet A', 'default']],
  ])('%s', async (name, output, parts) => {
    const { text } = await card({ name, output: JSON.stringify(output), arguments: '{}' })
    for (const part of parts) expect(text()).toContain(part)
  })

  test.each([
    ['pumpstream_live_summary', streams],
    ['solana_list_balances', BALANCES],
    ['solana_swap_preview', SWAP],
    ['solana_preview_sell_all', SWAP],
    ['solana_swap_execute', RECEIPT],
    ['solana_execute_buy', RECEIPT],
    ['solana_execute_sell', RECEIPT],
    ['solana_send', SENT],
    ['markets_fetch_ohlcv', CANDLES],
    ['solana_resolve_token', TOKENS],
    ['list_my_wallets', WALLETS],
    ['resolve_wallet', { wallet_address: 'F76P', source: 'session' }],
    ['set_session_wallet_override', { ok: true, wallet_address: 'F76P' }],
    ['a_tool_of_tomorrow', { price: 7 }],
    ['solana_list_balances', { balances: 'in another shape' }],
    ['search', { results: [{ id: '1', title: 'Fees', url: 'https://x', snippet: '0.25 %' }] }],
  ])('%s: the figures never stand without their age', async (name, output) => {
    const { find } = await card({ name, output: JSON.stringify(output), arguments: '{}' })
    expect(find('.card-caption time').textContent).toBe(
      /swap_(preview|execute)|_sell|_buy|send/.test(name) ? '1 s ago' : '1 s old',
    )
  })

  test('a preview has no signature to show', async () => {
    const { text } = await card({ name: 'solana_swap_preview', output: JSON.stringify(SWAP) })
    expect(text()).not.toContain('Signature')
  })

  test('of another shape show no figure, only the raw JSON', async () => {
    const { find, all } = await card({ output: '{"streams":"many"}' })
    expect(find('.card-error').textContent).toContain('isn’t in the form this tool uses')
    expect(all('.figures')).toEqual([])
    expect(all('.raw')).toHaveLength(2)
  })

  test('of an unknown tool are raw JSON behind a disclosure', async () => {
    const { all, find } = await card({ name: 'brand_new', output: '{"a":1}', arguments: '{"b":2}' })
    expect(find('h2').textContent).toBe('Brand new')
    expect(all('.raw summary').map((summary) => summary.textContent)).toEqual(['What was asked', 'Full answer'])
  })

  test.each([
    ['dexter', 'list_things'],
    ['elsewhere', 'list_things'],
    ['dexter', 'solana_list_balances'],
  ])('nested too deeply stand as text that says so (%s, %s)', async (server, name) => {
    const output = `${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`
    const { find, all, text } = await card({ server, name, output, arguments: output })
    expect(text()).toContain('nested more than 100 levels deep, so it isn’t read. It begins: {"a":{"a":')
    await click(all('.raw summary')[1]!)
    expect(find('.raw pre').textContent).toBe(output)
  })

  test('too long stand as text that says so', async () => {
    const { text } = await card({ name: 'list_things', output: `["${'x'.repeat(500_000)}"]` })
    expect(text()).toContain('longer than 500,000 characters, so it isn’t read. It begins: ["xxx')
  })

  test('hold nothing that is not seen, and are never markup', async () => {
    const foul = '\u202Eevil\u0007 <img src=x onerror=alert(1)>'
    const { all, find } = await card({
      name: `get_\u202Egnp`,
      server: 's\u200B',
      arguments: JSON.stringify({ memo: foul }),
      output: JSON.stringify({ error: 'broken', message: foul }),
      flags: [{ kind: 'shape', detail: foul }],
    })
    expect(find('.card-error').textContent).toBe('evil <img src=x onerror=alert(1)>')
    for (const summary of all('.raw summary')) await click(summary)
    expect(document.body.innerHTML).not.toMatch(/[\u202E\u200B]/u)
    expect(find('.raw pre').textContent).toContain('\\u{202e}evil')
    expect(all('img[src="x"]')).toEqual([])
  })

  test('that are an error say it', async () => {
    const { find } = await card({ output: '{"error":"pumpstream_http_error"}' })
    expect(find('.card-error').textContent).toBe('pumpstream_http_error')
  })

  test('an answer named like something every object has is not mistaken for a known tool', async () => {
    const { all } = await card({ name: 'constructor', output: '{"a":1}', arguments: '{"__proto__":1}' })
    expect(all('.raw')).toHaveLength(2)
  })
})

describe('unwrapping', () => {
  const value = { a: 1 }
  const text = JSON.stringify(value)
  test.each([
    ['plain JSON', text],
    ['JSON encoded twice', JSON.stringify(text)],
    ['MCP content', JSON.stringify({ content: [{ type: 'text', text }] })],
    ['structured content', JSON.stringify({ content: [], structuredContent: value })],
    ['bare content', JSON.stringify([{ type: 'text', text }])],
  ])('%s', (_, output) => expect(unwrapOutput(output)).toEqual(value))

  test('what is not JSON is nothing', () => expect(unwrapOutput('<html>')).toBeUndefined())
})

describe('raw amounts', () => {
  test.each([
    ['267582616000', 5, '2,675,826.16'],
    ['1', 9, '0.000000001'],
    ['0', 6, '0'],
    ['123456789012345678901234567890', 9, '123,456,789,012,345,678,901.23456789'],
    ['42', 0, '42'],
    ['-1', 2, '-1'],
    ['nonsense', 2, 'nonsense'],
  ])('%s at %i decimals is %s', (raw, decimals, shown) => expect(rawUnits(raw, decimals)).toBe(shown))
})
