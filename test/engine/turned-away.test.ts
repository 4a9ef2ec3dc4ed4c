import { describe, expect, it } from 'vitest'
import { sentence } from '../../shared/i18n'
import { createRig, type Rig } from '../../tools/engine/rig'

const HOUR = 3_600_000
const QUOTA = 'You exceeded your current quota.'
const errors = (rig: Rig) => rig.status?.errors.map(({ message }) => message) ?? []
const notices = (rig: Rig) => rig.entriesOf('notice').map(({ text }) => text)

/** Lets an hour pass in which every connection is answered with the same. */
async function anHour(rig: Rig, play: (rig: Rig) => void) {
  let answered = 0
  for (let at = 0; at < HOUR; at += 250) {
    await rig.settle()
    if (rig.sockets > answered) {
      answered = rig.sockets
      play(rig)
    }
    rig.time.advance(250)
  }
}
const refuse = (rig: Rig, more: Record<string, unknown> = {}) =>
  rig.server({
    type: 'error',
    error: { code: 'tenant_policy', message: 'Live is off.', event_id: rig.last('session.update')?.event_id, ...more },
  })

/** What a server does that is there and gives no session, and what is said of it. */
const WAYS: [string, (rig: Rig) => void, RegExp][] = [
  ['never opens a session', () => undefined, /didn’t open a session within 10 seconds\. Tried 6 times\. Ask again/],
  [
    'sends what can’t be read',
    (rig) => rig.receive('<html>'),
    /didn’t open a session within 10 seconds: what it sent couldn’t be read/,
  ],
  [
    'never confirms the settings',
    (rig) => rig.created(),
    /didn’t confirm the session settings within 20 seconds\. Tried 6/,
  ],
  ['refuses the upgrade', (rig) => rig.closeSocket(1006), /refused the realtime connection and gave no reason/],
  ...[1006, 1008, 1011, 1013, 4000, 4429, 4999].map((code): (typeof WAYS)[number] => [
    `closes with ${code} and a reason before the session`,
    (rig) => rig.closeSocket(code, QUOTA),
    /refused the realtime connection: You exceeded your current quota\. Tried 6 times/,
  ]),
  ...[1008, 1011, 1013, 4003].map((code): (typeof WAYS)[number] => [
    `closes with ${code} and a reason as soon as the session is configured`,
    (rig) => {
      rig.created()
      rig.updated()
      rig.closeSocket(code, QUOTA)
    },
    /was lost: You exceeded your current quota\. Tried 6 times/,
  ]),
]

describe.each(WAYS)('a server that %s', (_what, play, sentence) => {
  it('is tried six times with growing pauses, told of once, and asked anew by the next press', async () => {
    const rig = createRig()
    rig.engine.connect()
    await anHour(rig, play)
    expect(rig.sockets).toBe(6)
    expect(rig.status).toMatchObject({ state: 'error', detail: expect.stringMatching(sentence) })
    expect(notices(rig).filter((text) => sentence.test(text))).toHaveLength(1)
    rig.ask('t1')
    await rig.accept()
    expect(rig.sockets).toBe(7)
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Yes.')
    rig.done('r1')
    rig.playedAll('m1')
    expect(rig.turn('t1')?.outcome).toBe('answered')
  })

  it('leaves the question as not sent, with the same words', async () => {
    const rig = createRig()
    rig.ask('t1')
    await anHour(rig, play)
    expect(rig.sockets).toBeLessThanOrEqual(6)
    const entry = rig.entry('t1', 'user')
    expect(entry).toMatchObject({ delivery: 'unsent', resendable: true })
    expect(entry?.problem).toMatch(/within \d+ seconds|refused|was lost/)
  })
})

describe('a server that turned us away', () => {
  it.each([
    ['a network that comes back', (rig: Rig) => rig.engine.command({ type: 'network', online: true })],
    ['the computer that wakes up', (rig: Rig) => rig.engine.command({ type: 'resume' })],
    ['other settings', (rig: Rig) => rig.engine.command({ type: 'reset', reason: sentence(() => 'settings') })],
  ])('is asked again after %s', async (_what, act) => {
    const rig = createRig()
    rig.engine.connect()
    await anHour(rig, () => rig.closeSocket(1013, QUOTA))
    act(rig)
    await rig.settle()
    expect(rig.sockets).toBe(7)
  })

  it('and then gave a session that lasted is made good for hours', async () => {
    const rig = createRig()
    rig.engine.connect()
    for (let time = 0; time < 20; time++) {
      await rig.accept()
      rig.time.advance(31_000)
      rig.closeSocket(1011, 'Going away')
      rig.time.advance(1_000)
    }
    expect(rig.status?.detail).not.toMatch(/Tried \d/)
  })

  it('is told of in whole sentences', async () => {
    for (const reason of ['Too many sessions', 'Too many sessions.']) {
      const rig = createRig()
      rig.engine.connect()
      await anHour(rig, () => rig.closeSocket(4003, reason))
      expect(rig.status?.detail).toMatch(/: Too many sessions\. Tried 6 times\. Ask again to try once more\.$/)
    }
  })

  it('is told of with its words cleaned and bounded', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.closeSocket(4003, `Quota\u202E ek_0123456789abcdef0123 \n${'so much '.repeat(500)}`)
    expect(errors(rig)[0]?.length).toBeLessThan(400)
    expect(errors(rig)[0]).not.toMatch(/ek_0123|\u202E|\n/)
  })
})

