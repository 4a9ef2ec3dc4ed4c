import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { afterEach } from 'vitest'
import { z } from 'zod'

const MessageSchema = z.object({
  method: z.string(),
  id: z.unknown().optional(),
  params: z.object({ cursor: z.string().optional() }).optional(),
})
type Message = z.infer<typeof MessageSchema>

interface Options {
  /** What its tools say of themselves; by name. */
  tools?: Record<string, { readOnly: boolean; answer(symbol: string): unknown }>
  /** Answers a request itself; true when it did. */
  before?(request: IncomingMessage, response: ServerResponse, message: Message | null): boolean
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A real MCP server over Streamable HTTP on loopback; `asked` is what came, with what opened it. */
export async function marketServer({ tools = {}, before }: Options = {}) {
  const asked: { method: string; authorization: string | undefined; key: string | undefined; rpc: string | null }[] = []
  const calls: string[] = []
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body: unknown = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'))
    const message = MessageSchema.safeParse(body).data ?? null
    const rpc = message?.method ?? null
    const { authorization, 'x-api-key': key } = request.headers
    asked.push({ method: request.method ?? '', authorization, key: key?.toString(), rpc })
    if (before?.(request, response, message)) return
    // Without sessions: each request is whole.
    const server = new McpServer({ name: 'market', version: '1.0.0' })
    for (const [name, { readOnly, answer }] of Object.entries(tools))
      server.registerTool(
        name,
        { description: name, inputSchema: { symbol: z.string() }, annotations: { readOnlyHint: readOnly } },
        ({ symbol }) => {
          calls.push(`${name} ${symbol}`)
          return { content: [{ type: 'text' as const, text: JSON.stringify(answer(symbol)) }] }
        },
      )
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true })
    await server.connect(transport)
    await transport.handleRequest(request, response, body)
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        http.closeAllConnections()
        http.close(() => resolve())
      }),
  )
  const { port } = http.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/mcp`, asked, calls }
}
