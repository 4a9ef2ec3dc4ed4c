import { type Settings, SettingsSchema } from './settings'

/** Settings of a file, and which of its fields could not be read: each costs its own default, and nothing else. */
export interface Repaired {
  settings: Settings
  /** Their names as they stand in the file: `hotkey`, `openai.realtimeUrl`. Each once. */
  bad: string[]
}

/** Fields that are known by two names; what is below others is the trader's own and not told. */
const GROUPS: readonly string[] = ['openai', 'dexter']

/**
 * Reads what can be read. A field counts as a whole: one of a group (`openai.url`), one MCP server (half a server could be
 * allowed more than the trader meant), one wallet choice.
 */
export function repair(fields: Record<string, unknown>): Repaired {
  const left = { ...fields }
  const bad = new Set<string>()
  for (;;) {
    const parsed = SettingsSchema.safeParse(left)
    if (parsed.success) return { settings: parsed.data, bad: [...bad] }
    const parts = new Map<string, Set<string | null>>()
    for (const { path } of parsed.error.issues) {
      const [top, part] = path.map(String)
      if (top === undefined) return { settings: SettingsSchema.parse({}), bad: [...bad] }
      parts.set(top, (parts.get(top) ?? new Set()).add(part ?? null))
    }
    for (const [top, below] of parts) {
      const group = left[top]
      // The whole of it is wrong where no part is named.
      const rest = below.has(null) ? undefined : without(group, below)
      if (rest === undefined) delete left[top]
      else left[top] = rest
      for (const part of below) bad.add(GROUPS.includes(top) && part !== null ? `${top}.${part}` : top)
    }
  }
}

/** A list or an object less some of its parts; undefined where it has none of them. */
function without(group: unknown, parts: ReadonlySet<string | null>): unknown {
  if (Array.isArray(group)) return group.filter((_, at) => !parts.has(String(at)))
  if (group === null || typeof group !== 'object') return undefined
  const kept = Object.entries(group).filter(([name]) => !parts.has(name))
  return kept.length < Object.keys(group).length ? Object.fromEntries(kept) : undefined
}
