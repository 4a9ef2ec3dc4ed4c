import assert from 'node:assert/strict'
import type { GrantReply } from '../../shared/grant'
import { GRANT } from '../engine/rig'
import { type Rehearsal, rehearsed } from './rehearsal'
import type { Scenario } from './scenario'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const CARD = 'card'

/** The computer sleeps for an hour and says so. */
async function sleep({ rig, time }: Rehearsal) {
  rig.engine.command({ type: 'suspend' })
  time.setWall(HOUR_MS)
  rig.engine.command({ type: 'resume' })
  await rig.settle()
  await rig.accept()
}

const pending = (fault: string, play: (rehearsal: Rehearsal) => Promise<unknown> | unknown): Scenario =>
  rehearsed(fault, async (rehearsal) => {
    const question = rehearsal.ask('buy')
    rehearsal.propose(CARD)
    await play(rehearsal)
    rehearsal.approveInVain(CARD)
    rehearsal.time.advance(MINUTE_MS)
    await rehearsal.standsThenResent(question, /unanswered: /)
  })

const withSecret = (expiresInMs: number) => ({
  ...GRANT,
  // The rehearsal's clock begins at this.
  grant: { ...GRANT.grant, expiresAt: 1_000_000 + expiresInMs },
})

const NO_MINT: GrantReply = {
  ok: false,
  problem: { code: 'http_500', message: 'The server has a problem of its own.', retry: 'later', retryAfterMs: null },
}
/** A renewal is due five minutes before the end, and tried again after pauses that double. */
const RENEWALS_IN_VAIN = 5

/** The computer sleeps, an hour passes, or the clocks disagree. */
export const clocks: Scenario[] = [
  rehearsed('a session’s hour passes', async (rehearsal) => {
    const { rig, time } = rehearsal
    rehearsal.answer(rehearsal.ask('price'))
    time.advance(55 * MINUTE_MS)
    await rig.accept()
    time.advance(5 * MINUTE_MS)
    assert.equal(rig.sockets, 2)
    const past = rig.lines[1]?.filter(({ direction, event }) => direction === 'out' && event.item !== undefined) ?? []
    assert.ok(past.length > 0, 'The next session was not told of the past.')
    assert.doesNotMatch(rehearsal.sight.saw.join(), /Connecting|lost/)
    rehearsal.answer(rehearsal.ask('and of bonk'))
  }),
  rehearsed(
    'a session’s hour passes, no mint for the next one',
    async (rehearsal) => {
      const { rig, time } = rehearsal
      for (let minute = 0; minute < 60; minute += 0.25) {
        time.advance(MINUTE_MS / 4)
        await rig.settle()
      }
      rig.server({ type: 'error', error: { code: 'session_expired', message: 'Your session hit an hour.' } })
      rig.closeSocket(1001)
      const question = rehearsal.ask('price')
      await rig.settle()
      await rig.accept()
      rehearsal.answer(question)
    },
    [GRANT, ...Array.from({ length: RENEWALS_IN_VAIN }, () => NO_MINT), GRANT],
  ),
  rehearsed('sleep of an hour, a question in flight', async (rehearsal) => {
    const question = rehearsal.ask('price')
    await sleep(rehearsal)
    await rehearsal.standsThenResent(question, /unsent: .* more than 30 seconds after you asked this/)
  }),
  pending('sleep of an hour, a card waits', sleep),
  rehearsed('sleep of an hour while the key is held', async (rehearsal) => {
    const { rig, time } = rehearsal
    const speech = rehearsal.press('price')
    const { turnId: talkId, samples } = speech.question
    const reason = 'The computer went to sleep while you held the key.'
    rig.engine.talk({ type: 'abort', talkId, at: time.clock.now(), reason })
    rig.fence(talkId, samples)
    await sleep(rehearsal)
    await rehearsal.standsThenResent(speech.question, /unsent: .* more than 30 seconds after you asked this/)
  }),
  rehearsed('unannounced sleep of an hour, a question in flight', async (rehearsal) => {
    const question = rehearsal.ask('price')
    rehearsal.time.setWall(HOUR_MS)
    rehearsal.time.advance(25 * SECOND_MS)
    await rehearsal.standsThenResent(question, /unsent: No answer came for 25 seconds/)
  }),
  rehearsed('unannounced sleep, then another question', async (rehearsal) => {
    const { rig } = rehearsal
    const first = rehearsal.ask('price')
    rehearsal.time.setWall(HOUR_MS)
    const second = rehearsal.ask('and of bonk')
    await rig.settle()
    await rig.accept()
    assert.equal(rig.sockets, 2)
    rehearsal.answer(second)
    await rehearsal.standsThenResent(first, /unsent: /)
  }),
  pending('unannounced sleep of an hour, a card waits', ({ time }) => time.setWall(HOUR_MS)),
  rehearsed('sleep is told, waking is not', async (rehearsal) => {
    const { rig, time } = rehearsal
    rig.engine.command({ type: 'suspend' })
    time.setWall(HOUR_MS)
    const question = rehearsal.ask('price')
    await rig.settle()
    await rig.accept()
    rehearsal.answer(question)
  }),
  rehearsed('clock set back an hour, a question in flight', (rehearsal) => {
    const question = rehearsal.ask('price')
    rehearsal.time.setWall(-HOUR_MS)
    rehearsal.time.advance(SECOND_MS)
    rehearsal.answer(question)
  }),
  rehearsed('clock set back an hour, the line lost for 31 seconds', async (rehearsal) => {
    const { rig, time } = rehearsal
    const question = rehearsal.ask('price')
    time.setWall(-HOUR_MS)
    rig.closeSocket()
    for (let second = 0; second < 31; second++) {
      time.advance(SECOND_MS)
      await rig.settle()
    }
    await rehearsal.standsThenResent(question, /unsent: /)
  }),
  pending('clock set back an hour, a card waits', ({ time }) => {
    time.setWall(-HOUR_MS)
    time.advance(30 * SECOND_MS)
  }),
  pending('clock set back and the app held up, a card waits', ({ time }) => {
    time.setWall(-HOUR_MS)
    time.stall(31 * SECOND_MS)
  }),
  rehearsed(
    'clock set back an hour, the secret expires',
    async (rehearsal) => {
      const { rig, time } = rehearsal
      time.advance(11 * MINUTE_MS)
      time.setWall(-HOUR_MS)
      rig.closeSocket()
      time.advance(SECOND_MS)
      await rig.accept()
      assert.equal(rig.mints, 2, 'A connection was tried with an expired secret.')
      rehearsal.answer(rehearsal.ask('price'))
    },
    [withSecret(10 * MINUTE_MS), withSecret(25 * MINUTE_MS)],
  ),
  rehearsed('clock set forward an hour, a question in flight', async (rehearsal) => {
    const { rig } = rehearsal
    const question = rehearsal.ask('price')
    rehearsal.time.setWall(HOUR_MS)
    rehearsal.time.advance(SECOND_MS)
    rehearsal.answer(question)
    // It looks like a sleep: the line is not trusted, and the next question gets a new one.
    const next = rehearsal.ask('and of bonk')
    await rig.settle()
    await rig.accept()
    rehearsal.answer(next)
  }),
  pending('clock set forward an hour, a card waits', ({ time }) => time.setWall(HOUR_MS)),
]
