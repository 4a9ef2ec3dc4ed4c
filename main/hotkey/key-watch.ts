import type { KeyAction, OtherAction } from '../../shared/hotkeys'
import {
  type Binding,
  buttonName,
  ESCAPE,
  inputOf,
  keyName,
  MODIFIERS,
  type Modifier,
  modifierOf,
} from '../../shared/keys'
import type { HookEvents, HookedKey } from './key-hook'
import { createOtherInput, type ModifierState } from './other-input'
import { createRepeatWatch } from './repeat-watch'
import { createStallWatch } from './stall-watch'

/** A key that does something, as the hook process is told. */
export interface Watched {
  action: KeyAction
  binding: Binding
}

export type ToHook =
  | { type: 'watch'; keys: readonly Watched[] }
  /** Something is being said without a finger on the key: Esc is told, too. */
  | { type: 'escape'; wanted: boolean }
  /** The trader is choosing a key: each one is told by its name, and none does anything. */
  | { type: 'capture'; on: boolean }

export type FromHook =
  | { type: 'ready' }
  /** `alone` is false when another key or button was held already; left out when that is not sure. */
  | { type: 'down'; at: number; alone?: boolean }
  | { type: 'up'; at: number }
  /** The talk key is one that tells no end: a tilt of the wheel. */
  | { type: 'toggle'; at: number }
  /** The key of another action went down. */
  | { type: 'action'; action: OtherAction; at: number }
  /** Esc went down while something was being said. */
  | { type: 'escape'; at: number }
  /** Another key, a button or the wheel was used while the talk key was down; told once for each press. */
  | { type: 'other'; at: number }
  /** When the talk key came up is not known: this process was held up, or the system hid it. Told before its up. */
  | { type: 'late'; at: number }
  /** The talk key no longer repeats, though nothing else was pressed: it came up where that is hidden. */
  | { type: 'silent'; at: number }
  /** The system hides every key that is no modifier, or does so no more. */
  | { type: 'hidden'; hides: boolean }
  /** While a key is being chosen: what went down or came up. `input` is null for one that can't be told from others. */
  | { type: 'seen'; at: number; input: string | null; modifiers: Modifier[]; down: boolean }
  /** This process was held up for long: the system may have dropped its hook. */
  | { type: 'stalled' }
  /** No key will be heard. `refused`: the system did not allow it; `cause` is for a log. */
  | { type: 'failed'; refused: boolean; cause: string }

/** A wheel that is held to a side tells of it again and again, sooner than this. */
const TILT_GAP_MS = 400

const HELD: Record<Modifier, keyof ModifierState> = {
  Ctrl: 'ctrlKey',
  Alt: 'altKey',
  Shift: 'shiftKey',
  Meta: 'metaKey',
}
const NO_MODIFIERS: ModifierState = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

interface KeyWatchDeps {
  keys: readonly Watched[]
  platform: string
  /** Monotonic milliseconds. */
  now(): number
  /** Epoch milliseconds. */
  wall(): number
  /** Calls back again and again; returns its undo. */
  every(ms: number, callback: () => void): () => void
  tell(message: FromHook): void
}

/**
 * Makes what a hook tells of keyboard and mouse the few facts that the app may know: the talk key's down and up, whether anything
 * else was used meanwhile, and the presses of the other keys that do something. Which key anything else was stays here.
 */
