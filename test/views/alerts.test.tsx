import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Alerts } from '../../renderer/views/alerts/alerts'
import { type Alert, type AlertsState, NO_ALERTS } from '../../shared/alerts'
import type { Done } from '../../shared/ipc'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { fieldOf } from '../../tools/workbench/fixtures/fields'
import { click, mount, type, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

const alert = (over: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  server: 'practice',
  token: { symbol: 'SOL', mint: null },
  condition: { kind: 'above', value: 250 },
  spoken: true,
  createdAt: 1,
  state: { is: 'waiting' },
  ...over,
})
const watched: AlertsState['watched'][number] = {
  id: 'w1',
  server: 'practice',
  token: { symbol: 'BONK', mint: null },
  price: 0.0000193,
  change24h: -3.2,
  at: 1,
  samples: [2, 1, 3],
  problem: null,
}

async function open(given: Partial<AlertsState> = {}, answers: { setAlert?: Done; watchToken?: Done } = {}) {
  const bridge = fakeBridge({ snapshot: { ...snapshot(), alerts: { ...NO_ALERTS, ...given } }, answers })
  const view = await mount(<Alerts />, bridge)
  const field = (label: string) => {
    const found = view.all('label').find((one) => one.textContent?.startsWith(label))
    return view.find(`[id="${found?.getAttribute('for')}"]`)
  }
  return { ...view, bridge, field }
}

describe('alerts', () => {
  test('while nothing is set say that nobody is asked, and how one is set by voice', async () => {
    const { text } = await open()
    expect(text()).toContain('Prices are checked once you add an alert or watch a token.')
    expect(text()).toContain('Tell me when SOL is above 250')
  })

  test('say what they wait for, what became of them, and what the looks cost', async () => {
    const { all, text } = await open({
      alerts: [
        alert(),
        alert({
          id: 'a2',
          condition: { kind: 'percent', value: -10, withinMs: 3_600_000 },
          state: { is: 'failed', reason: 'It is gone.' },
        }),
        alert({
          id: 'a3',
          condition: { kind: 'below', value: 0.0000193 },
          state: { is: 'fired', at: Date.UTC(2026, 10, 30), price: 0.00001929, told: true },
        }),
      ],
      schedule: { state: 'running', everyMs: 60_000, requestsPerHour: 60 },
    })
    expect(all('.alert-condition').map(({ textContent }) => textContent)).toEqual([
      'SOL above $250.00',
      'SOL down 10% within 1 hour',
      'SOL below $0.0000193',
    ])
    expect(text()).toContain('Stopped. It is gone.')
    expect(text()).toMatch(/Reached at \$0\.00001929, Nov/)
    expect(text()).toContain('Checked every 1 minute: 60 requests an hour.')
  })

  test('are removed, and the keyboard goes on at the next one, at last where another is added', async () => {
    const { bridge, find, all, field } = await open({ alerts: [alert(), alert({ id: 'a2' })] })
    expect(find('[data-id="a1"]').getAttribute('aria-label')).toBe('Remove alert: SOL above $250.00')
    await click(find('[data-id="a1"]'))
    expect(document.activeElement).toBe(find('[data-id="a2"]'))
    expect(bridge.calls).toEqual([['cancelAlert', 'a1']])
    await act(async () =>
      bridge.push.update({
        ...snapshot(),
        alerts: { ...NO_ALERTS, alerts: [alert({ id: 'a2' })] },
        entries: [],
        turns: [],
      }),
    )
    expect(all('.alerts-list li')).toHaveLength(1)
    await click(find('[data-id="a2"]'))
    expect(document.activeElement).toBe(field('Token'))
  })
})

describe('a new alert', () => {
  test.each([
    ['is above', '1,000.50', { kind: 'above', value: 1000.5 }],
    ['is below', '$0.00002', { kind: 'below', value: 0.00002 }],
    ['is above', '0,5', { kind: 'above', value: 0.5 }],
    ['rises by', '5%', { kind: 'percent', value: 5, withinMs: 3_600_000 }],
    ['drops by', '10', { kind: 'percent', value: -10, withinMs: 3_600_000 }],
  ])('that %s %s is asked for as meant', async (kind, value, condition) => {
    const { bridge, field, button, place } = await open()
    await type(field('Token'), 'SOL')
    const list = fieldOf(place, 'When it')
    await list.choose([...list.select().options].find((one) => one.text === kind)?.value ?? '')
    await type(field(kind.endsWith('by') ? 'Percent' : 'Price'), value)
    await click(button('Add alert'))
    expect(bridge.calls).toEqual([['setAlert', { token: 'SOL', server: null, condition, spoken: true }]])
  })

  test.each([
    ['', '250', 'Enter a token’s symbol or mint address.'],
    ['SOL', 'soon', 'Enter a price above 0, or a percentage.'],
    ['SOL', '0', 'Enter a price above 0, or a percentage.'],
    ['SOL', '', 'Enter a price above 0, or a percentage.'],
  ])('of “%s” at “%s” is not sent, and what is wrong goes when it is mended', async (token, value, sentence) => {
    const { bridge, field, button, find } = await open()
    await type(field('Token'), token)
    await type(field('Price'), value)
    await click(button('Add alert'))
    expect([bridge.calls, find('[role="alert"]').textContent]).toEqual([[], sentence])
    await type(field('Price'), '251')
    expect(find('[role="alert"]').textContent).toBe('')
  })

  test('that main refuses says why, and keeps what was entered', async () => {
    const { field, button, find } = await open({}, { setAlert: { ok: false, message: 'SOL is already at $260.00.' } })
    await type(field('Token'), 'SOL')
    await type(field('Price'), '250')
    await click(button('Add alert'))
    expect(find('[role="alert"]').textContent).toBe('SOL is already at $260.00.')
    expect(field('Token')).toHaveProperty('value', 'SOL')
  })
})

describe('the watchlist', () => {
  test('shows price, change with its sign, and the way as a picture with words', async () => {
    const { find, all } = await open({ watched: [watched] })
    expect(find('.watched-price').textContent).toBe('$0.0000193')
    expect(find('.watched-change').textContent).toBe('▼ −3.2% in 24 hours')
    expect(find('.watchlist svg').getAttribute('aria-label')).toBe('Recent prices of BONK, from $2.00 to $3.00')
    expect(all('polyline')[0]?.getAttribute('points')).toBe('0.0,10.0 32.0,20.0 64.0,0.0')
  })

  test('says where there is no price, and why; and takes hostile names as text', async () => {
    const symbol = '\u202e<b>X</b>'
    const given = {
      ...watched,
      token: { symbol, mint: null },
      price: null,
      change24h: null,
      samples: [],
      problem: 'Desk can’t be reached.',
    }
    const { text, all } = await open({ watched: [given] })
    expect(text()).toContain('No price yet')
    expect(text()).toContain('Desk can’t be reached.')
    expect([all('.watchlist b'), all('.watchlist svg')]).toEqual([[], []])
    expect(text()).not.toContain('\u202e')
  })

  test('takes another token, and gives one up', async () => {
    const { bridge, field, button, find } = await open({ watched: [watched] })
    await type(field('Token'), 'wif')
    await click(button('Add to watchlist'))
    await click(find('[data-id="w1"]'))
    expect(bridge.calls).toEqual([
      ['watchToken', { token: 'wif', server: null }],
      ['unwatchToken', 'w1'],
    ])
  })
})
