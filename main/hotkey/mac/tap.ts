import { Worker } from 'node:worker_threads'
import { HookRefused, type StartHook } from '../key-hook'
import { createMacKeys } from './mac-keys'
import { EVENT, MAC_LIBRARIES, openState, type QuartzLibraries } from './quartz'
import type { FromTap } from './tap-thread'

/** How often it is looked at whether a program guards what is typed: macOS tells nobody. */
const SECURE_LOOK_MS = 2_000

const every = (ms: number, callback: () => void) => {
  const timer = setInterval(callback, ms)
  return () => clearInterval(timer)
}

/**
 * macOS: a passive tap (quartz.ts) in a thread of its own. A thread that ends takes its process with it, which is then started
 * again.
 */
export const startTap =
  (thread: URL, libraries: QuartzLibraries = MAC_LIBRARIES): StartHook =>
  (events) =>
    new Promise((resolve, reject) => {
      const state = openState(libraries)
      const keys = createMacKeys({ events, isDown: state.isDown, every })
      const worker = new Worker(thread, { workerData: libraries })
      let ready = false
      /** null until it was told once: the process before this one may have told otherwise. */
      let secure: boolean | null = null
      const lookForSecure = () => {
        const now = state.isSecure()
        if (now === secure) return
        secure = now
        events.hidden(now)
      }
      worker.on('message', (message: FromTap) => {
        if (message.type === 'heard') {
          // Before a modifier goes down, or comes up, it is known whether other keys were seen.
          if (message.event.type === EVENT.flagsChanged) lookForSecure()
          return keys.heard(message.event)
        }
        if (message.type === 'refused') return reject(new HookRefused('macOS gave no event tap'))
        ready = true
        resolve()
        lookForSecure()
        every(SECURE_LOOK_MS, lookForSecure)
      })
      const ended = (cause: unknown) =>
        ready ? process.exit(1) : reject(new Error('the thread of the event tap ended', { cause }))
      worker.on('error', ended)
      worker.on('exit', ended)
    })
