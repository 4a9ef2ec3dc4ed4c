import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { ListToolsResult, Tool } from '@modelcontextprotocol/sdk/types.js'
import type { AlertToken } from '../../shared/alerts'
import { type Sentence, sentence, t } from '../../shared/i18n'
import type { Fetch } from '../backends/http-json'
import { type Price, type PriceTool, priceTools, readPrice } from './price-tool'

/** Where prices are asked for. `headers` open it, and go to no other origin. */
export interface PriceServer {
  label: string
  url: string
  headers: Record<string, string>
}

/** `server`: nothing can be had from it now. `token`: it answers, but not for this token. `never`: it has no tool for it. */
export type Look = { ok: true; price: Price } | { ok: false; fault: 'server' | 'token' | 'never'; message: Sentence }

export interface PriceLine {
  /** Asks for one price. Never rejects; settles within `LIMIT_MS` for each request that it takes. */
  look(token: AlertToken): Promise<Look>
  /** Ends the session at the server. Never rejects. */
  close(): Promise<void>
}

const LIMIT_MS = 10_000
/** A list of tools is far smaller, and so is a price. */
const MAX_BYTES = 2 * 1024 * 1024

/**
 * A line to one market server by MCP (Streamable HTTP), open from the first look on; only tools that read are called. The SDK
 * is loaded with the first look: most never set an alert.
 */
export function createPriceLine({ label, url, headers }: PriceServer, fetch: Fetch): PriceLine {
  let opening: Promise<{ client: Client; tools: PriceTool[] }> | null = null

  const open = async () => {
    const [{ Client }, { StreamableHTTPClientTransport }, { ListToolsResultSchema }] = await Promise.all([
      import('@modelcontextprotocol/sdk/client/index.js'),
      import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ])
    const client = new Client({ name: 'dexter-voice', version: '1.0.0' })
    const transport = new StreamableHTTPClientTransport(new URL(url), {
      requestInit: { headers },
      fetch: guarded(fetch, new URL(url)),
    })
    await client.connect(transport, { timeout: LIMIT_MS })
    // Not `listTools` and `callTool`: they check answers by the server's own JSON Schema, and a pattern in it can run for ever
    // on this thread, which is also that of the talk key.
    const list = (cursor: string | undefined) =>
      client.request({ method: 'tools/list', params: { cursor } }, ListToolsResultSchema, { timeout: LIMIT_MS })
    return { client, tools: priceTools(await allTools(list)) }
  }

  const drop = async () => {
    const ending = opening
    opening = null
    const opened = await ending?.catch(() => null)
    await opened?.client.close().catch(() => {})
  }

  return {
    async look(token) {
      try {
        opening ??= open()
        const { client, tools } = await opening
        if (tools.length === 0)
          return { ok: false, fault: 'never', message: sentence(() => t('alerts.problem.noTool', { server: label })) }
        return await ask(client, tools, token, label)
      } catch (error) {
        // A session may have ended at the server: the next look begins another.
        await drop()
        return { ok: false, fault: 'server', message: sentence(() => faultText(label, error)) }
      }
    },
    close: drop,
  }
}

/**
 * The tools of every page of a server's list, up to `MOST_PAGES` (MCP specification, Pagination: a page names the next one by
 * `nextCursor`). A server that names a page a second time is not followed in its circle.
 */
async function allTools(list: (cursor: string | undefined) => Promise<ListToolsResult>): Promise<Tool[]> {
  const tools: Tool[] = []
  const seen = new Set<string | undefined>()
  for (let cursor: string | undefined; !seen.has(cursor) && seen.size < MOST_PAGES; ) {
    seen.add(cursor)
    const page = await list(cursor)
    tools.push(...page.tools)
    if (page.nextCursor === undefined) break
    cursor = page.nextCursor
  }
  return tools
}
/** No market server is known that has two. */
const MOST_PAGES = 20

async function ask(client: Client, tools: readonly PriceTool[], token: AlertToken, label: string): Promise<Look> {
  const unknown = sentence(() => t('alerts.problem.unknownToken', { server: label, token: token.symbol }))
  const tool = tools.find((one) => one.takes(token))
  if (tool === undefined) return { ok: false, fault: 'token', message: unknown }
  const { CallToolResultSchema } = await import('@modelcontextprotocol/sdk/types.js')
  const params = { name: tool.name, arguments: tool.argumentsFor(token) }
  const result = await client.request({ method: 'tools/call', params }, CallToolResultSchema, { timeout: LIMIT_MS })
  const reading = result.isError ? ({ is: 'unknown' } as const) : readPrice(result, token)
  switch (reading.is) {
    case 'price':
      return { ok: true, price: reading.price }
    case 'unknown':
      return { ok: false, fault: 'token', message: unknown }
    case 'ambiguous':
      return {
        ok: false,
        fault: 'token',
        message: sentence(() => t('alerts.problem.ambiguous', { token: token.symbol })),
      }
    default:
      return reading satisfies never
  }
}

/**
 * Only the server itself is called: no redirect is followed, so that what opens it does not travel on, and no stream is held
 * open for what a server might say unasked. A reply beyond `MAX_BYTES` is an error.
 */
function guarded(fetch: Fetch, { origin }: URL) {
  return async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const address = new URL(url)
    if (address.origin !== origin) throw new Error('another origin')
    // "The server does not offer an SSE stream" (MCP specification, Transports): the client is content with that.
    if (init.method === 'GET') return new Response(null, { status: 405 })
    const response = await fetch(address.href, {
      ...init,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    })
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw new Error('redirected')
    return bounded(response)
  }
}

function bounded(response: Response): Response {
  if (response.body === null) return response
  let size = 0
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      size += part.byteLength
      if (size > MAX_BYTES) controller.error(new Error('too large'))
      else controller.enqueue(part)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers })
}

/** What the SDK throws has a code: an HTTP status, or JSON-RPC's (-32001: it took too long). */
function faultText(server: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 401 || code === 403) return t('alerts.problem.refused', { server })
  return code === REQUEST_TIMEOUT ? t('alerts.problem.slow', { server }) : t('alerts.problem.unreachable', { server })
}
const REQUEST_TIMEOUT = -32_001
