import { act } from 'react'
import { expect, test } from 'vitest'
import { Permissions } from '../../renderer/views/panel/permissions'
import type { Snapshot } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { snapshot } from '../../tools/workbench/fixtures/entries'
import { mount } from '../../tools/workbench/fixtures/mount'

async function shown(change: (given: Snapshot) => Partial<Snapshot>) {
  const given = snapshot()
  const bridge = fakeBridge({ snapshot: { ...given, ...change(given) } })
  const { place } = await mount(<Permissions />, bridge)
  const press = (label: string) =>
    act(async () => [...place.querySelectorAll('button')].find((it) => it.textContent === label)?.click())
  return { place, bridge, press, text: () => place.textContent ?? '' }
}

test('where nothing is missing nothing is said', async () => {
  const { text } = await shown(() => ({}))
  expect(text()).toBe('')
})

test('macOS’ permission for the key is explained before it is asked for, with what works until then', async () => {
  const { text, press, bridge } = await shown(({ hotkey }) => ({
    system: 'darwin',
    hotkey: {
      ...hotkey,
      source: 'toggle',
      key: 'Control-Shift-Space',
      hint: 'Press Control-Shift-Space to talk, again to send',
      permission: 'needed',
    },
  }))
  for (const said of [
    /press anything else with it\. Nothing you type elsewhere is kept or sent/,
    /turn on Dexter Voice under Privacy & Security, Accessibility/,
    /already on, turn it off and on again/,
    /Until then, press Control-Shift-Space to talk, and again to send/,
  ])
    expect(text()).toMatch(said)
  await press('Allow…')
  expect(bridge.calls).toContainEqual(['allowTalkKey'])
})

test.each([
  ['not-determined', 'darwin', 'Allow…', /sent only while you use the talk key/],
  ['denied', 'darwin', 'Open settings', /System Settings, Privacy & Security, Microphone/],
  ['denied', 'win32', 'Open settings', /“Let desktop apps access your microphone”/],
  ['restricted', 'win32', 'Open settings', /Turn on “Microphone access”/],
] as const)(
  'a microphone that is %s on %s is told by name, with its button',
  async (microphoneAccess, system, label, says) => {
    const { text, press, bridge } = await shown(() => ({ system, microphoneAccess }))
    expect(text()).toMatch(says)
    await press(label)
    expect(bridge.calls).toContainEqual(['allowMicrophone'])
  },
)

test('one that somebody else forbids has no button', async () => {
  const { place, text } = await shown(() => ({ system: 'darwin', microphoneAccess: 'restricted' }))
  expect(text()).toMatch(/Whoever manages this computer/)
  expect(place.querySelector('button')).toBeNull()
})

test('a Bluetooth headset is told before it is opened, and either microphone is one click', async () => {
  const headset = ({ status }: Snapshot): Partial<Snapshot> => ({
    status: {
      ...status,
      microphone: {
        state: 'closed',
        device: null,
        bytesWhileUp: 0,
        bluetooth: {
          label: 'AirPods (Bluetooth)',
          builtIn: { deviceId: 'c1', label: 'MacBook Pro Microphone (Built-in)' },
        },
      },
    },
  })
  const { text, press, bridge } = await shown(headset)
  expect(text()).toMatch(
    /“AirPods \(Bluetooth\)” sounds like a phone call while its microphone is on.*“MacBook Pro Microphone/,
  )
  await press('Use the built-in microphone')
  const patch = { microphoneDevice: 'c1', microphoneLabel: 'MacBook Pro Microphone (Built-in)' }
  expect(bridge.calls).toContainEqual(['setSettings', patch])
  await press('Keep the headset’s microphone')
  expect(bridge.calls).toContainEqual(['setSettings', { keepBluetooth: true }])
})
