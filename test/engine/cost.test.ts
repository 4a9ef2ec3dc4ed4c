import { describe, expect, it, test } from 'vitest'
import { usageOf } from '../../renderer/engine/cost/price'
import type { EngineSettings } from '../../renderer/engine/engine'
import { minuteRate, tokenRates } from '../../shared/models/prices'
import { createRig, GRANT } from '../../tools/engine/rig'

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

describe('pictures in a prompt', () => {
  it('are counted by their own price, cached ones too, and not as speech', () => {
    const seen = {
      input_tokens: 1000,
      output_tokens: 0,
      input_token_details: {
        text_tokens: 100,
        audio_tokens: 200,
        image_tokens: 700,
        cached_tokens: 500,
        cached_tokens_details: { text_tokens: 100, audio_tokens: 0, image_tokens: 400 },
      },
    }
    // Text 100 x 0.40; audio 200 x 32; images 300 x 5 + 400 x 0.50.
    expect(usageOf(seen, MODEL).usd).toBeCloseTo((40 + 6400 + 1500 + 200) / 1e6, 12)
  })
})

test('every model of the price list has its price', () => {
  for (const model of ['gpt-realtime-2.1', 'gpt-realtime-2', 'gpt-realtime-2.1-mini', 'gpt-realtime-1.5'])
    expect(tokenRates(model, {}), model).toMatchObject({ audio: {}, text: {}, image: {} })
  for (const [model, rate] of [
    ['gpt-transcribe', 0.0045],
    ['gpt-live-transcribe', 0.017],
    ['gpt-realtime-whisper', 0.017],
    ['gpt-4o-mini-transcribe', 0.003],
    ['gpt-realtime-translate', 0.034],
  ] as const)
    expect(minuteRate(model, {}), model).toBe(rate)
  for (const name of ['constructor', '__proto__', 'toString', 'gpt-realtime-9'])
    expect([tokenRates(name, {}), minuteRate(name, {})]).toEqual([null, null])
})

describe('what is written down', () => {
  const grant = { ...GRANT, grant: { ...GRANT.grant, transcription: { model: 'gpt-transcribe' } } }
  const written = (rig: ReturnType<typeof createRig>, more: Record<string, unknown> = {}) =>
    rig.server({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'i1',
      content_index: 0,
      transcript: 'What?',
      ...more,
    })

  async function asked(settings: Partial<EngineSettings> = {}) {
    const rig = createRig({ grants: [grant], settings: { backend: 'openai', paidModel: MODEL, ...settings } })
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    return rig
  }

  it('is billed by the minute: as the server tells, else by our own count of what was spoken', async () => {
    for (const [usage, seconds] of [
      [{ type: 'duration', seconds: 20 }, 20],
      [{ type: 'tokens', input_tokens: 14, output_tokens: 45, total_tokens: 59 }, 0.5],
      [undefined, 0.5],
      [{ type: 'duration', seconds: -3 }, 0.5],
    ] as const) {
      const rig = await asked()
      written(rig, { usage })
      expect(rig.status?.spending.today.usd).toBeCloseTo((seconds / 60) * 0.0045, 12)
      expect(rig.turn('t1')?.usage?.usd).toBeCloseTo((seconds / 60) * 0.0045, 12)
    }
  })

  it('is billed once, and its tokens count', async () => {
    const rig = await asked()
    for (let times = 0; times < 3; times++)
      written(rig, { usage: { type: 'tokens', input_tokens: 14, output_tokens: 45 } })
    expect(rig.status?.spending.today).toMatchObject({ input: 14, output: 45, paid: 59 })
  })

  it('is billed again for a question that is sent again', async () => {
    const rig = await asked()
    written(rig, { usage: { type: 'duration', seconds: 60 } })
    rig.respond('r1')
    rig.done('r1', [], { status: 'failed' })
    rig.engine.command({ type: 'resend', turnId: 't1' })
    rig.committed('i2')
    written(rig, { item_id: 'i2', usage: { type: 'duration', seconds: 60 } })
    expect(rig.status?.spending.today.usd).toBeCloseTo(2 * 0.0045, 12)
  })

  it('stops the day’s budget like everything else', async () => {
    const rig = await asked({ budgetUsdPerDay: 0.01 })
    written(rig, { usage: { type: 'duration', seconds: 140 } })
    rig.ask('t2')
    expect(rig.entry('t2', 'user')?.problem).toMatch(/budget of \$0\.01 is used up/)
  })

  it('is no spending of the trader in practice, nor where the service pays', async () => {
    for (const backend of ['practice', 'dexter'] as const) {
      const rig = await asked({ backend, paidModel: null })
      rig.respond('r1')
      rig.done('r1', [], { usage: { input_tokens: 1000, output_tokens: 300 } })
      expect(rig.status?.spending.today).toMatchObject({ input: 0, output: 0, usd: null })
      expect(rig.status?.spending.session).toMatchObject({ input: 0, output: 0, usd: null })
      // It stands with the question, for whoever asks.
      expect(rig.turn('t1')?.usage).toMatchObject({ input: 1000, output: 300 })
    }
  })

  it('costs nothing where somebody else pays', async () => {
    const rig = await asked({ paidModel: null })
    written(rig, { usage: { type: 'duration', seconds: 20 } })
    expect(rig.status?.spending.today).toMatchObject({ usd: null, unpriced: [] })
  })

  it('has the languages that were heard, and may have them in any shape', async () => {
    const rig = await asked()
    written(rig, { languages: [{ code: 'de' }], usage: { seconds: 'many' } })
    expect(rig.entry('t1', 'user')).toMatchObject({ text: 'What?', transcript: 'final', languages: ['de'] })
    const other = await asked()
    written(other, { languages: 'de' })
    expect(other.entry('t1', 'user')?.text).toBe('What?')
  })
})

