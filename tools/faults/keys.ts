import assert from 'node:assert/strict'
import { rehearsed } from './rehearsal'
import type { Scenario } from './scenario'

/** A hold without a voice is ended after 15 seconds. */
const SILENCE_MS = 15_100
const CARD = 'card'

/** The key goes down, and nobody hears it come up. */
export const keys: Scenario[] = [
  rehearsed('the key’s release is lost after a question', async ({ press, rig, time, standsThenResent }) => {
    const { question } = press('price')
    time.advance(SILENCE_MS)
    assert.equal(rig.count('input_audio_buffer.commit'), 0)
    rig.release(question.turnId, SILENCE_MS)
    await standsThenResent(question, /unsent: Still talking\? Nothing was heard for 15 seconds/)
  }),
  rehearsed(
    'the key’s release is lost, and it is pressed again',
    async ({ press, ask, answer, rig, standsThenResent }) => {
      const { question } = press('price')
      const reason = 'Dexter Voice didn’t see you let go of the key before you pressed it again.'
      rig.engine.talk({ type: 'abort', talkId: question.turnId, at: rig.time.clock.now(), reason, lost: true })
      answer(ask('balances'))
      await standsThenResent(question, /unsent: Dexter Voice didn’t see you let go/)
    },
  ),
  rehearsed('the key’s release is lost on a request for approval', async (rehearsal) => {
    const { rig, time, sight } = rehearsal
    const question = rehearsal.ask('buy')
    rehearsal.propose(CARD)
    rig.look(CARD)
    time.advance(1_000)
    rig.press('hold')
    rig.hear('hold', SILENCE_MS, 0.004)
    rig.release('hold', SILENCE_MS)
    time.advance(40)
    assert.equal(sight.turn('hold')?.outcome, 'discarded')
    time.advance(30_000)
    rehearsal.approveInVain(CARD)
    time.advance(60_000)
    await rehearsal.standsThenResent(question, /unanswered: /)
  }),
]
