import koffi from 'koffi'

/*
 * The few functions of macOS that a keyboard tap needs, called as Quartz Event Services and Core Foundation document them.
 *
 * The tap is a passive listener (kCGEventTapOptionListenOnly): the system does not wait for it, so that nothing that happens
 * to this process, or to its permission, can hold up what the trader types. libuiohook's is an active one, and asks the main
 * queue of its process about each key (darwin/input_hook.c, `dispatch_sync_f`): a utility process never answers, since it has
 * no run loop, and in the main process to stop it is to wait for a thread that waits for us.
 */

/** kCGSessionEventTap: what enters the trader's log-in session. Taps of the hardware itself need root. */
const SESSION_TAP = 1
const HEAD_INSERT = 0
const LISTEN_ONLY = 1
/** kCGEventSourceStateCombinedSessionState: real keyboards, and programs that play one. */
const COMBINED_STATE = 0
const KEYCODE_FIELD = 9
const BUTTON_FIELD = 3
/** kCGScrollWheelEventMomentumPhase: not 0 while a scroll runs on by itself, after the finger has left the trackpad. */
const MOMENTUM_FIELD = 123
/** NX_SUBTYPE_AUX_CONTROL_BUTTONS (IOLLEvent.h): volume, brightness, playing; F1 to F12 are such keys unless Fn is held. */
const MEDIA_KEY = 8
/**
 * Where an event of the system's own has its subtype, once it is serialised, big-endian: no field of CGEvent names it
 * (libuiohook reads it there, too: darwin/input_hook.c).
 */
const SUBTYPE_AT = 120
/** Where such an event has which key it is, and whether it went down (0x0a) or up (0x0b): `data1` of NSEvent. */
const DATA_AT = 128
const KEY_DOWN = 0x0a
const KEY_UP = 0x0b
/** How long the run loop keeps the thread at once: a process that is told to end waits for its threads. */
const TURN_S = 5
/** kCFRunLoopRunTimedOut; anything else means that the tap is gone. */
const TIMED_OUT = 3
/** kCFStringEncodingUTF8. */
const UTF8 = 0x08000100

/** CGEventType. */
export const EVENT = {
  leftDown: 1,
  leftUp: 2,
  rightDown: 3,
  rightUp: 4,
  keyDown: 10,
  keyUp: 11,
  flagsChanged: 12,
  /** NX_SYSDEFINED: no event of Quartz, but taps hear it. */
  system: 14,
  scroll: 22,
  otherDown: 25,
  otherUp: 26,
  tapTimedOut: 0xfffffffe,
  tapDisabled: 0xffffffff,
} as const

const HEARD = Object.values(EVENT).filter((type) => type < 32)

/**
 * An event as it came: its type, CGEventFlags, and the key's virtual code, the button's number, the momentum, or for one of the
 * system's own what `mediaKey` makes of it.
 */
export interface TapEvent {
  type: number
  value: number
  flags: number
}

/**
 * A media key in one number, or back: NX_KEYTYPE and whether it went down. 0: the event is none; 1: it may be one, and nobody
 * knows which.
 */
export const mediaKey = (type: number, down: boolean): number => 2 + type * 2 + (down ? 1 : 0)
export const mediaKeyOf = (value: number): { type: number; down: boolean } | null =>
  value < 2 ? null : { type: (value - 2) >> 1, down: value % 2 === 1 }

/** Where the libraries lie; a test has others. */
export interface QuartzLibraries {
  graphics: string
  foundation: string
  toolbox: string
}

const FRAMEWORKS = '/System/Library/Frameworks'
export const MAC_LIBRARIES: QuartzLibraries = {
  graphics: `${FRAMEWORKS}/CoreGraphics.framework/CoreGraphics`,
  foundation: `${FRAMEWORKS}/CoreFoundation.framework/CoreFoundation`,
  toolbox: `${FRAMEWORKS}/Carbon.framework/Frameworks/HIToolbox.framework/HIToolbox`,
}

/**
 * Taps keyboard and mouse, and from then on gives the calling thread to its run loop, but for a moment now and then.
 * Returns whether the system set it, which it does not without permission; `heard` is called on this thread, at once. When
 * the tap is gone nothing is left to wait for, and a thread that does no more than this ends.
 */
