import { describe, expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'
import { FAILURES, KNOWN_MISSES, SUCCESSES, type ToolOutputCase } from './tool-outputs'

const known = ({ name }: ToolOutputCase) => name in KNOWN_MISSES
const right = (all: readonly ToolOutputCase[]) => all.filter((one) => !known(one))

/** The call as the trader sees it, after the server has told its output as the protocol has it. */
async function shown({ tool, output, error = null }: ToolOutputCase) {
  const rig = createRig()
  rig.ask('t1')
  await rig.accept()
  rig.committed('i1')
  rig.respond('r1')
  const call = { id: 'c1', type: 'mcp_call', server_label: 'market', name: tool, arguments: '{}' }
  rig.server({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item: call })
  rig.server({ type: 'response.mcp_call.completed', item_id: 'c1', output_index: 0 })
  rig.server({
    type: 'response.output_item.done',
    response_id: 'r1',
    output_index: 0,
    item: { ...call, output, error },
  })
  return rig.entry('c1', 'tool')
}

describe('an output that tells a failure', () => {
  it.each(right(FAILURES))('$name: failed, with words', async (one) => {
    expect(await shown(one)).toMatchObject({ status: 'failed', error: expect.stringMatching(/\S/) })
  })
})

describe('an output that only looks like a failure', () => {
  it.each(right(SUCCESSES))('$name: done', async (one) => {
    expect(await shown(one)).toMatchObject({ status: 'done', error: null })
  })
})

// Fails as soon as one of them is mended: then it leaves the list.
describe('a known miss', () => {
  it.each([...FAILURES, ...SUCCESSES].filter(known))('$name', async (one) => {
    expect((await shown(one))?.status).toBe(one.failed ? 'done' : 'failed')
  })
})
