import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { Panel } from '../../renderer/views/panel/panel'
import { type Settings, SettingsSchema } from '../../shared/settings'
import type { Entry, Snapshot, Turn } from '../../shared/snapshot'
import { fakeBridge } from '../../tools/workbench/fixtures/bridge'
import { approval, assistant, snapshot, turn, user } from '../../tools/workbench/fixtures/entries'
import { click, mount, openTab, unmountAll } from '../../tools/workbench/fixtures/mount'

afterEach(unmountAll)

const PRESSED = { source: 'hook', key: 'Right Ctrl', hint: 'Hold Right Ctrl to talk', problem: null } as const

async function opened(change: Partial<Snapshot> = {}, settings: Partial<Settings> = {}) {
  const given = { ...snapshot(), ...change }
  const bridge = fakeBridge({
    snapshot: given,
    settings: SettingsSchema.parse({ firstRunDone: false, ...settings }),
  })
  const panel = await mount(<Panel />, bridge)
  const card = () => panel.place.querySelector('.first-steps')
  let now: Snapshot = given
  return {
    ...panel,
    bridge,
    card,
    /** The open step, in its words. */
    step: () => card()?.querySelector('[aria-current="step"]')?.textContent ?? null,
    ticks: () => [...(card()?.querySelectorAll('[data-done="true"] h3') ?? [])].map((it) => it.textContent),
    told: (over: Partial<Snapshot>) => {
      now = { ...now, ...over, entries: over.entries ?? [], turns: over.turns ?? [] }
      return act(async () => bridge.push.update(now))
    },
  }
}

const answered = (over: Partial<Turn> = {}): { entries: Entry[]; turns: Turn[] } => ({
  entries: [user({ turnId: 'asked' }), assistant({ turnId: 'asked' })],
  turns: [turn({ id: 'asked', ...over })],
})

test('whoever knows the app sees none of them', async () => {
  const { card, find } = await opened({}, { firstRunDone: true })
  expect(card()).toBeNull()
  expect(find('.empty')).toBeTruthy()
})

test('from the trader’s own voice to an answer that he heard, and then they are gone', async () => {
  const { bridge, button, step, ticks, told, card, find, place } = await opened()
  expect(place.querySelector('.empty')).toBeNull()
  await click(button('Record 3 seconds'))
  expect(bridge.calls).toContainEqual(['testDevice', 'hear-yourself'])
  await told({ deviceTest: 'recording' })
  expect(step()).toContain('Speak now')
  expect(card()?.querySelector('.meter')).not.toBeNull()
  await told({ deviceTest: 'playing' })
  await told({ deviceTest: 'off' })
  await click(button('I heard myself'))
  expect([ticks(), step()]).toEqual([['Hear yourself'], expect.stringContaining('Press Right Ctrl now')])
  await told({ hotkey: { ...PRESSED, pressedAt: 1 } })
  expect(ticks()).toEqual(['Hear yourself', 'Press your key'])
  expect(step()).toContain('Hold Right Ctrl and ask: “What’s the price of SOL?”')
  expect(step()).toContain('prices are simulated')
  await told(answered())
  expect(card()?.textContent).toContain('You’re set up')
  // What was asked is there as well.
  expect(find('.entry-list')).toBeTruthy()
  await click(button('Done'))
  expect(bridge.calls).toContainEqual(['setSettings', { firstRunDone: true }])
  expect(card()).toBeNull()
})

test('they are skipped at any time', async () => {
  const { bridge, button, card, find } = await opened()
  await click(button('Skip'))
  expect(bridge.calls).toContainEqual(['setSettings', { firstRunDone: true }])
  expect(card()).toBeNull()
  expect(find('.empty')).toBeTruthy()
})

test('they are there again in Help, from any tab and above what was said', async () => {
  const { bridge, button, all, card, find } = await opened({ entries: [user(), assistant()] }, { firstRunDone: true })
  await openTab('trades')
  await click(button('Help'))
  await click(all('[role="menuitem"]').find((it) => it.textContent === 'First steps') ?? document.body)
  expect(bridge.calls).toContainEqual(['setSettings', { firstRunDone: false }])
  expect(location.hash).toBe('#conversation')
  expect(card()?.getAttribute('data-fills')).toBe('false')
  expect(find('.entry-list')).toBeTruthy()
})

test('a step that does not work leads to what finds out why', async () => {
  const { button } = await opened({ deviceTest: 'silent' })
  await click(button('Why can’t it hear me?'))
  expect(location.hash).toMatch(/hearing$/)
  await click(button('Continue'))
  await click(button('Why is my key dead?'))
  expect(location.hash).toMatch(/key$/)
})

test('a step that was passed over has no tick, and the focus goes on with the steps', async () => {
  const { button, step, ticks } = await opened()
  button('Continue').focus()
  await click(button('Continue'))
  expect([ticks(), step()]).toEqual([[], expect.stringContaining('Press your key')])
  expect(document.activeElement?.getAttribute('aria-current')).toBe('step')
})

test('a key that was pressed before they came is waited for again', async () => {
  const { ticks, told } = await opened({ hotkey: { ...PRESSED, pressedAt: 1 } })
  expect(ticks()).toEqual([])
  await told({ hotkey: { ...PRESSED, pressedAt: 2 } })
  expect(ticks()).toEqual(['Press your key'])
})

