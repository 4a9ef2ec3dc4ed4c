import { STATUS_CODES } from 'node:http'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport, StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { McpError } from '@modelcontextprotocol/sdk/types.js'
import type {
  RealtimeMcphttpError,
  RealtimeMcpProtocolError,
  RealtimeMcpToolExecutionError,
} from 'openai/resources/realtime/realtime'

export interface ListedTool {
  name: string
  description: string | null
  input_schema: unknown
  annotations: { readOnlyHint?: boolean | undefined; destructiveHint?: boolean | undefined } | null
}

export type CallError = RealtimeMcphttpError | RealtimeMcpProtocolError | RealtimeMcpToolExecutionError
export type CallOutcome = { ok: true; output: string } | { ok: false; error: CallError }

/** A realtime session's line to one MCP server, as the hosted API keeps it: connected on first need, then kept. */
export interface McpLine {
  /** Rejects with a plain Error when the server can't be reached or refuses. */
  list(): Promise<ListedTool[]>
  /** Settles with the outcome, also when the server fails; never rejects. */
  call(name: string, args: Record<string, unknown>): Promise<CallOutcome>
  close(): Promise<void>
}

/** Practice stays on this machine: nobody's prompt makes it talk to another one. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

export function createMcpLine(serverUrl: string, headers: Record<string, string>): McpLine {
  let connecting: Promise<Client> | null = null

  const connect = () => {
    connecting ??= open(serverUrl, headers).catch((error: unknown) => {
      connecting = null
      throw error
    })
    return connecting
  }

  return {
    async list() {
      const client = await connect()
      const { tools } = await client.listTools()
      return tools.map((tool) => ({
        name: tool.name,
        description: tool.description ?? null,
        input_schema: tool.inputSchema,
        annotations: tool.annotations ?? null,
      }))
    },
    async call(name, args) {
      try {
        const client = await connect()
        const result = await client.callTool({ name, arguments: args })
        const text = textOf(result.content)
        return result.isError
          ? { ok: false, error: { type: 'tool_execution_error', message: text } }
          : { ok: true, output: text }
      } catch (error) {
        return { ok: false, error: asCallError(error) }
      }
    },
    async close() {
      const client = await connecting?.catch(() => null)
      await client?.close()
    },
  }
}

async function open(serverUrl: string, headers: Record<string, string>): Promise<Client> {
  const url = new URL(serverUrl)
  if (!LOOPBACK.has(url.hostname)) throw new Error('The practice backend only reaches MCP servers on this machine.')
  const client = new Client({ name: 'practice-realtime', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }))
  return client
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return ''
  return content
    .map((part: { type?: unknown; text?: unknown }) =>
      part.type === 'text' && typeof part.text === 'string' ? part.text : '',
    )
    .join('')
}

function asCallError(error: unknown): CallError {
  if (error instanceof StreamableHTTPError) {
    const code = error.code ?? 0
    // The hosted API tells the status and keeps the server's page to itself.
    return { type: 'http_error', code, message: STATUS_CODES[code] ?? error.message }
  }
  if (error instanceof McpError) return { type: 'protocol_error', code: error.code, message: error.message }
  return { type: 'http_error', code: 0, message: error instanceof Error ? error.message : String(error) }
}
