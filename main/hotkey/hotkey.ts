import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { powerMonitor, shell, systemPreferences } from 'electron'
import { bindingsOf, type ChosenKeys, hotkeyFor } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import type { Turn } from '../../shared/snapshot'
import { type HotkeyState, hotkeyPending, type SeenInput, type TalkEvent, type TalkMode } from '../../shared/talk'
import { wallClock } from '../../shared/wall-clock'
import type { TalkAction } from '../app/command-line'
import { displayServer } from '../app/display-server'
import { ARCH, PLATFORM } from '../platform'
import { watchAccessibility } from './accessibility'
import { createTalkCoordinator } from './coordinator'
import { createHookSource } from './hook-source'
import type { KeyListener, KeySource } from './key-source'
import { createPortalSource } from './portal-source'
import { createToggleSource, toggleLabel } from './toggle-source'

interface HotkeyDeps {
  /** What the settings say. */
  keys: ChosenKeys
  platform?: NodeJS.Platform
  arch?: string
  /** How long recording goes on after the key is up. */
  tailMs(): number
  mode(): TalkMode
  /** Whether two taps switch hands-free. */
  doubleTap(): boolean
  /** Whether the microphone is open hands-free. */
  handsFree(): boolean
  /** Whether a trade waits for the trader's word. */
  approvalWaits(): boolean
  onTalk(event: TalkEvent): void
  onState(state: HotkeyState): void
  /** The source of key presses died and was started again: one sentence. */
  onRestart(sentence: string): void
  /** The panel's key was pressed. */
  showPanel(): void
  /** What is pressed while the trader chooses a key. */
  onSeen(input: SeenInput): void
}

/** Where macOS keeps who may see the keyboard. */
const ACCESSIBILITY_PANE = 'x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility'

/** Why the hook would fail or see nothing here; null when it may be tried. */
function hookObstacle(platform: NodeJS.Platform, arch: string): string | null {
  if (platform === 'linux' && arch === 'arm64') return t('hotkey.problem.armLinux')
  const display = displayServer(process.env, platform)
  if (display === 'wayland') return t('hotkey.problem.wayland')
  if (display === 'none') return t('hotkey.problem.noDisplay')
  return null
}

/** A dialog that is gone says nothing: keys do what they did before it soon. */
export const CHOOSING_MS = 10_000

const every = (ms: number, callback: () => void) => {
  const timer = setInterval(callback, ms)
  return () => clearInterval(timer)
}

/**
 * The talk key: picks the best source of key presses (the hook, else the desktop's portal, else a toggle where one is delivered), says which, and
 * lets go of the key whenever the system takes the finger away (lock, sleep, another user).
 */
