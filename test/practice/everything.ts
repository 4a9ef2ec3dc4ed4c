import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { createServer } from '@modelcontextprotocol/server-everything/dist/server/index.js'

/** @modelcontextprotocol/server-everything, an MCP server that is not ours, over streamable HTTP on loopback. */
export async function startEverything(): Promise<{ url: string; close(): Promise<void> }> {
  const sessions = new Map<string, StreamableHTTPServerTransport>()
  const cleanups: (() => void)[] = []

  const open = async () => {
    const { server, cleanup } = createServer()
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => {
        sessions.set(id, transport)
        cleanups.push(() => cleanup(id))
      },
    })
    await server.connect(transport)
    return transport
  }

  const http = createHttp(async (request, response) => {
    const id = request.headers['mcp-session-id']
    const transport = (typeof id === 'string' ? sessions.get(id) : undefined) ?? (await open())
    await transport.handleRequest(request, response)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    async close() {
      for (const cleanup of cleanups) cleanup()
      for (const transport of sessions.values()) await transport.close()
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}