export function createKeyWatch({ keys, platform, now, wall, every, tell }: KeyWatchDeps) {
  let watched = keys
  let talk = talkOf(keys)
  let own = ownCodes(talk)
  let isDown = false
  let toldOther = false
  let escapeWanted = false
  let capturing = false
  let tiltedAt = Number.NEGATIVE_INFINITY
  /** What is down that has a name: a repeat is no press. */
  const down = new Set<string>()
  const others = createOtherInput(now, platform)
  const stalls = createStallWatch(now, every)
  const repeats = createRepeatWatch(now, every, () => {
    isDown = false
    stalls.end()
    tell({ type: 'silent', at: wall() })
  })

  /** What is held beside this input. */
  const heldBeside = (input: string, state: ModifierState): Modifier[] =>
    MODIFIERS.filter((it) => state[HELD[it]] && it !== modifierOf(input))
  const isExactly = ({ modifiers }: Binding, held: readonly Modifier[]) =>
    held.length === modifiers.length && modifiers.every((it) => held.includes(it))

  const actionOf = (input: string, state: ModifierState): OtherAction | null => {
    // The talk key may be a modifier, and is no part of another key that is pressed while it is held.
    const talkKey = isDown ? modifierOf(talk.input) : null
    const held = heldBeside(input, state).filter((it) => it !== talkKey)
    const found = watched.find(({ binding }) => binding.input === input && isExactly(binding, held))
    return found === undefined || found.action === 'talk' ? null : found.action
  }

  /** One that has no modifiers is heard with some, too: it is a shortcut then, unless that is another action's key. */
  const isTalk = (input: string | null, state: ModifierState): boolean =>
    input === talk.input &&
    (isExactly(talk, heldBeside(input, state)) || (talk.modifiers.length === 0 && actionOf(input, state) === null))

  const other = () => {
    repeats.end()
    if (!isDown || toldOther) return
    toldOther = true
    tell({ type: 'other', at: wall() })
  }

  const talkDown = () => {
    if (!isDown) {
      toldOther = false
      stalls.begin()
    } else if (platform === 'win32' && !toldOther) repeats.repeated()
    isDown = true
    tell({ type: 'down', at: wall(), ...(others.unsure() ? {} : { alone: !others.any() }) })
  }

  const talkUp = (unseen: boolean) => {
    repeats.end()
    const late = isDown && (stalls.end() || unseen)
    isDown = false
    const at = wall()
    if (late) tell({ type: 'late', at })
    tell({ type: 'up', at })
  }

  const see = (input: string | null, state: ModifierState, isPress: boolean) =>
    tell({ type: 'seen', at: wall(), input, modifiers: input === null ? [] : heldBeside(input, state), down: isPress })

  /** Whether it is a press, and no repeat. */
  const note = (input: string | null, isPress: boolean): boolean => {
    if (input === null) return isPress
    const fresh = isPress && !down.has(input)
    if (isPress) down.add(input)
    else down.delete(input)
    return fresh
  }

  /** True when it was the key of an action after which nothing more is to be told of it. */
  const act = (input: string | null, state: ModifierState): boolean => {
    const action = input === null ? null : actionOf(input, state)
    if (action !== null) tell({ type: 'action', action, at: wall() })
    return action === 'panic'
  }

  const events: HookEvents = {
    key(event: HookedKey, isPress, unseen = false) {
      const input = keyName(event.keycode)
      const fresh = note(input, isPress)
      const isOther = others.key(event.keycode, isPress, event, own)
      if (capturing) {
        // Esc closes what the trader chooses in.
        if (event.keycode !== ESCAPE && (fresh || !isPress)) see(input, event, isPress)
        return
      }
      if (event.keycode === ESCAPE && isPress && (isDown || escapeWanted)) {
        toldOther = true
        return tell({ type: 'escape', at: wall() })
      }
      if (isPress && isTalk(input, event)) return talkDown()
      if (!isPress && input === talk.input) return talkUp(unseen)
      if (fresh && act(input, event)) return
      if (isOther) other()
    },
    button(button, isPress, state = NO_MODIFIERS) {
      const input = buttonName(Number(button))
      const fresh = note(input, isPress)
      if (capturing) return input === null ? undefined : see(input, state, isPress)
      if (isPress && isTalk(input, state)) {
        others.heal(state, own)
        return talkDown()
      }
      if (!isPress && input === talk.input && isDown) return talkUp(false)
      others.button(button, isPress)
      if (fresh && act(input, state)) return
      other()
    },
    wheel(tilted, state = NO_MODIFIERS) {
      if (tilted === null) return capturing ? undefined : other()
      const input = tilted === 'left' ? 'WheelLeft' : 'WheelRight'
      const fresh = now() - tiltedAt >= TILT_GAP_MS
      tiltedAt = now()
      if (capturing) {
        if (fresh) see(input, state, true)
        return fresh ? see(input, state, false) : undefined
      }
      if (isTalk(input, state)) return fresh ? tell({ type: 'toggle', at: wall() }) : undefined
      if (fresh && act(input, state)) return
      other()
    },
    touch: () => (capturing ? undefined : other()),
    hidden: (hides) => tell({ type: 'hidden', hides }),
  }

  const forget = () => {
    isDown = false
    stalls.end()
    repeats.end()
  }

  return {
    events,
    told(message: ToHook) {
      if (message.type === 'escape') escapeWanted = message.wanted
      else if (message.type === 'capture') {
        capturing = message.on
        forget()
      } else {
        watched = message.keys
        talk = talkOf(watched)
        own = ownCodes(talk)
        forget()
      }
    },
  }
}

/** There always is one. */
const talkOf = (keys: readonly Watched[]): Binding =>
  keys.find(({ action }) => action === 'talk')?.binding ?? { modifiers: [], input: '' }

/** Codes of keys that belong to the talk key: itself, and for a chord its modifiers of either side. */
function ownCodes({ modifiers, input }: Binding): readonly number[] {
  const own = inputOf(input)
  const sides = modifiers.flatMap((it) => [inputOf(`Left${it}`)?.code ?? 0, inputOf(`Right${it}`)?.code ?? 0])
  return own === null || own.kind === 'button' || own.kind === 'tilt' ? sides : [own.code, ...sides]
}
