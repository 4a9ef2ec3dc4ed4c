/** Time as the backend sees it. Tests pass their own, so that an hour can pass at once. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Settles after `ms`, at the latest when `signal` aborts; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
  /** Calls `run` once after `ms`; the returned function takes it back. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done, { once: true })
    }),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