describe('no answer is taken for one that was heard:', () => {
  test.each([
    ['one to a typed question', { source: 'text' }],
    ['one that was interrupted', { outcome: 'interrupted' }],
    ['one of which nothing played', { samples: { captured: 9, sent: 9, committed: 9, played: 0 } }],
    ['one that still plays', { outcome: null, phase: 'speaking' }],
  ] as const)('%s', async (_, over) => {
    const { card, told } = await opened()
    await told(answered(over))
    expect(card()?.textContent).toContain('First steps')
  })

  test('one from before', async () => {
    const { card } = await opened(answered())
    expect(card()?.textContent).toContain('First steps')
  })

  test('where nothing played it says so, and where to look', async () => {
    const { button, step, told } = await opened()
    await click(button('Continue'))
    await click(button('Continue'))
    await told(answered({ samples: { captured: 9, sent: 9, committed: 9, played: 0 } }))
    expect(step()).toContain('nothing was played')
    await click(button('Open sound settings'))
    expect(location.hash).toBe('#settings/voice')
  })
})

test('a trade that waits has all the room, and the steps go on after it', async () => {
  const { button, card, step, told } = await opened()
  await click(button('Continue'))
  const entry = approval()
  await told({ entries: [entry] })
  expect(card()?.hasAttribute('hidden')).toBe(true)
  await told({ entries: [{ ...entry, decision: 'denied' }] })
  expect(card()?.hasAttribute('hidden')).toBe(false)
  expect(step()).toContain('Press your key')
})

describe('what stands in the way is told in the step that it is about, and not twice:', () => {
  test('the microphone’s permission', async () => {
    const { bridge, button, card, all, told } = await opened({ system: 'darwin', microphoneAccess: 'not-determined' })
    expect(all('.notice')).toHaveLength(1)
    expect(card()?.querySelector('.notice')?.textContent).toContain('Let Dexter Voice use the microphone')
    await click(button('Allow…'))
    expect(bridge.calls).toContainEqual(['allowMicrophone'])
    await told({ microphoneAccess: 'granted' })
    expect(button('Record 3 seconds')).toBeTruthy()
    await told({ microphoneAccess: 'denied' })
    await openTab('trades')
    expect(all('.notices .notice')).toHaveLength(1)
  })

  test('macOS’ permission for the key', async () => {
    const { bridge, button, step, told } = await opened({
      hotkey: { ...PRESSED, source: 'toggle', permission: 'needed' },
    })
    await click(button('Continue'))
    expect(step()).toContain('Let Dexter Voice see the talk key')
    await click(button('Allow…'))
    expect(bridge.calls).toContainEqual(['allowTalkKey'])
    await told({ hotkey: PRESSED })
    expect(step()).toContain('Press Right Ctrl now')
  })

  test('a key that can’t be seen: the question goes by the button', async () => {
    const problem = 'Wayland hides held keys from apps.'
    const { button, step } = await opened({ hotkey: { source: 'none', key: '', hint: '', problem } })
    await click(button('Continue'))
    expect(step()).toContain(problem)
    await click(button('Continue'))
    expect(step()).toContain('Click the microphone at the bottom and ask')
  })

  test.each([
    ['silent', 'open', 'Only silence was recorded'],
    ['failed', 'missing', 'No microphone was found'],
    ['failed', 'busy', 'Another app is using the microphone'],
  ] as const)(
    'a microphone that gives nothing (%s, %s), with the others that there are',
    async (deviceTest, state, why) => {
      const { status } = snapshot()
      const microphone = { state, device: null, bytesWhileUp: 0 }
      const { step, find, button } = await opened({ deviceTest, status: { ...status, microphone } })
      expect(step()).toContain(why)
      expect(find('.first-steps .select')).toBeTruthy()
      expect(button('Record again')).toBeTruthy()
    },
  )

  test.each([
    ['openai', 'none', 'OpenAI needs your API key', 'Add API key…'],
    ['dexter', 'signed-out', 'You’re not signed in', 'Sign in…'],
  ] as const)('%s, signed out, which can be left for practice', async (backend, state, why, label) => {
    const { status } = snapshot()
    const account = state === 'none' ? { state } : { state, problem: null, untilQuit: false }
    const { bridge, button, step } = await opened({ status: { ...status, backend, identity: null }, account })
    await click(button('Continue'))
    await click(button('Continue'))
    expect(step()).toContain(why)
    expect(button(label)).toBeTruthy()
    await click(button('Use practice'))
    expect(bridge.calls).toContainEqual(['setSettings', { backend: 'practice' }])
  })
})

test.each([
  ['hold', 'hook', 'Hold Right Ctrl and ask: “What’s the price of SOL?” Let go'],
  ['tap', 'hook', 'Press Right Ctrl and ask: “What’s the price of SOL?” Then press it again'],
  ['auto', 'hook', 'Hold Right Ctrl and ask: “What’s the price of SOL?” Or tap it'],
  ['hold', 'toggle', 'Press Right Ctrl and ask: “What’s the price of SOL?” Then press it again'],
] as const)('how to ask fits the mode (%s) and what sees the key (%s)', async (talkMode, source, words) => {
  const { button, step } = await opened({ hotkey: { ...PRESSED, source } }, { talkMode })
  await click(button('Continue'))
  await click(button('Continue'))
  expect(step()).toContain(words)
})
