/**
 * Takes messages one after another: whatever comes while one is still being taken waits for it. One that is taken at once
 * delays nothing.
 */
export function inOrder<M>(take: (message: M) => void | Promise<void>): (message: M) => void {
  const waiting: M[] = []
  let busy = false
  const next = () => {
    while (!busy) {
      const [message] = waiting.splice(0, 1)
      if (message === undefined) return
      const taken = take(message)
      if (taken === undefined) continue
      busy = true
      void taken.finally(() => {
        busy = false
        next()
      })
    }
  }
  return (message) => {
    waiting.push(message)
    next()
  }
}
