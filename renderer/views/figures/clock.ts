import { useSyncExternalStore } from 'react'

/** Ages and countdowns change once a second, all in the same instant. */
const TICK_MS = 1000

let now = Date.now()
let timer: ReturnType<typeof setInterval> | null = null
const listeners = new Set<() => void>()

function tick() {
  now = Date.now()
  for (const listener of listeners) listener()
}

/** Runs while somebody looks: a hidden window keeps no timer. */
function run() {
  const wanted = listeners.size > 0 && document.visibilityState === 'visible'
  if (wanted && timer === null) {
    timer = setInterval(tick, TICK_MS)
    tick()
  } else if (!wanted && timer !== null) {
    clearInterval(timer)
    timer = null
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', run)
  listeners.add(listener)
  run()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) document.removeEventListener('visibilitychange', run)
    run()
  }
}

/** Epoch milliseconds, at most a second old while the window is visible. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
