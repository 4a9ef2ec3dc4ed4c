import { expect, it } from 'vitest'
import { createOtherInput, type ModifierState } from '../../main/hotkey/other-input'

const RIGHT_CTRL = 0x0e1d
const LEFT_CTRL = 0x001d
const LEFT_SHIFT = 0x002a
const RIGHT_ALT = 0x0e38
const W = 0x0011
const none: ModifierState = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

function input(platform = 'linux') {
  let now = 0
  const others = createOtherInput(() => now, platform)
  return {
    others,
    wait: (ms: number) => {
      now += ms
    },
    key: (code: number, down: boolean, state: Partial<ModifierState> = {}, talkKey = RIGHT_CTRL) =>
      others.key(code, down, { ...none, ...state }, [talkKey]),
  }
}

it('the talk key alone is no other input', () => {
  const { key, others } = input()
  expect(key(RIGHT_CTRL, true, { ctrlKey: true })).toBe(false)
  expect(others.any()).toBe(false)
})

it('a key, a modifier or a button that is held already is seen before the press', () => {
  const { key, others } = input()
  expect(key(LEFT_SHIFT, true, { shiftKey: true })).toBe(true)
  expect(others.any()).toBe(true)
  key(LEFT_SHIFT, false)
  expect(others.any()).toBe(false)
  others.button(1, true)
  expect(others.any()).toBe(true)
  others.button(1, false)
  expect(others.any()).toBe(false)
})

it('a modifier that was held before anything was heard is known by the state that the system tells', () => {
  const { key, others } = input()
  key(RIGHT_CTRL, true, { shiftKey: true, ctrlKey: true })
  expect(others.any()).toBe(true)
})

it('the other Ctrl is another key', () => {
  const { key, others } = input()
  key(LEFT_CTRL, true, { ctrlKey: true })
  key(RIGHT_CTRL, true, { ctrlKey: true })
  expect(others.any()).toBe(true)
})

it('what came up unheard does not make a shortcut of every press from then on', () => {
  const { key, others, wait } = input()
  key(LEFT_SHIFT, true, { shiftKey: true })
  key(RIGHT_CTRL, true, { ctrlKey: true })
  expect(others.any()).toBe(false)
  key(W, true)
  wait(1_900)
  expect(others.any()).toBe(true)
  wait(200)
  expect(others.any()).toBe(false)
  others.button(1, true)
  wait(10_100)
  expect(others.any()).toBe(false)
})

it('what may be held still, though nothing was heard of it for long, is not sure to be up', () => {
  const { key, others, wait } = input()
  others.button(1, true)
  expect(others.unsure()).toBe(false)
  // A chart is dragged for minutes.
  wait(600_000)
  expect([others.any(), others.unsure()]).toEqual([false, true])
  others.button(1, false)
  expect(others.unsure()).toBe(false)
  key(W, true)
  wait(30_000)
  expect(others.unsure()).toBe(true)
  wait(31_000)
  expect([others.any(), others.unsure()]).toEqual([false, false])
})

it('AltGr of Windows is one key, though it tells of two', () => {
  const { key, others } = input('win32')
  expect(key(LEFT_CTRL, true, { ctrlKey: true }, RIGHT_ALT)).toBe(false)
  key(RIGHT_ALT, true, { ctrlKey: true, altKey: true }, RIGHT_ALT)
  expect(others.any()).toBe(false)
})
