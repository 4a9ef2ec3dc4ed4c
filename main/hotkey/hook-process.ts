import { type UiohookKeyboardEvent, uIOhook } from 'uiohook-napi'
import { wallClock } from '../../shared/wall-clock'
import { PLATFORM } from '../platform'
import { createOtherInput } from './other-input'
import { createStallWatch, watchForStalls } from './stall-watch'

/**
 * The global key hook, in a process of its own: libuiohook aborts its whole process when there is no display or no
 * permission. It passes on one key's down and up, and whether anything else was used meanwhile; which key or button that
 * was never leaves it. The key's code is the process's argument, so that the first press after `ready` is heard already.
 */
export type ToHook = { type: 'watch'; code: number }
export type FromHook =
  | { type: 'ready' }
  /** `alone` is false when another key or button was held already; left out when that is not sure. */
  | { type: 'down'; at: number; alone?: boolean }
  | { type: 'up'; at: number }
  /** Another key, a button or the wheel was used while the talk key was down; told once for each press. */
  | { type: 'other'; at: number }
  /** This process was held up while the talk key was down: when it came up is not known. Told before that. */
  | { type: 'late'; at: number }
  /** This process was held up for long: the system may have dropped its hook. */
  | { type: 'stalled' }
  | { type: 'failed'; message: string }

interface ParentPort {
  on(event: 'message', listener: (message: { data: ToHook }) => void): void
  postMessage(message: FromHook): void
}
const parent = (process as unknown as { parentPort: ParentPort }).parentPort

let watched = Number(process.argv.at(-1))
let isDown = false
let toldOther = false
const others = createOtherInput(() => performance.now(), PLATFORM)
const now = () => performance.now()
const every = (ms: number, callback: () => void) => {
  const timer = setInterval(callback, ms)
  return () => clearInterval(timer)
}
const stalls = createStallWatch(now, every)

const other = () => {
  if (!isDown || toldOther) return
  toldOther = true
  parent.postMessage({ type: 'other', at: wallClock() })
}

const key = (event: UiohookKeyboardEvent, down: boolean) => {
  if (others.key(event.keycode, down, event, watched)) return other()
  if (event.keycode !== watched) return
  if (down && !isDown) {
    toldOther = false
    stalls.begin()
  }
  const late = !down && isDown && stalls.end()
  isDown = down
  const at = wallClock()
  if (down) return parent.postMessage({ type: 'down', at, ...(others.unsure() ? {} : { alone: !others.any() }) })
  if (late) parent.postMessage({ type: 'late', at })
  parent.postMessage({ type: 'up', at })
}

uIOhook.on('keydown', (event) => key(event, true))
uIOhook.on('keyup', (event) => key(event, false))
uIOhook.on('mousedown', ({ button }) => {
  others.button(button, true)
  other()
})
uIOhook.on('mouseup', ({ button }) => {
  others.button(button, false)
  other()
})
uIOhook.on('wheel', other)

parent.on('message', ({ data }) => {
  if (data.type !== 'watch') return
  watched = data.code
  isDown = false
  stalls.end()
})

try {
  uIOhook.start()
  parent.postMessage({ type: 'ready' })
  watchForStalls(now, every, () => parent.postMessage({ type: 'stalled' }))
} catch (error) {
  parent.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  // A hook that can't run is of no use: its end is what makes the app fall back.
  setImmediate(() => process.exit(1))
}
