import { z } from 'zod'
import { t } from './i18n'

/**
 * What the talk coordinator in main says to the engine. Pressed and released are separate, idempotent facts,
 * tied by `talkId`; times are epoch milliseconds with a fraction, taken where the key was seen.
 */
export const TalkEventSchema = z.discriminatedUnion('type', [
  /**
   * `canApprove`: a finger is on the key, and its source would see any other key, button or wheel. A desktop's shortcut, a
   * toggle or another program can ask, but never approve a trade.
   */
  z.object({ type: z.literal('press'), talkId: z.string(), at: z.number(), canApprove: z.boolean() }),
  /** From here on this hold can't approve: another program spoke of the key, or how long it is held is not known. */
  z.object({ type: z.literal('disarm'), talkId: z.string(), at: z.number(), reason: z.string() }),
  z.object({ type: z.literal('release'), talkId: z.string(), at: z.number(), heldMs: z.number() }),
  /** The hold was shorter than a word: nothing is sent. */
  z.object({ type: z.literal('tap'), talkId: z.string(), at: z.number(), heldMs: z.number() }),
  /** The key was part of a shortcut (another key, a button, the wheel): no approval and no question. It may never have begun. */
  z.object({ type: z.literal('void'), talkId: z.string(), at: z.number() }),
  /**
   * The hold ended for a reason other than the finger: lock, sleep, watchdog, the key source died. `lost`: the finger may
   * have let go long before, unheard; what was recorded is kept for the trader to send, and not sent by itself.
   */
  z.object({
    type: z.literal('abort'),
    talkId: z.string(),
    at: z.number(),
    reason: z.string(),
    lost: z.boolean().optional(),
  }),
])
export type TalkEvent = z.infer<typeof TalkEventSchema>

/**
 * Where key presses come from: `hook` and `portal` (the desktop's own shortcuts) see a key held. `pending` is one of them that
 * does not hear yet. `none` means that no way was found; `problem` then says what to do.
 */
export interface HotkeyState {
  source: 'hook' | 'portal' | 'toggle' | 'pending' | 'none'
  /** Human name of the key, e.g. "Right Ctrl". */
  key: string
  /** One sentence: "Hold Right Ctrl to talk". */
  hint: string
  problem: string | null
  /** macOS does not let the app see the key yet: the trader allows it by a button, which says what it is for. */
  permission?: 'needed'
}

/** Of a source that is being made ready, and before there is one. */
export const hotkeyPending = (): HotkeyState => ({
  source: 'pending',
  key: '',
  hint: t('hotkey.hint.pending'),
  problem: null,
})
