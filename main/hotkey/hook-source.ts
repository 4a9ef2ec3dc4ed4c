import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { t } from '../../shared/i18n'
import { wallClock } from '../../shared/wall-clock'
import type { KeyListener, KeySource } from './key-source'
import type { FromHook, ToHook, Watched } from './key-watch'

/** A hook that dies more often than this, without a sound life in between, is not started again. */
const MAX_RESTARTS = 3
/** What lived this long was sound: the next crash is a first one again. */
const SOUND_LIFE_MS = 60_000

/** A slow machine starts one in a second or two. */
const READY_MS = 15_000
/** A machine that is held up again and again is not helped by more processes. */
const STALL_RENEWAL_MS = 60_000
/** What the one before had heard may still be on its way when the next one is ready, if this process was busy. */
const DRAIN_MS = 500

interface HookProcess {
  send(message: ToHook): void
  /** Only what it heard before `at` (epoch milliseconds) counts from now on; it ends soon. */
  retire(at: number): void
  kill(): void
}

/**
 * Key-down and key-up from the hook process. A crash of it is healed a few times, then told. One that may have gone deaf is
 * replaced: Windows drops the hook of a process that was held up and tells nobody (LowLevelKeyboardProc), and macOS disables
 * a tap. The old one is heard until the new one is ready.
 */
export function createHookSource(keys: readonly Watched[], listener: KeyListener): KeySource {
  let restarts = 0
  let restarted = false
  let bornAt = 0
  let stalledAt = Number.NEGATIVE_INFINITY
  let stopped = false
  let watched = keys
  let escapeWanted = false
  let capturing = false
  /** Takes the place of the one that is heard as soon as it hears. */
  let heir: HookProcess | null = null
  const retired = new Set<HookProcess>()
  let current = begin()

  function begin(): HookProcess {
    bornAt = performance.now()
    const hook = fork({
      heard(message) {
        if (message.type === 'ready') listener.ready(null, restarted ? t('hotkey.restarted') : undefined)
        else tell(message)
      },
      gone,
    })
    return hook
  }

  function tell(message: FromHook) {
    if (message.type === 'down') listener.down(message.at, message.alone)
    if (message.type === 'other') listener.other(message.at)
    if (message.type === 'toggle') listener.toggle(message.at)
    if (message.type === 'action') listener.action(message.action, message.at)
    if (message.type === 'escape') listener.escape(message.at)
    if (message.type === 'seen') {
      const { type: _, ...seen } = message
      listener.seen(seen)
    }
    if (message.type === 'up') listener.up(message.at)
    if (message.type === 'late') listener.late(message.at)
    if (message.type === 'silent') listener.silent(message.at)
    if (message.type === 'hidden') listener.hidden(message.hides)
    if (message.type === 'late' || message.type === 'stalled') renewAfterStall()
  }

  function fork(on: { heard(message: FromHook): void; gone(failure: string | null): void }): HookProcess {
    const hook = utilityProcess.fork(join(import.meta.dirname, 'hook-process.js'), [JSON.stringify(watched)], {
      serviceName: 'Dexter Voice hotkey',
      // Piped and drained: closed standard streams would hand their numbers to the display's socket.
      stdio: 'pipe',
    })
    // One that neither hears nor ends would never fall back.
    const tooLong = setTimeout(() => hook.kill() || gone(), READY_MS)
    hook.stdout?.resume()
    hook.stderr?.resume()
    let failure: string | null = null
    let over = false
    let until = Number.POSITIVE_INFINITY
    const isRetired = () => until < Number.POSITIVE_INFINITY
    hook.on('message', (message: FromHook) => {
      if (over || (isRetired() && !('at' in message && message.at < until))) return
      if (message.type === 'ready') {
        clearTimeout(tooLong)
        // What it was not born with.
        if (escapeWanted) self.send({ type: 'escape', wanted: true })
        if (capturing) self.send({ type: 'capture', on: true })
      }
      if (message.type === 'failed') {
        console.error(`key hook: ${message.cause}`)
        failure = t(message.refused ? 'hotkey.problem.inputMonitoring' : 'hotkey.problem.cantListen')
      } else on.heard(message)
      // What a hold that begins so late shared the keyboard with is not known.
      if (isRetired()) listener.replaced(wallClock())
    })
    const gone = () => {
      clearTimeout(tooLong)
      if (stopped || over || isRetired()) return
      over = true
      on.gone(failure)
    }
    hook.on('exit', gone)
    const self: HookProcess = {
      send: (message) => hook.postMessage(message),
      retire(at) {
        until = at
        retired.add(self)
        setTimeout(self.kill, DRAIN_MS)
      },
      kill() {
        over = true
        retired.delete(self)
        clearTimeout(tooLong)
        hook.kill()
      },
    }
    return self
  }

  function gone(failure: string | null) {
    heir?.kill()
    heir = null
    // The up that ends a hold may have died with the process: nobody knows whether the finger is still there.
    listener.lost(t('hotkey.ended.listenerStopped'))
    if (performance.now() - bornAt >= SOUND_LIFE_MS) restarts = 0
    if (failure !== null || ++restarts > MAX_RESTARTS) {
      stopped = true
      listener.dead(failure ?? t('hotkey.problem.cantListen'))
    } else {
      restarted = true
      current = begin()
    }
  }

  function renew() {
    if (stopped || heir !== null) return
    const next = fork({
      heard(message) {
        if (heir === next) {
          const at = wallClock()
          current.retire(at)
          current = next
          heir = null
          bornAt = performance.now()
          listener.replaced(at)
        }
        tell(message)
      },
      // The one before is still heard, as far as it hears; one that died later is like any other.
      gone(failure) {
        if (heir === next) heir = null
        else gone(failure)
      },
    })
    heir = next
  }

  function renewAfterStall() {
    if (performance.now() - stalledAt < STALL_RENEWAL_MS) return
    stalledAt = performance.now()
    renew()
  }

  const tellAll = (message: ToHook) => {
    for (const hook of [current, heir]) hook?.send(message)
  }

  return {
    kind: 'hook',
    watch(next) {
      watched = next
      tellAll({ type: 'watch', keys: next })
    },
    wantEscape(wanted) {
      if (wanted === escapeWanted) return
      escapeWanted = wanted
      tellAll({ type: 'escape', wanted })
    },
    capture(on) {
      capturing = on
      tellAll({ type: 'capture', on })
    },
    renew,
    stop() {
      stopped = true
      for (const hook of [current, heir, ...retired]) hook?.kill()
    },
  }
}
