import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAlerts } from '../../main/alerts/alerts'
import { createAlertFunctions } from '../../main/alerts/functions'
import type { Look } from '../../main/alerts/price-line'
import { type AlertCondition, MOST_ALERTS, MOST_WATCHED } from '../../shared/alerts'
import { sentence, setLanguage, t } from '../../shared/i18n'
import { noticeBoard } from '../notices'
import { testClock } from './clock'

const MINUTE = 60_000
const SOL = 'So11111111111111111111111111111111111111112'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-alerts-'))
})
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  // Nothing is being written any more.
  for (const alerts of opened.splice(0)) await alerts.close()
  rmSync(dir, { recursive: true, force: true })
  await setLanguage('en', 'en-US')
})
const said = (text: string) => sentence(() => text)
const file = () => join(dir, 'alerts.json')

/** Alerts over a market of a test: `prices` by symbol. */
function scene(prices: Record<string, number>, clock = testClock()) {
  const told: string[] = []
  const looks: string[] = []
  const flags = { online: true, trouble: null as Look | null, gone: false }
  const board = noticeBoard()
  const alerts = createAlerts({
    file: file(),
    servers: {
      async look(server, { symbol }) {
        looks.push(`${server} ${symbol}`)
        if (flags.trouble !== null) return flags.trouble
        const price = prices[symbol]
        return price === undefined
          ? { ok: false, fault: 'token', message: said('No such token.') }
          : { ok: true, price: { price, change24h: 1, symbol, mint: symbol === 'SOL' ? SOL : null } }
      },
      isLocal: (id) => id === 'practice',
      exists: () => !flags.gone,
      usual: () => 'desk',
      list: () => [{ id: 'desk', label: 'Desk' }],
      follow: async () => {},
      close: async () => {},
    },
    now: clock.now,
    mono: clock.now,
    after: clock.after,
    everyMs: () => MINUTE,
    isOnline: () => flags.online,
    notice: board.notice,
    tell: ({ token }, price) => told.push(`${token.symbol} ${price}`),
    onChange: () => {},
  })
  opened.push(alerts)
  alerts.start()
  const set = (token: string, condition: AlertCondition, spoken = true) =>
    alerts.set({ token, server: null, condition, spoken })
  return { alerts, clock, told, looks, flags, prices, set, board }
}
const above = (value: number): AlertCondition => ({ kind: 'above', value })

test('nobody is asked while nothing is set, and no file is made', async () => {
  const { alerts, clock, looks } = scene({ SOL: 100 })
  await clock.pass(60 * MINUTE)
  expect([looks, clock.timers, existsSync(file())]).toEqual([[], 0, false])
  expect(alerts.state().schedule).toMatchObject({ state: 'off', requestsPerHour: 0 })
})

test('an alert is told once, and nobody is asked any more', async () => {
  const { alerts, clock, told, looks, prices, set } = scene({ SOL: 240 })
  expect(await set('sol', above(250))).toMatchObject({
    ok: true,
    price: 240,
    alert: { token: { symbol: 'SOL', mint: SOL } },
  })
  expect(alerts.state().schedule).toMatchObject({ state: 'running', everyMs: MINUTE, requestsPerHour: 60 })
  await clock.pass(3 * MINUTE)
  expect(told).toEqual([])
  prices.SOL = 251
  await clock.pass(MINUTE)
  expect(told).toEqual(['SOL 251'])
  looks.splice(0)
  prices.SOL = 260
  await clock.pass(10 * MINUTE)
  expect([told, looks, clock.timers]).toEqual([['SOL 251'], [], 0])
  expect(alerts.state().alerts).toMatchObject([{ state: { is: 'fired', price: 251, told: true } }])
})

