import { act } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import type { Entry } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, assistant, notice, settings, snapshot, turn, user } from '../../tools/workbench/fixtures/entries'
import { mount, openTab, unmountAll } from '../../tools/workbench/fixtures/mount'

/** What somebody hears and reaches who neither sees the panel nor has a mouse. */
beforeEach(() => location.replace('#conversation'))
afterEach(unmountAll)

const SILENT = { captured: 0, sent: 0, committed: 0, played: 0 }
const TYPED = turn({ id: 'typed', source: 'text', samples: SILENT })
const SPOKEN = turn({ id: 'spoken', source: 'text', samples: { ...SILENT, played: 24_000 } })

async function open(entries: Entry[] = [], muted = false) {
  const bridge = fakeBridge({ snapshot: snapshot(entries), settings: { ...settings(), muted } })
  const panel = await mount(<Panel />, bridge)
  return {
    ...panel,
    update: (...changed: Entry[]) =>
      act(async () => bridge.push.update({ ...snapshot(), entries: changed, turns: [TYPED, SPOKEN] })),
    said: () => panel.all('.panel > .seen-by-readers-only').map(({ textContent }) => textContent),
  }
}

/** Once the page is as it will be. */
const drawn = () => act(async () => void (await new Promise((resolve) => requestAnimationFrame(resolve))))
const focus = () => document.activeElement

describe('is told', () => {
  const question = user({ source: 'text', turnId: 'typed', text: 'What is the price of SOL?' })
  const answer = assistant({ turnId: 'typed', text: 'SOL is at $208.' })

  test('the answer to a typed question, once it is whole, and when nothing else is being read', async () => {
    const panel = await open([question])
    await panel.update({ ...answer, state: 'speaking', text: 'SOL is' })
    expect(panel.said()).toEqual(['', ''])
    await panel.update(answer)
    expect(panel.said()).toEqual(['', 'SOL is at $208.'])
  })

  test('not one that is read aloud, unless answers are muted', async () => {
    const aloud = { ...answer, turnId: 'spoken' }
    const panel = await open([question])
    await panel.update(aloud)
    expect(panel.said()).toEqual(['', ''])
    unmountAll()
    const quiet = await open([question], true)
    await quiet.update(aloud)
    expect(quiet.said()).toEqual(['', 'SOL is at $208.'])
  })

  test('what changes above the newest entry, in whichever tab', async () => {
    const lost = user({ delivery: 'sending' })
    const panel = await open([lost, notice({ text: 'Something newer.' })])
    await openTab('activity')
    await panel.update({ ...lost, delivery: 'unanswered', problem: 'The server is gone.' })
    expect(panel.said()[0]).toBe('Not answered. The server is gone.')
  })

  test('an approval, and that its time ran out', async () => {
    const card = approval()
    const panel = await open([question])
    await panel.update(card)
    expect(panel.said()[0]).toMatch(/^Approval needed: /)
    await panel.update({ ...card, decision: 'expired' })
    expect(panel.said()[0]).toMatch(/^Expired, not executed: /)
  })

  test('of what was there before the window, the newest alone', async () => {
    const panel = await open([notice({ text: 'Old.' }), notice({ text: 'Newest.' })])
    expect(panel.said()).toEqual(['Newest.', ''])
  })
})

test('an answer of several lines is told as it is read, its emoji whole', async () => {
  const panel = await open()
  await panel.update(assistant({ turnId: 'typed', text: 'SOL: $208\n\nUp 1% \u2600\ufe0f' }))
  expect(panel.said()[1]).toBe('SOL: $208 Up 1% \u2600\ufe0f')
})

test('the same trade a second time is told a second time', async () => {
  const panel = await open()
  await panel.update(approval())
  const told = panel.find('.panel > .seen-by-readers-only').firstChild
  await panel.update(approval())
  expect(panel.said()[0]).toMatch(/^Approval needed: /)
  expect(panel.find('.panel > .seen-by-readers-only').firstChild).not.toBe(told)
})

test('a trade that waits is told to a window that opens, whatever came after it', async () => {
  const panel = await open([approval(), notice({ text: 'Newest.' })])
  expect(panel.said()[0]).toMatch(/^Approval needed: .* Newest\.$/)
})

test.each([' ', 'Enter'])('%j that is held while the focus moves presses nothing else', async (key) => {
  const panel = await open([approval()])
  const press = (button: HTMLElement, repeat: boolean) => {
    const event = new KeyboardEvent('keydown', { key, repeat, bubbles: true, cancelable: true })
    act(() => void button.dispatchEvent(event))
    return event.defaultPrevented
  }
  expect(press(panel.find('.entry-list'), false)).toBe(false)
  expect(press(panel.button('Deny'), true)).toBe(true)
  expect(press(panel.button('Deny'), false)).toBe(false)
  expect(press(panel.button('Deny'), true)).toBe(false)
})

describe('the focus', () => {
  test('begins in the field for a question, and in another tab on that tab', async () => {
    const panel = await open()
    await drawn()
    expect(focus()).toBe(panel.find('.composer textarea'))
    act(() => panel.find('.composer textarea').blur())
    await openTab('settings')
    await drawn()
    expect(focus()?.textContent).toBe('Settings')
  })

  test('goes back to where it was in a tab', async () => {
    const panel = await open([user({ delivery: 'unsent', resendable: true, turnId: 'typed' })])
    const resend = panel.button('Resend')
    act(() => resend.focus())
    await openTab('trades')
    await drawn()
    expect(focus()?.textContent).toBe('Trades')
    await openTab('conversation')
    await drawn()
    expect(focus()).toBe(resend)
  })

  test('comes back from a dialog though the button that opened it is gone', async () => {
    const unsent = user({ delivery: 'unsent', resendable: true, turnId: 'typed' })
    const panel = await open([unsent])
    act(() => panel.button('Resend').focus())
    const dialog = document.body.appendChild(document.createElement('button'))
    act(() => dialog.focus())
    await panel.update({ ...unsent, delivery: 'sent' })
    await drawn()
    expect(focus()).toBe(dialog)
    act(() => dialog.remove())
    await drawn()
    expect(focus()).toBe(panel.find('.entry-list'))
  })

  test('stays in the list when the button that had it is gone', async () => {
    const unsent = user({ delivery: 'unsent', resendable: true, turnId: 'typed' })
    const panel = await open([unsent])
    act(() => panel.button('Resend').focus())
    await panel.update({ ...unsent, delivery: 'sent' })
    await drawn()
    expect(focus()).toBe(panel.find('.entry-list'))
  })
})
