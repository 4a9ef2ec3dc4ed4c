import { listed, t } from '../../../shared/i18n'
import { safeLine } from '../../../shared/safe-text'
import type { Status } from '../../../shared/snapshot'
import type { Moment } from '../clock'
import { MAX_NAME_CHARS, MAX_SERVERS, MAX_TOOLS } from '../wire/bounds'
import type { Item, ServerEvent } from '../wire/server-events'

/** A first question does not wait longer than this for the tools: it is then answered without them. */
const IMPORT_LIMIT_MS = 8_000

/** Names that one sentence tells. */
const FEW = 5
/** Of a session, each of its servers a few times. */
const MAX_IMPORTS = 2 * MAX_SERVERS
/** Tools of a session that were ever said to write. A server that says it of more is believed nothing about reading. */
const MAX_WRITES = 10 * MAX_TOOLS

export type ToolNews =
  /** The tools of a server could not be imported; `reason` where it told one. */
  | { is: 'failed'; server: string; reason: string | null }
  /** A server's list is here and empty. `marked`: only tools that it marks as read-only would stand in it. */
  | { is: 'empty'; server: string; marked: boolean }
  /** The session's servers, or their rules, are other ones than at its beginning: one sentence. */
  | { is: 'changed'; sentence: string }

type Tool = Pick<Status['tools'][number], 'server' | 'name'>

interface Hosted {
  type: 'mcp'
  server_label?: unknown
  require_approval?: unknown
  allowed_tools?: unknown
}

/**
 * What one session's server can do. `mcp_list_tools` items carry `tools: []` until `.completed`, so each is retrieved
 * after that. A server_label that was imported twice counts once: the later list stands.
 */
