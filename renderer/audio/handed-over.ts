/** Somebody's samples, or for null silence. */
interface Run<Of> {
  of: Of | null
  length: number
}

/**
 * The newest samples that were handed to the output device, and whose they were: a device that goes away takes along what
 * it has not played yet. Makes nothing new with each call, as it is called on the audio thread.
 */
export function createHandedOver<Of>(capacity: number) {
  const ring = new Float32Array(capacity)
  let end = 0
  /** Oldest first. */
  const runs: Run<Of>[] = []
  let held = 0

  return {
    note(of: Of | null, samples: Float32Array) {
      if (samples.length === 0) return
      for (const sample of samples) {
        ring[end] = sample
        end = end + 1 === capacity ? 0 : end + 1
      }
      const last = runs.at(-1)
      if (last?.of === of) last.length += samples.length
      else runs.push({ of, length: samples.length })
      held += samples.length
      for (let first = runs[0]; held > capacity && first; first = runs[0]) {
        const dropped = Math.min(first.length, held - capacity)
        first.length -= dropped
        held -= dropped
        if (first.length === 0) runs.shift()
      }
    },
    /** Takes back the newest `count` samples, or as many as are held; what was not silence, newest first, as PCM16. */
    takeBack(count: number): { of: Of; samples: Int16Array }[] {
      const taken: { of: Of; samples: Int16Array }[] = []
      let left = Math.min(count, held)
      held -= left
      for (let last = runs.at(-1); left > 0 && last; last = runs.at(-1)) {
        const length = Math.min(left, last.length)
        end = (end - length + capacity) % capacity
        const from = end
        if (last.of !== null) {
          const samples = Int16Array.from({ length }, (_, at) => (ring[(from + at) % capacity] ?? 0) * 32_768)
          taken.push({ of: last.of, samples })
        }
        left -= length
        last.length -= length
        if (last.length === 0) runs.pop()
      }
      return taken
    },
    forget() {
      runs.length = 0
      held = 0
    },
  }
}
