import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimantOf, displayLabel } from '../../main/identity/claimant'
import { anyText } from '../fixtures/any-text'

const nothing = async () => null
const host = 'id.example'

test('an id token that tells the email is enough: the server is not asked again', async () => {
  const userinfo = () => Promise.reject(new Error('must not be asked'))
  expect(await claimantOf({ host, idToken: { sub: 'u1', email: 'a@b.c', name: 'Ann' }, reply: {}, userinfo })).toEqual({
    subject: 'u1',
    label: 'a@b.c',
  })
})

test('Dexter’s token reply tells who it is for, and userinfo the name', async () => {
  const reply = { supabase_user_id: 'user-7' }
  const userinfo = async () => ({ sub: 'user-7', email: 'trader@example.com' })
  expect(await claimantOf({ host, idToken: null, reply, userinfo })).toEqual({
    subject: 'user-7',
    label: 'trader@example.com',
  })
  expect(await claimantOf({ host, idToken: null, reply, userinfo: nothing })).toEqual({
    subject: 'user-7',
    label: 'user-7',
  })
})

test('userinfo about somebody else is not used', async () => {
  const userinfo = async () => ({ sub: 'other', email: 'other@example.com' })
  expect(await claimantOf({ host, idToken: { sub: 'u1' }, reply: {}, userinfo })).toEqual({
    subject: 'u1',
    label: 'u1',
  })
})

test('a server that tells nothing, or nonsense, has one account without a name', async () => {
  const nobody = { subject: 'account@id.example', label: 'account@id.example' }
  expect(await claimantOf({ host, idToken: null, reply: 7, userinfo: nothing })).toEqual(nobody)
  const failing = () => Promise.reject(new Error('offline'))
  expect(await claimantOf({ host, idToken: { sub: 5, email: [] }, reply: {}, userinfo: failing })).toEqual(nobody)
})

test('a label is one line without characters that dress it up as another', () => {
  expect(displayLabel('  Ann\r\nSmith\u0000 \u202Egpj.exe\u2066 \u200b ')).toBe('Ann Smith gpj.exe')
  expect(Array.from(displayLabel('x'.repeat(500)))).toHaveLength(80)
  fc.assert(
    fc.property(anyText(300), (name) => {
      const label = displayLabel(name)
      expect(label).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(Array.from(label).length).toBeLessThanOrEqual(80)
    }),
  )
})
