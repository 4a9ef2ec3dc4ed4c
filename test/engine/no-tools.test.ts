import { describe, expect, it } from 'vitest'
import { createRig, GRANT, type Rig } from '../../tools/engine/rig'

const OWN = { ok: true, grant: { ...GRANT.grant, backend: 'openai' } } as const
const declared = (more: Record<string, unknown> = {}) => ({ type: 'mcp', server_label: 'coins', ...more })
const READS = declared({ allowed_tools: { read_only: true } })

const notices = (rig: Rig) => rig.entriesOf('notice').map(({ text }) => text)
const list = (tools: unknown[], more: Record<string, unknown> = {}) => ({
  id: 'l1',
  type: 'mcp_list_tools',
  server_label: 'coins',
  tools,
  ...more,
})

/** A server tells its list as the protocol has it: empty, completed, and asked for again. */
function tell(rig: Rig, tools: unknown[], line?: number) {
  rig.server({ type: 'conversation.item.added', item: list([]) }, line)
  rig.server({ type: 'mcp_list_tools.in_progress', item_id: 'l1' }, line)
  expect(notices(rig).filter((text) => /offers no|marks none/.test(text)).length).toBeLessThanOrEqual(1)
  rig.server({ type: 'mcp_list_tools.completed', item_id: 'l1' }, line)
  rig.server({ type: 'conversation.item.retrieved', item: list(tools) }, line)
}

describe('a server without tools', () => {
  it('because it marks none as read-only, is named, with what to do', async () => {
    const rig = createRig({ tools: [READS], grants: [OWN], settings: { backend: 'openai' } })
    await rig.connect()
    tell(rig, [])
    expect(notices(rig)).toEqual([
      '“coins” marks none of its tools as read-only, so none of them can be used. Turn off “Read-only” for it in Settings, and each use will ask you first, or add another server.',
    ])
    // The next session has the same server: that was said.
    rig.closeSocket()
    rig.time.advance(1_000)
    await rig.accept()
    tell(rig, [])
    expect(notices(rig)).toHaveLength(1)
  })

  it('of a service whose servers are not the trader’s sends him to another backend', async () => {
    const rig = createRig({ tools: [READS] })
    await rig.connect()
    tell(rig, [])
    expect(notices(rig)[0]).toMatch(/Choose another service\.$/)
  })

  it('that might offer all of them is named too', async () => {
    const rig = createRig({ tools: [declared()], grants: [OWN], settings: { backend: 'openai' } })
    await rig.connect()
    tell(rig, [])
    expect(notices(rig)).toEqual([
      '“coins” offers no tools. Check its allowed tools in Settings, or add another server.',
    ])
  })

  it('is none while its list is still to come, nor when it has one', async () => {
    const rig = createRig({ tools: [READS] })
    await rig.connect()
    tell(rig, [{ name: 'price', annotations: { readOnlyHint: true } }])
    // Told once more as it was at first.
    rig.server({ type: 'conversation.item.retrieved', item: list([]) })
    expect(notices(rig)).toEqual([])
  })
})

describe('a server whose tools couldn’t be loaded', () => {
  it.each([
    ['without a reason', {}, '“coins” couldn’t be loaded. Check'],
    [
      'with an error',
      { error: { code: 401, message: 'Bearer expired.\n' } },
      '“coins” couldn’t be loaded: Bearer expired. Check',
    ],
    ['with a sentence', { error: 'no route' }, '“coins” couldn’t be loaded: no route. Check'],
  ])('%s, is named', async (_how, more, sentence) => {
    const rig = createRig({ tools: [declared()], grants: [OWN], settings: { backend: 'openai' } })
    await rig.connect()
    rig.server({ type: 'conversation.item.added', item: list([], more) })
    rig.server({ type: 'mcp_list_tools.failed', item_id: 'l1' })
    expect(notices(rig)).toEqual([expect.stringContaining(sentence)])
  })

  it('of which nothing else was told is told all the same', async () => {
    const rig = createRig({ tools: [declared()] })
    await rig.connect()
    rig.server({ type: 'mcp_list_tools.failed', item_id: 'unheard of' })
    expect(notices(rig)).toEqual([expect.stringMatching(/The tools of “an unnamed server” couldn’t be loaded/)])
  })
})
