import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LogEvent } from '../../shared/log'
import { isError, type LogFilter, matcher, NO_FILTER } from './log-filter'
import { createRing, type Ring } from './ring'

/** Rows that are kept: a long session, at a size that memory does not feel. */
const LOG_CAPACITY = 100_000
/** A filter runs in slices of this length, so that typing and scrolling stay fluid over a full log. */
const SCAN_SLICE_MS = 8
/** Rows between two looks at the clock. */
const SCAN_STRIDE = 256

export interface LogState {
  /** Changes when something is to be drawn anew; the rows themselves are filled in place. */
  version: number
  rows: Ring<LogEvent>
  /** The rows that match the filter. Stands still while not following. */
  visible: Ring<LogEvent>
  /** Changes when `visible` was filled anew, so that its numbers name other rows. */
  generation: number
  filter: LogFilter
  /** Whether new rows appear as they come. */
  following: boolean
  /** Matching rows that came since following stopped. */
  waiting: number
  /** Whether a filter is still running over older rows. */
  scanning: boolean
  /** Of all rows kept. */
  errors: number
}

export interface Log extends StoreApi<LogState> {
  /** Adds rows, oldest first. Draws at most once per frame. */
  append(events: readonly LogEvent[]): void
  setFilter(filter: LogFilter): void
  /** Stops following: what is on screen stays on screen. */
  pause(): void
  /** Shows what came meanwhile, and follows again. */
  follow(): void
}

export interface LogClock {
  /** Runs `draw` before the next frame. */
  frame(draw: () => void): void
  /** Milliseconds, monotonic. */
  now(): number
}

const browserClock: LogClock = { frame: (draw) => requestAnimationFrame(draw), now: () => performance.now() }

/** Creates an empty log. */
export function createLog(clock: LogClock = browserClock, capacity = LOG_CAPACITY): Log {
  const rows = createRing<LogEvent>(capacity)
  let visible = createRing<LogEvent>(capacity)
  let matches = matcher(NO_FILTER)
  let errors = 0
  let waiting = 0
  /** Where the running scan goes on, as `rows.dropped + index`; null when none runs. */
  let cursor: number | null = null
  let framed = false

  const store = createStore<LogState>(() => ({
    version: 0,
    rows,
    visible,
    generation: 0,
    filter: NO_FILTER,
    following: true,
    waiting: 0,
    scanning: false,
    errors: 0,
  }))

  function draw() {
    framed = false
    if (cursor !== null) scan()
    store.setState((state) => ({ version: state.version + 1, visible, waiting, errors, scanning: cursor !== null }))
  }

  function drawSoon() {
    if (framed) return
    framed = true
    clock.frame(draw)
  }

  function scan() {
    const end = clock.now() + SCAN_SLICE_MS
    let index = Math.max(cursor ?? 0, rows.dropped) - rows.dropped
    while (index < rows.length) {
      const event = rows.at(index)
      if (event && (!matches || matches(event))) visible.push(event)
      index += 1
      if (index % SCAN_STRIDE === 0 && clock.now() >= end) break
    }
    if (index < rows.length) {
      cursor = rows.dropped + index
      drawSoon()
    } else cursor = null
  }

  function rescan() {
    visible = createRing<LogEvent>(capacity)
    waiting = 0
    cursor = rows.dropped
    // The first slice at once: a filter over a short log answers in the same frame.
    scan()
    store.setState(({ version, generation }) => ({
      version: version + 1,
      generation: generation + 1,
      visible,
      waiting,
      scanning: cursor !== null,
    }))
  }

  return {
    ...store,
    append(events) {
      const { following } = store.getState()
      for (const event of events) {
        if (isError(event)) errors += 1
        const out = rows.push(event)
        if (out && isError(out)) errors -= 1
        if (cursor !== null) continue
        if (matches && !matches(event)) continue
        if (following) visible.push(event)
        else waiting += 1
      }
      if (events.length > 0) drawSoon()
    },
    setFilter(filter) {
      matches = matcher(filter)
      store.setState({ filter, following: true })
      rescan()
    },
    pause() {
      if (!store.getState().following) return
      store.setState({ following: false })
    },
    follow() {
      if (store.getState().following) return
      store.setState({ following: true })
      if (waiting > 0) rescan()
    },
  }
}
