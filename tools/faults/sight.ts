import type { EngineUpdate, Entry, Turn } from '../../shared/snapshot'

/** What says nothing of a fault. */
const ROUTINE: ReadonlySet<string> = new Set(['Ready', 'Listening…', 'Working…', 'Speaking…'])

/** The trader's eyes: keeps what the engine published, and what of it told of a fault. */
export function createSight() {
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  const saw: string[] = []
  let status: EngineUpdate['status'] | null = null
  let unreadySince: number | null = null
  let unreadyMs = 0

  const plain = (text: string) => text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
  const see = (text: string) => {
    if (saw.at(-1) !== plain(text)) saw.push(plain(text))
  }

  const seeEntry = (entry: Entry) => {
    const before = entries.get(entry.id)
    if (entry.kind === 'notice' && !before) see(entry.text)
    if (entry.kind === 'tool' && entry.error !== null && !(before?.kind === 'tool' && before.error === entry.error))
      see(`tool: ${entry.error}`)
    if (entry.kind === 'approval' && entry.decision !== 'pending') {
      if (before?.kind !== 'approval' || before.decision === 'pending')
        see(`card ${entry.decision}${entry.reason ? `: ${entry.reason}` : ''}`)
    }
    if (entry.kind === 'user' && (entry.delivery === 'unsent' || entry.delivery === 'unanswered')) {
      if (before?.kind !== 'user' || before.delivery !== entry.delivery)
        see(`${entry.delivery}: ${entry.problem ?? 'no reason given'}${entry.resendable ? ' [Resend]' : ''}`)
    }
  }

  return {
    update(update: EngineUpdate) {
      status = update.status
      const unready = status.state === 'connecting' || status.state === 'offline'
      if (!unready && unreadySince !== null) unreadyMs += performance.now() - unreadySince
      unreadySince = unready ? (unreadySince ?? performance.now()) : null
      for (const entry of update.entries) {
        seeEntry(entry)
        entries.set(entry.id, entry)
      }
      for (const turn of update.turns) {
        if (turn.outcome === 'answered' && turns.get(turn.id)?.outcome !== 'answered') see('answered')
        turns.set(turn.id, turn)
      }
      const { detail } = status
      const repeats =
        saw.at(-1)?.includes(plain(detail)) ||
        (detail !== 'Connecting…' && saw.some((text) => text.includes(plain(detail))))
      if (!ROUTINE.has(detail) && !repeats) see(detail)
    },
    /** Something that the trader did. */
    act: (what: string) => see(`(${what})`),
    saw,
    /** What was seen so far is not of interest. */
    begin() {
      saw.length = 0
      unreadyMs = 0
    },
    turn: (id: string) => turns.get(id),
    entry<K extends Entry['kind']>(id: string, kind: K) {
      const entry = entries.get(id)
      return entry?.kind === kind ? (entry as Extract<Entry, { kind: K }>) : undefined
    },
    ofKind: <K extends Entry['kind']>(kind: K) =>
      [...entries.values()].filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind),
    /** Real milliseconds in which no session was ready. */
    get unreadyMs() {
      return unreadyMs + (unreadySince === null ? 0 : performance.now() - unreadySince)
    },
    get status() {
      return status
    },
  }
}

export type Sight = ReturnType<typeof createSight>
