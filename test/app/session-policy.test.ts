import { expect, it } from 'vitest'
import { resetReason, type SessionCause, sessionTerms } from '../../main/app/session-policy'
import type { AccountState } from '../../shared/account'
import { type Settings, type SettingsPatch, SettingsSchema } from '../../shared/settings'

const server = { id: 'a', label: 'A', url: 'https://a.example', enabled: true }
const settings = (patch: object): Settings => SettingsSchema.parse(patch)
const outdates = (before: object, patch: SettingsPatch | object) =>
  JSON.stringify(sessionTerms(settings(before))) !== JSON.stringify(sessionTerms(settings({ ...before, ...patch })))

it.each([
  ['practice', { backend: 'openai' }],
  ['openai', { backend: 'practice' }],
  ['openai', { backend: 'dexter' }],
  ['openai', { openai: { speed: 1.2 } }],
  ['openai', { mcpServers: [server] }],
  ['openai', { model: 'gpt-realtime-mini' }],
  ['dexter', { dexter: { url: 'https://other.example' } }],
  ['dexter', { voice: 'cedar' }],
  ['dexter', { transcriptionModel: 'whisper-1' }],
  ['dexter', { transcriptionDelay: 'low' }],
  ['dexter', { language: 'de' }],
  ['openai', { keywords: ['BONK'] }],
  ['openai', { shareTrades: false }],
  ['openai', { voiceAlerts: false }],
  ['practice', { voiceAlerts: false }],
  ['practice', { shareTrades: false }],
])('a session of %s does not fit %o', (backend, patch) => {
  expect(outdates({ backend }, patch)).toBe(true)
})

it.each([
  ['practice', { voice: 'cedar', openai: { speed: 1.2 }, language: 'de' }],
  ['dexter', { openai: { url: 'https://other.example' } }],
  ['dexter', { mcpServers: [server] }],
  // Its sessions have no function that asks for them.
  ['dexter', { shareTrades: false }],
  ['dexter', { voiceAlerts: false }],
  ['openai', { priceLookSeconds: 300 }],
  ['openai', { dexter: { url: 'https://other.example' } }],
  ['openai', { mcpServers: [{ ...server, enabled: false }] }],
  ['dexter', { wallets: { 'dexter:a@api.dexter.cash': 'So11111111111111111111111111111111111111112' } }],
  ['openai', { theme: 'dark', tailMs: 10, hotkey: null, startAtLogin: true, budgetUsdPerDay: 5 }],
])('a session of %s goes on with %o', (backend, patch) => {
  expect(outdates({ backend }, patch)).toBe(false)
})

const none: AccountState = { state: 'none' }
const out: AccountState = { state: 'signed-out', problem: null, untilQuit: false }
const as = (label: string, problem: string | null = null): AccountState => ({
  state: 'signed-in',
  label,
  kept: 'keychain',
  problem,
})
const account = (before: AccountState, now: AccountState): SessionCause => ({ type: 'account-changed', before, now })

it.each<[string, SessionCause, boolean]>([
  ['what it was minted with has changed', { type: 'terms-changed' }, true],
  ['a key is entered where sessions are minted with it', { type: 'secret-entered', backend: 'openai' }, true],
  ['a key is entered for a backend that is not in use', { type: 'secret-entered', backend: 'dexter' }, false],
  ['a key is entered in practice', { type: 'secret-entered', backend: 'practice' }, false],
  ['a key may go to another address', { type: 'secret-allowed' }, true],
  ['everything is forgotten', { type: 'everything-forgotten' }, true],
  ['practice money is reset in practice', { type: 'practice-reset', backend: 'practice' }, true],
  ['practice money is reset elsewhere', { type: 'practice-reset', backend: 'openai' }, false],
  ['a guest signs in', account(out, as('Ann')), true],
  ['a trader signs out', account(as('Ann'), out), true],
  ['another trader signs in', account(as('Ann'), as('Bob')), true],
  ['the start finds out who is there', account(none, as('Ann')), false],
  ['a sign-in begins and is cancelled', account(out, { state: 'signing-in' }), false],
  ['the same trader’s sign-in has a problem', account(as('Ann'), as('Ann', 'The server is slow.')), false],
])('%s', (_, cause, ends) => {
  const reason = resetReason(cause)
  expect(reason !== null).toBe(ends)
  if (ends) expect(reason?.english).toMatch(/^[A-Z].*\.$/)
})
