import type { ModifierState } from './other-input'

/** A key event, by libuiohook's virtual code; modifiers are those of the moment after it. */
export interface HookedKey extends ModifierState {
  keycode: number
}

/** What a hook of the whole keyboard and mouse tells. Nothing of it leaves its process but what hook-process.ts passes on. */
export interface HookEvents {
  /** `unseen`: it came up at a time that nobody heard. */
  key(event: HookedKey, down: boolean, unseen?: boolean): void
  /** As libuiohook numbers it; modifiers where the system tells them. */
  button(button: unknown, down: boolean, held?: ModifierState): void
  /** The wheel was turned, or tilted to a side. */
  wheel(tilted: 'left' | 'right' | null, held?: ModifierState): void
  /** Something else was used that is never held: Caps Lock. */
  touch(): void
  /** The system hides keys that are no modifiers from every program, or does so no more. */
  hidden(hides: boolean): void
}

/** The system does not let the app listen for keys. */
export class HookRefused extends Error {}

/** Hooks keyboard and mouse. Settles when every press from now on is heard; rejects when none will be, with {@link HookRefused} where the system said no. */
export type StartHook = (events: HookEvents) => Promise<void>
