/**
 * A bounded queue with an index: the newest `capacity` values, oldest first. `dropped` counts what fell out, so
 * `dropped + i` names a value for as long as it lives, whatever falls out, or is put, before it.
 */
export interface Ring<T> {
  readonly length: number
  readonly dropped: number
  at(index: number): T | undefined
  /** Adds a value and returns the one that it pushed out. */
  push(value: T): T | undefined
  /** Puts older values before the first, the newest of them that there is room for; returns how many that are. */
  unshift(older: readonly T[]): number
  clear(): void
}

/** Creates an empty ring. Every operation costs the same whatever it holds. */
export function createRing<T>(capacity: number): Ring<T> {
  let values: T[] = []
  let head = 0
  let dropped = 0
  return {
    get length() {
      return values.length
    },
    get dropped() {
      return dropped
    },
    at(index) {
      if (index < 0 || index >= values.length) return undefined
      return values[(head + index) % values.length]
    },
    push(value) {
      if (values.length < capacity) {
        values.push(value)
        return undefined
      }
      const oldest = values[head]
      values[head] = value
      head = (head + 1) % capacity
      dropped += 1
      return oldest
    },
    unshift(older) {
      const taken = older.slice(Math.max(0, older.length - (capacity - values.length)))
      // Until it is full the first value is at 0.
      values = taken.concat(values)
      dropped -= taken.length
      return taken.length
    },
    clear() {
      dropped += values.length
      values = []
      head = 0
    },
  }
}
