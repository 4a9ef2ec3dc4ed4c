import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shutdownOf } from '../../shared/models/shutdowns'
import { SETTINGS_VERSION, SettingsSchema } from '../../shared/settings'
import { migrate } from '../../shared/settings-migration'

/** What the first version wrote, every field other than its default. */
const FIRST = {
  version: 1,
  backend: 'dexter',
  hotkey: 'f13',
  tailMs: 210,
  microphoneWarmMs: null,
  microphoneDevice: 'Headset',
  speakerDevice: 'Speakers',
  connectAtStart: false,
  earcons: false,
  budgetUsdPerDay: 3.5,
  theme: 'dark',
  model: 'gpt-realtime-2.1-mini',
  transcriptionModel: 'other',
  voice: 'cedar',
  openai: { url: 'https://proxy.example', realtimeUrl: 'wss://proxy.example/v1/realtime' },
  dexter: { url: 'https://dexter.example', realtimeUrl: null },
}

test('a file of the first version loses nothing', () => {
  const migrated = migrate(FIRST)
  if (migrated.kind !== 'current') throw new Error(migrated.kind)
  const settings = SettingsSchema.parse(migrated.value)
  expect(settings).toMatchObject({ ...FIRST, version: SETTINGS_VERSION })
  expect(settings).toMatchObject({ mcpServers: [], wallets: {}, openai: { instructions: null } })
})

test('what it is called with stays as it is', () => {
  const file = structuredClone(FIRST)
  migrate(file)
  expect(file).toEqual(FIRST)
})

test.each([
  [
    { version: SETTINGS_VERSION + 1, backend: 'hologram' },
    { kind: 'newer', version: SETTINGS_VERSION + 1 },
  ],
  [{ version: 1e15 }, { kind: 'newer', version: 1e15 }],
  [{}, { kind: 'current', value: { version: SETTINGS_VERSION } }],
  [{ version: 0 }, { kind: 'damaged' }],
  [{ version: 1.5 }, { kind: 'damaged' }],
  [{ version: '1' }, { kind: 'damaged' }],
  [[], { kind: 'damaged' }],
  [null, { kind: 'damaged' }],
  ['settings', { kind: 'damaged' }],
])('%o is %o', (raw, migration) => {
  expect(migrate(raw)).toEqual(migration)
})

test('whatever is in a file, it is one of the three', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      expect(['current', 'newer', 'damaged']).toContain(migrate(raw).kind)
    }),
  )
})

describe('of the second version', () => {
  const moved = (fields: Record<string, unknown>) => {
    const migrated = migrate({ version: 2, ...fields })
    return migrated.kind === 'current' ? migrated.value : expect.fail(migrated.kind)
  }

  test.each([
    'whisper-1',
    'gpt-4o-transcribe',
    'gpt-4o-transcribe-diarize',
    'gpt-4o-mini-transcribe',
    'gpt-4o-mini-transcribe-2025-12-15',
    'gpt-4o-mini-transcribe-2025-03-20',
  ])('%s, which ends, is moved to its successor', (transcriptionModel) => {
    expect(moved({ transcriptionModel })).toMatchObject({ transcriptionModel: 'gpt-transcribe' })
    expect(moved({ transcriptionModel, openai: { url: 'https://api.openai.com/v1' } })).toMatchObject({
      transcriptionModel: 'gpt-transcribe',
    })
  })

  test.each([
    [{ transcriptionModel: 'gpt-live-transcribe' }],
    [{ transcriptionModel: 'my-own' }],
    [{ transcriptionModel: 7 }],
    // What runs on a server of the trader's own does not end with OpenAI's.
    [{ transcriptionModel: 'whisper-1', openai: { url: 'http://127.0.0.1:8000' } }],
    // It answers otherwise and costs otherwise: settings offer its successor instead.
    [{ model: 'gpt-realtime-mini' }],
  ])('%j stays', (fields) => expect(moved(fields)).toEqual({ version: SETTINGS_VERSION, ...fields }))

  test('is moved only once: who chooses the old one again has it', () => {
    const chosen = { version: SETTINGS_VERSION, transcriptionModel: 'whisper-1' }
    expect(migrate(chosen)).toEqual({ kind: 'current', value: chosen })
  })
})

test('a new file transcribes with a model that has no end', () => {
  const { model, transcriptionModel } = SettingsSchema.parse({})
  expect([shutdownOf(model), shutdownOf(transcriptionModel)]).toEqual([null, null])
})
