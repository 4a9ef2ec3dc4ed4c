/** The watch looks this often. */
const STEP_MS = 50
/** A look that comes this much too late: the process was held up meanwhile, as the panel's button has it. */
const STALLED_MS = 300
/** While nothing happens a process wakes no more often than this; a stall that is longer is seen for certain. */
const REST_STEP_MS = 5_000
/** A look that comes this late is no busy moment of the event loop. */
const REST_STALLED_MS = 1_000

/** Calls back again and again; returns its undo. */
type Every = (ms: number, callback: () => void) => () => void

/**
 * Whether this process was held up while a key was down (suspended, swapped out, starved). What it says of the key's release
 * then comes late, and makes a tap look like a hold. `now` is monotonic milliseconds; `every` returns its undo.
 */
export function createStallWatch(now: () => number, every: Every) {
  let last = 0
  let longest = 0
  let cancel = () => {}

  const look = () => {
    const at = now()
    longest = Math.max(longest, at - last)
    last = at
  }

  return {
    begin() {
      cancel()
      last = now()
      longest = 0
      cancel = every(STEP_MS, look)
    },
    /** Ends the watch. True when what was told since it began may have been told late. */
    end(): boolean {
      cancel()
      look()
      return longest > STALLED_MS
    },
  }
}

/**
 * Tells of each long stall of this process, at any time. Windows drops the keyboard hook of a process that let it wait, and
 * says nothing. `now` is monotonic milliseconds. Returns the end of the watch.
 */
export function watchForStalls(now: () => number, every: Every, onStall: () => void): () => void {
  let last = now()
  return every(REST_STEP_MS, () => {
    const late = now() - last - REST_STEP_MS
    last = now()
    if (late > REST_STALLED_MS) onStall()
  })
}
