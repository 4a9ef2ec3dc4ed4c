import assert from 'node:assert/strict'
import type { FaultName } from '../../main/practice/faults'
import type { Scenario } from './scenario'
import { type Stage, type StageOptions, staged } from './stage'
import { BUY, HELP, TRENDING } from './words'

const LOST = /unanswered: The connection to .* was lost/

/** Cut before anything came of it: the question is brought again by itself. */
const unnoticed = (name: FaultName, phase: string, options: StageOptions, words = HELP): Scenario =>
  staged(`line cut ${phase}`, options, async (stage) => {
    stage.server.faults.arm(name)
    await stage.answered(stage.ask(words))
    assert.equal(stage.server.faults.left(name), 0, 'The line was not cut.')
    assert.equal(stage.wire.lines.length, 2)
  })

/** Cut when the answer had begun: saying it twice is for the trader to choose. */
const offered = (name: FaultName, phase: string, words: string): Scenario =>
  staged(`line cut ${phase}`, { backend: 'dexter' }, async (stage) => {
    stage.server.faults.arm(name)
    await stage.standsThenResent(stage.ask(words), LOST)
  })

/** The line goes dead in each phase of a question's way. */
export const cuts: Scenario[] = [
  unnoticed('cut-open', 'before the session is told', { backend: 'openai', cold: true }),
  unnoticed('cut-created', 'before the session is configured', { backend: 'openai', cold: true }),
  unnoticed('cut-updated', 'as soon as it is configured', { backend: 'dexter', cold: true }),
  staged('line cut while the trader speaks', { backend: 'openai' }, async (stage) => {
    stage.server.faults.arm('cut-speech')
    const speech = stage.press(HELP)
    speech.speak(20)
    await stage.until('the line is cut', () => stage.server.faults.left('cut-speech') === 0)
    await stage.answered(speech.release())
    assert.equal(stage.server.received.length, 1)
  }),
  unnoticed('cut-committed', 'after the commit', { backend: 'openai' }),
  unnoticed('cut-response', 'when the response has begun', { backend: 'openai' }),
  offered('cut-audio', 'in the middle of the answer', HELP),
  offered('cut-tool', 'while a tool reads', TRENDING),
  offered('cut-tool-done', 'after the tool, before the answer', TRENDING),
  staged('line cut while a card waits for a word', {}, async (stage) => {
    stage.server.faults.arm('cut-approval')
    const question = stage.ask(BUY)
    await stage.stands(question, LOST)
    assert.equal(stage.sight.ofKind('approval')[0]?.decision, 'expired')
    // Nobody had said yes: it may be asked again, and a yes to the first card says nothing of the second.
    stage.resend(question)
    const { id, binding } = await stage.card()
    stage.engine.command({ type: 'decide', requestId: id, binding, approve: false })
    await stage.answered(question)
    assert.deepEqual(stage.server.executed, [])
    assert.deepEqual(stage.steps(), ['proposed', 'expired', 'proposed', 'denied'])
  }),
  staged('line cut when an approved trade runs', {}, async (stage) => {
    stage.server.faults.arm('cut-trade')
    const question = stage.ask(BUY)
    stage.approve(await stage.card())
    await stage.stands(question, /check (?:the|your) wallet/i)
    const trade = stage.sight.ofKind('tool').find(({ name }) => /execute/.test(name))
    assert.match(trade?.error ?? '', /outcome is unknown: check your wallet/)
    assert.equal(stage.sight.entry(question.turnId, 'user')?.resendable, false)
    stage.engine.command({ type: 'resend', turnId: question.turnId })
    await nothingMore(stage)
    assert.deepEqual(stage.steps(), ['proposed', 'approved', 'called', 'unknown'])
  }),
  staged('line dead right after a trade was approved', {}, async (stage) => {
    stage.wire.dieAfter(({ item }) => Object(item).type === 'mcp_approval_response')
    const question = stage.ask(BUY)
    stage.approve(await stage.card())
    await stage.stands(question, /check (?:the|your) wallet/i)
    await nothingMore(stage)
    assert.deepEqual(stage.steps(), ['proposed', 'approved', 'unknown'])
  }),
]

/** The trade is done once, and a session that is there again neither asks nor trades a second time. */
async function nothingMore(stage: Stage): Promise<void> {
  await stage.until('the trade is executed', () => stage.server.executed.length === 1 || null)
  // Whatever the engine had to send again would have come before this.
  await stage.answered(stage.ask(HELP))
  assert.equal(stage.server.executed.length, 1)
  assert.equal(stage.server.received.length, 2)
}
