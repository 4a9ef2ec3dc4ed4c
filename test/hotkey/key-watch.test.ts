import { describe, expect, it } from 'vitest'
import { createKeyWatch, type FromHook, type Watched } from '../../main/hotkey/key-watch'
import { inputOf, parseBinding } from '../../shared/keys'
import { createManualClock } from '../../tools/engine/rig'

const binding = (text: string) => {
  const found = parseBinding(text)
  if (found === null) throw new Error(`no binding: ${text}`)
  return found
}
const code = (name: string) => inputOf(name)?.code ?? 0
const keysOf = (talk: string, others: Partial<Record<Watched['action'], string>> = {}): Watched[] =>
  Object.entries({ talk, ...others }).map(([action, text]) => ({
    action: action as Watched['action'],
    binding: binding(text),
  }))

/** A keyboard and a mouse whose modifiers are what is held. */
function hook(talk: string, others: Partial<Record<Watched['action'], string>> = {}, platform = 'linux') {
  const time = createManualClock()
  const told: FromHook[] = []
  const watch = createKeyWatch({
    keys: keysOf(talk, others),
    platform,
    now: time.clock.mono,
    wall: time.clock.now,
    every: () => () => {},
    tell: (message) => told.push(message),
  })
  const held = new Set<string>()
  const state = () => {
    const has = (kind: string) => [...held].some((name) => name === `Left${kind}` || name === `Right${kind}`)
    return { ctrlKey: has('Ctrl'), altKey: has('Alt'), shiftKey: has('Shift'), metaKey: has('Meta') }
  }
  const key = (name: string, down: boolean) => {
    if (down) held.add(name)
    else held.delete(name)
    watch.events.key({ keycode: name === 'Escape' ? 1 : code(name), ...state() }, down)
  }
  const button = (name: string, down: boolean) => watch.events.button(code(name), down, state())
  return {
    watch,
    time,
    key,
    button,
    press: (...names: string[]) => {
      for (const name of names) key(name, true)
    },
    lift: (...names: string[]) => {
      for (const name of names) key(name, false)
    },
    tilt: (to: 'left' | 'right') => watch.events.wheel(to, state()),
    /** What was told since the last look. */
    told: () => told.splice(0).map(({ ...message }) => ('at' in message ? { ...message, at: undefined } : message)),
    types: () => told.splice(0).map((message) => (message.type === 'action' ? message.action : message.type)),
  }
}

describe('a chord as the talk key', () => {
  it('is down with its last key while exactly its modifiers are held, and up with that key', () => {
    const it = hook('Ctrl+Alt+K')
    it.press('LeftCtrl', 'RightAlt', 'K')
    expect(it.told()).toMatchObject([{ type: 'down', alone: true }])
    it.lift('RightAlt', 'LeftCtrl')
    expect(it.types()).toEqual([])
    it.lift('K')
    expect(it.types()).toEqual(['up'])
  })

  it('is not down with a modifier less, or more', () => {
    const it = hook('Ctrl+Alt+K')
    it.press('LeftCtrl', 'K')
    it.lift('K')
    it.press('LeftAlt', 'LeftShift', 'K')
    it.lift('K')
    expect(it.types().filter((type) => type === 'down')).toEqual([])
  })

  it('is a shortcut once another key is used', () => {
    const it = hook('Ctrl+Alt+K')
    it.press('LeftCtrl', 'LeftAlt', 'K', 'J')
    expect(it.types()).toEqual(['down', 'other'])
  })
})

describe('a mouse button as the talk key', () => {
  it('has its down and up, and the other buttons are others', () => {
    const it = hook('Mouse4')
    it.button('Mouse4', true)
    expect(it.told()).toMatchObject([{ type: 'down', alone: true }])
    it.watch.events.button(1, true)
    it.button('Mouse4', false)
    expect(it.types()).toEqual(['other', 'up'])
  })

  it('is a shortcut with a key that is held', () => {
    const it = hook('Mouse5')
    it.press('LeftShift')
    it.button('Mouse5', true)
    expect(it.told()).toMatchObject([{ type: 'down', alone: false }])
  })
})

