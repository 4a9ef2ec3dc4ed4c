import assert from 'node:assert/strict'
import { type Rehearsal, rehearsed } from './rehearsal'
import type { Scenario } from './scenario'

const MANY = 5_000
const call = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'mcp_call',
  server_label: 's',
  name: 'price_of',
  arguments: '{}',
  ...more,
})
const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const times = (count: number, act: (index: number) => void) => {
  for (let index = 0; index < count; index++) act(index)
}

/** While a question waits for its answer the server does something that no server should; the answer comes all the same. */
const meanwhile = (fault: string, play: (rehearsal: Rehearsal) => void): Scenario =>
  rehearsed(fault, (rehearsal) => {
    const question = rehearsal.ask('price')
    play(rehearsal)
    rehearsal.time.advance(40)
    rehearsal.answer(question)
  })

/** More of something than a question can lead to: the server is left, the question stands. */
const leaves = (fault: string, event: (index: number) => Record<string, unknown> & { type: string }): Scenario =>
  rehearsed(fault, async (rehearsal) => {
    const question = rehearsal.ask('price')
    rehearsal.rig.committed('item-flood')
    rehearsal.rig.respond('resp-flood')
    times(MANY, (index) => rehearsal.rig.server({ response_id: 'resp-flood', ...event(index) }))
    assert.deepEqual(rehearsal.rig.closed, [1])
    await rehearsal.standsThenResent(question, /unanswered: The server sent more than any answer needs/)
  })

/** The server is hostile, or broken beyond measure: too deep, too long, too often, unfit to be shown. */
export const excesses: Scenario[] = [
  meanwhile('a tool answers JSON nested 2,500 deep', ({ rig, sight }) => {
    rig.server({ type: 'conversation.item.added', item: call('deep', { output: nested(2_500) }) })
    rig.time.advance(40)
    assert.equal(sight.entry('deep', 'tool')?.status, 'done')
  }),
  rehearsed('session.created is nested 2,500 deep, in a loop', async (rehearsal) => {
    const { rig } = rehearsal
    rig.closeSocket()
    rig.time.advance(1_000)
    await rig.settle()
    times(100, () => rig.receive(`{"type":"session.created","session":{"tools":${nested(2_500)}}}`))
    rig.time.advance(12_000)
    await rig.accept()
    rehearsal.answer(rehearsal.ask('price'))
  }),
  meanwhile('ten megabytes of events that nobody knows, in small pieces', ({ rig }) => {
    const rows = JSON.stringify(Array.from({ length: MANY }, (_, index) => ({ note: `key ${index}` })))
    times(100, () => rig.receive(`{"type":"nobody.knows","rows":${rows}}`))
    rig.time.advance(40)
    assert.ok(JSON.stringify(rig.log).length < 6e6, 'the log should have been spared')
  }),
  meanwhile('a message of 20 million characters, binary ones, and ones that are no events', ({ rig }) => {
    for (const data of ['x'.repeat(20e6), new ArrayBuffer(1_000), '[1]', '7', '{"type":{}}', '{"type":"constructor"}'])
      rig.receive(data)
  }),
  rehearsed('an answer of a megabyte of words', (rehearsal) => {
    const { rig, sight } = rehearsal
    const question = rehearsal.ask('price')
    rig.committed('item-flood')
    rig.respond('resp-flood')
    rig.say('resp-flood', 'said-flood', 'SOL is at 150.')
    times(30_000, (index) =>
      rig.server({
        type: 'response.output_audio_transcript.delta',
        response_id: 'resp-flood',
        item_id: 'said-flood',
        delta: `and then word ${index} of very many `,
      }),
    )
    rig.done('resp-flood')
    rig.playedAll('said-flood')
    rig.time.advance(40)
    assert.equal(sight.entry('said-flood', 'assistant')?.text.length, 20_001)
    assert.equal(sight.turn(question.turnId)?.outcome, 'answered')
    rehearsal.answer(rehearsal.ask('and of bonk'))
  }),
  rehearsed('five thousand errors, each in other words', (rehearsal) => {
    const { rig } = rehearsal
    times(MANY, (index) => rig.server({ type: 'error', error: { code: `code_${index}`, message: `Fault ${index}.` } }))
    rehearsal.answer(rehearsal.ask('price'))
  }),
  meanwhile('tools, limits and servers by the thousand', ({ rig }) => {
    const names = Array.from({ length: 20_000 }, (_, index) => ({ name: `tool_${index}` }))
    rig.server({ type: 'conversation.item.done', item: { id: 'list', type: 'mcp_list_tools', tools: names } })
    rig.server({ type: 'rate_limits.updated', rate_limits: names })
    times(MANY, (index) =>
      rig.server({ type: 'session.updated', session: { tools: [{ type: 'mcp', server_label: `server ${index}` }] } }),
    )
  }),
  leaves('five thousand messages in one response', (index) => ({
    type: 'response.output_item.added',
    item: { id: `said-${index}`, type: 'message', role: 'assistant' },
  })),
  leaves('response.created in a loop', (index) => ({
    type: 'response.created',
    response: { id: `resp-flood-${index}` },
  })),
  rehearsed('a hundred requests for approval at once', (rehearsal) => {
    const { rig, sight } = rehearsal
    rehearsal.ask('buy')
    rehearsal.propose('card')
    times(99, (index) =>
      rig.server({
        type: 'response.output_item.added',
        response_id: 'resp-trade',
        item: call(`card-${index}`, { type: 'mcp_approval_request', name: 'execute_buy' }),
      }),
    )
    rig.time.advance(40)
    assert.equal(sight.ofKind('approval').filter(({ decision }) => decision === 'pending').length, 10)
    rehearsal.answer(rehearsal.ask('price'))
  }),
  rehearsed('a trade with arguments of a megabyte', (rehearsal) => {
    const { rig, sight } = rehearsal
    rehearsal.ask('buy')
    rig.committed('item-trade')
    rig.respond('resp-trade')
    const args = JSON.stringify({ amountSol: 5, memo: 'x'.repeat(1e6) })
    const item = call('card', { type: 'mcp_approval_request', name: 'execute_buy', arguments: args })
    rig.server({ type: 'response.output_item.added', response_id: 'resp-trade', item })
    rig.done('resp-trade', [item])
    rig.time.advance(40)
    assert.equal(sight.entry('card', 'approval')?.hindrance, 'The details of this request can’t be read.')
    rehearsal.answer(rehearsal.ask('price'))
  }),
  rehearsed('a reason for closing that turns the text around', async (rehearsal) => {
    const { rig } = rehearsal
    const question = rehearsal.ask('price')
    rig.closeSocket(1011, 'Going \u202Eyawa\u202C\u0007\nnow')
    rig.time.advance(1_000)
    await rig.accept()
    rehearsal.answer(question)
    assert.match(rig.status?.errors[0]?.message ?? '', /was lost: Going yawa now$/)
  }),
]