export function createHotkey(deps: HotkeyDeps) {
  const { onTalk, onState, onRestart, showPanel, onSeen, platform = PLATFORM, arch = ARCH } = deps
  let keys = deps.keys
  let key = hotkeyFor(keys.hotkey, platform)
  let source: KeySource | null = null
  let problem: string | null = null
  /** What the desktop calls the key that it gave; null when it does not say. */
  let given: string | null = null
  /** The source hears the key. Until it does nobody is told to hold it: that press would be lost. */
  let ready = false
  /** macOS hides every key that is no modifier: a password is being typed somewhere. */
  let hidden = false
  let pressedAt: number | null = null
  /** A key that is held repeats. */
  let isDown = false

  const coordinator = createTalkCoordinator({
    ...deps,
    after(ms, callback) {
      const timer = setTimeout(callback, ms)
      return () => clearTimeout(timer)
    },
    newId: () => `talk-${randomUUID()}`,
    emit(event) {
      onTalk(event)
      source?.wantEscape?.(coordinator.latched)
    },
  })

  const letGo = (reason: string) => coordinator.abort(wallClock(), reason)
  const leave = (reason: string) => coordinator.leave(wallClock(), reason)

  const state = (): HotkeyState => ({
    ...stateOfSource(),
    ...(accessibility?.trusted === false ? { permission: 'needed' } : {}),
    ...(pressedAt === null ? {} : { pressedAt }),
  })

  /** What to do with a key that is seen to be held. */
  const hintFor = (label: string) =>
    deps.mode() === 'tap' ? t('hotkey.hint.toggle', { keys: label }) : t('hotkey.hint.hold', { key: label })

  const stateOfSource = (): HotkeyState => {
    if (source?.kind === 'portal' && !ready) return { ...hotkeyPending(), hint: t('hotkey.hint.desktopAsks') }
    if (source && !ready) return hotkeyPending()
    // Chosen before, perhaps in another language.
    const { label } = hotkeyFor(key.id, platform)
    if (source?.kind === 'hook') {
      const unheard = hidden && !key.isModifier ? t('hotkey.problem.hiddenKey', { key: label }) : null
      return { source: 'hook', key: label, hint: hintFor(label), problem: unheard }
    }
    if (source?.kind === 'portal' && given === null)
      return {
        source: 'portal',
        key: t('hotkey.talkKey'),
        hint: deps.mode() === 'tap' ? hintFor(t('hotkey.talkKey')) : t('hotkey.hint.holdGiven'),
        problem: null,
      }
    if (source?.kind === 'portal')
      return { source: 'portal', key: given ?? '', hint: hintFor(given ?? ''), problem: null }
    const toggle = toggleLabel(platform)
    if (source?.kind === 'toggle')
      return { source: 'toggle', key: toggle, hint: t('hotkey.hint.toggle', { keys: toggle }), problem }
    // The hint of a key that is not there is shown nowhere: what to do belongs to the problem.
    return {
      source: 'none',
      key: label,
      hint: t('hotkey.hint.instead'),
      problem: [problem, t('hotkey.problem.instead')].filter(Boolean).join(' '),
    }
  }

  let cancelReady = () => {}

  /** The trader is choosing a key: none does anything. */
  let choosing: NodeJS.Timeout | null = null

  const stopChoosing = () => {
    if (choosing === null) return
    clearTimeout(choosing)
    choosing = null
    source?.capture?.(false)
  }

  const pressed = (at: number) => {
    pressedAt = at
    onState(state())
  }

  const listener: KeyListener = {
    down(at, alone) {
      if (choosing !== null) return
      if (alone === false) coordinator.chord(at)
      // What is hidden is not seen to be used with it.
      else coordinator.down(at, 'finger', alone === true && !hidden)
      if (!isDown) pressed(at)
      isDown = true
    },
    up(at) {
      isDown = false
      coordinator.up(at)
    },
    other: (at) => coordinator.otherInput(at),
    late: (at) => coordinator.late(at),
    silent(at) {
      isDown = false
      coordinator.silent(at)
    },
    hidden(hides) {
      if (hidden === hides) return
      hidden = hides
      if (hides) coordinator.unseen(wallClock())
      onState(state())
    },
    toggle(at) {
      if (choosing !== null) return
      coordinator.toggle(at)
      pressed(at)
    },
    action(action, at) {
      if (action === 'panic') coordinator.panic(at)
      else if (choosing !== null) return
      else if (action === 'handsFree') coordinator.switchHandsFree(at)
      else showPanel()
    },
    escape: (at) => coordinator.cancel(at),
    seen(input) {
      if (choosing !== null) onSeen(input)
    },
    replaced: (at) => coordinator.replaced(at),
    lost(reason) {
      cancelReady()
      ready = false
      isDown = false
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
    const toggle = createToggleSource(
      bindingsOf(keys, platform),
      listener,
      displayServer(process.env, platform),
      platform,
    )
    ready = true
    source = toggle.source
    problem = [problem, toggle.problem].filter(Boolean).join(' ') || null
    onState(state())
  }

  const begin = () => {
    problem = accessibility?.trusted === false ? t('hotkey.problem.notAllowed') : hookObstacle(platform, arch)
    // What the source before it waited for is over.
    cancelReady()
    ready = false
    hidden = false
    if (problem === null) source = createHookSource(bindingsOf(keys, platform), listener)
    else if (platform === 'linux' && process.env.DBUS_SESSION_BUS_ADDRESS)
      source = createPortalSource(bindingsOf(keys, platform), listener)
    else fallBack()
  }

  const accessibility =
    platform === 'darwin'
      ? watchAccessibility({
          isTrusted: (ask) => systemPreferences.isTrustedAccessibilityClient(ask),
          openPane: () => void shell.openExternal(ACCESSIBILITY_PANE),
          every,
          onChange(trusted) {
            letGo(t(trusted ? 'hotkey.ended.allowed' : 'hotkey.ended.disallowed'))
            // The hook's end is waited for by nobody: a tap without permission must not live a moment longer.
            source?.stop()
            begin()
            onState(state())
          },
        })
      : null
  begin()

  // Sleep, a lock or another user may take the hook away without a word; and what had begun before is not watched since.
  const afterAbsence = (reason: () => string) => () => {
    leave(reason())
    source?.renew?.()
  }
  powerMonitor.on(
    'resume',
    afterAbsence(() => t('hotkey.ended.slept')),
  )
  powerMonitor.on(
    'unlock-screen',
    afterAbsence(() => t('hotkey.ended.locked')),
  )
  powerMonitor.on(
    'user-did-become-active',
    afterAbsence(() => t('hotkey.ended.otherUser')),
  )
  powerMonitor.on('suspend', () => leave(t('hotkey.ended.asleep')))
  powerMonitor.on('lock-screen', () => leave(t('hotkey.ended.locked')))
  powerMonitor.on('user-did-resign-active', () => leave(t('hotkey.ended.otherUser')))

  return {
    state,
    /** The hold can't go on: what hears it is gone. */
    letGo,
    /** Other keys were chosen, or another way to use them. */
    choose(chosen: ChosenKeys) {
      const unchanged = isDeepStrictEqual(bindingsOf(chosen, platform), bindingsOf(keys, platform))
      keys = chosen
      key = hotkeyFor(keys.hotkey, platform)
      if (unchanged) return onState(state())
      // A source that is told to watch forgets that a key is down, and the up of the one before is heard no more.
      coordinator.silent(wallClock())
      source?.watch(bindingsOf(keys, platform))
      onState(state())
    },
    /** The trader is choosing a key, for as long as this is told again within `CHOOSING_MS`; or has chosen. */
    capture(on: boolean) {
      if (!on) return stopChoosing()
      if (choosing === null) {
        letGo(t('hotkey.ended.choosing'))
        source?.capture?.(true)
      } else clearTimeout(choosing)
      choosing = setTimeout(stopChoosing, CHOOSING_MS)
    },
    /** The trader wants to give the permission that the key needs; does nothing where none is missing. */
    allow() {
      if (accessibility?.trusted === false) accessibility.ask()
    },
    /** Questions that have ended: a hold that began one of them is over, though its key may be down. */
    ended(turns: readonly Pick<Turn, 'id' | 'holdId' | 'phase'>[]) {
      for (const { id, holdId, phase } of turns) if (phase === 'ended') coordinator.over(wallClock(), holdId ?? id)
    },
    /** Screens came, went or changed, and with them perhaps what hears the key. */
    displaysChanged: () => source?.renew?.(),
    /** What a program, a menu or a button says: `--talk=…` of a second instance, say. `cancel` is Esc with the panel in front. */
    talk(action: TalkAction | 'cancel') {
      const at = wallClock()
      if (choosing !== null && action !== 'panic') return
      if (action === 'down' || action === 'up') coordinator[action](at, 'program')
      else if (action === 'hands-free') coordinator.switchHandsFree(at)
      else coordinator[action](at)
    },
    stop() {
      cancelReady()
      stopChoosing()
      accessibility?.stop()
      leave(t('hotkey.ended.closing'))
      source?.stop()
    },
  }
}
