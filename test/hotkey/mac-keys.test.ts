import { expect, it } from 'vitest'
import { createMacKeys } from '../../main/hotkey/mac/mac-keys'
import { EVENT } from '../../main/hotkey/mac/quartz'

const RIGHT_OPTION = { key: 0x3d, code: 0x0e38, own: 0x40 }
const LEFT_OPTION = { key: 0x3a, code: 0x0038, own: 0x20 }
const OPTION = 0x80000
/** kCGEventFlagMaskNonCoalesced, which real events carry. */
const ALWAYS = 0x100

function mac() {
  const told: [code: number, down: boolean, unseen?: boolean][] = []
  const others: string[] = []
  const down = new Set<number>()
  let look: (() => void) | null = null
  const keys = createMacKeys({
    events: {
      key: ({ keycode }, isDown, unseen) => told.push(unseen ? [keycode, isDown, unseen] : [keycode, isDown]),
      button: (button, isDown) => others.push(`${button} ${isDown}`),
      wheel: () => others.push('wheel'),
      touch: () => others.push('touch'),
      hidden() {},
    },
    isDown: (key) => down.has(key),
    every(_ms, callback) {
      look = callback
      return () => {
        look = null
      }
    },
  })
  const changed = (key: number, flags: number) =>
    keys.heard({ type: EVENT.flagsChanged, value: key, flags: flags | ALWAYS })
  return { told, others, down, keys, changed, looks: () => look !== null, look: () => look?.() }
}

it('of two Options each has its own down and up, in any order', () => {
  const { told, changed } = mac()
  changed(RIGHT_OPTION.key, OPTION | RIGHT_OPTION.own)
  changed(LEFT_OPTION.key, OPTION | RIGHT_OPTION.own | LEFT_OPTION.own)
  // The shared bit is set still: libuiohook takes this for another down.
  changed(RIGHT_OPTION.key, OPTION | LEFT_OPTION.own)
  changed(LEFT_OPTION.key, 0)
  expect(told).toEqual([
    [RIGHT_OPTION.code, true],
    [LEFT_OPTION.code, true],
    [RIGHT_OPTION.code, false],
    [LEFT_OPTION.code, false],
  ])
})

it('each modifier of each side has a code of its own', () => {
  const sides = [
    [0x3b, 0x40001, 0x001d],
    [0x3e, 0x42000, 0x0e1d],
    [0x38, 0x20002, 0x002a],
    [0x3c, 0x20004, 0x0036],
    [0x37, 0x100008, 0x0e5b],
    [0x36, 0x100010, 0x0e5c],
    [0x3a, 0x80020, 0x0038],
    [0x3d, 0x80040, 0x0e38],
  ] as const
  for (const [key, flags, code] of sides) {
    const { told, changed } = mac()
    changed(key, flags)
    changed(key, 0)
    expect(told).toEqual([
      [code, true],
      [code, false],
    ])
  }
})

it('a program that presses keys sets the shared bit alone, and is understood', () => {
  const { told, changed } = mac()
  changed(RIGHT_OPTION.key, OPTION)
  changed(RIGHT_OPTION.key, 0)
  changed(RIGHT_OPTION.key, OPTION)
  changed(LEFT_OPTION.key, OPTION)
  changed(RIGHT_OPTION.key, OPTION)
  expect(told.map(([code, down]) => [code === RIGHT_OPTION.code, down])).toEqual([
    [true, true],
    [true, false],
    [true, true],
    [false, true],
    [true, false],
  ])
})

it('keys that can be given a job have their codes, others have none of them, and Fn and Caps Lock are no keys', () => {
  const { told, others, keys, changed } = mac()
  for (const key of [0x64, 0x65, 0x69, 0x00, 0x5d]) keys.heard({ type: EVENT.keyDown, value: key, flags: 0x800000 })
  changed(0x3f, 0x800000)
  changed(0x39, 0x10000)
  expect(told.map(([code]) => code)).toEqual([0x0042, 0x0043, 0x005b, 0x001e, 0x1005d])
  expect(others).toEqual(['touch'])
})

it('a scroll that runs on after the finger has left is nobody’s, a scroll of the finger is', () => {
  const { others, keys } = mac()
  for (const value of [1, 2, 3]) keys.heard({ type: EVENT.scroll, value, flags: 0 })
  expect(others).toEqual([])
  keys.heard({ type: EVENT.scroll, value: 0, flags: 0 })
  expect(others).toEqual(['wheel'])
})

it('an up that the tap never heard is told once the system has shown the key down, and then up twice', () => {
  const { told, changed, down, look, looks } = mac()
  changed(RIGHT_OPTION.key, OPTION | RIGHT_OPTION.own)
  // A state that never showed it down is not believed: what it says of this key is unknown.
  look()
  look()
  look()
  expect(told).toHaveLength(1)
  down.add(RIGHT_OPTION.key)
  look()
  down.delete(RIGHT_OPTION.key)
  look()
  expect(told).toHaveLength(1)
  down.add(RIGHT_OPTION.key)
  look()
  down.delete(RIGHT_OPTION.key)
  look()
  look()
  expect(told.at(-1)).toEqual([RIGHT_OPTION.code, false, true])
  // Nothing is looked at while nothing is held.
  expect([told.length, looks()]).toEqual([2, false])
})

it('a media key is another key, and its flags say nothing of the keyboard', () => {
  const { told, others, keys, changed } = mac()
  changed(RIGHT_OPTION.key, OPTION | RIGHT_OPTION.own)
  keys.heard({ type: EVENT.system, value: 0, flags: 0 })
  expect(others).toEqual([])
  keys.heard({ type: EVENT.system, value: 1, flags: 0xa00 })
  expect(others).toEqual(['touch'])
  expect(told).toEqual([[RIGHT_OPTION.code, true]])
})

it('Fn belongs to a function key, and is another key where a modifier is held', () => {
  const { others, keys, changed } = mac()
  changed(0x3f, 0x800000)
  keys.heard({ type: EVENT.keyDown, value: 0x64, flags: 0x800000 })
  changed(0x3f, 0)
  keys.heard({ type: EVENT.keyUp, value: 0x64, flags: 0 })
  expect(others).toEqual([])
  changed(RIGHT_OPTION.key, OPTION | RIGHT_OPTION.own)
  changed(0x3f, 0x800000 | OPTION | RIGHT_OPTION.own)
  expect(others).toEqual(['touch'])
})
