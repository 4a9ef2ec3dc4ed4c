/** libuiohook's codes of the keys that the system tells the state of with every event. */
const MODIFIERS: readonly { codes: readonly number[]; held: keyof ModifierState }[] = [
  { codes: [0x001d, 0x0e1d], held: 'ctrlKey' },
  { codes: [0x0038, 0x0e38], held: 'altKey' },
  { codes: [0x002a, 0x0036], held: 'shiftKey' },
  { codes: [0x0e5b, 0x0e5c], held: 'metaKey' },
]
const LEFT_CTRL = 0x001d
const RIGHT_ALT = 0x0e38
/** A held key repeats sooner than this, unless another was pressed after it: silent for longer, it may have come up unheard. */
const KEY_MS = 2_000
/** Nobody holds a key for so long without its repeating: it came up unheard (a lock, a password field). */
const FORGOTTEN_MS = 60_000
/** Few drag for longer without a wheel, click or key: its release may not have been heard. */
const BUTTON_MS = 10_000

export interface ModifierState {
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

/** Codes that belong to the talk key: its own, and its modifiers' if it is a chord. */
type Own = readonly number[]

/**
 * Whether anything but the talk key is in use, which makes a shortcut of its press. Knows a key that was down before the
 * press and one whose release was never heard; times are monotonic milliseconds. Which keys they are leaves it never.
 */
export function createOtherInput(now: () => number, platform: string) {
  const keys = new Map<number, number>()
  const buttons = new Map<unknown, number>()

  /** Windows tells AltGr as left Ctrl and right Alt at once: with right Alt as the talk key the former is no other key. */
  const isShadow = (code: number, own: Own) => platform === 'win32' && own.includes(RIGHT_ALT) && code === LEFT_CTRL

  const isModifier = (code: number) => MODIFIERS.some(({ codes }) => codes.includes(code))

  /** What the system says to be up is up, whatever was heard. */
  const heal = (state: ModifierState, own: Own) => {
    for (const { codes, held } of MODIFIERS) {
      if (!state[held]) for (const code of codes) keys.delete(code)
      // Held since before anything was heard. Of two of a kind the state does not tell which.
      else if (!codes.some((code) => own.includes(code) || isShadow(code, own) || keys.has(code)))
        keys.set(codes[0] ?? 0, now())
    }
  }

  return {
    /** A key event. True when it is another key's than the talk key's own, down or up: up means that it was down. */
    key(code: number, down: boolean, state: ModifierState, own: Own): boolean {
      if (own.includes(code)) {
        heal(state, own)
        return false
      }
      if (isShadow(code, own)) return false
      if (down) keys.set(code, now())
      else keys.delete(code)
      return true
    },
    /** The talk key is none that tells by itself which modifiers are held. */
    heal,
    button(button: unknown, down: boolean) {
      if (down) buttons.set(button, now())
      else buttons.delete(button)
    },
    /** Whether something is held at this moment. */
    any(): boolean {
      for (const [code, at] of keys) if (!isModifier(code) && now() - at > FORGOTTEN_MS) keys.delete(code)
      return (
        [...keys].some(([code, at]) => isModifier(code) || now() - at <= KEY_MS) ||
        [...buttons.values()].some((at) => now() - at <= BUTTON_MS)
      )
    },
    /**
     * Whether something may be held still, of which nothing was heard for long: that must not end every question, nor may it
     * approve. A button is that until it is heard again.
     */
    unsure(): boolean {
      return !this.any() && keys.size + buttons.size > 0
    },
  }
}