export function createOfferedTools(time: Readonly<Moment>) {
  const lists = new Map<string, { server: string; tools: { name: string; readOnly: boolean }[] }>()
  const open = new Set<string>()
  /** What is known of each list before its tools are. */
  const announced = new Map<string, { server: string; reason: string | null }>()
  /** Servers whose empty list was told of. */
  const empty = new Set<string>()
  /** Tools that were once said to write. Told otherwise later, the stricter counts. */
  const writes = new Set<string>()
  let declared: Hosted[] = []
  /** The server has told its rules; it may have told others since, or none. */
  let ruled = false
  let updates = 0
  let imports = 0
  /** Monotonic time until which the lists are waited for; null when they are known, or will not come. */
  let awaitedUntil: number | null = null
  /** Lists that are complete and were not looked up yet. */
  const retrievals = new Set<string>()
  let news: ToolNews[] = []

  const isListed = (label: unknown) => [...lists.values()].some(({ server }) => server === label)

  const all = (): Status['tools'] =>
    [...lists.values()].flatMap(({ server, tools }) =>
      tools.map(({ name, readOnly }) => ({
        server,
        name,
        readOnly: readOnly && !writes.has(keyOf({ server, name })) && writes.size < MAX_WRITES,
      })),
    )

  const find = (tool: Tool) => all().find(({ server, name }) => server === tool.server && name === tool.name)

  /** Whether a server lets a tool that writes run unasked. Left out, the rule is to ask always. */
  const unasked = ({ server, name }: Tool, rules: readonly Hosted[] = declared) => {
    const rule = rules.find((tool) => tool.server_label === server)?.require_approval
    if (rule === 'never') return true
    if (rule === null || typeof rule !== 'object' || !('never' in rule)) return false
    const { never } = rule
    if (never === null || typeof never !== 'object') return false
    if ('tool_names' in never && Array.isArray(never.tool_names)) return never.tool_names.includes(name)
    return !('read_only' in never && never.read_only === true)
  }

  /** Tools that may move money without asking; of a server whose tools are not known, all of them. */
  const unguarded = (rules: readonly Hosted[] = declared): string[] => [
    ...all()
      .filter((tool) => !tool.readOnly && unasked(tool, rules))
      .map(({ name }) => name),
    ...rules
      .filter(
        (server) =>
          server.require_approval === 'never' && !offersReadingAlone(server) && !isListed(server.server_label),
      )
      .map(({ server_label: label }) => t('engine.servers.allTools', { server: nameOf(label) })),
  ]

  const hosted = (tools: readonly unknown[]) => tools.slice(0, MAX_SERVERS).filter(isHosted)

  const sessionStarted = (tools: unknown) => {
    lists.clear()
    open.clear()
    announced.clear()
    empty.clear()
    writes.clear()
    updates = 0
    imports = 0
    retrievals.clear()
    declared = Array.isArray(tools) ? hosted(tools) : []
    ruled = declared.length > 0
    awaitedUntil = declared.length > 0 ? time.mono + IMPORT_LIMIT_MS : null
  }

  /** The server says at every update what it goes by, whoever asked for it. */
  const sessionUpdated = (tools: unknown) => {
    if (!Array.isArray(tools)) return
    const before = declared
    const first = updates === 0
    updates++
    declared = hosted(tools)
    ruled ||= declared.length > 0
    const added = declared.flatMap(({ server_label: label }) =>
      before.some((known) => known.server_label === label) ? [] : [`“${nameOf(label)}”`],
    )
    // Some servers name their tools only once the session is configured.
    if (added.length > 0 && !(first && before.length === 0))
      news.push({
        is: 'changed',
        sentence: t('engine.servers.added', { names: few(added) }),
      })
    const freed = unguarded().filter((name) => !unguarded(before).includes(name))
    if (freed.length > 0)
      news.push({
        is: 'changed',
        sentence: t('engine.servers.freed', { names: few(freed) }),
      })
  }

  const importEnded = (itemId: string, completed: boolean) => {
    open.delete(itemId)
    imports++
    // Each is answered with a question or a sentence: not for ever.
    if (imports > MAX_IMPORTS) return
    const list = announced.get(itemId)
    if (completed) retrievals.add(itemId)
    else news.push({ is: 'failed', server: nameOf(list?.server), reason: list?.reason ?? null })
    if (open.size === 0) awaitedUntil = null
  }

  /** Before it is completed every list is empty: only one that was asked for since tells so. */
  const missing = (item: Item) => {
    const server = item.server_label ?? ''
    if (item.type !== 'mcp_list_tools' || !item.tools || item.tools.length > 0 || empty.has(server) || isListed(server))
      return
    empty.add(server)
    const rules = declared.find(({ server_label: label }) => label === server)
    news.push({ is: 'empty', server: nameOf(server), marked: rules !== undefined && offersReadingAlone(rules) })
  }

  const announce = ({ id, type, server_label: label, error }: Item) => {
    if (type !== 'mcp_list_tools' || (announced.size >= MAX_IMPORTS && !announced.has(id))) return
    const known = announced.get(id)
    const told = typeof error === 'string' ? error : error?.message
    announced.set(id, { server: label ?? known?.server ?? '', reason: told ?? known?.reason ?? null })
  }

  function list(item: Item) {
    if (item.type !== 'mcp_list_tools' || !item.tools || item.tools.length === 0) return
    const tools = item.tools.map((tool) => ({
      name: tool.name,
      // A tool without annotations counts as a write.
      readOnly: tool.annotations?.readOnlyHint === true,
    }))
    const server = item.server_label ?? ''
    for (const { name, readOnly } of tools)
      if (!readOnly && writes.size < MAX_WRITES) writes.add(keyOf({ server, name }))
    for (const [id, known] of lists) if (known.server === server) lists.delete(id)
    const room = MAX_TOOLS - [...lists.values()].reduce((sum, known) => sum + known.tools.length, 0)
    // What has no room is unknown, and what is unknown counts as a write.
    if (room > 0) lists.set(item.id, { server, tools: tools.slice(0, room) })
  }

  return {
    /** Takes note of whatever an event says about tools; the others it lets pass. */
    apply(event: ServerEvent) {
      if (event.type === 'session.created') sessionStarted(event.session.tools)
      if (event.type === 'session.updated') sessionUpdated(event.session.tools)
      if (event.type === 'mcp_list_tools.in_progress' && open.size < MAX_SERVERS) open.add(event.item_id)
      if (event.type === 'mcp_list_tools.completed') importEnded(event.item_id, true)
      if (event.type === 'mcp_list_tools.failed') importEnded(event.item_id, false)
      if (!('item' in event)) return
      announce(event.item)
      list(event.item)
      if (event.type === 'conversation.item.retrieved') missing(event.item)
    },
    /** The lists are known, or are not waited for any more. */
    settled: () => awaitedUntil === null || time.mono >= awaitedUntil,
    /** Monotonic time at which they no longer are; null when they are not waited for. */
    get awaitedUntil() {
      return awaitedUntil !== null && time.mono < awaitedUntil ? awaitedUntil : null
    },
    retrievals,
    /** What the trader should hear of once, since it was last asked for. */
    takeNews(): ToolNews[] {
      const told = news
      if (told.length > 0) news = []
      return told
    },
    all,
    /** Whether a tool is known to read only. */
    readsOnly: (tool: Tool): boolean => find(tool)?.readOnly === true,
    /**
     * Whether a tool may move money, and its server has to ask before. One of which nobody was told may: it was not chosen.
     * While a server's list is still to come, only where it has to ask for everything.
     */
    mustAsk(tool: Tool): boolean {
      const known = find(tool)
      if (known !== undefined) return !known.readOnly && !unasked(known)
      const server = declared.find(({ server_label: label }) => label === tool.server)
      // A server that does not tell its rules can't be held to them.
      if (server === undefined) return ruled
      if (unasked(tool)) return false
      return isListed(tool.server) || !readsUnasked(server)
    },
    /** Names of tools that may move money without asking. */
    unguarded: () => unguarded(),
  }
}

/** The first of many names. */
const few = (names: readonly string[]): string =>
  listed(names.length > FEW ? [...names.slice(0, FEW), t('engine.servers.more', { count: names.length - FEW })] : names)
const nameOf = (label: unknown) =>
  safeLine(typeof label === 'string' ? label : '', MAX_NAME_CHARS) ?? t('engine.servers.unnamed')

/** Whether a server may not even offer what writes. */
const offersReadingAlone = ({ allowed_tools: allowed }: Hosted): boolean =>
  allowed !== null && typeof allowed === 'object' && 'read_only' in allowed && allowed.read_only === true

/** Whether a server may run what only reads without asking. */
const readsUnasked = ({ require_approval: rule }: Hosted): boolean =>
  rule !== null && typeof rule === 'object' && 'never' in rule

/** By server and name: servers choose their tools' names freely. */
const keyOf = ({ server, name }: Tool) => JSON.stringify([server, name])

const isHosted = (tool: unknown): tool is Hosted =>
  tool !== null && typeof tool === 'object' && 'type' in tool && tool.type === 'mcp'

export type OfferedTools = ReturnType<typeof createOfferedTools>
