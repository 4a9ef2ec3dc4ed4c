import { expect, it } from 'vitest'
import { accountKey } from '../../main/identity/account-key'
import { SettingsSchema } from '../../shared/settings'

const keyOf = (patch: object, subject: string | null) => accountKey(SettingsSchema.parse(patch), subject)

it('wallets are kept by backend, person and service', () => {
  expect(keyOf({ backend: 'practice' }, 'a')).toBe('practice:trader')
  expect(keyOf({ backend: 'dexter' }, 'a')).toBe('dexter:a@api.dexter.cash')
  expect(keyOf({ backend: 'dexter', dexter: { url: 'http://127.0.0.1:8791' } }, 'a')).toBe('dexter:a@127.0.0.1:8791')
})

it('a guest has none, and OpenAI has none', () => {
  expect(keyOf({ backend: 'dexter' }, null)).toBe(null)
  expect(keyOf({ backend: 'openai' }, 'a')).toBe(null)
})
