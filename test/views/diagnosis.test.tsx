import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { diagnose, type Findings, reportOf } from '../../main/diagnosis/diagnosis'
import { Panel } from '../../renderer/views/panel/panel'
import type { DiagnosisTopic } from '../../shared/diagnosis'
import type { Snapshot } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { BROKEN, HEALTHY } from '../../tools/workbench/fixtures/computers'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { click, mount, press, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(() => {
  unmountAll()
  location.hash = ''
})

/** The panel as the tray opens it. */
async function helped(topic: DiagnosisTopic, found: Findings = HEALTHY, over: Partial<Snapshot> = {}) {
  location.hash = `#conversation//${topic}`
  const given = { ...snapshot(), ...over }
  const bridge = fakeBridge({ snapshot: given, computer: found })
  const view = await mount(<Panel />, bridge)
  const dialog = () => view.find('[role=dialog]')
  await vi.waitFor(() => expect(dialog().querySelectorAll('li')).toHaveLength(11))
  const push = (changed: Partial<Snapshot>) =>
    act(async () => bridge.push.update({ ...given, ...changed, entries: [], turns: [] }))
  const button = (words: string) =>
    [...dialog().querySelectorAll('button')].find(({ textContent }) => textContent === words)!
  const seen = (input: string, down: boolean, at: number) =>
    act(() => bridge.push.keySeen({ input, modifiers: [], down, at }))
  return { ...view, bridge, dialog, push, button, seen }
}

const asked = ({ calls }: { calls: unknown[][] }, name: string) => calls.filter(([it]) => it === name)

test('what is wrong is counted, named and told with what to do, what the question is about first', async () => {
  const { dialog } = await helped('key', BROKEN)
  expect(dialog().textContent).toContain('6 things to fix')
  const names = [...dialog().querySelectorAll('li strong')].map((it) => it.textContent)
  expect(names.slice(0, 3)).toEqual(['Desktop session', 'Desktop shortcuts', 'Talk key'])
  const wrong = [...dialog().querySelectorAll('li[data-ok=false] p')].map((it) => it.textContent)
  expect(wrong).toHaveLength(6)
  expect(wrong[0]).toContain('dexter-voice --talk=toggle')
})

test('where nothing is wrong it says so', async () => {
  const { dialog } = await helped('hearing')
  expect(dialog().textContent).toContain('Everything checked is in order.')
  expect(dialog().querySelectorAll('[data-ok=false]')).toHaveLength(0)
})

test('the talk key is tried out: another key is named, and nothing talks meanwhile', async () => {
  const { dialog, seen, bridge } = await helped('key')
  expect(dialog().textContent).toContain('Press Right Ctrl now.')
  expect(asked(bridge, 'captureKeys')).toEqual([['captureKeys', true]])
  seen('RightAlt', true, 0)
  seen('RightAlt', false, 400)
  expect(dialog().textContent).toContain('your talk key is Right Ctrl.')
  seen('RightCtrl', true, 1_000)
  expect(dialog().textContent).toContain('That’s your talk key.')
  unmountAll()
  expect(bridge.calls.at(-1)).toEqual(['captureKeys', false])
})

test('a key that the desktop gives is seen when it goes down', async () => {
  const hotkey = { source: 'portal', key: 'Super+D', hint: '', problem: null } as const
  const { dialog, push } = await helped('key', HEALTHY, { hotkey })
  expect(dialog().textContent).toContain('Press Super+D now.')
  await push({ hotkey: { ...hotkey, pressedAt: 1 } })
  expect(dialog().textContent).toContain('Super+D works.')
})

test('the microphone is open while it is tried out, and closed with the dialog', async () => {
  const { dialog, push, bridge } = await helped('hearing')
  await push({ deviceTest: 'level' })
  expect(dialog().querySelector('.meter')).not.toBeNull()
  act(() => bridge.push.level(0.01))
  expect(dialog().textContent).toContain('Say something.')
  act(() => bridge.push.level(0.2))
  expect(dialog().textContent).toContain('You’re heard.')
  await press(dialog(), 'Escape')
  expect(asked(bridge, 'testDevice')).toEqual([
    ['testDevice', 'level'],
    ['testDevice', null],
  ])
  expect(location.hash).toBe('#conversation')
})

test('a voice test on screen ends before the microphone is looked at again', async () => {
  const { button, bridge } = await helped('hearing')
  const before = bridge.calls.length
  await click(button('Check again'))
  const calls = bridge.calls.slice(before).filter(([name]) => name === 'testDevice' || name === 'diagnose')
  expect(calls.slice(0, 2)).toEqual([['testDevice', null], ['diagnose']])
})

test('a key that is pressed while the checks still run is tried out, and asks nothing', async () => {
  location.hash = '#conversation//key'
  const bridge = {
    ...fakeBridge({ snapshot: snapshot(), computer: HEALTHY }),
    diagnose: () => new Promise<never>(() => {}),
  }
  const { find } = await mount(<Panel />, bridge)
  await vi.waitFor(() => expect(asked(bridge, 'captureKeys')).toEqual([['captureKeys', true]]))
  act(() => bridge.push.keySeen({ input: 'RightCtrl', modifiers: [], down: true, at: 0 }))
  expect(find('[role=dialog]').textContent).toContain('That’s your talk key.')
})

test('the report is copied, and one looks again', async () => {
  const written = vi.fn(async () => {})
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: written } })
  const { button, bridge } = await helped('key', BROKEN)
  await click(button('Copy report'))
  expect(written).toHaveBeenCalledWith(reportOf(diagnose(BROKEN)))
  expect(button('Copied')).toBeDefined()
  await click(button('Check again'))
  expect(asked(bridge, 'diagnose')).toHaveLength(2)
  vi.unstubAllGlobals()
})

test('what the app can mend has its button', async () => {
  const { button } = await helped('key', BROKEN)
  await click(button('Choose a key…'))
  expect(location.hash).toBe('#settings/key')
})