test('it is never told while a key is held, but as soon as it is let go, even after a restart', async () => {
  const { alerts, clock, told, prices, set } = scene({ SOL: 240 })
  await set('SOL', above(250))
  alerts.held(true)
  prices.SOL = 251
  await clock.pass(5 * MINUTE)
  expect(told).toEqual([])
  expect(alerts.state().alerts).toMatchObject([{ state: { is: 'fired', told: false } }])
  await alerts.close()
  // The app quit meanwhile: it is told at the next start, once.
  const again = scene({ SOL: 1 })
  expect(again.told).toEqual(['SOL 251'])
  alerts.held(false)
  expect(told).toEqual(['SOL 251'])
  await again.alerts.close()
  expect(scene({ SOL: 1 }).told).toEqual([])
})

test('a percentage is of the app’s own samples, and a restart does not lose its time', async () => {
  const first = scene({ BONK: 100 })
  await first.set('BONK', { kind: 'percent', value: -10, withinMs: 60 * MINUTE })
  await first.clock.pass(10 * MINUTE)
  await first.alerts.close()
  const second = scene({ BONK: 89 }, testClock(first.clock.now() + MINUTE))
  await second.clock.pass(MINUTE)
  expect(second.told).toEqual(['BONK 89'])
})

test('what is true already is not set, and says what the price is', async () => {
  const { alerts, set } = scene({ SOL: 260 })
  expect(await set('SOL', above(250))).toEqual({
    ok: false,
    code: 'reached_already',
    message: said('SOL is already at $260.00. Choose another price.'),
  })
  expect(alerts.state().alerts).toEqual([])
})

test('a token that nobody knows, and one alert too many, are refused in one sentence', async () => {
  const { set } = scene({ SOL: 1 })
  expect(await set('NOPE', above(2))).toEqual({ ok: false, code: 'no_price', message: said('No such token.') })
  for (let at = 0; at < 20; at++) expect(await set('SOL', above(2 + at))).toMatchObject({ ok: true })
  expect(await set('SOL', above(50))).toMatchObject({
    code: 'too_many',
    message: { shown: 'You can have 20 alerts. Remove one first.' },
  })
})

test('many alerts on one token are one look', async () => {
  const { alerts, clock, looks, set } = scene({ SOL: 1 })
  await set('SOL', above(2))
  await set('SOL', above(3))
  await alerts.watch({ token: 'SOL', server: null })
  looks.splice(0)
  await clock.pass(MINUTE)
  expect(looks).toEqual(['desk SOL'])
  expect(alerts.state().schedule.requestsPerHour).toBe(60)
})

test('a server whose key was entered anew is asked at once, however long it would have been left alone', async () => {
  const { alerts, clock, looks, flags, set } = scene({ SOL: 1 })
  await set('SOL', above(2))
  flags.trouble = { ok: false, fault: 'server', message: said('Desk doesn’t accept your key.') }
  await clock.pass(20 * MINUTE)
  looks.splice(0)
  flags.trouble = null
  await clock.pass(MINUTE)
  const waited = looks.splice(0).length
  await alerts.follow()
  await clock.settle()
  expect([waited, looks]).toEqual([0, ['desk SOL']])
})

test('a change of settings makes no file, and asks nobody, while nothing is set', async () => {
  const { alerts, looks } = scene({ SOL: 1 })
  await alerts.follow()
  await alerts.close()
  expect([looks, existsSync(file())]).toEqual([[], false])
})

test('a watched token shows its price, its day and its way, and is watched once', async () => {
  const { alerts, clock, prices } = scene({ SOL: 100 })
  expect(await alerts.watch({ token: '$sol', server: null })).toEqual({ ok: true })
  prices.SOL = 101
  await clock.pass(MINUTE)
  const [watched] = alerts.state().watched
  expect(watched).toMatchObject({ price: 101, change24h: 1, samples: [100, 101], problem: null })
  expect(await alerts.watch({ token: SOL, server: null })).toEqual({ ok: false, message: 'You already watch SOL.' })
  alerts.unwatch(watched?.id ?? '')
  expect([alerts.state().watched, alerts.state().schedule.state, clock.timers]).toEqual([[], 'off', 0])
})

