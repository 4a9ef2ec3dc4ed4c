import { describe, expect, it } from 'vitest'
import { createTimer } from '../../renderer/engine/clock'
import { sentence } from '../../shared/i18n'
import { createRig, GRANT, type Rig } from '../../tools/engine/rig'

/** The loop itself: that it comes to rest, takes what comes while it works, and wakes when something is due. */

/** Counts the timers that are begun from here on. */
function timersOf({ time: { clock } }: Rig) {
  const { after } = clock
  const begun = { count: 0 }
  clock.after = (ms, callback) => {
    begun.count++
    // A test that spins has to end, too.
    if (begun.count > 1_000) throw new Error('The engine does not come to rest.')
    return after(ms, callback)
  }
  return begun
}

describe('the timer', () => {
  it('for a time that no timer can wait for rings once a day until then, and never at once', () => {
    const delays: number[] = []
    let ring = () => {}
    let mono = 0
    const timer = createTimer(
      {
        now: () => mono,
        mono: () => mono,
        after(ms, callback) {
          delays.push(ms)
          ring = callback
          return () => {}
        },
      },
      () => timer.set(40 * DAY_MS),
    )
    timer.set(40 * DAY_MS)
    for (let day = 0; day < 39; day++) {
      mono += delays.at(-1) ?? 0
      ring()
    }
    expect(delays).toHaveLength(40)
    expect(Math.max(...delays)).toBeLessThan(2 ** 31)
    expect(mono + (delays.at(-1) ?? 0)).toBe(40 * DAY_MS)
  })

  it('does not ring without end for a request that came before the session was configured and is old by the wall clock', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.created()
    rig.server({ type: 'conversation.item.added', item: { ...REQUEST, id: 'a1' } })
    rig.time.setWall(3600_000)
    const timers = timersOf(rig)
    rig.time.advance(5_000)
    expect(timers.count).toBeLessThan(20)
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
    // Nothing is said to a session before it is there.
    expect(rig.types()).toEqual(['session.update'])
    rig.updated()
    expect(rig.entry('a1', 'approval')?.decision).toBe('expired')
    expect(rig.types()).toEqual(['session.update', 'conversation.item.create'])
  })
})

const DAY_MS = 24 * 3600_000
const REQUEST = { type: 'mcp_approval_request', server_label: 'dexter', name: 'execute', arguments: '{"amount":1}' }

describe('the loop', () => {
  it('takes at once what whoever reads an update says to it', async () => {
    let said = false
    const rig: Rig = createRig({
      onPublish({ status }) {
        if (said || status.sessionId === null) return
        said = true
        rig.engine.command({ type: 'say', text: 'What is SOL at?' })
      },
    })
    await rig.connect()
    rig.time.advance(40)
    expect(said).toBe(true)
    expect(rig.count('response.create')).toBe(1)
  })

  it('does nothing after the engine was closed, whatever comes', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.engine.close()
    const { sockets } = rig
    const told = rig.sent.length
    const timers = timersOf(rig)
    rig.engine.close()
    rig.ask('t2')
    rig.engine.command({ type: 'reset', reason: sentence(() => 'The settings changed.') })
    rig.respond('r1')
    rig.closeSocket()
    await rig.settle()
    rig.time.advance(120_000)
    expect([rig.sockets, rig.sent.length, timers.count]).toEqual([sockets, told, 0])
    expect(rig.closed).toEqual([1])
  })
})

describe('a frame without a sample', () => {
  it('is passed over: every other one is sent, once', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    for (const [length, value] of [
      [2400, 1],
      [0, 0],
      [2400, 2],
      [0, 0],
      [0, 0],
      [2400, 3],
      [0, 0],
    ] as const) {
      rig.engine.captured({ type: 'frame', turnId: 't1', samples: new Int16Array(length).fill(value), peak: 0.5 })
    }
    rig.release('t1')
    rig.fence('t1', 7200)
    const first = rig.sent
      .filter(({ type }) => type === 'input_audio_buffer.append')
      .map(({ audio }) => Buffer.from(String(audio), 'base64').readInt16LE(0))
    expect(first).toEqual([1, 2, 3])
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.turn('t1')?.samples).toMatchObject({ captured: 7200, sent: 7200 })
  })
})

describe('a message with words and audio of no length', () => {
  it('is over when it has been told, and the speaker is not said to have stopped', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'SOL is at 150 dollars.', 0)
    rig.done('r1')
    expect(rig.turn('t1')?.outcome).toBe('answered')
    rig.time.advance(30_000)
    expect(rig.entriesOf('notice').map(({ code }) => code)).toEqual([])
    expect(rig.playbackCommands).toEqual([])
  })

  it('that comes before its response was told keeps nothing waiting for the speaker', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.say('r1', 'm1', 'SOL is at 150 dollars.', 0)
    rig.time.advance(15_000)
    expect(rig.entriesOf('notice').map(({ code }) => code)).toEqual([])
    expect(rig.playbackCommands).toEqual([])
  })
})

describe('a response that the server began by itself before it had the newest question', () => {
  it('is cut when that question takes the place of the one before it', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.command({ type: 'say', text: 'What is SOL at?' })
    rig.ask('t2')
    rig.respond('r1')
    rig.fence('t1', 0)
    rig.committed('i2')
    expect(rig.last('response.cancel')).toMatchObject({ response_id: 'r1' })
    rig.say('r1', 'm1', 'SOL is at 150 dollars.')
    rig.done('r1', [], { status: 'cancelled' })
    expect(rig.playbackCommands.filter(({ type }) => type === 'audio')).toEqual([])
    expect(rig.count('response.create')).toBe(1)
    expect(rig.turn('t2')?.responseCreates).toBe(1)
  })
})

describe('a right to connect that is kept in reserve', () => {
  it('is not renewed while nobody asks anything, even after a session could not be prepared with it', async () => {
    const mints: number[] = []
    const life = 60 * 60_000
    const rig: Rig = createRig({
      mint() {
        mints.push(rig.time.clock.mono())
        // Only the first is answered: the sessions that follow can't be prepared.
        if (mints.length > 1) return new Promise(() => {})
        return Promise.resolve({ ok: true, grant: { ...GRANT.grant, expiresAt: rig.time.clock.now() + life } })
      },
    })
    await rig.connect()
    // The session ends after an hour, and is prepared anew from five minutes before.
    rig.time.advance(life - 40_000)
    const before = mints.length
    expect(before).toBeGreaterThan(1)
    rig.time.advance(20_000)
    expect(mints.slice(before)).toEqual([])
  })
})
