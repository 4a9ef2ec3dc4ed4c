import { z } from 'zod'
import { t } from './i18n'
import type { Modifier } from './keys'

/**
 * What a press of the talk key does. `hold`: talk while it is down. `tap`: once to begin, once to send. `auto`: a tap latches,
 * as in `tap`, and a hold talks, as in `hold`.
 */
export const TALK_MODES = ['hold', 'tap', 'auto'] as const
export type TalkMode = (typeof TALK_MODES)[number]

/** A hold shorter than this is a slip of the finger, not speech; in `auto` it latches. */
export const TAP_MS = 200

/** Nobody asks for this long: a key-up was lost (screen lock, a crashed hook). What was said is kept, and not sent. */
export const MAX_HOLD_MS = 120_000

/**
 * What the talk coordinator in main says to the engine. Pressed and released are separate, idempotent facts,
 * tied by `talkId`; times are epoch milliseconds with a fraction, taken where the key was seen.
 */
export const TalkEventSchema = z.discriminatedUnion('type', [
  /**
   * `canApprove`: a finger is on the key, and its source would see any other key, button or wheel. A desktop's shortcut, a
   * toggle or another program can ask, but never approve a trade. `continues`: the key came up just before, and what that hold
   * began goes on where its tail is still being recorded.
   */
  z.object({
    type: z.literal('press'),
    talkId: z.string(),
    at: z.number(),
    canApprove: z.boolean(),
    continues: z.string().optional(),
  }),
  /** It goes on without a finger until the next press, and can't approve. `heldMs`: its key had been down for so long, if any had. */
  z.object({ type: z.literal('latched'), talkId: z.string(), at: z.number(), heldMs: z.number().optional() }),
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
  /** Esc: what was being said is not wanted; nothing is sent, decided or kept. */
  z.object({ type: z.literal('cancel'), talkId: z.string(), at: z.number() }),
  /** Everything stops: microphone, voice, answers and requests. What was said and not answered is kept, and not sent. */
  z.object({ type: z.literal('panic'), talkId: z.string(), at: z.number() }),
  /** The microphone is to stay open, and the server finds the turns (`on`); or the key alone does again. */
  z.object({ type: z.literal('hands-free'), talkId: z.string(), on: z.boolean(), at: z.number() }),
])
export type TalkEvent = z.infer<typeof TalkEventSchema>

/** What the key source sees while the trader chooses a key. `input` is a name of `INPUTS`, null where it can't tell which. */
export interface SeenInput {
  input: string | null
  modifiers: Modifier[]
  down: boolean
  /** Epoch milliseconds. */
  at: number
}

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
  /** Epoch milliseconds at which the key was last seen going down, whatever came of it; left out before that. */
  pressedAt?: number
}

/** Of a source that is being made ready, and before there is one. */
export const hotkeyPending = (): HotkeyState => ({
  source: 'pending',
  key: '',
  hint: t('hotkey.hint.pending'),
  problem: null,
})
