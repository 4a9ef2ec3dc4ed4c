import type { RealtimeMcpApprovalRequest, RealtimeMcpToolCall } from 'openai/resources/realtime/realtime'
import { type CallOutcome, createMcpLine, type ListedTool, type McpLine } from '../mcp/client'
import { abortOf } from './abort-of'
import type { Kept } from './conversation'
import type { SessionCore } from './core'
import { newId } from './ids'
import { ProtocolError } from './protocol-error'
import type { McpTool } from './session-config'
import { isAllowed, needsApproval } from './tool-rights'

/** A tool that the model may call, and where. */
export interface UsableTool {
  server: string
  tool: ListedTool
  needsApproval: boolean
}

export interface HostedTools {
  /** Lists the tools of every MCP server of the session anew. */
  import(): void
  /** Settles when no import is under way. */
  settled(): Promise<void>
  usable(): UsableTool[]
  /** Runs a call whose item stands in the conversation; settles when its outcome has been told. */
  run(kept: Kept, responseId: string, outputIndex: number): Promise<void>
  /** A call waits for the client's word. */
  await(request: RealtimeMcpApprovalRequest, responseId: string): void
  /** The client's word; throws ProtocolError when nothing waits for it. */
  checkDecision(approvalRequestId: string): void
  decide(approvalRequestId: string, approve: boolean): void
  close(): Promise<void>
}

/** In the recorded session the list took two seconds, and an output came well after its call was over. */
const RECORDED_LIST_MS = 1500
const RECORDED_OUTPUT_MS = 1500

