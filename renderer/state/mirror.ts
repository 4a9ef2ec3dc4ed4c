import type { ViewBridge } from '../../shared/ipc'
import type { LogEvent } from '../../shared/log'
import type { SnapshotUpdate } from '../../shared/snapshot'
import type { Log } from './log'
import type { Stores } from './stores'

type SnapshotSource = Pick<ViewBridge, 'snapshot' | 'settings' | 'onUpdate' | 'onSettings'>
type LogSource = Pick<ViewBridge, 'readLog' | 'onLog'>

/** Rows asked for at once: the most that the bridge allows. */
const LOG_PAGE = 20_000

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

/** Fills the log with what main has kept, then with what comes. Returns the undo. */
export function mirrorLog(bridge: LogSource, log: Log): () => void {
  let early: LogEvent[] | null = []
  let stopped = false
  const off = bridge.onLog((events) => {
    if (early) early.push(...events)
    else log.append(events)
  })

  async function backfill() {
    let from = 0
    for (;;) {
      const page = await bridge.readLog(from, LOG_PAGE).catch((): LogEvent[] => [])
      if (stopped) return
      log.append(page)
      const last = page.at(-1)
      if (last) from = last.seq + 1
      if (page.length < LOG_PAGE) break
    }
    const waiting = early ?? []
    early = null
    log.append(waiting.filter((event) => event.seq >= from))
  }

  void backfill()
  return () => {
    stopped = true
    off()
  }
}
