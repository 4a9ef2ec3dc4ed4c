import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { SecretField } from '../../renderer/views/settings/secret-field'
import type { StoredSecrets } from '../../shared/account'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { click, mount, type, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

type Answers = NonNullable<Parameters<typeof fakeBridge>[0]>['answers']

async function field(secrets: StoredSecrets = {}, answers: Answers = {}) {
  const bridge = fakeBridge({ snapshot: { ...snapshot(), secrets }, answers })
  const view = await mount(
    <SecretField
      name="mcp:desk"
      label="Bearer"
      placeholder="token"
      goesTo={['https://api.openai.com', 'https://desk.example/mcp']}
    />,
    bridge,
  )
  const input = view.find('input') as HTMLInputElement
  return { ...view, bridge, input, hint: () => view.find('.field-hint').textContent }
}

test('a secret goes in and is not kept on screen', async () => {
  const { bridge, input, button, find } = await field()
  expect(input.type).toBe('password')
  await type(input, ' token-1 ')
  await click(button('Save'))
  expect(bridge.calls).toEqual([['setSecret', 'mcp:desk', 'token-1', false]])
  expect(input.value).toBe('')
  expect(find('.field-kept').textContent).toBe('Saved.')
})

test('says where one is stored, of this name alone', async () => {
  const { hint, bridge, all } = await field({ 'openai-key': 'keychain' })
  expect(hint()).toContain('It is sent only to api.openai.com and desk.example.')
  expect(all('button')).toHaveLength(1)
  await act(async () => bridge.push.update({ ...snapshot(), secrets: { 'mcp:desk': 'session' } }))
  expect(hint()).toContain('Saved until you quit')
  await act(async () => bridge.push.update({ ...snapshot(), secrets: { 'mcp:desk': 'keychain' } }))
  expect(hint()).toContain('Saved in the system’s keychain')
})

test('without a keychain it is the trader who chooses that it is held until the app quits', async () => {
  const answers: Answers = { setSecret: { ok: false, noKeychain: true, message: 'There is no keychain here.' } }
  const { bridge, input, button, find, all } = await field({}, answers)
  await type(input, 'token-1')
  await click(button('Save'))
  expect(find('.field-problem').textContent).toBe('There is no keychain here.')
  expect(input.value).toBe('token-1')
  answers.setSecret = { ok: true, stored: 'session' }
  await click(button('Save until I quit'))
  expect(bridge.calls.at(-1)).toEqual(['setSecret', 'mcp:desk', 'token-1', true])
  expect(find('.field-kept').textContent).toBe('Saved until you quit.')
  expect(all('.secret-choice')).toEqual([])
})

test('any other refusal is said, loses nothing typed, and offers no way around', async () => {
  const { input, button, find, all } = await field(
    {},
    { setSecret: { ok: false, noKeychain: false, message: 'The keychain is locked.' } },
  )
  await type(input, 'token-1')
  await click(button('Save'))
  expect(find('.field-problem').textContent).toBe('The keychain is locked.')
  expect(input.value).toBe('token-1')
  expect(all('.secret-choice')).toEqual([])
  await type(input, 'token-12')
  expect(all('.field-problem')).toEqual([])
})

test('is forgotten on demand; a refusal of that is said', async () => {
  const answers: Answers = { forgetSecret: { ok: false, message: 'The keychain is locked.' } }
  const { bridge, button, find } = await field({ 'mcp:desk': 'keychain' }, answers)
  await click(button('Remove'))
  expect(bridge.calls).toEqual([['forgetSecret', 'mcp:desk']])
  expect(find('.field-problem').textContent).toBe('The keychain is locked.')
  answers.forgetSecret = { ok: true }
  await click(button('Remove'))
  expect(find('.field-kept').textContent).toBe('Removed.')
})