test('a server that fails is said where its prices stand, and is asked more seldom', async () => {
  const { alerts, clock, looks, flags } = scene({ SOL: 100 })
  await alerts.watch({ token: 'SOL', server: null })
  flags.trouble = { ok: false, fault: 'server', message: said('Desk can’t be reached.') }
  looks.splice(0)
  await clock.pass(20 * MINUTE)
  expect(looks.length).toBeLessThan(7)
  expect(alerts.state().watched).toMatchObject([{ price: 100, problem: 'Desk can’t be reached.' }])
  flags.trouble = null
  await clock.pass(15 * MINUTE)
  expect(alerts.state().watched).toMatchObject([{ problem: null }])
})

test('an alert whose server is gone says so, and is looked at no more', async () => {
  const { alerts, clock, looks, flags, set } = scene({ SOL: 1 })
  await set('SOL', above(2))
  flags.gone = true
  await alerts.follow()
  looks.splice(0)
  await clock.pass(5 * MINUTE)
  expect(looks).toEqual([])
  expect(alerts.state().alerts).toMatchObject([
    { state: { is: 'failed', reason: expect.stringContaining('no longer') } },
  ])
})

test('sleep and a lost network pause it, and say so', async () => {
  const { alerts, clock, looks, flags, set } = scene({ SOL: 1 })
  await set('SOL', above(2))
  looks.splice(0)
  alerts.suspend()
  await clock.pass(10 * MINUTE)
  expect([looks, alerts.state().schedule.state]).toEqual([[], 'asleep'])
  flags.online = false
  alerts.resume()
  await clock.pass(10 * MINUTE)
  expect([looks, alerts.state().schedule.state]).toEqual([[], 'offline'])
  flags.online = true
  await clock.pass(MINUTE)
  expect(looks).toEqual(['desk SOL'])
})

describe('the file', () => {
  test('brings alerts and watchlist back', async () => {
    const first = scene({ SOL: 1 })
    await first.set('SOL', above(2))
    await first.alerts.watch({ token: 'SOL', server: null })
    await first.alerts.close()
    const { alerts } = scene({ SOL: 1 })
    expect(alerts.state()).toMatchObject({ alerts: [{ condition: above(2) }], watched: [{ price: 1 }] })
  })

  test.each(['{"alerts":', '{"alerts":[{"id":"x"}],"watched":[],"series":{}}', '[]'])(
    'that is damaged (%s) is set aside and said',
    (text) => {
      writeFileSync(file(), text)
      const { alerts, board } = scene({})
      expect(alerts.state().alerts).toEqual([])
      expect(board.said).toMatchObject([
        { code: 'alerts_damaged', text: expect.stringContaining('alerts.json.damaged') },
      ])
      expect(readFileSync(`${file()}.damaged`, 'utf8')).toBe(text)
    },
  )

  test('that can’t be written is said once, until it can', async () => {
    rmSync(dir, { recursive: true })
    const { alerts, board, set } = scene({ SOL: 1 })
    for (const value of [2, 3]) await set('SOL', above(value))
    await alerts.close()
    expect(board.standing()).toMatchObject([{ code: 'alerts_unsaved' }])
  })
})

