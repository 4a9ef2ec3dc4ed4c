import { uIOhook } from 'uiohook-napi'

/**
 * The global key hook, in a process of its own: libuiohook aborts its whole process when there is no display or no
 * permission. It passes on one key's down and up and counts the others; which keys those are never leaves it.
 */
export type ToHook = { type: 'watch'; code: number } | { type: 'ping' }
export type FromHook =
  | { type: 'ready' }
  | { type: 'down' | 'up'; at: number }
  | { type: 'pong'; others: number }
  | { type: 'failed'; message: string }

interface ParentPort {
  on(event: 'message', listener: (message: { data: ToHook }) => void): void
  postMessage(message: FromHook): void
}
const parent = (process as unknown as { parentPort: ParentPort }).parentPort

let watched = 0
let others = 0
const now = () => performance.timeOrigin + performance.now()

uIOhook.on('keydown', ({ keycode }) => {
  if (keycode === watched) parent.postMessage({ type: 'down', at: now() })
  else others++
})
uIOhook.on('keyup', ({ keycode }) => {
  if (keycode === watched) parent.postMessage({ type: 'up', at: now() })
})

parent.on('message', ({ data }) => {
  if (data.type === 'watch') watched = data.code
  if (data.type === 'ping') parent.postMessage({ type: 'pong', others })
})

try {
  uIOhook.start()
  parent.postMessage({ type: 'ready' })
} catch (error) {
  parent.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}
