import { wallClock } from '../../shared/wall-clock'
import { PLATFORM } from '../platform'
import { HookRefused, type StartHook } from './key-hook'
import { createKeyWatch, type FromHook, type ToHook } from './key-watch'
import { watchForStalls } from './stall-watch'

/**
 * The global key hook, in a process of its own: a hook can end its whole process where there is no display or no permission.
 * What it passes on is in key-watch.ts. Its keys are the process's argument, so that the first press after `ready` is heard
 * already.
 */

interface ParentPort {
  on(event: 'message', listener: (message: { data: ToHook }) => void): void
  postMessage(message: FromHook): void
}
const parent = (process as unknown as { parentPort: ParentPort }).parentPort

const now = () => performance.now()
const every = (ms: number, callback: () => void) => {
  const timer = setInterval(callback, ms)
  return () => clearInterval(timer)
}
const watch = createKeyWatch({
  keys: JSON.parse(process.argv.at(-1) ?? '[]'),
  platform: PLATFORM,
  now,
  wall: wallClock,
  every,
  tell: (message) => parent.postMessage(message),
})
parent.on('message', ({ data }) => watch.told(data))

/** Each system's own, and only that one is loaded. */
const hookOf = async (): Promise<StartHook> =>
  PLATFORM === 'darwin'
    ? (await import('./mac/tap')).startTap(new URL('./tap-thread.js', import.meta.url))
    : (await import('./uiohook')).startUiohook

try {
  const start = await hookOf()
  await start(watch.events)
  parent.postMessage({ type: 'ready' })
  watchForStalls(now, every, () => parent.postMessage({ type: 'stalled' }))
} catch (error) {
  const cause = error instanceof Error ? error.message : String(error)
  parent.postMessage({ type: 'failed', refused: error instanceof HookRefused, cause })
  // A hook that can't run is of no use: its end is what makes the app fall back.
  setImmediate(() => process.exit(1))
}
