import { afterEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { SettingsSchema } from '../../shared/settings'
import { NO_SPENDING, type Spending } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { click, mount, tipOf, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

const SPENDING: Spending = {
  session: { input: 21_240, cached: 16_800, output: 3412, usd: 0.0871 },
  today: { input: 84_100, cached: 61_200, output: 12_950, usd: 0.3142, day: '2026-01-15' },
  prices: 'prices of 2026-11-01',
  limits: [{ name: 'tokens', limit: 40_000, remaining: 31_200, resetAt: new Date(2026, 0, 15, 14, 30, 21).getTime() }],
}
const panel = (spending: Spending, budgetUsdPerDay: number | null = null) =>
  mount(
    <Panel />,
    fakeBridge({ snapshot: snapshot([], { spending }), settings: SettingsSchema.parse({ budgetUsdPerDay }) }),
  )

describe('what session and day have used', () => {
  test('is one quiet line, with everything else a tooltip away', async () => {
    const { find } = await panel(SPENDING)
    expect(find('.spending').textContent).toBe('24.7K tokens · $0.087 · today $0.31')
    expect((await tipOf(find('.spending button')))?.split('\n')).toEqual([
      'This session: 21,240 tokens in (79% of them cached), 3,412 out, $0.087.',
      'Today: 84,100 tokens in (73% of them cached), 12,950 out, $0.31.',
      'Based on prices of 2026-11-01.',
      'tokens: 31,200 of 40,000 left. Resets at 14:30:21.',
    ])
  })

  test('says what of the day has no known price, beside what has', async () => {
    const open = [
      { model: 'mine', input: 8000, output: 132, seconds: 0 },
      { model: 'my-ear', input: 0, output: 0, seconds: 12 },
    ]
    const { find } = await panel({ ...SPENDING, today: { ...SPENDING.today, unpriced: open } })
    expect(find('.spending').textContent).toContain('today $0.31 + 8.1K tokens and 12.0 s of speech')
    expect(await tipOf(find('.spending button'))).toContain(
      'The price of 8.1K tokens and 12.0 s of speech isn’t known.',
    )
  })

  test('is tokens alone where no price is known', async () => {
    const free = { session: { ...SPENDING.session, usd: null }, today: { ...SPENDING.today, usd: null } }
    const { find } = await panel({ ...SPENDING, ...free, prices: null }, 5)
    expect(find('.spending').textContent).toBe('24.7K tokens · today 97.1K')
    expect(await tipOf(find('.spending button'))).toContain('Prices unknown.')
  })

  test('stands against the budget, and stands out when that is used up', async () => {
    const { find } = await panel(SPENDING, 5)
    expect(find('.spending').textContent).toContain('today $0.31 of $5.00')
    expect(find('.spending').dataset.over).toBe('false')
    unmountAll()
    expect((await panel(SPENDING, 0.3)).find('.spending').dataset.over).toBe('true')
  })

  test('is the day alone where the session costs nothing', async () => {
    const session = { input: 0, cached: 0, output: 0, usd: null }
    const { find } = await panel({ ...SPENDING, session, prices: null })
    expect(find('.spending').textContent).toBe('today $0.31')
  })

  test('is not there before anything was used', async () => {
    expect((await panel(NO_SPENDING)).all('.spending')).toEqual([])
  })
})

describe('tools that move money without asking', () => {
  test('are named for as long as there are any, in every tab, with a way to mend it and none to close it', async () => {
    const bridge = fakeBridge({ snapshot: snapshot([], { unguarded: ['solana_send', 'a<b>'] }) })
    const { find, button } = await mount(<Panel />, bridge)
    expect(find('.notice h2').textContent).toBe('2 tools can move your money without asking you first')
    expect(find('.notice-more').textContent).toBe('solana_send, a<b>')
    expect(find('.notice').closest('[role=tabpanel]')).toBeNull()
    await click(button('Choose another service'))
    expect(location.hash).toBe('#settings/answers')
  })

  test('leave no trace where there are none', async () => {
    expect((await panel(SPENDING)).all('.notice')).toEqual([])
  })
})

describe('what ran otherwise than approved', () => {
  const alarms = [
    { id: 'alarm-1', text: 'You approved 1, but “buy” ran with 1000.' },
    { id: 'alarm-2', text: '“withdraw” ran, but you hadn’t approved it.' },
  ]

  test('stands in every tab until each of it was read', async () => {
    const bridge = fakeBridge({ snapshot: snapshot([], { alarms }) })
    const { all } = await mount(<Panel />, bridge)
    expect(all('.notice[data-tone=alarm] h2').map((it) => it.textContent)).toEqual(alarms.map(({ text }) => text))
    expect(all('.notice').every((it) => it.closest('[role=tabpanel]') === null)).toBe(true)
    const [, second] = all('.notice button')
    await click(second!)
    expect(bridge.calls).toContainEqual(['acknowledge', 'alarm-2'])
    // It goes once the engine says so.
    expect(all('.notice')).toHaveLength(2)
  })
})
