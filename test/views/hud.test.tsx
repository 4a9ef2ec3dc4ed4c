import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Hud } from '../../renderer/views/hud/hud'
import { fakeBridge } from './fixtures/bridge'
import { snapshot } from './fixtures/entries'
import { mount, unmountAll } from './fixtures/mount'

afterEach(unmountAll)

test('shows state, wallet and that the data is practice while it listens', async () => {
  const hud = await mount(<Hud />, fakeBridge({ snapshot: snapshot([], { state: 'listening', detail: 'Listening…' }) }))
  expect(hud.find('.hud-words').textContent).toBe('ListeningPaper wallet A · practice')
})

test('the meter follows the level while it listens, and is gone after', async () => {
  const bridge = fakeBridge({ snapshot: snapshot([], { state: 'listening' }) })
  const hud = await mount(<Hud />, bridge)
  bridge.push.level(0.25)
  const newest = () => hud.all('.meter i').at(-1)!.style.transform
  expect(newest()).toBe('scaleY(0.500)')
  bridge.push.level(7)
  expect(newest()).toBe('scaleY(1.000)')
  await act(async () => bridge.push.update(snapshot([], { state: 'working', detail: 'Looking up streams…' })))
  expect(hud.all('.meter')).toEqual([])
  expect(hud.find('.hud-detail').textContent).toBe('Looking up streams…')
  bridge.push.level(0.5)
})
