import type { Status } from '../../shared/snapshot'
import type { Clock } from './clock'
import type { Link } from './link'
import type { Item } from './server-events'

/** A first question does not wait longer than this for the tools: it is then answered without them. */
const IMPORT_LIMIT_MS = 8_000

interface ToolboxDeps {
  clock: Clock
  link: Pick<Link, 'send'>
  /** The tools are known, or will not come. */
  onSettled(): void
}

/**
 * Learns which tools the server imported. `mcp_list_tools` items carry `tools: []` until `.completed`, so each is
 * retrieved after that. A server_label that was imported twice counts once: the later list stands.
 */
export function createToolbox({ clock, link, onSettled }: ToolboxDeps) {
  const lists = new Map<string, { server: string; tools: { name: string; readOnly: boolean }[] }>()
  const open = new Set<string>()
  let awaited = false
  let cancelLimit = () => {}

  const settle = () => {
    cancelLimit()
    awaited = false
    onSettled()
  }

  return {
    /** A session began; `session.tools` as the server tells it. */
    sessionStarted(tools: unknown) {
      lists.clear()
      open.clear()
      cancelLimit()
      awaited = Array.isArray(tools) && tools.some((tool) => tool?.type === 'mcp')
      if (awaited) cancelLimit = clock.after(IMPORT_LIMIT_MS, settle)
    },
    importStarted(itemId: string) {
      open.add(itemId)
    },
    importEnded(itemId: string, completed: boolean) {
      open.delete(itemId)
      if (completed) link.send('conversation.item.retrieve', { item_id: itemId })
      if (awaited && open.size === 0) settle()
    },
    /** A list item as added or retrieved. */
    item(item: Item) {
      if (!item.tools || item.tools.length === 0) return
      const tools = item.tools.map((tool) => ({
        name: tool.name,
        // A tool without annotations counts as a write.
        readOnly: tool.annotations?.readOnlyHint === true,
      }))
      const server = item.server_label ?? ''
      for (const [id, list] of lists) if (list.server === server) lists.delete(id)
      lists.set(item.id, { server, tools })
    },
    settled: () => !awaited,
    reset() {
      cancelLimit()
      awaited = false
      open.clear()
    },
    all: (): Status['tools'] =>
      [...lists.values()].flatMap(({ server, tools }) => tools.map((tool) => ({ server, ...tool }))),
  }
}

export type Toolbox = ReturnType<typeof createToolbox>
