import assert from 'node:assert/strict'
import { rowsOf } from './disturbances'
import type { Scenario } from './scenario'
import { type Stage, staged } from './stage'
import { HELP, SECOND, TRENDING } from './words'

const MINUTE_MS = 60_000
/** No session may be ready for at most this long while one takes over from another. */
const UNREADY_MS = 300

/** Another session than this one is in use. */
const renewed = (stage: Stage, from: string | null | undefined) =>
  stage.until('the session is renewed', () => stage.sight.status?.sessionId !== from && stage.sight.status?.sessionId)

const armedExpiry = (what: string, play: (stage: Stage) => Promise<unknown>, audioPace = Number.POSITIVE_INFINITY) =>
  staged(what, { backend: 'dexter', behaviour: { audioPace } }, play)

/** Rights end: the secret's, the session's, the tools'. */
export const expiries: Scenario[] = [
  staged('line cut while idle, secret still good', { backend: 'openai' }, async (stage) => {
    const first = stage.sight.status?.sessionId
    stage.wire.cut()
    await renewed(stage, first)
    assert.equal(stage.mints, 1)
    await stage.answered(stage.ask(HELP))
  }),
  staged('line cut while idle, secret expired', { backend: 'openai' }, async (stage) => {
    const first = stage.sight.status?.sessionId
    stage.clock.jump(11 * MINUTE_MS)
    stage.wire.cut()
    await renewed(stage, first)
    assert.equal(stage.mints, 2)
    await stage.answered(stage.ask(HELP))
  }),
  staged('session ends (its hour is 6 seconds)', { behaviour: { sessionLifeMs: 6_000 } }, async (stage) => {
    const first = stage.sight.status?.sessionId
    const [, second] = rowsOf(await stage.answered(stage.ask(TRENDING)))
    await renewed(stage, first)
    const { unreadyMs } = stage.sight
    stage.sight.act(`session renewed, none ready for ${Math.round(unreadyMs)} ms`)
    assert.ok(unreadyMs <= UNREADY_MS, `No session was ready for ${Math.round(unreadyMs)} ms.`)
    assert.match(await stage.answered(stage.ask(SECOND)), new RegExp(`${second}, has a market cap`))
    assert.doesNotMatch(stage.sight.saw.join(), /lost|expired/)
  }),
  staged('renewal falls due while the key is held', { behaviour: { sessionLifeMs: 6_000 } }, async (stage) => {
    const first = stage.sight.status?.sessionId
    const speech = stage.press(HELP)
    speech.speak(20)
    await stage.until(
      'the next session is prepared',
      () => stage.wire.lines.length === 2 && stage.wire.came('mcp_list_tools.completed'),
    )
    assert.equal(stage.sight.status?.sessionId, first)
    await stage.answered(speech.release())
    assert.equal(stage.server.received[0]?.sessionId, first)
    await renewed(stage, first)
  }),
  armedExpiry('session expires while the trader speaks', async (stage) => {
    const first = stage.sight.status?.sessionId
    const speech = stage.press(HELP)
    speech.speak(20)
    stage.server.faults.arm('session-expired')
    await renewed(stage, first)
    await stage.answered(speech.release())
  }),
  armedExpiry('session expires as the question leaves', async (stage) => {
    const speech = stage.press(HELP)
    speech.speak(20)
    stage.server.faults.arm('session-expired')
    await stage.answered(speech.release())
  }),
  armedExpiry(
    'session expires in the middle of the answer',
    async (stage) => {
      const question = stage.ask(TRENDING)
      await stage.until('the answer begins', () => stage.wire.came('response.output_audio.delta'))
      stage.server.faults.arm('session-expired')
      await stage.standsThenResent(question, /unanswered: .*maximum duration/)
    },
    20,
  ),
  staged(
    'session expires as soon as it is configured',
    { backend: 'dexter', cold: true, faults: { 'session-expired': 1 } },
    (stage) => stage.answered(stage.ask(TRENDING)),
  ),
  staged(
    'the tools’ token ends before the session',
    { behaviour: { mcpTokenLifeMs: 15 * MINUTE_MS } },
    async (stage) => {
      const first = stage.sight.status?.sessionId
      await stage.answered(stage.ask(TRENDING))
      stage.clock.jump(16 * MINUTE_MS)
      await stage.standsThenResent(stage.ask(TRENDING), /permission to use tools had expired/, () =>
        renewed(stage, first),
      )
    },
  ),
  staged('the tools answer 401, once', { backend: 'dexter' }, async (stage) => {
    stage.server.faults.arm('tool-401')
    await stage.standsThenResent(stage.ask(TRENDING), /permission to use tools had expired/)
  }),
]
