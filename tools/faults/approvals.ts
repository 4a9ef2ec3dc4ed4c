import assert from 'node:assert/strict'
import type { Question } from './account'
import { type Rehearsal, rehearsed } from './rehearsal'
import type { Scenario } from './scenario'

/** A quiet room through a live microphone. */
const ROOM = 0.004
const HELD_MS = 900

/** A trade waits for a word, all of it in sight. */
const asked = (rehearsal: Rehearsal, over: Record<string, unknown> = {}) => {
  const question = rehearsal.ask('buy')
  rehearsal.propose('apr', over)
  rehearsal.rig.look('apr')
  rehearsal.time.advance(1_000)
  return question
}

/** The key is held for as long as approves. */
function hold({ rig, sight }: Rehearsal, talkId: string, peak = ROOM, during = () => {}) {
  sight.act('holds the key')
  rig.press(talkId)
  rig.hear(talkId, HELD_MS / 2, peak)
  during()
  rig.hear(talkId, HELD_MS / 2, peak)
  rig.release(talkId, HELD_MS)
  rig.fence(talkId, HELD_MS * 24)
}

const yes = ({ rig }: Rehearsal) =>
  rig.sent.filter(({ item }) => Object(item).type === 'mcp_approval_response' && Object(item).approve).length

/** Whatever happened, the card still waits, and a plain hold approves what stands on it. */
function stillWaits(rehearsal: Rehearsal, question: Question) {
  const { rig, sight } = rehearsal
  assert.equal(yes(rehearsal), 0)
  const card = sight.entry('apr', 'approval')
  assert.equal(card?.decision, 'pending')
  hold(rehearsal, 'plain')
  assert.equal(yes(rehearsal), 1)
  run(rig, { arguments: card?.arguments })
  goesOn(rehearsal, question)
}

/** The model says what came of it, and the question is answered. */
function goesOn({ rig, sight, time }: Rehearsal, question: Question) {
  rig.respond('resp-end')
  rig.say('resp-end', 'said-end', 'That is how it went.')
  rig.done('resp-end')
  rig.playedAll('said-end')
  time.advance(40)
  assert.equal(sight.turn(question.turnId)?.outcome, 'answered')
}

/** The trade was refused, which is said. */
function refused(rehearsal: Rehearsal, question: Question, why: RegExp) {
  rehearsal.time.advance(40)
  assert.equal(yes(rehearsal), 0)
  assert.match(rehearsal.sight.entry('apr', 'approval')?.reason ?? '', why)
  goesOn(rehearsal, question)
}

const call = (over: Record<string, unknown> = {}) => ({
  id: 'call-1',
  type: 'mcp_call',
  server_label: 's',
  name: 'execute_buy',
  arguments: '{"amountSol":5}',
  approval_request_id: 'apr',
  ...over,
})

const run = (rig: Rehearsal['rig'], over: Record<string, unknown> = {}) => {
  rig.server({ type: 'conversation.item.added', item: call(over) })
  rig.server({ type: 'response.mcp_call.in_progress', item_id: 'call-1' })
  rig.server({ type: 'conversation.item.done', item: call({ ...over, output: '{"ok":true}' }) })
}

/** The trader says yes or no, and the server runs this. */
const runs = (fault: string, approve: boolean, over: Record<string, unknown>, text: RegExp): Scenario =>
  rehearsed(fault, (rehearsal) => {
    const { rig } = rehearsal
    const question = asked(rehearsal)
    rehearsal.sight.act(approve ? 'approved' : 'denied')
    rig.decide('apr', approve)
    run(rig, over)
    assert.match(rig.status?.alarms[0]?.text ?? '', text)
    const steps = rig.money.map(({ step }) => step)
    assert.ok(steps.includes('deviated') && steps.at(-1) === 'succeeded', steps.join())
    goesOn(rehearsal, question)
  })

/** Nobody but the trader moves money, and what happens about it is what is told. */
export const approvals: Scenario[] = [
  rehearsed('the talk key is part of a shortcut while a trade waits', (rehearsal) => {
    const { rig } = rehearsal
    const question = asked(rehearsal)
    hold(rehearsal, 'shortcut', ROOM, () =>
      rig.engine.talk({ type: 'void', talkId: 'shortcut', at: rig.time.clock.now() }),
    )
    stillWaits(rehearsal, question)
  }),
  rehearsed('another program says --talk while the finger holds the key on a trade', (rehearsal) => {
    const { rig } = rehearsal
    const question = asked(rehearsal)
    hold(rehearsal, 'touched', ROOM, () =>
      rig.engine.talk({
        type: 'disarm',
        talkId: 'touched',
        at: rig.time.clock.now(),
        reason: 'Another program used the talk key.',
      }),
    )
    stillWaits(rehearsal, question)
  }),
  rehearsed('the headset is muted by its own switch while a trade waits', (rehearsal) => {
    const question = asked(rehearsal)
    hold(rehearsal, 'muted', 0.0008)
    stillWaits(rehearsal, question)
  }),
  rehearsed('not all of a trade is in sight', (rehearsal) => {
    const question = asked(rehearsal)
    rehearsal.rig.look('apr', false)
    hold(rehearsal, 'unseen')
    rehearsal.rig.look('apr')
    rehearsal.time.advance(1_000)
    stillWaits(rehearsal, question)
  }),
  rehearsed('a trade is told again with another amount while the key is held on it', (rehearsal) => {
    const { rig } = rehearsal
    const question = asked(rehearsal)
    hold(rehearsal, 'rewritten', ROOM, () => rehearsal.propose('apr', { arguments: '{"amountSol":5000}' }))
    rig.look('apr')
    rehearsal.time.advance(1_000)
    stillWaits(rehearsal, question)
  }),
  rehearsed('a trade names its amount twice', (rehearsal) => {
    const question = asked(rehearsal, { arguments: '{"amountSol":5,"amountSol":5000}' })
    hold(rehearsal, 'twice')
    rehearsal.rig.decide('apr', true)
    refused(rehearsal, question, /given twice/)
  }),
  rehearsed('the disk is full when a trade is approved', (rehearsal) => {
    const question = asked(rehearsal)
    rehearsal.rig.disk.full = true
    hold(rehearsal, 'full')
    refused(rehearsal, question, /ledger can’t be saved/)
  }),
  runs('5 was approved, and 5,000 runs', true, { arguments: '{"amountSol":5000}' }, /You approved .* ran with/),
  runs('another tool runs than was approved', true, { name: 'withdraw' }, /You approved .*“withdraw \(s\)” ran/),
  runs('a tool of another server runs than was approved', true, { server_label: 't' }, /“execute_buy \(t\)” ran/),
  runs('a trade that was refused runs', false, {}, /ran, but you hadn’t approved it/),
  rehearsed('the session no longer asks before it writes', (rehearsal) => {
    const tools = [{ type: 'mcp', server_label: 's', require_approval: 'never' }]
    rehearsal.rig.server({ type: 'session.updated', session: { type: 'realtime', id: 'sess_1', tools } })
    rehearsal.time.advance(40)
    assert.deepEqual(rehearsal.sight.status?.unguarded, ['all tools of s'])
    rehearsal.answer(rehearsal.ask('price'))
  }),
]