it('a wheel that is tilted switches once, however often it tells of it', () => {
  const { tilt, time, types } = hook('WheelLeft')
  for (let again = 0; again < 5; again++) {
    tilt('left')
    time.advance(100)
  }
  tilt('right')
  time.advance(1_000)
  tilt('left')
  expect(types()).toEqual(['toggle', 'toggle'])
})

describe('the keys of other actions', () => {
  const others = { panic: 'F10', handsFree: 'Ctrl+F9', panel: 'Mouse3' } as const

  it('do what they are for, once for each press', () => {
    const it = hook('F9', others)
    it.press('F10', 'F10', 'F10')
    it.lift('F10')
    it.press('LeftCtrl', 'F9')
    it.lift('F9', 'LeftCtrl')
    it.button('Mouse3', true)
    it.button('Mouse3', false)
    expect(it.types().filter((type) => type !== 'up')).toEqual(['panic', 'handsFree', 'panel'])
  })

  it('are a shortcut while the talk key is held, but for the panic key, which comes first', () => {
    const it = hook('F9', others)
    it.press('F9', 'F10')
    expect(it.types()).toEqual(['down', 'panic'])
    it.lift('F10', 'F9')
    it.types()
    it.press('F9')
    it.button('Mouse3', true)
    expect(it.types()).toEqual(['down', 'panel', 'other'])
  })

  it('are heard while the talk key is a modifier that is held', () => {
    const it = hook('RightCtrl', others)
    it.press('RightCtrl', 'F10')
    expect(it.types()).toEqual(['down', 'panic'])
  })

  it('do nothing with a modifier that is not theirs', () => {
    const it = hook('RightCtrl', others)
    it.press('LeftShift', 'F10')
    expect(it.types()).toEqual([])
  })
})

describe('Esc', () => {
  it('is told while the key is held, and is then no shortcut', () => {
    const it = hook('F9')
    it.press('Escape')
    it.lift('Escape')
    it.press('F9', 'Escape')
    expect(it.types()).toEqual(['down', 'escape'])
  })

  it('is told while something is said without a finger, and not else', () => {
    const it = hook('F9')
    it.watch.told({ type: 'escape', wanted: true })
    it.press('Escape')
    it.lift('Escape')
    it.watch.told({ type: 'escape', wanted: false })
    it.press('Escape')
    expect(it.types()).toEqual(['escape'])
  })
})

describe('while a key is chosen', () => {
  it('each is told by its name and what is held with it, once, and none does anything', () => {
    const it = hook('F9', { panic: 'F10' })
    it.watch.told({ type: 'capture', on: true })
    it.press('F9', 'F9', 'F9')
    it.lift('F9')
    it.press('LeftCtrl', 'K')
    it.lift('K', 'LeftCtrl')
    it.press('F10')
    it.button('Mouse4', true)
    it.tilt('right')
    const seen = it.told().map((message) => (message.type === 'seen' ? message : null))
    expect(seen.map((it) => `${[...(it?.modifiers ?? []), it?.input].join('+')} ${it?.down ? 'down' : 'up'}`)).toEqual([
      'F9 down',
      'F9 up',
      'LeftCtrl down',
      'Ctrl+K down',
      'Ctrl+K up',
      'LeftCtrl up',
      'F10 down',
      'Mouse4 down',
      'WheelRight down',
      'WheelRight up',
    ])
    it.lift('F10')
    it.watch.told({ type: 'capture', on: false })
    it.told()
    it.press('F10')
    expect(it.types()).toEqual(['panic'])
  })

  it('one that can’t be told from others has no name, and clicks are not told at all', () => {
    const it = hook('F9')
    it.watch.told({ type: 'capture', on: true })
    it.watch.events.key({ keycode: 0, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }, true)
    it.watch.events.button(1, true)
    expect(it.told()).toMatchObject([{ type: 'seen', input: null, down: true }])
  })
})

it('with other keys than before, what was held is no longer', () => {
  const it = hook('F9')
  it.press('F9')
  it.watch.told({ type: 'watch', keys: keysOf('F8') })
  it.press('J')
  it.press('F8')
  expect(it.types()).toEqual(['down', 'down'])
})
