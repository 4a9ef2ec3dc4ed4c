import { wallClock } from '../../shared/wall-clock'
import { PLATFORM } from '../platform'
import { type HookedKey, HookRefused, type StartHook } from './key-hook'
import { createOtherInput } from './other-input'
import { createRepeatWatch } from './repeat-watch'
import { createStallWatch, watchForStalls } from './stall-watch'

/**
 * The global key hook, in a process of its own: a hook can end its whole process where there is no display or no permission.
 * It passes on one key's down and up, and whether anything else was used meanwhile; which key or button that was never leaves
 * it. The key's code is the process's argument, so that the first press after `ready` is heard already.
 */
export type ToHook = { type: 'watch'; code: number }
export type FromHook =
  | { type: 'ready' }
  /** `alone` is false when another key or button was held already; left out when that is not sure. */
  | { type: 'down'; at: number; alone?: boolean }
  | { type: 'up'; at: number }
  /** Another key, a button or the wheel was used while the talk key was down; told once for each press. */
  | { type: 'other'; at: number }
  /** When the talk key came up is not known: this process was held up, or the system hid it. Told before its up. */
  | { type: 'late'; at: number }
  /** The talk key no longer repeats, though nothing else was pressed: it came up where that is hidden. */
  | { type: 'silent'; at: number }
  /** The system hides every key that is no modifier, or does so no more. */
  | { type: 'hidden'; hides: boolean }
  /** This process was held up for long: the system may have dropped its hook. */
  | { type: 'stalled' }
  /** No key will be heard. `refused`: the system did not allow it; `cause` is for a log. */
  | { type: 'failed'; refused: boolean; cause: string }

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
const repeats = createRepeatWatch(now, every, () => {
  isDown = false
  stalls.end()
  parent.postMessage({ type: 'silent', at: wallClock() })
})

const other = () => {
  repeats.end()
  if (!isDown || toldOther) return
  toldOther = true
  parent.postMessage({ type: 'other', at: wallClock() })
}

const key = (event: HookedKey, down: boolean, unseen = false) => {
  if (others.key(event.keycode, down, event, watched)) return other()
  if (event.keycode !== watched) return
  if (down && !isDown) {
    toldOther = false
    stalls.begin()
  } else if (down && PLATFORM === 'win32' && !toldOther) repeats.repeated()
  if (!down) repeats.end()
  const late = !down && isDown && (stalls.end() || unseen)
  isDown = down
  const at = wallClock()
  if (down) return parent.postMessage({ type: 'down', at, ...(others.unsure() ? {} : { alone: !others.any() }) })
  if (late) parent.postMessage({ type: 'late', at })
  parent.postMessage({ type: 'up', at })
}

parent.on('message', ({ data }) => {
  if (data.type !== 'watch') return
  watched = data.code
  isDown = false
  stalls.end()
  repeats.end()
})

/** Each system's own, and only that one is loaded. */
const hookOf = async (): Promise<StartHook> =>
  PLATFORM === 'darwin'
    ? (await import('./mac/tap')).startTap(new URL('./tap-thread.js', import.meta.url))
    : (await import('./uiohook')).startUiohook

try {
  const start = await hookOf()
  await start({
    key,
    button(button, down) {
      others.button(button, down)
      other()
    },
    touch: other,
    hidden: (hides) => parent.postMessage({ type: 'hidden', hides }),
  })
  parent.postMessage({ type: 'ready' })
  watchForStalls(now, every, () => parent.postMessage({ type: 'stalled' }))
} catch (error) {
  const cause = error instanceof Error ? error.message : String(error)
  parent.postMessage({ type: 'failed', refused: error instanceof HookRefused, cause })
  // A hook that can't run is of no use: its end is what makes the app fall back.
  setImmediate(() => process.exit(1))
}
