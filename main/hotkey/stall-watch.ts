/** The watch looks this often. */
const STEP_MS = 50
/** A look that comes this much too late: the process was held up meanwhile, as the panel's button has it. */
const STALLED_MS = 300

/**
 * Whether this process was held up while a key was down (suspended, swapped out, starved). What it says of the key's release
 * then comes late, and makes a tap look like a hold. `now` is monotonic milliseconds; `every` returns its undo.
 */
export function createStallWatch(now: () => number, every: (ms: number, callback: () => void) => () => void) {
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
