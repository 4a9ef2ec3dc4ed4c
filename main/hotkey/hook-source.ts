import { join } from 'node:path'
import { utilityProcess } from 'electron'
import type { Hotkey } from '../../shared/hotkeys'
import type { FromHook, ToHook } from './hook-process'
import type { KeyListener, KeySource } from './key-source'

/** A hook that dies more often than this, without a sound life in between, is not started again. */
const MAX_RESTARTS = 3
/** What lived this long was sound: the next crash is a first one again. */
const SOUND_LIFE_MS = 60_000

/** A slow machine starts one in a second or two. */
const READY_MS = 15_000
const RESTARTED = 'The part that sees the talk key stopped and was started again: hold the key once more.'

/** Key-down and key-up from the hook process. A crash of it is healed a few times, then told. */
export function createHookSource(key: Hotkey, listener: KeyListener): KeySource {
  let restarts = 0
  let restarted = false
  let bornAt = 0
  let stopped = false
  let watched = key
  let child = start()

  function start() {
    const hook = utilityProcess.fork(join(import.meta.dirname, 'hook-process.js'), [String(watched.code)], {
      serviceName: 'Dexter Voice hotkey',
      // Piped and drained: closed standard streams would hand their numbers to the display's socket.
      stdio: 'pipe',
    })
    bornAt = performance.now()
    // One that neither hears nor ends would never fall back.
    const tooLong = setTimeout(() => hook.kill() || gone(), READY_MS)
    hook.stdout?.resume()
    hook.stderr?.resume()
    let failure: string | null = null
    hook.on('message', (message: FromHook) => {
      if (message.type === 'ready') {
        clearTimeout(tooLong)
        listener.ready(null, restarted ? RESTARTED : undefined)
      }
      if (message.type === 'down') listener.down(message.at, message.alone)
      if (message.type === 'other') listener.other(message.at)
      if (message.type === 'late') listener.late(message.at)
      if (message.type === 'up') listener.up(message.at)
      if (message.type === 'failed') failure = message.message
    })
    let over = false
    const gone = () => {
      clearTimeout(tooLong)
      if (stopped || over) return
      over = true
      // The up that ends a hold may have died with the process: nobody knows whether the finger is still there.
      listener.lost('The key hook stopped while the key was held.')
      if (performance.now() - bornAt >= SOUND_LIFE_MS) restarts = 0
      if (failure !== null || ++restarts > MAX_RESTARTS) {
        stopped = true
        listener.dead(failure ?? 'The key hook can not run here.')
      } else {
        restarted = true
        child = start()
      }
    }
    hook.on('exit', gone)
    return hook
  }

  return {
    kind: 'hook',
    watch(next) {
      watched = next
      child.postMessage({ type: 'watch', code: next.code } satisfies ToHook)
    },
    stop() {
      stopped = true
      child.kill()
    },
  }
}