describe('a quota that is told by its code', () => {
  it.each([
    ['in the reason', (rig: Rig) => rig.closeSocket(1008, 'insufficient_quota: You exceeded your current quota')],
    ['in JSON', (rig: Rig) => rig.closeSocket(4000, '{"error":{"code":"insufficient_quota"}}')],
    [
      'in an error after session.created',
      (rig: Rig) => {
        rig.created()
        rig.updated()
        rig.server({ type: 'error', error: { code: 'insufficient_quota', message: QUOTA } })
        rig.closeSocket(1013)
      },
    ],
  ])('%s, is not tried again by itself', async (_where, play) => {
    const rig = createRig()
    rig.engine.connect()
    await anHour(rig, play)
    expect(rig.sockets).toBe(1)
    expect(rig.status).toMatchObject({ state: 'error', detail: expect.stringMatching(/has no credit left/) })
  })
})

describe('an error just before the close', () => {
  const turnedAway = async (error: Record<string, unknown>, opened: boolean, code = 1011) => {
    const rig = createRig()
    rig.engine.connect()
    await anHour(rig, () => {
      if (opened) {
        rig.created()
        rig.updated()
      }
      rig.server({ type: 'error', error })
      rig.closeSocket(code)
    })
    return rig
  }

  it('whose code we have no sentence for, and after which nothing helps, is told in its own words', async () => {
    const error = { code: 'unsupported_country_region_territory', message: 'Country not supported.' }
    const rig = await turnedAway(error, true)
    expect([rig.sockets, rig.status?.detail]).toEqual([1, 'Country not supported.'])
  })

  it.each([
    [{ type: 'server_error', code: null, message: 'Sorry about that!' }, 1011],
    [{ code: 'rate_limit_exceeded', message: 'Wait 6 s.' }, 1008],
    [{ code: '503', message: 'Busy.' }, 1011],
    [{ code: 'tenant_busy', message: 'Busy.' }, 1013],
  ])(
    'that tells of passing trouble (%j, closed with %i) leaves tries, also before the session',
    async (error, code) => {
      const rig = await turnedAway(error, false, code)
      expect(rig.sockets).toBe(6)
      expect(rig.status?.detail).toMatch(/refused the realtime connection: .*Tried 6 times/)
    },
  )
})

describe('session.updated', () => {
  it('that comes late, and before the server is given up, opens the session', async () => {
    const rig = createRig()
    rig.ask('t1')
    await rig.settle()
    rig.created()
    rig.time.advance(19_000)
    rig.updated()
    expect(rig.sockets).toBe(1)
    rig.committed('i1')
    expect(rig.turn('t1')?.samples.committed).toBe(12_000)
  })

  it('that comes after the connection was given up changes nothing', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.created()
    rig.time.advance(20_100)
    rig.updated(1)
    expect(rig.status?.sessionId).toBeNull()
    expect(rig.closed).toEqual([1])
  })

  it('that never comes, though an error does, is told with its words', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.created()
    refuse(rig, { event_id: 'of_nobody' })
    rig.time.advance(20_100)
    expect(errors(rig).at(-1)).toMatch(/within 20 seconds: Live is off\.$/)
  })
})

describe('an update that is refused', () => {
  it.each([
    ['with a code that nobody knows', {}],
    ['with a number as its code', { code: 403 }],
    ['without a code', { code: null, type: 'forbidden' }],
    ['without the id of our event', { event_id: null }],
  ])('%s, is told in the server’s words, and not tried for ever', async (_how, more) => {
    const rig = createRig()
    rig.engine.connect()
    await anHour(rig, () => {
      rig.created()
      refuse(rig, more)
      // The other dialect, which this server does not speak.
      refuse(rig, { code: 'unknown_parameter', message: "Unknown parameter: 'session.input_audio_format'." })
    })
    expect(rig.sockets).toBe(1)
    expect(rig.status?.detail).toMatch(/refused the session settings: Live is off\.$/)
    // Nothing was adjusted.
    expect(notices(rig).join()).not.toMatch(/switched to it/)
  })

  it.each([
    ['a sentence', { error: 'Live is off.' }],
    ['fields of the event itself', { code: 'tenant_policy', message: 'Live is off.' }],
    ['fields of other types', { error: { code: { odd: 1 }, message: 'Live is off.', param: 7, event_id: [] } }],
  ])('by an error in %s is understood', async (_how, event) => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.created()
    rig.server({ type: 'error', ...event })
    rig.server({ type: 'error', ...event })
    expect(rig.status?.detail).toMatch(/refused the session settings: Live is off\.$/)
  })
})

describe('garbage by the megabyte', () => {
  /** A megabyte of what nobody knows, in small pieces: masking each of them is what takes time. */
  const rows = JSON.stringify(Array.from({ length: 40_000 }, (_, index) => ({ note: `key ${index}` })))

  it('is logged by name and size, so that the next question is not kept waiting', async () => {
    const rig = createRig()
    await rig.connect()
    for (let part = 0; part < 30; part++) rig.receive(`{"type":"nobody.knows","event_id":"g${part}","rows":${rows}}`)
    rig.time.advance(40)
    const logged = rig.log.filter(({ name }) => name === 'nobody.knows')
    expect(logged).toHaveLength(30)
    expect(JSON.stringify(logged).length).toBeLessThan(6e6)
    expect(logged.at(-1)?.data).toEqual({
      left_out: expect.stringMatching(/^[\d,]+ characters: the server sends too much to log\.$/),
    })
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Yes.')
    rig.done('r1')
    rig.playedAll('m1')
    expect(rig.turn('t1')?.outcome).toBe('answered')
    // With time there is room again.
    rig.time.advance(10_000)
    rig.receive('{"type":"nobody.knows","event_id":"h","word":"whole"}')
    rig.engine.command({ type: 'network', online: true })
    rig.time.advance(40)
    expect(rig.log.filter(({ name }) => name === 'nobody.knows').at(-1)?.data).toMatchObject({ word: 'whole' })
  })
})
