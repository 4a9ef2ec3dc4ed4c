import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { t } from '../../shared/i18n'
import type { SeenInput } from '../../shared/talk'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { click, mount, openTab, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

async function choosing(action: 'anyKey' | 'keyPanic') {
  const bridge = fakeBridge()
  const panel = await mount(<Panel />, bridge)
  await openTab('settings')
  const name = t('settings.keys.chooseOf', { action: t(`settings.field.${action}.label`) })
  await click(panel.find(`[aria-label="${name}"]`))
  const dialog = () => document.querySelector<HTMLElement>('[role=dialog]')
  const see = (input: string | null, down: boolean, at = 0, modifiers: SeenInput['modifiers'] = []) =>
    act(() => bridge.push.keySeen({ input, modifiers, down, at }))
  const button = (words: string) =>
    [...(dialog()?.querySelectorAll('button') ?? [])].find((it) => it.textContent === words) ?? document.body
  const saved = () => bridge.calls.filter(([name]) => name === 'setSettings')
  return { bridge, dialog, see, button, saved }
}

test('a key is chosen by pressing it: what is seen of it is shown, and what it does besides', async () => {
  const { bridge, dialog, see, button, saved } = await choosing('anyKey')
  expect(bridge.calls).toContainEqual(['captureKeys', true])
  await see('LeftCtrl', true)
  await see('K', true, 1_000, ['Ctrl'])
  expect(dialog()?.textContent).toContain('Ctrl+K')
  expect(dialog()?.textContent).toContain(t('settings.keys.down'))
  await see('K', false, 1_400, ['Ctrl'])
  expect(dialog()?.textContent).toContain('0.4 seconds')
  await click(button(t('settings.keys.again')))
  await see('K', true, 2_000)
  await see('K', false, 2_100)
  expect(dialog()?.textContent).toContain(t('hotkey.warning.types', { key: 'K' }))
  // These work the dialog from now on.
  await see('Enter', true, 3_000)
  await click(button(t('settings.keys.use')))
  expect(saved()).toEqual([['setSettings', { hotkey: 'K' }]])
  expect(dialog()).toBeNull()
  expect(bridge.calls.at(-1)).toEqual(['captureKeys', false])
})

test('a key that another action has, or that can’t be told from others, is not taken', async () => {
  const { dialog, see, button, saved } = await choosing('keyPanic')
  await see(null, true)
  expect(dialog()?.textContent).toContain(t('settings.keys.unknown'))
  await see('RightCtrl', true)
  await see('RightCtrl', false, 500)
  expect(dialog()?.textContent).toContain('Right Ctrl is already used for “Talk”.')
  await click(button(t('settings.keys.use')))
  expect(saved()).toEqual([])
  await click(button(t('settings.keys.again')))
  await see('F10', true, 1_000)
  await see('F10', false, 1_100)
  await click(button(t('settings.keys.use')))
  expect(saved()).toEqual([['setSettings', { bindings: { handsFree: null, panic: 'F10', panel: null } }]])
})
