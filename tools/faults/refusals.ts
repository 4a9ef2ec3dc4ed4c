import assert from 'node:assert/strict'
import type { Scenario } from './scenario'
import { staged } from './stage'
import { BUY, HELP, TRENDING } from './words'

/** The server answers with an error, or a tool does. */
export const refusals: Scenario[] = [
  staged('rate_limit_exceeded', { backend: 'openai' }, async (stage) => {
    stage.server.faults.arm('rate-limited')
    await stage.standsThenResent(stage.ask(HELP), /unanswered: The provider is limiting how often you can ask/)
  }),
  staged('conversation_already_has_active_response', { backend: 'openai' }, async (stage) => {
    stage.server.faults.arm('already-active')
    await stage.answered(stage.ask(HELP))
  }),
  staged('response_cancel_not_active', { backend: 'openai', behaviour: { audioPace: 20 } }, async (stage) => {
    stage.server.faults.arm('cancel-not-active')
    const first = stage.ask(HELP)
    await stage.until('the first answer is heard', () => (stage.sight.turn(first.turnId)?.samples.played ?? 0) > 0)
    await stage.answered(stage.ask(HELP))
    assert.equal(stage.sight.turn(first.turnId)?.outcome, 'interrupted')
    assert.equal(stage.server.faults.left('cancel-not-active'), 0)
  }),
  staged(
    'no tool says that it only reads, and only such tools are allowed',
    { backend: 'dexter', cold: true, faults: { 'tools-unmarked': Number.POSITIVE_INFINITY } },
    async (stage) => {
      await stage.answered(stage.ask(HELP))
      await stage.until('it is said', () =>
        stage.sight.saw.some((text) => /“dexter” marks none of its tools as read-only/.test(text)),
      )
    },
  ),
  staged(
    'the tools can not be listed',
    { backend: 'dexter', cold: true, faults: { 'tools-unavailable': 1 } },
    async (stage) => {
      await stage.answered(stage.ask(HELP))
      assert.match(stage.sight.saw.join(), /The tools of “dexter” couldn’t be loaded/)
    },
  ),
  staged('a tool fails', {}, async (stage) => {
    stage.server.faults.arm('tool-fail')
    await stage.answered(stage.ask(TRENDING))
  }),
  staged('an approved trade fails', {}, async (stage) => {
    const question = stage.ask(BUY)
    const card = await stage.card()
    stage.server.faults.arm('tool-fail')
    stage.approve(card)
    await stage.answered(question)
    assert.deepEqual(stage.steps(), ['proposed', 'approved', 'called', 'failed'])
    assert.deepEqual(stage.server.executed, [])
  }),
  staged('a tool answers JSON inside JSON', {}, async (stage) => {
    stage.server.faults.arm('tool-output-twice-encoded')
    await stage.answered(stage.ask(TRENDING))
  }),
]
