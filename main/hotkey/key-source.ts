import type { OtherAction } from '../../shared/hotkeys'
import type { SeenInput } from '../../shared/talk'
import type { Watched } from './key-watch'

/** Where key presses come from: the hook process, the desktop's portal, or a shortcut that can only toggle. */
export interface KeySource {
  kind: 'hook' | 'portal' | 'toggle'
  /** Other keys were chosen. */
  watch(keys: readonly Watched[]): void
  /** Whether Esc is to be told though no key is held: something is being said without one. */
  wantEscape?(wanted: boolean): void
  /** The trader is choosing a key: from here on keys are shown and do nothing, or do again. */
  capture?(on: boolean): void
  /** It may have gone deaf without a word: starts it anew, where that can happen. No press is missed meanwhile. */
  renew?(): void
  stop(): void
}

export interface KeyListener {
  /**
   * The key went down, or repeats. `alone` is false when another key or button was held already; a source that can't
   * tell leaves it out, and such a hold never approves.
   */
  down(at: number, alone?: boolean): void
  up(at: number): void
  /** The key of another action was pressed. */
  action(action: OtherAction, at: number): void
  /** Esc was pressed while something was being said. */
  escape(at: number): void
  /** While a key is being chosen. */
  seen(input: SeenInput): void
  /** Another key, a button or the wheel was used while the key was down. */
  other(at: number): void
  /** The source was held up while the key was down: it can't tell for how long the key was held. */
  late(at: number): void
  /** The key no longer repeats, though nothing else was pressed: it came up unheard, a while ago. */
  silent(at: number): void
  /** The system hides every key that is no modifier from programs, or does so no more. */
  hidden(hides: boolean): void
  toggle(at: number): void
  /** What hears the key was started anew: of a hold that goes on, not everything was seen. */
  replaced(at: number): void
  /**
   * The source hears nothing until it is ready again, and can't tell whether the key is held; a hold that goes on ends
   * without a decision.
   */
  lost(reason: string): void
  /**
   * The source works from now on, or its key has changed. `label` is what a desktop calls the key that it gave (null: it
   * does not say, or gave none); without it the key is the chosen one. `news` is one sentence where it had died before.
   */
  ready(label?: string | null, news?: string): void
  /** The source is dead for good; `reason` is one sentence. */
  dead(reason: string): void
}
