import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { SettingsView } from '../../renderer/views/settings/settings-view'
import type { AccountState } from '../../shared/account'
import { fakeBridge } from './fixtures/bridge'
import { snapshot } from './fixtures/entries'
import { click, mount, unmountAll } from './fixtures/mount'

afterEach(unmountAll)

async function settings(account: AccountState, answers: NonNullable<Parameters<typeof fakeBridge>[0]>['answers'] = {}) {
  const bridge = fakeBridge({ snapshot: { ...snapshot(), account }, answers })
  const view = await mount(<SettingsView />, bridge)
  return { ...view, bridge, section: () => view.find('[aria-label="Account"]').textContent }
}

const OUT = { state: 'signed-out', problem: null, untilQuit: false } as const
const IN = { state: 'signed-in', label: 'trader@example.com', kept: 'keychain', problem: null } as const

describe('the account', () => {
  test('is not there where the backend has no sign-in', async () => {
    expect((await settings({ state: 'none' })).all('[aria-label="Account"]')).toEqual([])
  })

  test('is signed in to, and says what went wrong with the last try', async () => {
    const problem = 'The sign-in took too long and was given up.'
    const { section, button, bridge, find } = await settings({ ...OUT, problem })
    expect(section()).toContain('Not signed in')
    expect(find('.account-problem').textContent).toBe(problem)
    await click(button('Sign in'))
    expect(bridge.calls).toEqual([['signIn', false]])
  })

  test('without a keychain says so, and is signed in to only until the app quits', async () => {
    const problem = 'There is no keychain on this computer.'
    const { section, button, bridge } = await settings({ ...OUT, problem, untilQuit: true })
    expect(section()).toContain(problem)
    expect(section()).toContain('forgotten when the app quits')
    await click(button('Sign in until I quit'))
    expect(bridge.calls).toEqual([['signIn', true]])
  })

  test('waits for the browser until that is cancelled', async () => {
    const { section, button, bridge } = await settings({ state: 'signing-in' })
    expect(section()).toContain('Waiting for the browser…')
    await click(button('Cancel'))
    expect(bridge.calls).toEqual([['cancelSignIn']])
  })

  test('tells who is signed in and where that is kept, and is signed out of', async () => {
    const { section, button, bridge } = await settings(IN)
    expect(section()).toContain('Signed in as trader@example.com')
    expect(section()).toContain('Kept in the system’s keychain.')
    await act(async () =>
      bridge.push.update({
        ...snapshot(),
        account: { ...IN, kept: 'session', problem: 'The provider can’t be reached.' },
      }),
    )
    expect(section()).toContain('Held until the app quits')
    expect(section()).toContain('The provider can’t be reached.')
    await click(button('Sign out'))
    expect(bridge.calls).toEqual([['signOut']])
  })

  test('says so when the app did not answer', async () => {
    const { button, bridge, find } = await settings(OUT)
    bridge.signIn = async () => {
      throw new Error('no handler')
    }
    await click(button('Sign in'))
    expect(find('.account-problem').textContent).toBe('This could not be done. Try once more.')
  })
})

describe('forgetting everything', () => {
  test('takes a second click, with the focus on what does nothing', async () => {
    const { button, bridge } = await settings(IN)
    await click(button('Forget everything…'))
    expect(bridge.calls).toEqual([])
    expect(document.activeElement).toBe(button('Keep it'))
    await click(button('Keep it'))
    expect(bridge.calls).toEqual([])
    expect(document.activeElement).toBe(button('Forget everything…'))
  })

  test.each([
    [{ ok: true, message: 'Signed out, and two keys were removed.' }, '.field-kept'],
    [{ ok: false, message: 'The keychain is locked: nothing was removed.' }, '.account-problem'],
  ])('says what became of it: %o', async (forgetEverything, place) => {
    const { button, bridge, find } = await settings(IN, { forgetEverything })
    await click(button('Forget everything…'))
    await click(button('Forget everything'))
    expect(bridge.calls).toEqual([['forgetEverything']])
    expect(find(`.forget ${place}`).textContent).toBe(forgetEverything.message)
  })
})
