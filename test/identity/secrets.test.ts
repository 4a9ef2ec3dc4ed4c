import { expect, test } from 'vitest'
import { createKeychain } from '../../main/identity/keychain'
import { createSecretQuestions } from '../../main/identity/secret-questions'
import { createSecrets } from '../../main/identity/secrets'
import type { SecretQuestion, StoredSecrets } from '../../shared/account'
import { SettingsSchema } from '../../shared/settings'
import { memoryKeytar } from './rig'

const MARKET = { id: 'market', label: 'Market', url: 'https://mcp.example' }

function scene() {
  const store = memoryKeytar()
  const keychain = createKeychain({ load: async () => store.keytar, platform: 'linux' })
  const seen: StoredSecrets[] = []
  let entered = 0
  let allowed = 0
  const scened = { settings: SettingsSchema.parse({ mcpServers: [MARKET] }) }
  const asked: SecretQuestion[][] = []
  const questions = createSecretQuestions({
    onChange: (open) => asked.push(open),
    allow: (question) =>
      question.secret === 'sign-in' ? expect.fail('no sign-in here') : secrets.allow(question.secret, question),
    onAllowed: () => allowed++,
  })
  const secrets = createSecrets({
    keychain,
    settings: () => scened.settings,
    questions,
    onChange: (stored) => seen.push(stored),
    onEntered: () => entered++,
  })
  return Object.assign(scened, {
    store,
    keychain,
    secrets,
    questions,
    asked,
    seen,
    entered: () => entered,
    allowed: () => allowed,
  })
}

test('a secret goes in trimmed, and only where it is comes out', async () => {
  const { secrets, keychain, seen, entered } = scene()
  expect(await secrets.set('mcp:market', ' bearer-1 ', false)).toEqual({ ok: true, stored: 'keychain' })
  expect(await keychain.get('mcp:market')).toBe('bearer-1')
  await expect.poll(() => seen.at(-1)).toEqual({ 'mcp:market': 'keychain' })
  expect(entered()).toBe(1)
  expect(await secrets.forget('mcp:market')).toEqual({ ok: true })
  await expect.poll(() => seen.at(-1)).toEqual({})
  expect(entered()).toBe(2)
})

test('without a keychain nothing is kept until the trader chooses to keep it until the app quits', async () => {
  const { store, secrets, keychain, seen, entered } = scene()
  store.broken = 'The name org.freedesktop.secrets was not provided by any .service files'
  expect(await secrets.set('openai-key', 'sk-1', false)).toMatchObject({ ok: false, noKeychain: true })
  expect(entered()).toBe(0)
  expect(await secrets.set('openai-key', 'sk-1', true)).toEqual({ ok: true, stored: 'session' })
  expect(await keychain.get('openai-key')).toBe('sk-1')
  await expect.poll(() => seen.at(-1)).toEqual({ 'openai-key': 'session' })
})

test('an empty secret is not kept', async () => {
  const { secrets, entered } = scene()
  expect(await secrets.set('openai-key', '  ', false)).toMatchObject({ ok: false, noKeychain: false })
  expect(entered()).toBe(0)
})
