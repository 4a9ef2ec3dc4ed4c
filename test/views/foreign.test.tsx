import { afterEach, describe, expect, test } from 'vitest'
import { nameWarnings } from '../../renderer/views/cards/name-warnings'
import { ToolCard } from '../../renderer/views/cards/tool-card'
import { Conversation } from '../../renderer/views/conversation/conversation'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, assistant, notice, snapshot, tool, user } from '../../tools/workbench/fixtures/entries'
import { mount, unmountAll } from '../../tools/workbench/fixtures/mount'
import { BALANCES, RECEIPT, SENT, SWAP, TOKENS, WALLETS } from '../../tools/workbench/fixtures/outputs'
import streams from '../../tools/workbench/fixtures/streams.json'
import { BONK_MINT, STRANGE_MINT, trade } from '../../tools/workbench/fixtures/trade-cards'

afterEach(unmountAll)

/** Turns the reading direction from here on, where nothing stops it. */
const TURNS = '\u202e'
const SHOWN = '\\u{202e}'

/** Every text that a server chose, with a character in it that turns the line around. */
function turned(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && FOREIGN.has(key)) return `${value}${TURNS}`
  if (Array.isArray(value)) return value.map((item) => turned(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turned(inner, name)]))
}
const FOREIGN = new Set(['name', 'symbol', 'label', 'memo', 'title', 'snippet', 'walletLabel', 'warnings'])

/** No such character is drawn, in words or in titles, and what stands for it is inside an isolate. */
function isolated(place: HTMLElement): number {
  expect(place.innerHTML).not.toContain(TURNS)
  const words = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  let seen = 0
  for (let word = words.nextNode(); word; word = words.nextNode()) {
    if (!word.textContent?.includes(SHOWN)) continue
    expect(word.parentElement?.closest('bdi, pre, code, dd'), word.textContent).not.toBeNull()
    seen += 1
  }
  return seen
}

test.each([
  ['pumpstream_live_summary', streams],
  ['solana_list_balances', BALANCES],
  ['solana_resolve_token', TOKENS],
  ['solana_swap_preview', SWAP],
  ['solana_swap_execute', RECEIPT],
  ['solana_send', SENT],
  ['list_my_wallets', WALLETS],
])('names in an answer of %s turn nothing around them, and are seen as they are', async (name, output) => {
  const entry = tool({ name, output: JSON.stringify(turned(output)) })
  const { place } = await mount(<ToolCard entry={entry} />, fakeBridge())
  expect(isolated(place)).toBeGreaterThan(0)
})

test('sentences of others in the conversation turn nothing around them', async () => {
  const text = `SOL is at ${TURNS}150.`
  const entries = [
    user({ text }),
    assistant({ text, flags: [] }),
    assistant({ text, state: 'interrupted', heardChars: 5 }),
    tool({ status: 'failed', error: text }),
    notice({ text }),
    approval({ decision: 'denied', reason: text, card: trade({ memo: text }), heard: text }),
  ]
  const { place } = await mount(<Conversation />, fakeBridge({ snapshot: snapshot(entries) }))
  expect(isolated(place)).toBeGreaterThanOrEqual(entries.length)
})

describe('a name that can mislead', () => {
  const named = (symbol: string, name = symbol, mint = STRANGE_MINT) => ({ mint, symbol, name })

  test.each([
    ['a letter of another alphabet', named('USDТ', 'Tether')],
    ['all letters of another alphabet', named('ВОНК', 'Bonk')],
    ['letters of two alphabets in its name', named('OK', 'Bоnk')],
    ['an accent in its symbol', named('BÖNK', 'Bonk')],
    ['full-width letters', named('ＢＯＮＫ', 'Bonk')],
    ['what is not seen', named('WIF\u200b', 'dogwifhat')],
    ['a turned direction', named('\u202ECDSU', 'USDC')],
    ['the symbol of a well-known token', named('bonk', 'Bonk Classic')],
    ['the same with a dollar sign', named('$BONK', 'Bonk Classic')],
  ])('carries a mark: %s', (_what, token) => {
    expect(nameWarnings(token)).not.toEqual([])
  })

  test.each([
    ['a plain one', named('PIGEON', 'Turbo Pigeon')],
    ['one in another script', named('猫币', '猫币')],
    ['an accent in its name', named('CAFE', 'Café')],
    ['the well-known token itself', named('BONK', 'Bonk', BONK_MINT)],
  ])('any other carries none: %s', (_what, token) => {
    expect(nameWarnings(token)).toEqual([])
  })

  test('carries one where another row has the same symbol', () => {
    const one = named('USDY', 'Ondo', 'mint-1')
    const other = named('usdy', 'Ondo Dollar', 'mint-2')
    expect(nameWarnings(one, [one, other])).toEqual(['More than one token here has this symbol. Compare the mints.'])
    expect(nameWarnings(one, [one, named('OTHER', 'Other', 'mint-2')])).toEqual([])
  })

  test('shows it in a table of tokens', async () => {
    const { all } = await mount(
      <ToolCard entry={tool({ name: 'solana_resolve_token', output: JSON.stringify(TOKENS) })} />,
      fakeBridge(),
    )
    // The first row is the well-known BONK.
    expect(all('.token').map((row) => row.querySelector('.warning-mark') !== null)).toEqual([false, true])
  })
})
