import { describe, expect, it, test } from 'vitest'
import { problem } from '../../main/backends/http-json'
import { createModelWatch } from '../../main/backends/model-watch'
import { endedModel, shutdownOf, type ToldShutdowns } from '../../shared/models/shutdowns'
import { type Answer, ear, json, serve, settingsWith } from './loopback'

const NOVEMBER = Date.UTC(2026, 10, 30)
const FEBRUARY = Date.UTC(2027, 1, 1)

async function watch(values: Record<string, unknown>, now = NOVEMBER, answer: Answer = (_a, r) => json(r, 404, {})) {
  const service = await serve(answer)
  const heard = ear()
  const told: ToldShutdowns[] = []
  const clock = { now }
  const models = createModelWatch({
    fetch,
    settings: () => settingsWith({ backend: 'openai', ...values, openai: { url: service.url } }),
    release: async () => ({ ok: true, secret: 'sk-1' }),
    now: () => clock.now,
    notice: heard.notice,
    onTold: (days) => told.push(days),
  })
  return { ...service, ...heard, models, told, clock }
}

test.each([
  ['gpt-realtime', '2027-01-20', 'gpt-realtime-2.1'],
  ['gpt-realtime-mini', '2027-01-20', 'gpt-realtime-2.1-mini'],
  ['whisper-1', '2027-02-26', 'gpt-transcribe'],
  ['gpt-4o-mini-transcribe-2025-03-20', '2027-01-20', 'gpt-transcribe'],
])('%s ends on %s, and %s takes its place', (model, ends, successor) =>
  expect(shutdownOf(model)).toEqual({ model, ends, successor }),
)

test.each(['gpt-realtime-2.1', 'gpt-realtime-2', 'gpt-realtime-1.5', 'gpt-transcribe', 'constructor', '__proto__'])(
  'of %s no end is known',
  (model) => expect(shutdownOf(model)).toBeNull(),
)

describe('a model that ends', () => {
  it('is warned of once before its day, the transcription’s, too', async () => {
    const { models, said } = await watch({ model: 'gpt-realtime', transcriptionModel: 'whisper-1' })
    models.warn()
    models.warn()
    expect(said).toEqual([
      {
        code: 'model_ends',
        text: 'OpenAI shuts down gpt-realtime on January 20, 2027. Choose gpt-realtime-2.1 in Settings before then.',
      },
      {
        code: 'model_ends',
        text: 'OpenAI shuts down whisper-1 on February 26, 2027. Choose gpt-transcribe in Settings before then.',
      },
    ])
  })

  it('is nothing to be told of in practice, nor are others', async () => {
    for (const values of [{ backend: 'practice', model: 'gpt-realtime' }, { model: 'gpt-realtime-2.1' }]) {
      const { models, said } = await watch(values)
      models.warn()
      expect(said).toEqual([])
    }
  })

  it('is the reason of a refusal after its day, in plain words; before it the server’s words stand', async () => {
    const refusal = problem('http_400', 'api.openai.com refused the session (400). It says: model_not_found', 'never')
    for (const [now, told] of [
      [NOVEMBER, refusal.problem.message],
      [FEBRUARY, 'OpenAI shut down gpt-realtime on January 20, 2027. Choose gpt-realtime-2.1 in Settings.'],
    ] as const) {
      const { models } = await watch({ model: 'gpt-realtime' }, now)
      expect(models.explain(refusal)).toMatchObject({ ok: false, problem: { message: told } })
    }
    const { models } = await watch({ model: 'gpt-realtime' }, FEBRUARY)
    const offline = problem('offline', 'api.openai.com can’t be found.', 'later')
    expect(models.explain(offline)).toEqual(offline)
    const other = await watch({ model: 'gpt-realtime-2.1' }, FEBRUARY)
    expect(other.models.explain(refusal)).toEqual(refusal)
  })

  it('is learnt from the server’s own list, which is newer, at most once a day', async () => {
    const data = [
      { id: 'gpt-realtime', shutdown_date: '2027-06-30' },
      { id: 'gpt-realtime-2.1', shutdown_date: 1_830_297_600 },
      { id: 'gpt-transcribe', shutdown_date: null },
      { id: 'gpt-audio', shutdown_date: 'soon' },
      { id: 'gpt-of-text-alone', shutdown_date: '2027-06-30' },
      { id: 7 },
      null,
    ]
    const { models, asked, told, said, clock } = await watch({}, NOVEMBER, (_a, r) =>
      json(r, 200, { object: 'list', data }),
    )
    await models.look()
    await models.look()
    expect(asked).toMatchObject([{ method: 'GET', path: '/v1/models', authorization: 'Bearer sk-1' }])
    expect(told).toEqual([{ 'gpt-realtime': '2027-06-30', 'gpt-realtime-2.1': '2028-01-01' }])
    expect(said).toEqual([
      {
        code: 'model_ends',
        text: expect.stringContaining('gpt-realtime-2.1 on January 1, 2028. Choose another model'),
      },
    ])
    clock.now += 25 * 3_600_000
    await models.look()
    expect(asked).toHaveLength(2)
  })

  it.each<[string, Answer]>([
    ['may not be read', (_a, r) => json(r, 403, { error: { message: 'No.' } })],
    ['is none', (_a, r) => json(r, 200, { models: [] })],
    ['is no JSON', (_a, r) => r.end('<html>')],
  ])('by the app’s own list where the server’s %s, without a word', async (_what, answer) => {
    const { models, told, said } = await watch({}, NOVEMBER, answer)
    await models.look()
    expect([told, said]).toEqual([[], []])
  })
})

test.each([
  ['The model `gpt-realtime` does not exist.', FEBRUARY, 'OpenAI shut down gpt-realtime on'],
  ['model gpt-realtime-mini-2025-12-15 is gone', FEBRUARY, 'Choose gpt-realtime-2.1-mini'],
  ['The model `gpt-realtime` does not exist.', NOVEMBER, null],
  ['The model `gpt-realtime-2.1` does not exist.', FEBRUARY, null],
  ['Nothing.', FEBRUARY, null],
])('“%s” at %i is about an ended model: %s', (words, now, told) => {
  const sentence = endedModel(words, now)
  if (told === null) expect(sentence).toBeNull()
  else expect(sentence).toContain(told)
})
