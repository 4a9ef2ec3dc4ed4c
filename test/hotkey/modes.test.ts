import { describe, expect, it } from 'vitest'
import { t } from '../../shared/i18n'
import { MAX_HOLD_MS } from '../../shared/talk'
import { type Happening, type Setup, simulate } from '../../tools/hotkey/simulator'

type Script = ([Happening] | number)[]
const tap: Script = [['down'], 80, ['up']]
const named = (script: Script, setup: Setup = {}) => simulate(script, setup).names

describe('Tap', () => {
  const mode = 'tap'

  it('begins with the first press, latches when the key comes up, and sends with the next press', () => {
    const { events } = simulate([...tap, 3000, ['down'], 80, ['up']], { mode })
    expect(events).toMatchObject([
      { type: 'press', at: 0 },
      { type: 'latched', at: 80 },
      { type: 'release', at: 3080, heldMs: 3080 },
    ])
    expect(new Set(events.map(({ talkId }) => talkId)).size).toBe(1)
  })

  it('latches however long the first press is held', () => {
    expect(named([['down'], 1500, ['up'], 2000, ...tap], { mode })).toEqual(['press', 'latched', 'release'])
  })

  it('sends once, however long the second press is held and repeats, and begins nothing by it', () => {
    const repeats = Array.from({ length: 20 }, () => [33, ['down']] as [number, ['down']]).flat()
    expect(named([...tap, 1000, ['down'], 500, ...repeats, ['up'], 2000, ...tap], { mode })).toEqual([
      'press',
      'latched',
      'release',
      'press',
      'latched',
    ])
  })

  it('sends once where the switch bounces at the second press', () => {
    const bouncing: Script = [['down'], 2, ['up'], 2, ['down'], 80, ['up'], 2, ['down'], 2, ['up']]
    expect(named([...bouncing, 1000, ...bouncing], { mode })).toEqual(['press', 'latched', 'release'])
  })

  it('goes on when another key is used meanwhile, also together with the talk key', () => {
    expect(named([...tap, 1000, ['other'], 500, ['chord'], 80, ['up'], 1000, ...tap], { mode })).toEqual([
      'press',
      'latched',
      'release',
    ])
  })

  it('that nobody ends is kept, and not sent', () => {
    const { events } = simulate([...tap, MAX_HOLD_MS], { mode })
    expect(events.at(-1)).toMatchObject({ type: 'abort', lost: true, reason: t('hotkey.ended.latchedTooLong') })
  })

  it('that the system takes away is kept, and not sent', () => {
    for (const why of ['abort', 'leave'] as const) {
      expect(simulate([...tap, 1000, [why]], { mode }).events.at(-1)).toMatchObject({ type: 'abort', lost: true })
    }
  })

  it('can be sent by a button, a program, or a finger, whoever began it', () => {
    for (const sends of ['toggle', '--down'] as const) {
      expect(named([...tap, 1000, [sends]], { mode })).toEqual(['press', 'latched', 'release'])
    }
    expect(named([['--down'], 80, ['--up'], 1000, ...tap], { mode })).toEqual(['press', 'latched', 'release'])
    expect(named([['toggle'], 1000, ...tap])).toEqual(['press', 'latched', 'release'])
  })
})

describe('Auto', () => {
  const mode = 'auto'

  it('sends when the key comes up after a hold', () => {
    expect(named([['down'], 200, ['up']], { mode })).toEqual(['press', 'release'])
  })

  it('latches on a tap, and sends with the next press', () => {
    expect(named([['down'], 199, ['up'], 2000, ...tap], { mode })).toEqual(['press', 'latched', 'release'])
  })

  it('goes on with a tap that is followed at once by a hold, and sends when that comes up', () => {
    const { names, events } = simulate([...tap, 100, ['down'], 2000, ['up']], { mode })
    expect(names).toEqual(['press', 'latched', 'release'])
    expect(events.at(-1)).toMatchObject({ heldMs: 2180 })
  })

  it('goes on where that hold is a shortcut', () => {
    expect(named([...tap, 100, ['down'], 50, ['other'], 500, ['up'], 1000, ...tap], { mode })).toEqual([
      'press',
      'latched',
      'release',
    ])
  })
})

describe('while a trade waits', () => {
  it.each(['tap', 'auto'] as const)('the key in %s works as in hold', (mode) => {
    const waits = () => true
    expect(named([['down'], 900, ['up']], { mode, waits })).toEqual(['press', 'release'])
    expect(named([['down'], 100, ['up']], { mode, waits })).toEqual(['press', 'tap'])
  })

  it('that came while the key was down, its up does not latch', () => {
    expect(named([['down'], 100, ['up']], { mode: 'tap', waits: (at) => at > 0 })).toEqual(['press', 'tap'])
  })

  it('two taps refuse it, and leave the microphone as it is', () => {
    expect(named([...tap, 100, ...tap], { waits: () => true })).toEqual(['press', 'tap', 'press', 'tap'])
  })
})