describe('a budget for a model without a known price', () => {
  const settings = { backend: 'openai', paidModel: 'my-model', budgetUsdPerDay: 5 } as const
  const problem = (rig: ReturnType<typeof createRig>, id: string) => rig.entry(id, 'user')?.problem ?? null
  const answered = (rig: ReturnType<typeof createRig>, id: string) => {
    rig.ask(id)
    rig.committed(`i_${id}`)
    rig.respond(`r_${id}`)
    rig.say(`r_${id}`, `m_${id}`, 'Yes.')
    rig.done(`r_${id}`, [], { status: 'completed', usage })
    rig.playedAll(`m_${id}`)
  }

  it('asks for a price or a token limit before anything is spent, and keeps what was said', async () => {
    const rig = createRig({ settings })
    await rig.connect()
    rig.ask('t1')
    expect(problem(rig, 't1')).toMatch(
      /doesn’t know the price of my-model.*budget of \$5\.00.*Settings, under Spending/,
    )
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
    rig.engine.settings({ ...rig.settings, modelPrices: { 'my-model': { input: 10, output: 20 } } })
    rig.engine.command({ type: 'resend', turnId: 't1' })
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
  })

  it('counts by the price that the trader entered, cached tokens too', async () => {
    const rig = createRig({ settings: { ...settings, modelPrices: { 'my-model': { input: 1000, output: 2000 } } } })
    await rig.connect()
    answered(rig, 't1')
    expect(rig.status?.spending.today.usd).toBeCloseTo((1000 * 1000 + 300 * 2000) / 1e6, 12)
    for (const id of ['t2', 't3', 't4']) answered(rig, id)
    rig.ask('t5')
    expect(problem(rig, 't5')).toMatch(/is used up/)
  })

  it('goes by a token limit instead, which counts what the trader pays for', async () => {
    const rig = createRig({ settings: { ...settings, tokensPerDay: 2000 } })
    await rig.connect()
    answered(rig, 't1')
    answered(rig, 't2')
    expect(rig.turn('t2')?.outcome).toBe('answered')
    rig.ask('t3')
    expect(problem(rig, 't3')).toMatch(/limit of 2,000 tokens is used up/)
  })

  it('does not forget what was used before a budget was set, or before another model was chosen', async () => {
    const rig = createRig({ settings: { ...settings, budgetUsdPerDay: null } })
    await rig.connect()
    answered(rig, 't1')
    expect(rig.status?.spending.today).toMatchObject({
      usd: null,
      unpriced: [{ model: 'my-model', input: 1000, output: 300 }],
    })
    rig.engine.settings({ ...rig.settings, paidModel: MODEL, budgetUsdPerDay: 5 })
    rig.ask('t2')
    expect(problem(rig, 't2')).toMatch(/know the price of my-model,/)
    const priced = { 'my-model': { input: 1000, output: 20_000 } }
    rig.engine.settings({ ...rig.settings, paidModel: MODEL, budgetUsdPerDay: 5, modelPrices: priced })
    expect(rig.status?.spending.today.usd).toBeCloseTo(7, 9)
    rig.ask('t3')
    expect(problem(rig, 't3')).toMatch(/is used up/)
  })

  it('asks for the price of a transcription, too', async () => {
    const grant = { ...GRANT, grant: { ...GRANT.grant, transcription: { model: 'my-ear' } } }
    const rig = createRig({ grants: [grant], settings: { ...settings, paidModel: MODEL } })
    await rig.connect()
    rig.ask('t1')
    expect(problem(rig, 't1')).toMatch(/know the price of my-ear,/)
    rig.engine.settings({ ...rig.settings, modelPrices: { 'my-ear': { minute: 0.01 } } })
    rig.ask('t2')
    expect(problem(rig, 't2')).toBeNull()
  })

  it('wants both prices of a name that answers and writes down', async () => {
    const grant = { ...GRANT, grant: { ...GRANT.grant, transcription: { model: 'my-model' } } }
    const rig = createRig({ grants: [grant], settings: { ...settings, budgetUsdPerDay: null } })
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    const transcript = { item_id: 'i1', content_index: 0, transcript: 'What?', usage: { seconds: 60 } }
    rig.server({ type: 'conversation.item.input_audio_transcription.completed', ...transcript })
    rig.respond('r1')
    rig.done('r1', [], { status: 'completed', usage })
    const price = (of: EngineSettings['modelPrices']) => {
      rig.engine.settings({ ...rig.settings, modelPrices: of })
      return rig.status?.spending.today.usd
    }
    // The minute alone does not pay for 1,300 tokens.
    expect(price({ 'my-model': { minute: 0.01 } })).toBeNull()
  })

  it('knows all of it after a restart', async () => {
    const rig = createRig({ settings })
    await rig.connect()
    const day = rig.status?.spending.today.day ?? ''
    const open = [{ model: 'other', input: 5, output: 5, seconds: 0 }]
    const today = { day, input: 10, cached: 0, output: 0, usd: null, paid: 10, unpriced: open }
    rig.engine.restore({ today, speech: [], wallet: null })
    rig.ask('t1')
    expect(problem(rig, 't1')).toMatch(/know the price of my-model and other,/)
  })

  it('asks nothing where somebody else pays', async () => {
    const rig = createRig({ settings: { ...settings, paidModel: null } })
    await rig.connect()
    rig.ask('t1')
    expect(problem(rig, 't1')).toBeNull()
  })
})

