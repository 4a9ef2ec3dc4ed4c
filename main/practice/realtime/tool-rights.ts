import type { ListedTool } from '../mcp/client'
import type { McpTool, ToolFilter } from './session-config'

/** Whether the session's `allowed_tools` lets the model see a tool. */
export function isAllowed(tool: ListedTool, allowed: McpTool['allowed_tools']): boolean {
  if (allowed == null) return true
  return Array.isArray(allowed) ? allowed.includes(tool.name) : matches(tool, allowed)
}

/** Whether a call must wait for the client's approval. What no rule names asks: that is the API's default, too. */
export function needsApproval(tool: ListedTool, rule: McpTool['require_approval']): boolean {
  if (rule == null || rule === 'always') return true
  if (rule === 'never') return false
  if (rule.always && matches(tool, rule.always)) return true
  return !(rule.never && matches(tool, rule.never))
}

/** A tool without annotations counts as one that writes. */
function matches(tool: ListedTool, filter: ToolFilter): boolean {
  if (filter.tool_names === undefined && filter.read_only === undefined) return false
  if (filter.tool_names !== undefined && !filter.tool_names.includes(tool.name)) return false
  return filter.read_only === undefined || filter.read_only === (tool.annotations?.readOnlyHint === true)
}
