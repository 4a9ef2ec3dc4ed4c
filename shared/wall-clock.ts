/** A clock that was set, or a sleep that stopped the fine one, shows as a difference larger than this. */
const DRIFT_MS = 50

let origin = Date.now() - performance.now()

/**
 * Epoch milliseconds with a fraction, comparable between the processes of one machine. `performance.timeOrigin` alone is
 * not: the fine clock stands still while the computer sleeps, so processes of different age drift apart. The wall clock
 * leads; the fine one only adds the fraction. For durations that must never jump use a monotonic clock.
 */
export function wallClock(): number {
  const coarse = Date.now()
  const fine = origin + performance.now()
  if (Math.abs(fine - coarse) <= DRIFT_MS) return fine
  origin = coarse - performance.now()
  return coarse
}
