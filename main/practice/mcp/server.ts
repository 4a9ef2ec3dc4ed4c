import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { z } from 'zod'
import type { Evidence } from '../evidence'
import { BadBody, type Exchange } from '../http/exchange'
import type { Identity } from '../identity'
import type { Market } from '../market/market'
import { ToolRefusal } from '../market/tool-refusal'
import { TOOLS, type Tool, type ToolContext } from './tools'

export interface McpEndpoint {
  /** Serves one request of `/mcp`; `identity` is whom the bearer stands for, null when it stands for nobody. */
  handle(call: Exchange, identity: Identity | null): Promise<void>
  close(): Promise<void>
}

interface McpSession {
  transport: StreamableHTTPServerTransport
  server: McpServer
  /** The session belongs to who opened it: another bearer that knows its id gets nothing. */
  identity: Identity
}

/** The market's tools over streamable HTTP. Each Mcp-Session-Id keeps its own choice of wallet. */
export function createMcpEndpoint(market: Market, evidence: Pick<Evidence, 'traded'>): McpEndpoint {
  const sessions = new Map<string, McpSession>()

  async function open(identity: Identity): Promise<StreamableHTTPServerTransport> {
    const server = buildServer({ market, identity, override: { wallet: null } }, evidence)
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      enableJsonResponse: true,
      onsessioninitialized: (id) => {
        sessions.set(id, { transport, server, identity })
      },
    })
    transport.onclose = () => {
      if (transport.sessionId) sessions.delete(transport.sessionId)
    }
    await server.connect(transport)
    return transport
  }

  return {
    async handle(call, identity) {
      const { request, response } = call
      if (!identity) return refuse(response, 401, -32001, 'A valid bearer token is required.')
      // Nothing is ever told unasked, and a stream held open for it would wake both ends twice a second (MCP 2025-06-18,
      // "Listening for Messages from the Server").
      if (request.method === 'GET') return refuse(response, 405, -32000, 'This server has no stream of its own.')
      const id = request.headers['mcp-session-id']
      const session = typeof id === 'string' ? sessions.get(id) : undefined
      if (typeof id === 'string' && !(session && sameTrader(session.identity, identity)))
        return refuse(response, 404, -32001, 'Session not found.')
      let message: unknown
      try {
        message = await call.body()
      } catch (error) {
        if (!(error instanceof BadBody)) throw error
        // JSON-RPC 2.0, section 5.1: parse error.
        return refuse(response, 400, -32700, error.message)
      }
      const transport = session?.transport ?? (await open(identity))
      await transport.handleRequest(request, response, message)
    },
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.server.close()))
      sessions.clear()
    },
  }
}

const sameTrader = (a: Identity, b: Identity) => a.kind === b.kind && a.wallet.owner === b.wallet.owner

function buildServer(context: ToolContext, evidence: Pick<Evidence, 'traded'>): McpServer {
  const server = new McpServer({ name: 'dexter-practice', version: '1.0.0' })
  for (const tool of TOOLS) {
    // A guest's session has no writing tools at all: there is nothing to call, whatever a prompt says.
    if (context.identity.kind === 'guest' && tool.annotations.readOnlyHint !== true) continue
    const { name, description, input, annotations } = tool
    server.registerTool(name, { description, inputSchema: input.shape, annotations }, (args: unknown) =>
      answer(() => {
        const result = tool.run(args, context)
        if (annotations.destructiveHint === true) record(tool, args, result, evidence)
        return result
      }),
    )
  }
  return server
}

/** What every receipt says, whatever was traded. */
const Receipt = z.object({ walletAddress: z.string(), signature: z.string() })
const Arguments = z.record(z.string(), z.unknown())

function record(tool: Tool, args: unknown, result: unknown, evidence: Pick<Evidence, 'traded'>): void {
  const { walletAddress, signature } = Receipt.parse(result)
  evidence.traded({ tool: tool.name, arguments: Arguments.parse(args), wallet: walletAddress, signature })
}

function answer(run: () => unknown) {
  try {
    return { content: [{ type: 'text' as const, text: JSON.stringify(run()) }] }
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error
    const refusal = { error: error.code, message: error.message }
    return { content: [{ type: 'text' as const, text: JSON.stringify(refusal) }], isError: true }
  }
}

function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }))
}
