import { INPUTS } from '../../../shared/keys'
import type { HookEvents } from '../key-hook'
import { EVENT, mediaKeyOf, type TapEvent } from './quartz'

/** A key that was heard down is looked at this often: its up may be lost to a tap that the system had switched off. */
const LOOK_MS = 50
/** Looks that must say the same: the state of a key may lag behind its event. */
const LOOKS = 2

/**
 * Modifiers: virtual code (Events.h), libuiohook's code, the bit of CGEventFlags for either side, and that of this very key
 * (IOLLEvent.h, NX_DEVICE…KEYMASK).
 */
const MODIFIERS = [
  { key: 0x3b, code: 0x001d, either: 0x40000, own: 0x1 },
  { key: 0x3e, code: 0x0e1d, either: 0x40000, own: 0x2000 },
  { key: 0x38, code: 0x002a, either: 0x20000, own: 0x2 },
  { key: 0x3c, code: 0x0036, either: 0x20000, own: 0x4 },
  { key: 0x37, code: 0x0e5b, either: 0x100000, own: 0x8 },
  { key: 0x36, code: 0x0e5c, either: 0x100000, own: 0x10 },
  { key: 0x3a, code: 0x0038, either: 0x80000, own: 0x20 },
  { key: 0x3d, code: 0x0e38, either: 0x80000, own: 0x40 },
] as const
/** The other keys that can be given a job, by virtual code. */
const CODES = new Map(
  INPUTS.flatMap(({ kind, code, mac }) =>
    (kind === 'key' || kind === 'types') && mac !== undefined ? [[mac, code]] : [],
  ),
)
/** Media keys, by NX_KEYTYPE. */
const MEDIA = new Map(
  INPUTS.flatMap(({ kind, code, mac }) => (kind === 'media' && mac !== undefined ? [[mac, code]] : [])),
)
/** CGMouseButton counts from 0, libuiohook from 1. */
const FIRST_BUTTON = 1
/** Beyond all of libuiohook's codes. */
const OTHER_KEYS = 0x10000
const CAPS_LOCK = 0x39
/** Fn makes F8 of a media key: it is no shortcut with that. With a modifier it is another key like any. */
const FN = 0x3f

interface MacKeysDeps {
  events: HookEvents
  /** Whether a key is down now, by its virtual code. */
  isDown(virtualKey: number): boolean
  /** Calls back again and again; returns its undo. */
  every(ms: number, callback: () => void): () => void
}

/**
 * Makes the events of a tap those of a key hook. A modifier tells down and up by the same event, and only the bit of that very
 * key says which: the one that both sides share stays set while the other is held.
 */
export function createMacKeys({ events, isDown, every }: MacKeysDeps) {
  /** By virtual code; `seen`: the system's own state has shown it down, so that it can be believed when it shows it up. */
  const held = new Map<number, { seen: boolean; up: number }>()
  let cancelLooks: (() => void) | null = null
  let flags = 0

  const modifiers = () => {
    const has = (bit: number) => (flags & bit) !== 0
    return { ctrlKey: has(0x40000), shiftKey: has(0x20000), metaKey: has(0x100000), altKey: has(0x80000) }
  }

  const tell = (key: number, down: boolean, unseen = false) => {
    if (down && !held.has(key)) held.set(key, { seen: false, up: 0 })
    if (!down) held.delete(key)
    if (held.size > 0) cancelLooks ??= every(LOOK_MS, look)
    else {
      cancelLooks?.()
      cancelLooks = null
    }
    const keycode = MODIFIERS.find((modifier) => modifier.key === key)?.code ?? CODES.get(key) ?? OTHER_KEYS + key
    events.key({ keycode, ...modifiers() }, down, ...(unseen ? [true] : []))
  }

  const look = () => {
    for (const [key, known] of held) {
      if (isDown(key)) {
        known.seen = true
        known.up = 0
      } else if (known.seen && ++known.up >= LOOKS) {
        // No event has told the flags without it.
        flags &= ~bitsOf(key)
        tell(key, false, true)
      }
    }
  }

  /** The bits that go with a modifier: its own, and the one of both sides unless the other is held. */
  const bitsOf = (key: number): number => {
    const found = MODIFIERS.find((modifier) => modifier.key === key)
    if (!found) return 0
    const other = MODIFIERS.some(({ key: its, either }) => its !== key && either === found.either && held.has(its))
    return found.own | (other ? 0 : found.either)
  }

  const modifier = (key: number) => {
    const found = MODIFIERS.find((known) => known.key === key)
    if (key === FN && !MODIFIERS.some((known) => held.has(known.key))) return
    if (!found) return events.touch()
    const sides = MODIFIERS.filter(({ either }) => either === found.either).reduce((bits, { own }) => bits | own, 0)
    // Programs that press keys set the shared bit alone.
    const untold = (flags & sides) === 0
    tell(key, (flags & found.either) !== 0 && (untold ? !held.has(key) : (flags & found.own) !== 0))
  }

  /** No state of it can be asked for. */
  const system = (value: number) => {
    const media = mediaKeyOf(value)
    const keycode = media === null ? undefined : MEDIA.get(media.type)
    if (media !== null && keycode !== undefined) events.key({ keycode, ...modifiers() }, media.down)
    else if (value !== 0) events.touch()
  }

  return {
    heard(event: TapEvent) {
      const { type, value } = event
      if (type === EVENT.tapTimedOut || type === EVENT.tapDisabled) return
      // Its flags are not those of the keyboard.
      if (type === EVENT.system) return system(value)
      flags = event.flags
      if (type === EVENT.flagsChanged) return value === CAPS_LOCK ? events.touch() : modifier(value)
      if (type === EVENT.keyDown) return tell(value, true)
      if (type === EVENT.keyUp) return tell(value, false)
      if (type === EVENT.scroll) return value === 0 ? events.wheel(null) : undefined
      const down = type === EVENT.leftDown || type === EVENT.rightDown || type === EVENT.otherDown
      events.button(value + FIRST_BUTTON, down, modifiers())
    },
  }
}