describe('two taps', () => {
  it.each<[Setup['mode'], string[]]>([
    ['hold', ['press', 'tap', 'press', 'tap', 'hands-free']],
    ['tap', ['press', 'latched', 'tap', 'hands-free']],
    ['auto', ['press', 'latched', 'tap', 'hands-free']],
  ])('open the microphone in %s, and two more close it; what they began is dropped', (mode, once) => {
    const { names, events } = simulate([...tap, 100, ...tap, 5000, ...tap, 100, ...tap], { mode })
    expect(names).toEqual([...once, ...once])
    expect(events.filter(({ type }) => type === 'hands-free')).toMatchObject([{ on: true }, { on: false }])
  })

  it('that come too far apart are two taps', () => {
    expect(named([['down'], 100, ['up'], 299, ...tap])).toContain('hands-free')
    expect(named([['down'], 100, ['up'], 300, ...tap])).not.toContain('hands-free')
  })

  it('of which the second is a hold ask', () => {
    expect(named([...tap, 100, ['down'], 900, ['up']])).toEqual(['press', 'tap', 'press', 'release'])
  })

  it('mean nothing where they are switched off', () => {
    expect(named([...tap, 100, ...tap], { doubleTap: false })).toEqual(['press', 'tap', 'press', 'tap'])
    expect(named([...tap, 200, ...tap], { doubleTap: false, mode: 'tap' })).toEqual(['press', 'latched', 'release'])
  })

  it('of a program are none: it has a command for it', () => {
    expect(named([['--down'], 80, ['--up'], 100, ['--down'], 80, ['--up']])).not.toContain('hands-free')
  })

  it('of which one sent what was latched are none', () => {
    const long: Script = [...tap, 3000, ...tap, 100, ...tap]
    expect(named(long, { mode: 'tap' })).toEqual(['press', 'latched', 'release', 'press', 'latched'])
  })

  it('leave the microphone shut when the trader goes away', () => {
    expect(named([...tap, 100, ...tap, 1000, ['leave']]).at(-1)).toBe('hands-free')
    expect(simulate([...tap, 100, ...tap, 1000, ['leave']]).events.at(-1)).toMatchObject({ on: false })
    expect(named([['leave']])).toEqual([])
  })
})

describe('Esc', () => {
  it('drops what is being said, held or latched, and the key begins nothing before it is up', () => {
    expect(named([['down'], 900, ['cancel'], 300, ['down'], 300, ['up']])).toEqual(['press', 'cancel'])
    expect(named([...tap, 900, ['cancel'], 500, ...tap], { mode: 'tap' })).toEqual([
      'press',
      'latched',
      'cancel',
      'press',
      'latched',
    ])
  })

  it('is followed by a press however soon, and not by a switch that bounces', () => {
    const { events } = simulate([['down'], 900, ['cancel'], 300, ['up'], 10, ['down'], 900, ['up']])
    expect(events.map(({ type }) => type)).toEqual(['press', 'cancel', 'press', 'release'])
    expect(events[2]).toMatchObject({ at: 1210, canApprove: false })
    expect(named([['down'], 900, ['cancel'], 300, ['up'], 5, ['down'], 5, ['up'], 900])).toEqual(['press', 'cancel'])
    expect(named([['down'], 900, ['cancel'], 300, ['up'], 10, ['down'], 10, ['other'], 900, ['up']])).toEqual([
      'press',
      'cancel',
    ])
  })

  it('means nothing while nothing is said', () => {
    expect(named([['cancel'], ['down'], 900, ['up'], 50, ['cancel']])).toEqual(['press', 'release'])
  })

  it('comes before an up that is not believed yet', () => {
    expect(named([['down'], 900, ['up'], 10, ['cancel']])).toEqual(['press', 'cancel'])
  })
})

describe('a press within the tail', () => {
  it('continues what was said', () => {
    const { events } = simulate([['down'], 900, ['up'], 100, ['down'], 900, ['up']])
    expect(events).toMatchObject([
      { type: 'press', talkId: 'talk-1' },
      { type: 'release', talkId: 'talk-1' },
      { type: 'press', talkId: 'talk-2', continues: 'talk-1' },
      { type: 'release', talkId: 'talk-2', heldMs: 1900 },
    ])
  })

  it('is no tap, however short: what was said before it must not be dropped', () => {
    expect(named([['down'], 900, ['up'], 100, ...tap])).toEqual(['press', 'release', 'press', 'release'])
  })

  it('and later is a new one; so is one of another hand, or while a trade waits', () => {
    const goesOn = (script: Script, setup: Setup = {}) =>
      simulate(script, setup).events.some((event) => event.type === 'press' && event.continues !== undefined)
    expect(goesOn([['down'], 900, ['up'], 149, ['down']])).toBe(true)
    expect(goesOn([['down'], 900, ['up'], 150, ['down']])).toBe(false)
    expect(goesOn([['down'], 900, ['up'], 100, ['--down']])).toBe(false)
    expect(goesOn([['down'], 900, ['up'], 100, ['down']], { waits: () => true })).toBe(false)
    expect(goesOn([['down'], 900, ['up'], 100, ['down']], { tailMs: 0 })).toBe(false)
  })
})

describe('panic', () => {
  it('ends whatever is going on, and nothing continues it', () => {
    expect(named([['down'], 900, ['panic'], 500, ['down'], 100, ['up']])).toEqual(['press', 'panic'])
    expect(named([...tap, 900, ['panic']], { mode: 'tap' })).toEqual(['press', 'latched', 'panic'])
    const after = simulate([['down'], 900, ['up'], 60, ['panic'], 20, ['down']]).events.at(-1)
    expect(after).toMatchObject({ type: 'press' })
    expect(after).not.toHaveProperty('continues')
  })

  it('is told also while nothing is going on', () => {
    expect(named([['panic']])).toEqual(['panic'])
  })
})
