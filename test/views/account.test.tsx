import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AccountState } from '../../shared/account'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { fieldOf } from '../../tools/workbench/fixtures/fields'
import { click, mount, unmountAll } from '../../tools/workbench/fixtures/mount'
import { type GroupId, SettingsGroup } from '../../tools/workbench/fixtures/settings-group'

afterEach(unmountAll)

type Answers = NonNullable<Parameters<typeof fakeBridge>[0]>['answers']

async function settings(account: AccountState, group: GroupId = 'account', answers: Answers = {}) {
  const bridge = fakeBridge({ snapshot: { ...snapshot(), account }, answers })
  const view = await mount(<SettingsGroup id={group} />, bridge)
  return { ...view, bridge, section: () => fieldOf(view.place, 'Account').text() }
}

const OUT = { state: 'signed-out', problem: null, untilQuit: false } as const
const IN = { state: 'signed-in', label: 'trader@example.com', kept: 'keychain', problem: null } as const

describe('the account', () => {
  test('is not there where the backend has no sign-in', async () => {
    expect((await settings({ state: 'none' })).text()).not.toContain('Not signed in')
  })

  test('is signed in to, and says what went wrong with the last try', async () => {
    const problem = 'The sign-in took too long and was given up.'
    const { section, button, bridge, find } = await settings({ ...OUT, problem })
    expect(section()).toContain('Not signed in')
    expect(find('.field-problem').textContent).toBe(problem)
    await click(button('Sign in'))
    expect(bridge.calls).toEqual([['signIn', false]])
  })

  test('without a keychain says so, and is signed in to only until the app quits', async () => {
    const problem = 'There is no keychain on this computer.'
    const { section, button, bridge } = await settings({ ...OUT, problem, untilQuit: true })
    expect(section()).toContain(problem)
    expect(section()).toContain('only until you quit')
    await click(button('Sign in until I quit'))
    expect(bridge.calls).toEqual([['signIn', true]])
  })

  test('waits for the browser until that is cancelled', async () => {
    const { section, button, bridge } = await settings({ state: 'signing-in' })
    expect(section()).toContain('Waiting for your browser…')
    await click(button('Cancel'))
    expect(bridge.calls).toEqual([['cancelSignIn']])
  })

  test('tells who is signed in and where that is kept, and is signed out of', async () => {
    const { section, button, bridge } = await settings(IN)
    expect(section()).toContain('Signed in as trader@example.com')
    expect(section()).toContain('saved in the system’s keychain.')
    await act(async () =>
      bridge.push.update({
        ...snapshot(),
        account: { ...IN, kept: 'session', problem: 'The provider can’t be reached.' },
      }),
    )
    expect(section()).toContain('You stay signed in until you quit')
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
    expect(find('.field-problem').textContent).toBe('That didn’t work. Try again.')
  })
})

describe('removing what is stored', () => {
  test('asks once more, with the focus on what does nothing, and gives the focus back', async () => {
    const { button, bridge } = await settings(IN, 'privacy')
    const first = button('Remove all…')
    first.focus()
    await click(first)
    expect(bridge.calls).toEqual([])
    expect(document.activeElement).toBe(button('Cancel'))
    await click(button('Cancel'))
    expect(bridge.calls).toEqual([])
    // In the frame after the one in which the dialog left.
    await vi.waitFor(() => expect(document.activeElement).toBe(first))
  })

  test.each([
    [{ ok: true, message: 'Signed out, and two keys were removed.' }, '.field-kept'],
    [{ ok: false, message: 'The keychain is locked: nothing was removed.' }, '.field-problem'],
  ])('says what became of it: %o', async (forgetEverything, place) => {
    const { button, bridge, find } = await settings(IN, 'privacy', { forgetEverything })
    await click(button('Remove all…'))
    await click(button('Remove all'))
    expect(bridge.calls).toEqual([['forgetEverything']])
    expect(find(place).textContent).toBe(forgetEverything.message)
  })
})