/** The hosted half of MCP: imports, calls and approvals, told in the order in which the real server tells them. */
export function createHostedTools(core: SessionCore): HostedTools {
  /** Kept by address and key, so that an MCP session (and its choice of wallet) outlives a session.update. */
  const lines = new Map<string, McpLine>()
  const listings = new Map<string, ListedTool[]>()
  const undecided = new Map<string, { request: RealtimeMcpApprovalRequest; responseId: string }>()
  let importing: Promise<unknown> = Promise.resolve()
  const underWay = new Set<Promise<unknown>>()
  /** Aborted when the session is gone. */
  const gone = new AbortController()
  const { signal } = gone

  const servers = () => core.config().tools.filter((tool): tool is McpTool => tool.type === 'mcp')

  function lineTo(server: McpTool): McpLine {
    const headers = {
      ...server.headers,
      ...(server.authorization ? { Authorization: `Bearer ${server.authorization}` } : {}),
    }
    const key = JSON.stringify([server.server_url, headers])
    const line = lines.get(key) ?? createMcpLine(server.server_url ?? '', headers)
    lines.set(key, line)
    return line
  }

  async function importFrom(server: McpTool): Promise<void> {
    const item = {
      id: newId('mcpl'),
      object: 'realtime.item' as const,
      type: 'mcp_list_tools' as const,
      server_label: server.server_label,
      tools: [] as ListedTool[],
    }
    const previous_item_id = core.conversation.insert({ item, audioMs: 0 })
    core.send({ type: 'conversation.item.added', item: { ...item }, previous_item_id })
    core.send({ type: 'mcp_list_tools.in_progress', item_id: item.id })
    try {
      if (core.behaviour.asRecorded) await core.clock.wait(RECORDED_LIST_MS, signal)
      if (core.faults.take('tools-unavailable')) throw new Error('The server of the tools is away.')
      const unmarked = core.faults.take('tools-unmarked')
      const listed = (await lineTo(server).list())
        .map((tool) => (unmarked ? { ...tool, annotations: null } : tool))
        .filter((tool) => isAllowed(tool, server.allowed_tools))
      item.tools = listed
      listings.set(server.server_label, listed)
      core.send({ type: 'mcp_list_tools.completed', item_id: item.id })
      core.send({ type: 'conversation.item.done', item: { ...item }, previous_item_id })
    } catch {
      core.send({ type: 'mcp_list_tools.failed', item_id: item.id })
    }
  }

  async function call(item: RealtimeMcpToolCall): Promise<CallOutcome> {
    const server = servers().find((candidate) => candidate.server_label === item.server_label)
    if (!server) return failed(`No MCP server '${item.server_label}'.`)
    try {
      const refusal = await misfortune(item)
      if (refusal) return refusal
      await core.behaviour.beforeToolCall?.(item.name)
      return await lineTo(server).call(item.name, JSON.parse(item.arguments || '{}'))
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error))
    }
  }

  /** Whatever is armed for this call happens to it; answers the outcome when that already is one. */
  async function misfortune(item: RealtimeMcpToolCall): Promise<CallOutcome | null> {
    const { faults, clock, behaviour } = core
    const hints = listings.get(item.server_label)?.find((tool) => tool.name === item.name)?.annotations
    if (hints?.readOnlyHint === true && faults.take('cut-tool')) core.cut()
    if (hints?.destructiveHint === true && item.approval_request_id && faults.take('cut-trade')) {
      core.cut()
      // The trade comes after the cut for certain, and comes all the same: a server finishes what was approved.
      await abortOf(signal)
    }
    if (faults.take('tool-hang')) {
      await abortOf(signal)
      // Nobody is there to hear it, but a hanging trade must not be executed once its client has gone.
      return failed('The session ended before the tool did.')
    }
    if (faults.take('tool-slow')) await clock.wait(behaviour.slowToolMs, signal)
    if (faults.take('tool-401')) return { ok: false, error: { type: 'http_error', code: 401, message: 'Unauthorized' } }
    return faults.take('tool-fail') ? failed('The tool failed on the server.') : null
  }

  function run(kept: Kept, responseId: string, outputIndex: number): Promise<void> {
    const running = tellCall(kept, responseId, outputIndex).finally(() => underWay.delete(running))
    underWay.add(running)
    return running
  }

  async function tellCall(kept: Kept, responseId: string, outputIndex: number): Promise<void> {
    const item = kept.item
    if (item.type !== 'mcp_call') return
    kept.running = true
    core.send({ type: 'response.mcp_call.in_progress', item_id: item.id, output_index: outputIndex })
    const outcome = await call(item)
    kept.running = false
    if (outcome.ok) kept.result = outcome.output
    else item.error = outcome.error
    const late = core.behaviour.asRecorded && outcome.ok
    const showOutput = () => {
      if (!outcome.ok) return
      item.output = core.faults.take('tool-output-twice-encoded') ? JSON.stringify(outcome.output) : outcome.output
    }
    if (!late) showOutput()
    core.send({
      type: outcome.ok ? 'response.mcp_call.completed' : 'response.mcp_call.failed',
      item_id: item.id,
      output_index: outputIndex,
    })
    if (late) {
      await core.clock.wait(RECORDED_OUTPUT_MS, signal)
      showOutput()
    }
    core.send({
      type: 'response.output_item.done',
      response_id: responseId,
      output_index: outputIndex,
      item: { ...item },
    })
    core.send({ type: 'conversation.item.done', item: { ...item }, previous_item_id: previousOf(item.id) })
  }

  const previousOf = (id: string) => {
    const items = core.conversation.all()
    return items[items.findIndex((kept) => kept.item.id === id) - 1]?.item.id ?? null
  }

  return {
    import() {
      const labels = new Set(servers().map((server) => server.server_label))
      for (const label of listings.keys()) if (!labels.has(label)) listings.delete(label)
      // An import that is overtaken by another still has to end before a question is thought about.
      importing = Promise.all([importing, ...servers().map(importFrom)])
    },
    async settled() {
      await importing
    },
    usable: () =>
      servers().flatMap((server) =>
        (listings.get(server.server_label) ?? [])
          .filter((tool) => isAllowed(tool, server.allowed_tools))
          .map((tool) => ({
            server: server.server_label,
            tool,
            needsApproval: needsApproval(tool, server.require_approval),
          })),
      ),
    run,
    await(request, responseId) {
      undecided.set(request.id, { request, responseId })
    },
    checkDecision(approvalRequestId) {
      if (undecided.has(approvalRequestId)) return
      throw new ProtocolError(
        'invalid_value',
        `No approval request '${approvalRequestId}' is waiting for an answer.`,
        'item.approval_request_id',
      )
    },
    decide(approvalRequestId, approve) {
      const waiting = undecided.get(approvalRequestId)
      undecided.delete(approvalRequestId)
      if (!waiting || !approve) return
      const { request, responseId } = waiting
      const kept: Kept = {
        audioMs: 0,
        item: {
          id: newId('mcp'),
          object: 'realtime.item',
          type: 'mcp_call',
          server_label: request.server_label,
          name: request.name,
          arguments: request.arguments,
          approval_request_id: request.id,
          output: null,
          error: null,
        },
      }
      const previous_item_id = core.conversation.insert(kept)
      core.send({ type: 'conversation.item.added', item: { ...kept.item }, previous_item_id })
      void run(kept, responseId, 0)
    },
    async close() {
      gone.abort()
      // What was started is finished, as a hosted server would: above all a trade.
      await Promise.all(underWay)
      await Promise.all([...lines.values()].map((line) => line.close().catch(() => undefined)))
    },
  }
}

const failed = (message: string): CallOutcome => ({ ok: false, error: { type: 'tool_execution_error', message } })
