import { randomUUID } from 'node:crypto'
import { powerMonitor, systemPreferences } from 'electron'
import { type Hotkey, hotkeyFor } from '../../shared/hotkeys'
import type { Turn } from '../../shared/snapshot'
import { HOTKEY_PENDING, type HotkeyState, type TalkEvent } from '../../shared/talk'
import { wallClock } from '../../shared/wall-clock'
import { displayServer } from '../app/display-server'
import { PLATFORM } from '../platform'
import { createTalkCoordinator } from './coordinator'
import { createHookSource } from './hook-source'
import type { KeyListener, KeySource } from './key-source'
import { createPortalSource } from './portal-source'
import { createToggleSource, toggleLabel } from './toggle-source'

interface HotkeyDeps {
  /** Id of the chosen key; null is the platform's default. */
  keyId: string | null
  /** How long recording goes on after the key is up. */
  tailMs(): number
  onTalk(event: TalkEvent): void
  onState(state: HotkeyState): void
  /** The source of key presses died and was started again: one sentence. */
  onRestart(sentence: string): void
}

/** Ways to ask where nothing tells this app of a key. */
const INSTEAD =
  'Type your question in the panel, or bind a key in your system’s settings to “dexter-voice --talk=toggle”'

/** Why the hook would fail or see nothing here; null when it may be tried. */
function hookObstacle(): string | null {
  if (PLATFORM === 'linux' && process.arch === 'arm64') return 'Holding a key is not supported on ARM Linux.'
  const display = displayServer()
  if (display === 'wayland') return 'Wayland hides held keys from programs.'
  if (display === 'none') return 'There is no display to listen to.'
  if (PLATFORM === 'darwin' && !systemPreferences.isTrustedAccessibilityClient(true))
    return 'macOS has not allowed this app to see the key: allow it under Privacy & Security, Accessibility.'
  return null
}

/**
 * The talk key: picks the best source of key presses (the hook, else the desktop's portal, else a toggle where one is delivered), says which, and
 * lets go of the key whenever the system takes the finger away (lock, sleep, another user).
 */
export function createHotkey({ keyId, tailMs, onTalk, onState, onRestart }: HotkeyDeps) {
  let key: Hotkey = hotkeyFor(keyId, PLATFORM)
  let source: KeySource | null = null
  let problem: string | null = null
  /** What the desktop calls the key that it gave; null when it does not say. */
  let given: string | null = null
  /** The source hears the key. Until it does nobody is told to hold it: that press would be lost. */
  let ready = false

  const coordinator = createTalkCoordinator({
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    newId: () => `talk-${randomUUID()}`,
    tailMs,
    emit: onTalk,
  })

  const letGo = (reason: string) => coordinator.abort(wallClock(), reason)

  const state = (): HotkeyState => {
    if (source?.kind === 'portal' && !ready)
      return { ...HOTKEY_PENDING, hint: 'Your desktop may ask which key to hold' }
    if (source && !ready) return HOTKEY_PENDING
    if (source?.kind === 'hook') return { source: 'hook', key: key.label, hint: `Hold ${key.label} to talk`, problem }
    if (source?.kind === 'portal' && given === null)
      return {
        source: 'portal',
        key: 'the talk key',
        hint: 'Hold the key that your desktop has set for it',
        problem: null,
      }
    if (source?.kind === 'portal')
      return { source: 'portal', key: given ?? '', hint: `Hold ${given} to talk`, problem: null }
    if (source?.kind === 'toggle')
      return { source: 'toggle', key: toggleLabel(), hint: `Press ${toggleLabel()} to talk, again to send`, problem }
    // The hint of a key that is not there is shown nowhere: what to do belongs to the problem.
    return {
      source: 'none',
      key: key.label,
      hint: INSTEAD,
      problem: [problem, `${INSTEAD}.`].filter(Boolean).join(' '),
    }
  }

  let cancelReady = () => {}

  const listener: KeyListener = {
    down(at, alone) {
      if (alone === false) coordinator.chord(at)
      else coordinator.down(at, 'finger', alone === true)
    },
    up: (at) => coordinator.up(at),
    other: (at) => coordinator.otherInput(at),
    late: (at) => coordinator.late(at),
    toggle: (at) => coordinator.toggle(at),
    replaced: (at) => coordinator.replaced(at),
    lost(reason) {
      cancelReady()
      ready = false
      letGo(reason)
      onState(state())
    },
    ready(label = null, news) {
      given = label || null
      // A key that was held when its source was lost may repeat still.
      cancelReady = coordinator.whenFree(wallClock(), () => {
        ready = true
        onState(state())
        if (news !== undefined) onRestart(news)
      })
    },
    dead(reason) {
      cancelReady()
      problem = source?.kind === 'portal' ? `${problem} ${reason}` : reason
      fallBack()
    },
  }

  const fallBack = () => {
    const toggle = createToggleSource(listener, displayServer())
    ready = true
    source = toggle.source
    problem = [problem, toggle.problem].filter(Boolean).join(' ') || null
    onState(state())
  }

  problem = hookObstacle()
  if (problem === null) source = createHookSource(key, listener)
  else if (PLATFORM === 'linux' && process.env.DBUS_SESSION_BUS_ADDRESS) source = createPortalSource(key, listener)
  else fallBack()

  // Sleep, a lock or another user may take the hook away without a word; and what had begun before is not watched since.
  const afterAbsence = (reason: string) => () => {
    letGo(reason)
    source?.renew?.()
  }
  powerMonitor.on('resume', afterAbsence('The computer slept while you held the key.'))
  powerMonitor.on('unlock-screen', afterAbsence('The screen was locked while you held the key.'))
  powerMonitor.on('user-did-become-active', afterAbsence('Another user took over while you held the key.'))
  powerMonitor.on('suspend', () => letGo('The computer went to sleep while you held the key.'))
  powerMonitor.on('lock-screen', () => letGo('The screen was locked while you held the key.'))
  powerMonitor.on('user-did-resign-active', () => letGo('Another user took over while you held the key.'))

  return {
    state,
    /** The hold can't go on: what hears it is gone. */
    letGo,
    /** Another key was chosen. */
    choose(id: string | null) {
      key = hotkeyFor(id, PLATFORM)
      source?.watch(key)
      onState(state())
    },
    /** Questions that have ended: a hold that began one of them is over, though its key may be down. */
    ended(turns: readonly Pick<Turn, 'id' | 'phase'>[]) {
      for (const { id, phase } of turns) if (phase === 'ended') coordinator.over(wallClock(), id)
    },
    /** Screens came, went or changed, and with them perhaps what hears the key. */
    displaysChanged: () => source?.renew?.(),
    /** `--talk=down|up|toggle` of a second instance. */
    talk(action: 'down' | 'up' | 'toggle') {
      const at = wallClock()
      if (action === 'toggle') coordinator.toggle(at)
      else if (action === 'up') coordinator.up(at, 'program')
      else coordinator.down(at, 'program')
    },
    stop() {
      cancelReady()
      coordinator.abort(wallClock(), 'The app is closing.')
      source?.stop()
    },
  }
}
