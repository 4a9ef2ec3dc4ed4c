import { describe, expect, test } from 'vitest'
import { openStage } from '../../tools/faults/stage'
import { connect, type Loose } from '../../tools/practice/realtime-client'
import { startEverything } from './everything'
import { open, start } from './practice'

// Others' programs with ours. A foreign client, @openai/agents-realtime, holds a session in voice.test.ts; a foreign Realtime
// server, @copilotkit/aimock, is met by the engine in engine/foreign-server.test.ts.

describe('@modelcontextprotocol/server-everything, an MCP server that is not ours', () => {
  test('is listed and called by the practice backend, its failures and its results', async () => {
    const everything = await startEverything()
    open.push(everything)
    const server = await start()
    const tools = [{ type: 'mcp', server_label: 'everything', server_url: everything.url, require_approval: 'never' }]
    const reply = await fetch(`${server.baseUrl}/v1/realtime/client_secrets`, {
      method: 'POST',
      headers: { 'authorization': `Bearer ${server.bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ session: { type: 'realtime', output_modalities: ['text'], tools } }),
    })
    const minted = (await reply.json()) as { value: string }
    const client = await connect(`${server.realtimeUrl}?model=m`, minted.value)
    open.push(client)
    const listed = await client.first(
      ({ type, item }) => type === 'conversation.item.done' && item.type === 'mcp_list_tools',
    )
    expect(listed.item.tools.map((tool: Loose) => tool.name)).toEqual(
      expect.arrayContaining(['echo', 'get-sum', 'get-resource-links']),
    )

    const call = async (name: string) => {
      client.send({
        type: 'response.create',
        response: { tool_choice: { type: 'mcp', server_label: 'everything', name } },
      })
      const done = await client.next(({ type, item }) => type === 'conversation.item.done' && item.type === 'mcp_call')
      return done.item
    }
    // Called without the argument that it needs.
    expect(await call('echo')).toMatchObject({ output: null, error: { message: expect.stringMatching(/invalid/i) } })
    expect(await call('get-resource-links')).toMatchObject({ error: null, output: expect.stringMatching(/resource/i) })
  })

  test('is a market server of the trader’s: its tools are learnt, and what they may do', async () => {
    const everything = await startEverything()
    open.push(everything)
    const servers = [
      { id: 'everything', label: 'Everything', url: everything.url, readOnly: false },
      { id: 'reading', label: 'Reading', url: everything.url, readOnly: true },
    ]
    const stage = await openStage({ backend: 'openai', mcpServers: servers })
    open.push(stage)
    const tools = await stage.until('the tools are learnt', () => {
      const all = stage.sight.status?.tools ?? []
      return ['everything', 'reading'].every((id) => all.some(({ server }) => server === id)) && all
    })
    const readsOnly = (server: string) =>
      new Set(tools.filter((tool) => tool.server === server).map((tool) => tool.readOnly))
    expect(readsOnly('everything')).toEqual(new Set([true, false]))
    expect(readsOnly('reading')).toEqual(new Set([true]))
    expect(stage.sight.status?.unguarded).toEqual([])
  })
})
