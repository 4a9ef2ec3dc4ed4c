import assert from 'node:assert/strict'
import type { FaultName } from '../../main/practice/faults'
import type { Scenario } from './scenario'
import { staged } from './stage'
import { BUY, HELP, TRENDING } from './words'

/** After this much silence the engine looks for what was not told. */
const DEAD_AIR_MS = 4_000

/** An end that was not told is found by looking again, and the answer comes after all. */
const found = (name: FaultName, what: string): Scenario =>
  staged(what, {}, async (stage) => {
    stage.server.faults.arm(name)
    const from = performance.now()
    await stage.answered(stage.ask(TRENDING))
    const took = performance.now() - from
    assert.ok(took >= DEAD_AIR_MS, `It took ${Math.round(took)} ms.`)
  })

/** A tool that takes longer than the trader is left in the dark for: it ends once he has been told. */
function slowTool(): Scenario {
  let end = () => {}
  const told = new Promise<void>((resolve) => {
    end = resolve
  })
  return staged('a tool takes more than 4 seconds', { behaviour: { beforeToolCall: () => told } }, async (stage) => {
    const question = stage.ask(TRENDING)
    const sentence = /Still waiting for pumpstream live summary/
    await stage.until('it is said what is waited for', () => sentence.test(stage.sight.saw.join()))
    end()
    await stage.answered(question)
  })
}

/** What had to come does not. */
export const silences: Scenario[] = [
  found('lost-response-done', 'response.done of a tool round is lost'),
  found('lost-call-completed', 'the end of a tool call is lost'),
  // The engine's time is faster here: it waits for 25 seconds, and for 2 minutes where a tool runs.
  staged('no answer after the tool', { speed: 8 }, async (stage) => {
    stage.server.faults.arm('lost-answer')
    await stage.standsThenResent(stage.ask(TRENDING), /unanswered: No answer came for 25 seconds/)
    assert.match(stage.sight.saw.join(), /The figures are here. Still waiting for the answer/)
  }),
  staged('a tool never ends', { speed: 15 }, async (stage) => {
    stage.server.faults.arm('tool-hang')
    await stage.standsThenResent(stage.ask(TRENDING), /unanswered: No answer came for 120 seconds/)
  }),
  staged('an approved trade never ends', { speed: 15 }, async (stage) => {
    stage.server.faults.arm('tool-hang', 0)
    const question = stage.ask(BUY)
    const card = await stage.card()
    stage.server.faults.arm('tool-hang', 1)
    stage.approve(card)
    await stage.stands(question, /No answer came for 120 seconds.*check (?:the|your) wallet/i)
    await stage.until('the ledger tells the end', () => stage.steps().length === 4)
    assert.deepEqual(stage.steps(), ['proposed', 'approved', 'called', 'unknown'])
    assert.deepEqual(stage.server.executed, [])
  }),
  staged('an answer comes in words alone', {}, async (stage) => {
    stage.server.faults.arm('no-sound')
    const question = stage.ask(HELP)
    await stage.answered(question)
    assert.equal(stage.sight.turn(question.turnId)?.samples.played, 0)
    await stage.until('it is shown as unheard', () => stage.sight.ofKind('assistant').some(({ unspoken }) => unspoken))
    // The books count an answer by its sound.
    await stage.answered(stage.ask(TRENDING))
  }),
  staged('commentary follows a tool call', {}, async (stage) => {
    stage.server.faults.arm('commentary')
    assert.match(await stage.answered(stage.ask(TRENDING)), /viewers/)
    assert.equal(stage.server.faults.left('commentary'), 0)
  }),
  staged(
    'commentary follows a tool call that ended before it',
    { behaviour: { callsBeforeDone: true } },
    async (stage) => {
      stage.server.faults.arm('commentary')
      assert.match(await stage.answered(stage.ask(TRENDING)), /viewers/)
    },
  ),
  slowTool(),
]
