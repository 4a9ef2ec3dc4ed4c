import { describe, expect, test } from 'vitest'
import { intentOf } from '../../main/practice/mind/intent/index'
import type { Alert } from '../../shared/alerts'
import { ALERT_FUNCTIONS, toldAlert } from '../../shared/session-functions'
import { openSession, sendUserText, TEXT } from '../../tools/practice/realtime-client'
import { open, start } from './practice'

const heard = (text: string) => {
  const intent = intentOf(text)
  if (intent.kind === 'set-alert') return [intent.token.symbol, ...Object.values(intent.when)]
  if (intent.kind === 'cancel-alert') return ['cancel', intent.token?.symbol ?? 'all']
  return [intent.kind]
}

describe('what is said of alerts', () => {
  test.each([
    ['Tell me when SOL is above 250', ['SOL', 'above', 250]],
    ['tell me when soul is above two hundred and fifty dollars', ['SOL', 'above', 250]],
    ['let me know if bonk goes below $0.00002', ['BONK', 'below', 0.00002]],
    ['notify me once WIF hits 3.5', ['WIF', 'above', 3.5]],
    ['set an alert for Jupiter under 50 cents', ['JUP', 'below', 0.5]],
    ['alert me if BONK drops 10 percent in an hour', ['BONK', 'drops_percent', 10, 60]],
    ['alert me if bonk falls by five percent within thirty minutes', ['BONK', 'drops_percent', 5, 30]],
    ['warn me when sol rises 5% in a day', ['SOL', 'rises_percent', 5, 1440]],
    ['set a price alert for SOL at more than 1,000', ['SOL', 'above', 1000]],
    ['tell me when it is above 250', ['incomplete']],
    ['set an alert', ['incomplete']],
    ['what alerts do I have', ['alerts']],
    ['show my price alerts', ['alerts']],
    ['do I have any alerts?', ['alerts']],
    ['cancel the SOL alert', ['cancel', 'SOL']],
    ['remove my bonk alerts please', ['cancel', 'BONK']],
    ['delete all my alerts', ['cancel', 'all']],
  ])('“%s”', (text, intent) => {
    expect(heard(text)).toEqual(intent)
  })

  test.each([
    ['tell me the price of SOL', 'facts'],
    ['is bonk up or down', 'facts'],
    ['cancel', 'refuse'],
    ['tell me what is trending', 'streams'],
    ['let me know my balances', 'balances'],
    ['sell half my bonk', 'trade'],
    ['buy one sol of wif', 'trade'],
  ])('“%s” is no alert', (text, kind) => {
    expect(heard(text)[0] === kind || intentOf(text).kind === kind).toBe(true)
  })
})

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
const bonk = alert({
  token: { symbol: 'BONK', mint: null },
  condition: { kind: 'percent', value: -10, withinMs: 3_600_000 },
})

/** Asks, answers the call as the app would, and gives the words that follow. */
async function ask(question: string, output: unknown, body: Record<string, unknown> = { priceAlerts: true }) {
  const client = await openSession(await start(), TEXT, { practiceUser: true, ...body })
  open.push(client)
  sendUserText(client, question)
  client.send({ type: 'response.create' })
  const { response } = await client.next('response.done')
  const [call] = response.output
  if (call.type !== 'function_call') return { call, said: call.content[0].text as string }
  const answer = { type: 'function_call_output', call_id: call.call_id, output: JSON.stringify(output) }
  client.send({ type: 'conversation.item.create', item: answer })
  client.send({ type: 'response.create' })
  const after = await client.next('response.done')
  return { call, said: after.response.output[0].content[0].text as string }
}

describe('an alert by voice', () => {
  test.each([
    [
      'Tell me when SOL is above 250',
      { token: 'SOL', condition: 'above', value: 250 },
      { set: toldAlert(alert()), price_usd: 240.5 },
      'Okay, I will tell you when SOL is above $250. It is at $240.50 now.',
    ],
    [
      'alert me if BONK drops 10 percent in an hour',
      { token: 'BONK', condition: 'drops_percent', value: 10, within_minutes: 60 },
      { set: toldAlert(bonk), price_usd: 0.00002 },
      'Okay, I will tell you if BONK drops 10% within an hour. It is at $0.0000200 now.',
    ],
    [
      'what alerts do I have',
      {},
      { alerts: [bonk, alert()].map(toldAlert) },
      'You have 2 alerts: BONK drops 10% within an hour, and SOL is above $250.',
    ],
    [
      'what alerts do I have',
      {},
      { alerts: [toldAlert(alert({ state: { is: 'fired', at: 1, price: 251, told: true } }))] },
      'You have no price alerts.',
    ],
    [
      'cancel the SOL alert',
      { token: 'SOL' },
      { removed: [toldAlert(alert())] },
      'Okay, I will no longer tell you when SOL is above $250.',
    ],
    ['cancel the SOL alert', { token: 'SOL' }, { removed: [] }, 'There was no such alert.'],
    [
      'Tell me when SOL is above 250',
      { token: 'SOL', condition: 'above', value: 250 },
      { error: 'not_set', message: 'SOL is already at $260.00. Choose another price.' },
      'SOL is already at $260.00. Choose another price.',
    ],
  ])('“%s”', async (question, args, output, words) => {
    const { call, said } = await ask(question, output)
    expect(JSON.parse(call.arguments)).toEqual(args)
    expect(said).toBe(words)
  })

  test('is not there in a session without these functions, which says where else', async () => {
    expect((await ask('Tell me when SOL is above 250', null, {})).said).toMatch(
      /^I can’t keep price alerts in this session/,
    )
  })

  test('has functions that any session can be given', () => {
    for (const { type, parameters } of ALERT_FUNCTIONS) expect([type, parameters.type]).toEqual(['function', 'object'])
  })
})