export function runTap(libraries: QuartzLibraries, heard: (event: TapEvent) => void): boolean {
  const graphics = koffi.load(libraries.graphics)
  const foundation = koffi.load(libraries.foundation)
  const Callback = koffi.proto('void *DexterTapCallback(void *proxy, uint32_t type, void *event, void *info)')
  const tapCreate = graphics.func('CGEventTapCreate', 'void *', [
    'uint32_t',
    'uint32_t',
    'uint32_t',
    'uint64_t',
    koffi.pointer(Callback),
    'void *',
  ])
  const tapEnable = graphics.func('void CGEventTapEnable(void *tap, bool enable)')
  const integerField = graphics.func('int64_t CGEventGetIntegerValueField(void *event, uint32_t field)')
  const flagsOf = graphics.func('uint64_t CGEventGetFlags(void *event)')
  const dataOf = graphics.func('void *CGEventCreateData(void *allocator, void *event)')
  const lengthOf = foundation.func('long CFDataGetLength(void *data)')
  const bytesOf = foundation.func('void *CFDataGetBytePtr(void *data)')
  const release = foundation.func('void CFRelease(void *object)')
  const sourceOf = foundation.func('void *CFMachPortCreateRunLoopSource(void *allocator, void *port, long order)')
  const currentLoop = foundation.func('void *CFRunLoopGetCurrent()')
  const addSource = foundation.func('void CFRunLoopAddSource(void *loop, void *source, void *mode)')
  const runInMode = foundation.func('int32_t CFRunLoopRunInMode(void *mode, double seconds, bool once)')
  const string = foundation.func(
    'void *CFStringCreateWithCString(void *allocator, const char *text, uint32_t encoding)',
  )

  /** In doubt it is one: a hold that another key was used in must not approve. */
  const readSystem = (event: unknown): number => {
    const data = dataOf(null, event)
    if (data === null) return 1
    const known = lengthOf(data) >= DATA_AT + 4
    const bytes: number[] = known ? koffi.decode(bytesOf(data), SUBTYPE_AT, 'uint8_t', DATA_AT + 4 - SUBTYPE_AT) : []
    release(data)
    if (!known) return 1
    const wordAt = (at: number) =>
      bytes.slice(at - SUBTYPE_AT, at - SUBTYPE_AT + 4).reduce((sum, byte) => sum * 256 + byte, 0)
    if (wordAt(SUBTYPE_AT) !== MEDIA_KEY) return 0
    const key = Math.floor(wordAt(DATA_AT) / 0x10000)
    const state = Math.floor(wordAt(DATA_AT) / 0x100) % 0x100
    return state === KEY_DOWN || state === KEY_UP ? mediaKey(key, state === KEY_DOWN) : 1
  }
  const read = (type: number, event: unknown): number => {
    if (type === EVENT.system) return readSystem(event)
    const field = type === EVENT.scroll ? MOMENTUM_FIELD : isKey(type) ? KEYCODE_FIELD : BUTTON_FIELD
    return Number(integerField(event, field))
  }

  let tap: unknown = null
  const callback = koffi.register((_proxy: unknown, type: number, event: unknown) => {
    if (type === EVENT.tapTimedOut || type === EVENT.tapDisabled) {
      tapEnable(tap, true)
      heard({ type, value: 0, flags: 0 })
    } else heard({ type, value: read(type, event), flags: Number(flagsOf(event)) })
    // A listener's answer is not looked at.
    return event
  }, koffi.pointer(Callback))
  const mask = HEARD.reduce((bits, type) => bits | (1n << BigInt(type)), 0n)
  tap = tapCreate(SESSION_TAP, HEAD_INSERT, LISTEN_ONLY, mask, callback, null)
  if (tap === null) return false
  const mode = string(null, 'kCFRunLoopDefaultMode', UTF8)
  addSource(currentLoop(), sourceOf(null, tap, 0), mode)
  const turn = () => {
    if (runInMode(mode, TURN_S, false) === TIMED_OUT) setImmediate(turn)
  }
  setImmediate(turn)
  return true
}

const isKey = (type: number) => type === EVENT.keyDown || type === EVENT.keyUp || type === EVENT.flagsChanged

/** What can be asked at any time, on any thread. */
export function openState(libraries: QuartzLibraries) {
  const keyState = koffi
    .load(libraries.graphics)
    .func('bool CGEventSourceKeyState(int32_t stateId, uint16_t virtualKey)')
  const secureInput = koffi.load(libraries.toolbox).func('bool IsSecureEventInputEnabled()')
  return {
    /** Whether the key with this virtual code is down now. */
    isDown: (virtualKey: number): boolean => keyState(COMBINED_STATE, virtualKey),
    /** Whether a program guards what is typed: taps hear no key but the modifiers then. */
    isSecure: (): boolean => secureInput(),
  }
}
