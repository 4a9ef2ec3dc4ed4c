import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { notice, snapshot } from '../../tools/workbench/fixtures/entries'
import { mount, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

test('a notice goes when what it says no longer holds, for eyes and for screen readers', async () => {
  const unsaved = notice({ level: 'error', code: 'ledger', text: 'The trade ledger can’t be saved.' })
  const bridge = fakeBridge({ snapshot: { ...snapshot(), entries: [unsaved] } })
  const panel = await mount(<Panel />, bridge)
  expect(panel.find('.told').textContent).toBe(unsaved.text)
  await act(async () => bridge.push.update({ ...snapshot(), entries: [{ ...unsaved, over: true }], turns: [] }))
  expect(panel.all('.told')).toEqual([])
  expect(panel.find('[aria-live="assertive"]').textContent).toBe('')
})

test('a notice of the conversation starts at its edge: the panel’s notices have a layout of their own', async () => {
  const panel = await mount(
    <Panel />,
    fakeBridge({ snapshot: { ...snapshot(), entries: [notice({ text: 'Told.' })] } }),
  )
  expect(panel.all('.entry .notice')).toEqual([])
})
