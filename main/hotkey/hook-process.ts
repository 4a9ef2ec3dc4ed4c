import { uIOhook } from 'uiohook-napi'
import { wallClock } from '../../shared/wall-clock'

/**
 * The global key hook, in a process of its own: libuiohook aborts its whole process when there is no display or no
 * permission. It passes on one key's down and up; no other key leaves it. The key's code is the process's argument, so that
 * the first press after `ready` is heard already.
 */
export type ToHook = { type: 'watch'; code: number }
export type FromHook = { type: 'ready' } | { type: 'down' | 'up'; at: number } | { type: 'failed'; message: string }

interface ParentPort {
  on(event: 'message', listener: (message: { data: ToHook }) => void): void
  postMessage(message: FromHook): void
}
const parent = (process as unknown as { parentPort: ParentPort }).parentPort

let watched = Number(process.argv.at(-1))

uIOhook.on('keydown', ({ keycode }) => {
  if (keycode === watched) parent.postMessage({ type: 'down', at: wallClock() })
})
uIOhook.on('keyup', ({ keycode }) => {
  if (keycode === watched) parent.postMessage({ type: 'up', at: wallClock() })
})

parent.on('message', ({ data }) => {
  if (data.type === 'watch') watched = data.code
})

try {
  uIOhook.start()
  parent.postMessage({ type: 'ready' })
} catch (error) {
  parent.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  // A hook that can't run is of no use: its end is what makes the app fall back.
  setImmediate(() => process.exit(1))
}
