import { HOLD_MS } from '../../../shared/hold'

/** The hold is watched in steps of this length. */
const STEP_MS = 50
/**
 * A step that comes this much too late means that the window was frozen: a release may wait unseen in the event queue,
 * so the hold is void. Money never moves because a timer ran before a finger was noticed to be gone.
 */
const FROZEN_MS = 300

export interface Hold {
  /** Ends the hold without effect, unless it was held to the end already. */
  release(): void
}

/** Begins a hold; exactly one of the two outcomes is called, at most once, and none after `release`. */
export function beginHold(
  outcome: { held(): void; frozen(): void },
  now: () => number = () => performance.now(),
): Hold {
  const began = now()
  let last = began
  let timer: ReturnType<typeof setTimeout> | null = setTimeout(step, STEP_MS)

  function step() {
    const at = now()
    timer = null
    if (at - last > FROZEN_MS) outcome.frozen()
    else if (at - began >= HOLD_MS) outcome.held()
    else {
      last = at
      timer = setTimeout(step, STEP_MS)
    }
  }

  return {
    release() {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}
