import type { Status } from '../../../shared/snapshot'
import type { Clock } from '../clock'
import type { Item, ServerEvent } from './server-events'

/** A first question does not wait longer than this for the tools: it is then answered without them. */
const IMPORT_LIMIT_MS = 8_000

interface ToolboxDeps {
  clock: Clock
  /** Asks the server for a list item as it now stands. */
  retrieve(itemId: string): void
  /** The tools are known, or will not come. */
  onSettled(): void
  /** The tools of a server could not be imported. */
  onFailed(): void
}

interface Hosted {
  type: 'mcp'
  server_label?: unknown
  require_approval?: unknown
}

/**
 * What one session's server can do. `mcp_list_tools` items carry `tools: []` until `.completed`, so each is retrieved
 * after that. A server_label that was imported twice counts once: the later list stands.
 */
export function createToolbox({ clock, retrieve, onSettled, onFailed }: ToolboxDeps) {
  const lists = new Map<string, { server: string; tools: { name: string; readOnly: boolean }[] }>()
  const open = new Set<string>()
  let declared: Hosted[] = []
  let awaited = false
  let cancelLimit = () => {}

  const settle = () => {
    cancelLimit()
    awaited = false
    onSettled()
  }

  const sessionStarted = (tools: unknown) => {
    lists.clear()
    open.clear()
    cancelLimit()
    declared = Array.isArray(tools) ? tools.filter((tool): tool is Hosted => tool?.type === 'mcp') : []
    awaited = declared.length > 0
    if (awaited) cancelLimit = clock.after(IMPORT_LIMIT_MS, settle)
  }

  const importEnded = (itemId: string, completed: boolean) => {
    open.delete(itemId)
    if (completed) retrieve(itemId)
    else onFailed()
    if (awaited && open.size === 0) settle()
  }

  const list = (item: Item) => {
    if (item.type !== 'mcp_list_tools' || !item.tools || item.tools.length === 0) return
    const tools = item.tools.map((tool) => ({
      name: tool.name,
      // A tool without annotations counts as a write.
      readOnly: tool.annotations?.readOnlyHint === true,
    }))
    const server = item.server_label ?? ''
    for (const [id, known] of lists) if (known.server === server) lists.delete(id)
    lists.set(item.id, { server, tools })
  }

  const all = (): Status['tools'] =>
    [...lists.values()].flatMap(({ server, tools }) => tools.map((tool) => ({ server, ...tool })))

  /** Whether a server lets a tool that writes run unasked. Left out, the rule is to ask always. */
  const unasked = ({ server, name }: { server: string; name: string }) => {
    const rule = declared.find((tool) => tool.server_label === server)?.require_approval
    if (rule === 'never') return true
    if (rule === null || typeof rule !== 'object' || !('never' in rule)) return false
    const { never } = rule
    if (never === null || typeof never !== 'object') return false
    if ('tool_names' in never && Array.isArray(never.tool_names)) return never.tool_names.includes(name)
    return !('read_only' in never && never.read_only === true)
  }

  return {
    /** Takes note of whatever an event says about tools; the others it lets pass. */
    apply(event: ServerEvent) {
      if (event.type === 'session.created') sessionStarted(event.session.tools)
      if (event.type === 'mcp_list_tools.in_progress') open.add(event.item_id)
      if (event.type === 'mcp_list_tools.completed') importEnded(event.item_id, true)
      if (event.type === 'mcp_list_tools.failed') importEnded(event.item_id, false)
      if ('item' in event) list(event.item)
    },
    settled: () => !awaited,
    all,
    /** Names of tools that may move money without asking. */
    unguarded: (): string[] =>
      all()
        .filter((tool) => !tool.readOnly && unasked(tool))
        .map((tool) => tool.name),
    stop: () => cancelLimit(),
  }
}