describe('the functions of a session', () => {
  const open = (prices: Record<string, number>) => {
    const all = scene(prices)
    const answer = createAlertFunctions(all.alerts)
    return {
      ...all,
      answer: async (...call: Parameters<typeof answer>) => {
        const { ok, output } = await answer(...call)
        return { ok, ...JSON.parse(output) }
      },
    }
  }

  test('set, list and cancel', async () => {
    const { answer, alerts } = open({ SOL: 240, BONK: 1 })
    const set = { token: 'SOL', condition: 'above', value: 250 }
    expect(await answer('set_price_alert', JSON.stringify(set))).toMatchObject({
      ok: true,
      price_usd: 240,
      set: { token: 'SOL', condition: 'above', value: 250, within_minutes: null, spoken: true, state: 'waiting' },
    })
    const drop = { token: 'BONK', condition: 'drops_percent', value: '10', within_minutes: 60 }
    expect(await answer('set_price_alert', JSON.stringify(drop))).toMatchObject({
      set: { condition: 'drops_percent', value: 10, within_minutes: 60 },
    })
    expect((await answer('list_price_alerts', '')).alerts).toMatchObject([{ token: 'BONK' }, { token: 'SOL' }])
    expect(await answer('cancel_price_alert', '{"token":"$sol"}')).toMatchObject({ removed: [{ token: 'SOL' }] })
    expect(alerts.state().alerts).toHaveLength(1)
    expect(await answer('cancel_price_alert', '{"token":"SOL"}')).toEqual({ ok: true, removed: [] })
    // Left empty, an id or a token is none, and not all.
    for (const empty of ['{"id":""}', '{"token":""}', '{"id":"","token":""}'])
      expect(await answer('cancel_price_alert', empty)).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect(await answer('cancel_price_alert', '{}')).toMatchObject({ removed: [{ token: 'BONK' }] })
  })

  test('tell the model in English by a code, and the trader in the language of the app', async () => {
    await setLanguage('de', 'de-DE')
    const { alerts } = scene({ SOL: 260 })
    const answer = createAlertFunctions(alerts)
    const reply = await answer('set_price_alert', '{"token":"SOL","condition":"above","value":250}')
    expect(JSON.parse(reply.output)).toEqual({
      error: 'reached_already',
      message: 'SOL is already at $260.00. Choose another price.',
    })
    expect(reply.problem).toMatch(/^SOL .* 260,00\s\$/)
    const wrong = await answer('set_price_alert', '{"token":"SOL","condition":"above","value":-1}')
    expect(JSON.parse(wrong.output)).toMatchObject({ error: 'invalid_arguments', message: expect.stringMatching(/>0/) })
    expect(wrong.problem).toBe(t('alerts.problem.badValue'))
  })

  test.each([
    ['no JSON', 'SOL above 250'],
    ['no value', '{"token":"SOL","condition":"above"}'],
    ['a negative price', '{"token":"SOL","condition":"above","value":-1}'],
    ['a time beyond a day', '{"token":"SOL","condition":"drops_percent","value":5,"within_minutes":100000}'],
    ['a condition that there is not', '{"token":"SOL","condition":"equals","value":5}'],
    ['a fall of everything', '{"token":"SOL","condition":"drops_percent","value":100}'],
  ])('refuse %s, and set nothing', async (_what, args) => {
    const { answer, alerts, looks } = open({ SOL: 1 })
    expect(await answer('set_price_alert', args)).toMatchObject({ ok: false, error: 'invalid_arguments' })
    expect([alerts.state().alerts, looks]).toEqual([[], []])
  })
})

describe('several at once', () => {
  const names = Array.from({ length: MOST_ALERTS + 1 }, (_, at) => `T${at}`)
  const prices = Object.fromEntries(names.map((name) => [name, 1]))

  test('are no more alerts than there is room for, and none is lost over a restart', async () => {
    const { alerts, set } = scene(prices)
    const replies = await Promise.all(names.map((name) => set(name, above(2))))
    expect(replies.filter(({ ok }) => !ok)).toHaveLength(1)
    await alerts.close()
    expect(scene(prices).alerts.state().alerts).toHaveLength(MOST_ALERTS)
  })

  test('are no more watched tokens than there is room for', async () => {
    const { alerts } = scene(prices)
    await Promise.all(names.map((token) => alerts.watch({ token, server: null })))
    await alerts.close()
    expect(scene(prices).alerts.state().watched).toHaveLength(MOST_WATCHED)
  })
})

test('a name without a letter is no token, and what a server calls it turns no line around', async () => {
  const { alerts, set, flags } = scene({})
  flags.trouble = { ok: true, price: { price: 1, change24h: null, symbol: null, mint: null } }
  expect(await set('$', above(2))).toMatchObject({ ok: false })
  flags.trouble = { ok: true, price: { price: 1, change24h: null, symbol: 'AB\u202ECD', mint: null } }
  expect(await set('AB', above(2))).toMatchObject({ ok: true, alert: { token: { symbol: 'ABCD' } } })
  await alerts.close()
  expect(scene({}).alerts.state().alerts).toHaveLength(1)
})