describe('what a server tells of its tokens', () => {
  const settings = { backend: 'openai', paidModel: MODEL, tokensPerDay: 1000 } as const
  async function ended(usage: unknown, more: Partial<EngineSettings> = {}) {
    const rig = createRig({ settings: { ...settings, ...more } })
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.done('r1', [], { status: 'completed', usage })
    return rig
  }

  it.each([
    { input_tokens: 1000, output_tokens: 300, input_token_details: { cached_tokens_details: [] } },
    { input_tokens: 1000, output_tokens: 300, input_token_details: { text_tokens: '7' } },
    { input_tokens: 1000, output_tokens: 300, output_token_details: 'none' },
    { input_tokens: '1000', output_tokens: 300, input_token_details: { text_tokens: 1000 } },
    { input_token_details: { audio_tokens: 1000 }, output_token_details: { audio_tokens: 300 } },
    { total_tokens: 1300 },
  ])('counts in any shape: %j', async (told) => {
    const rig = await ended(told)
    expect(rig.status?.spending.today).toMatchObject({ paid: 1300, usd: expect.any(Number) })
    rig.ask('t2')
    expect(rig.entry('t2', 'user')?.problem).toMatch(/is used up/)
  })

  it('is said to be missing where something is limited', async () => {
    const told = async (...of: Parameters<typeof ended>) =>
      (await ended(...of)).entriesOf('notice').map(({ code }) => code)
    expect(await told(undefined)).toEqual(['usage_untold'])
    expect(await told(null, { tokensPerDay: null, budgetUsdPerDay: 5 })).toEqual(['usage_untold'])
    expect(await told(undefined, { tokensPerDay: null })).toEqual([])
    expect(await told(undefined, { paidModel: null })).toEqual([])
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

  it('leaves alone what somebody else pays for', async () => {
    const rig = await spent()
    rig.engine.settings({ ...rig.settings, paidModel: null })
    rig.ask('t3')
    expect(rig.turn('t3')?.outcome).toBeNull()
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
