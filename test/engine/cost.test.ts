import { describe, expect, it } from 'vitest'
import { usageOf } from '../../renderer/engine/cost/price'
import { createRig } from './rig'

const MODEL = 'gpt-realtime-2.1'
const usage = {
  input_tokens: 1000,
  output_tokens: 300,
  input_token_details: {
    text_tokens: 600,
    audio_tokens: 400,
    cached_tokens: 500,
    cached_tokens_details: { text_tokens: 400, audio_tokens: 100 },
  },
  output_token_details: { text_tokens: 100, audio_tokens: 200 },
}
// Text 200 x 4 + 400 x 0.40 + 100 x 24; audio 300 x 32 + 100 x 0.40 + 200 x 64.
const DOLLARS = (800 + 160 + 2400 + 9600 + 40 + 12_800) / 1e6

describe('the cost of a response', () => {
  it('counts the cached share at its own price', () => {
    expect(usageOf(usage, MODEL)).toEqual({ input: 1000, cached: 500, output: 300, usd: expect.closeTo(DOLLARS, 12) })
  })

  it('takes what the server does not divide for audio, the dearer', () => {
    expect(usageOf({ input_tokens: 1000, output_tokens: 0 }, MODEL).usd).toBeCloseTo(0.032, 12)
  })

  it('is not known for a model without a price, or where somebody else pays', () => {
    expect(usageOf(usage, 'another-model').usd).toBeNull()
    expect(usageOf(usage, null).usd).toBeNull()
    expect(usageOf(usage, `${MODEL}-2026-05-01`).usd).toBeCloseTo(DOLLARS, 12)
  })
})

describe('a budget for the day', () => {
  const settings = { backend: 'openai', paidModel: MODEL, budgetUsdPerDay: 0.05 } as const

  async function spent() {
    const rig = createRig({ settings })
    await rig.connect()
    for (const id of ['t1', 't2']) {
      rig.ask(id)
      rig.committed(`i_${id}`)
      rig.respond(`r_${id}`)
      rig.say(`r_${id}`, `m_${id}`, 'Yes.')
      rig.done(`r_${id}`, [], { status: 'completed', usage })
      // Told again it is not billed again.
      rig.done(`r_${id}`, [], { status: 'completed', usage })
      rig.playedAll(`m_${id}`)
    }
    return rig
  }

  it('stops new questions with a sentence, keeps what was said, and sends it when the budget is raised', async () => {
    const rig = await spent()
    expect(rig.status?.spending.today.usd).toBeCloseTo(2 * DOLLARS, 12)
    expect(rig.turn('t2')?.usage).toMatchObject({ input: 1000, cached: 500, output: 300 })
    rig.ask('t3')
    expect(rig.entry('t3', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
    expect(rig.entry('t3', 'user')?.problem).toMatch(/budget of \$0\.05 is used up/)
    expect(rig.count('input_audio_buffer.commit')).toBe(2)
    rig.engine.settings({ ...rig.settings, budgetUsdPerDay: 1 })
    rig.engine.command({ type: 'resend', turnId: 't3' })
    expect(rig.count('input_audio_buffer.commit')).toBe(3)
    expect(rig.turn('t3')?.samples.sent).toBe(12_000)
  })

  it('begins anew at midnight', async () => {
    const rig = await spent()
    rig.time.advance(24 * 3600_000)
    rig.ask('t3')
    expect(rig.turn('t3')?.outcome).toBeNull()
  })

  it('knows what an earlier window of the day has used', async () => {
    const rig = createRig({ settings })
    await rig.connect()
    const day = rig.status?.spending.today.day ?? ''
    rig.engine.restore({ today: { day, input: 1, cached: 0, output: 1, usd: 0.06 }, speech: [], wallet: null })
    rig.engine.command({ type: 'say', text: 'Hello' })
    expect(rig.entriesOf('user')[0]?.problem).toMatch(/budget/)
    const other = createRig({ settings })
    await other.connect()
    other.engine.restore({
      today: { day: '1999-01-01', input: 1, cached: 0, output: 1, usd: 9 },
      speech: [],
      wallet: null,
    })
    other.engine.command({ type: 'say', text: 'Hello' })
    expect(other.count('conversation.item.create')).toBe(1)
  })

  it('shows the limits that the server tells', async () => {
    const rig = createRig()
    await rig.connect()
    rig.server({
      type: 'rate_limits.updated',
      rate_limits: [{ name: 'tokens', limit: 1000, remaining: 900, reset_seconds: 2 }, { name: 'odd' }],
    })
    expect(rig.status?.spending.limits).toEqual([
      { name: 'tokens', limit: 1000, remaining: 900, resetAt: expect.any(Number) },
    ])
  })
})
