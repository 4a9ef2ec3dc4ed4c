import { act } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { panelKey } from '../../renderer/views/panel/panel-keys'
import { missing } from '../../renderer/views/panel/readiness'
import { t } from '../../shared/i18n'
import { SettingsSchema } from '../../shared/settings'
import type { Snapshot } from '../../shared/snapshot'
import { TEXT_SCALES } from '../../shared/text-scale'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { click, mount, press, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(() => {
  unmountAll()
  document.documentElement.style.fontSize = ''
})

async function panel(over: Partial<Snapshot> = {}, settings = SettingsSchema.parse({})) {
  const bridge = fakeBridge({ snapshot: { ...snapshot(), ...over }, settings })
  const view = await mount(<Panel />, bridge)
  return { ...view, bridge, open: () => view.find('[role=tab][aria-selected=true]').textContent }
}

describe('“Ready” is said only where a question can be asked aloud', () => {
  const ready = snapshot()
  const deaf = (state: 'denied' | 'missing' | 'busy'): Partial<Snapshot> => ({
    status: { ...ready.status, microphone: { ...ready.status.microphone, state } },
  })
  const backend = (id: 'openai' | 'dexter') => ({ ...ready.status, backend: id, identity: null })
  const signedOut = { state: 'signed-out', problem: null, untilQuit: false } as const

  test.each<[Partial<Snapshot>, ReturnType<typeof missing>]>([
    [{}, null],
    [{ microphoneAccess: 'denied' }, 'microphoneBlocked'],
    [{ microphoneAccess: 'restricted' }, 'microphoneBlocked'],
    [{ microphoneAccess: 'not-determined' }, 'microphoneNotAllowed'],
    [deaf('denied'), 'microphoneBlocked'],
    [deaf('missing'), 'microphoneMissing'],
    [deaf('busy'), 'microphoneBusy'],
    [{ hotkey: { ...ready.hotkey, source: 'none' } }, 'talkKey'],
    [{ hotkey: { ...ready.hotkey, source: 'pending' } }, 'talkKeyPending'],
    [{ hotkey: { ...ready.hotkey, source: 'toggle' } }, null],
    [{ status: backend('openai') }, 'apiKey'],
    [{ status: backend('openai'), secrets: { 'openai-key': 'session' } }, null],
    [{ status: backend('dexter'), account: signedOut }, 'signIn'],
    [
      {
        status: { ...backend('dexter'), identity: { kind: 'guest', label: 'Demo', wallet: null } },
        account: signedOut,
      },
      null,
    ],
  ])('%j: %s', async (over, what) => {
    expect(missing({ ...ready, ...over })).toBe(what)
  })

  test('what is missing is said instead, and goes with its cause', async () => {
    const { find, bridge } = await panel({ microphoneAccess: 'denied' })
    const state = () => find('.header-state')
    expect(state().textContent).toBe(
      `${t('panel.missing.microphoneBlocked.word')}${t('panel.missing.microphoneBlocked.detail')}`,
    )
    expect(state().getAttribute('role')).toBe('status')
    await act(async () => bridge.push.update(snapshot()))
    expect(state().querySelector('strong')?.textContent).toBe('Ready')
  })

  test('other states keep their own words', async () => {
    const status = { ...snapshot().status, state: 'listening', detail: 'Listening…' } as const
    const { find } = await panel({ status, microphoneAccess: 'denied' })
    expect(find('.header-state strong').textContent).toBe('Listening')
  })
})

test('the window is landmarks and headings: one title, what needs the trader below it', async () => {
  const { find, all } = await panel({ hotkey: { ...snapshot().hotkey, problem: 'F8 is taken.' } })
  expect(all('h1').map((one) => one.textContent)).toEqual(['Dexter Voice'])
  for (const landmark of ['header', 'nav', 'main']) expect(all(landmark).length).toBeGreaterThan(0)
  expect(find('main').getAttribute('role')).toBeNull()
  expect(find('.notices h2').textContent).toBe(t('panel.notices.talkKey'))
})

describe('notices', () => {
  const alarms = [
    { id: 'alarm-1', text: 'You approved 1, but “buy” ran with 1000.' },
    { id: 'alarm-2', text: '“withdraw” ran, but you had not approved it.' },
  ]
  const status = (kept: typeof alarms) => ({ ...snapshot(), status: { ...snapshot().status, alarms: kept } })

  test('each leaves with its cause, and hands the focus on: to the next, then to the open tab', async () => {
    const { all, find, bridge } = await panel(status(alarms))
    all('.notice button')[0]!.focus()
    await act(async () => bridge.push.update(status(alarms.slice(1))))
    expect(document.activeElement).toBe(find('.notice button'))
    await act(async () => bridge.push.update(status([])))
    expect(all('.notice')).toEqual([])
    expect(document.activeElement).toBe(find('[role=tab][aria-selected=true]'))
  })

  test('a talk key that does not work leads to its setting', async () => {
    const { button, find } = await panel({
      hotkey: { ...snapshot().hotkey, source: 'toggle', problem: 'F8 is taken.' },
    })
    expect(find('.notice-more').textContent).toBe('F8 is taken.')
    await click(button(t('panel.notices.talkKeyChoose')))
    expect(location.hash).toBe('#settings/key')
  })
})

describe('keys of the window', () => {
  const pressed = (key: string, over: Partial<KeyboardEventInit> = {}) =>
    new KeyboardEvent('keydown', { key, code: '', ...over })

  test.each([
    ['linux', pressed('2', { code: 'Digit2', ctrlKey: true }), { tab: 'trades' }],
    // A French keyboard prints é there.
    ['linux', pressed('é', { code: 'Digit2', ctrlKey: true }), { tab: 'trades' }],
    ['linux', pressed('9', { code: 'Digit9', ctrlKey: true }), null],
    ['linux', pressed('2', { code: 'Digit2' }), null],
    ['linux', pressed('2', { code: 'Digit2', ctrlKey: true, altKey: true }), null],
    ['darwin', pressed('2', { code: 'Digit2', metaKey: true }), { tab: 'trades' }],
    ['darwin', pressed('2', { code: 'Digit2', ctrlKey: true }), null],
    ['darwin', pressed('Tab', { ctrlKey: true }), { beside: 1 }],
    ['win32', pressed('Tab', { ctrlKey: true, shiftKey: true }), { beside: -1 }],
    ['linux', pressed('+', { ctrlKey: true }), { text: 1 }],
    ['linux', pressed('=', { ctrlKey: true }), { text: 1 }],
    ['linux', pressed('-', { ctrlKey: true }), { text: -1 }],
    ['linux', pressed('0', { code: 'Numpad0', ctrlKey: true }), { text: 0 }],
    ['linux', pressed('/', { ctrlKey: true }), 'shortcuts'],
    ['linux', pressed('F1'), 'shortcuts'],
    ['linux', pressed('+'), null],
  ] as const)('on %s: %j', (system, event, asked) => {
    expect(panelKey(event, system)).toEqual(asked)
  })

  test('open a view, and the next and the one before, round and round', async () => {
    const { open } = await panel()
    const go = async (key: string, over: KeyboardEventInit) => {
      await press(document.body, key, over)
      await act(async () => void dispatchEvent(new HashChangeEvent('hashchange')))
      return open()
    }
    expect(await go('3', { code: 'Digit3', ctrlKey: true })).toBe('Activity')
    expect(await go('Tab', { ctrlKey: true })).toBe('Settings')
    expect(await go('Tab', { ctrlKey: true })).toBe('Conversation')
    expect(await go('Tab', { ctrlKey: true, shiftKey: true })).toBe('Settings')
  })

  test('change the text size by steps, kept as a setting, which measures the whole document', async () => {
    const { bridge } = await panel({}, SettingsSchema.parse({ textScale: 1.75 }))
    expect(document.documentElement.style.fontSize).toBe('175%')
    for (const key of ['+', '+', '-']) await press(document.body, key, { ctrlKey: true })
    expect(bridge.calls).toEqual([
      ['setSettings', { textScale: 2 }],
      ['setSettings', { textScale: 1.75 }],
    ])
    await press(document.body, '0', { ctrlKey: true, code: 'Digit0' })
    expect(document.documentElement.style.fontSize).toBe('')
  })

  test('show what keys there are, close by Escape without denying anything, and the focus goes back', async () => {
    const { button, all, bridge, find } = await panel()
    const first = button(t('panel.help'))
    first.focus()
    await press(document.body, 'F1')
    expect(find('[role=dialog]').textContent).toContain('HoldRight CtrlAsk a question')
    // What lies under it stays as it is.
    await press(document.body, '4', { ctrlKey: true, code: 'Digit4' })
    expect(find('[role=tab][aria-selected=true]').textContent).toBe(t('panel.tabs.conversation'))
    await press(find('[role=dialog]'), 'Escape')
    expect(all('[role=dialog]')).toEqual([])
    await vi.waitFor(() => expect(document.activeElement).toBe(first))
    expect(bridge.calls).toEqual([])
  })
})

test.each(TEXT_SCALES)('settings take a text size of %d', (textScale) => {
  expect(SettingsSchema.parse({ textScale }).textScale).toBe(textScale)
})

test.each([{ textScale: 3 }, { volume: 101 }, { volume: 1.5 }])('settings refuse %j', (patch) => {
  expect(SettingsSchema.safeParse(patch).success).toBe(false)
})
