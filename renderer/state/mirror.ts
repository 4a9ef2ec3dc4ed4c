import type { ViewBridge } from '../../shared/ipc'
import type { LogEvent } from '../../shared/log'
import type { SnapshotUpdate } from '../../shared/snapshot'
import type { Log } from './log'
import type { Stores } from './stores'

type SnapshotSource = Pick<ViewBridge, 'snapshot' | 'settings' | 'onUpdate' | 'onSettings'>
type LogSource = Pick<ViewBridge, 'readLog' | 'onLog'>

/** Rows that are asked for first: more than a window shows, few enough to be there with the next frames. */
const NEWEST_ROWS = 200
/** Older rows that are asked for at once: to receive them holds up the window for no longer than a frame or two. */
const OLDER_ROWS = 1_000
/** Older rows that are added at once: a list of all of them is laid out anew each time. */
const ADDED_ROWS = 10_000

/**
 * Fills conversation, status and settings from the bridge and keeps them current. Returns the undo.
 *
 * What is pushed before the snapshot arrives is kept and applied after it: every change that the snapshot contains and
 * that came after listening began was pushed too, so the last push of an entry is never older than the snapshot.
 */
export function mirror(bridge: SnapshotSource, stores: Stores): () => void {
  let early: SnapshotUpdate[] | null = []
  let stopped = false

  function apply(update: SnapshotUpdate) {
    const { entries, turns, ...app } = update
    stores.status.setState({ app })
    if (entries.length > 0 || turns.length > 0) stores.conversation.upsert(entries, turns)
  }

  const undo = [
    bridge.onUpdate((update) => {
      if (early) early.push(update)
      else apply(update)
    }),
    bridge.onSettings((settings) => stores.settings.setState({ settings })),
  ]

  async function begin() {
    // A refused question leaves the window to what is pushed: each push carries the whole state.
    const snapshot = await bridge.snapshot().catch(() => null)
    if (stopped) return
    const waiting = early ?? []
    early = null
    if (snapshot) apply(snapshot)
    for (const update of waiting) apply(update)
  }

  async function beginSettings() {
    const settings = await bridge.settings().catch(() => null)
    if (!stopped && settings && stores.settings.getState().settings === null) stores.settings.setState({ settings })
  }

  void begin()
  void beginSettings()
  return () => {
    stopped = true
    for (const off of undo) off()
  }
}

/** Whoever opens the log sees its newest rows before the rest is fetched. A window that is not shown draws nothing: a moment. */
const whenDrawn = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, HIDDEN_MS)
  })
const HIDDEN_MS = 250

/** Fills the log with what main has kept, the newest first, and with what comes. Returns the undo. */
export function mirrorLog(bridge: LogSource, log: Log, drawn = whenDrawn): () => void {
  let early: LogEvent[] | null = []
  let stopped = false
  const off = bridge.onLog((events) => {
    if (early) early.push(...events)
    else log.append(events)
  })

  const read = (from: number | null, limit: number) => bridge.readLog(from, limit).catch((): LogEvent[] => [])

  async function backfill() {
    const newest = await read(null, NEWEST_ROWS)
    if (stopped) return
    const last = newest.at(-1)?.seq ?? Number.NEGATIVE_INFINITY
    const waiting = (early ?? []).filter(({ seq }) => seq > last)
    early = null
    log.append([...newest, ...waiting])
    await drawn()
    let older: LogEvent[] = []
    for (let first = newest[0]?.seq; first !== undefined; ) {
      const known: number = first
      // Some of them may be gone by now, and others come in their place.
      const page = (await read(known - OLDER_ROWS, OLDER_ROWS)).filter(({ seq }) => seq < known)
      if (stopped) return
      older = [...page, ...older]
      first = page[0]?.seq
      if (first !== undefined && older.length < ADDED_ROWS) continue
      if (!log.prepend(older)) return
      older = []
    }
  }

  void backfill()
  return () => {
    stopped = true
    off()
  }
}
