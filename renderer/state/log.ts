import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LogEvent } from '../../shared/log'
import { eventIdOf, isError, isOfTurn, type LogFilter, matcher, NO_FILTER, type SeqRange } from './log-filter'
import { createRing, type Ring } from './ring'

/** Rows that are kept: a long session, at a size that memory does not feel. */
const LOG_CAPACITY = 100_000
/** A filter runs in slices of this length, so that typing and scrolling stay fluid over a full log. */
const SCAN_SLICE_MS = 8
/** Turns whose place in the log is known: the oldest go first. */
const MAX_TURNS = 10_000
/** A filter for the rows of a turn. */
const OF_TURN = /(?:^|\s)turn:/i
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
  /** Adds rows that are older than all there are, oldest first. False: there is no room for all of them, or for more. */
  prepend(events: readonly LogEvent[]): boolean
  setFilter(filter: LogFilter): void
  /** Stops following: what is on screen stays on screen. */
  pause(): void
  /** The rows of a turn, oldest first: its own, and what the server told while it went on. */
  rowsOf(turnId: string): LogEvent[]
  /** The rows that answer a client event, or the one that caused a row; by `event_id`. */
  rowsOfEvent(eventId: string): { sent: LogEvent | null; answers: LogEvent[] }
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
  const ranges = new Map<string, SeqRange>()
  let matches = matcher(NO_FILTER, ranges)
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

  function noteTurn({ turnId, seq }: LogEvent) {
    if (turnId === null) return
    const known = ranges.get(turnId)
    if (known) {
      known.first = Math.min(known.first, seq)
      known.last = Math.max(known.last, seq)
    } else ranges.set(turnId, { first: seq, last: seq })
    const oldest = ranges.keys().next().value
    if (ranges.size > MAX_TURNS && oldest !== undefined) ranges.delete(oldest)
  }

  /** Rows from a number on, oldest first. */
  function* from(first: number): Generator<LogEvent> {
    let index = 0
    for (let end = rows.length; index < end; ) {
      const middle = (index + end) >>> 1
      if ((rows.at(middle)?.seq ?? 0) < first) index = middle + 1
      else end = middle
    }
    for (; index < rows.length; index += 1) {
      const event = rows.at(index)
      if (event) yield event
    }
  }

  return {
    ...store,
    rowsOf(turnId) {
      const range = ranges.get(turnId)
      const found: LogEvent[] = []
      if (range === undefined) return found
      // Asked for with each frame while the turn goes on: the rest of a full log is not looked at.
      for (const event of from(range.first)) {
        if (event.seq > range.last) break
        if (isOfTurn(event, turnId, range)) found.push(event)
      }
      return found
    },
    rowsOfEvent(eventId) {
      let sent: LogEvent | null = null
      const answers: LogEvent[] = []
      for (const event of from(0)) {
        if (event.cause === eventId) answers.push(event)
        else if (event.direction === 'out' && eventIdOf(event) === eventId) sent = event
      }
      return { sent, answers }
    },
    append(events) {
      const { following } = store.getState()
      for (const event of events) {
        noteTurn(event)
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
    prepend(events) {
      const taken = rows.unshift(events)
      const older = events.slice(events.length - taken)
      for (const event of older) {
        if (ranges.size < MAX_TURNS) noteTurn(event)
        if (isError(event)) errors += 1
      }
      const { filter, following } = store.getState()
      // What the server told within a turn is known as such once the turn's beginning is.
      if (taken > 0 && following && OF_TURN.test(filter.text)) rescan()
      // A filter that is running has begun after them.
      else visible.unshift(matches ? older.filter(matches) : older)
      if (taken > 0) drawSoon()
      return taken === events.length && rows.length < capacity
    },
    setFilter(filter) {
      matches = matcher(filter, ranges)
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
