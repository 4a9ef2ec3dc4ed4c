import fc from 'fast-check'
import { expect, test } from 'vitest'
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
