/**
 * What can go wrong with a server, as data: a name, what it does, and how often unless said otherwise. Whoever could
 * misbehave asks `take` at the moment at which it would; nothing else in the backend knows that faults exist.
 */

interface Fault {
  /** What happens, as a line of help. */
  does: string
  /** How many times when armed without a number. */
  times: number
}

const once = (does: string): Fault => ({ does, times: 1 })
const throughout = (does: string): Fault => ({ does, times: Number.POSITIVE_INFINITY })

export const FAULTS = {
  'mint-401': once('a mint answers 401'),
  'mint-429': once('a mint answers 429 with Retry-After: 1'),
  'mint-500': once('a mint answers 500'),
  'mint-html': once('a mint answers a web page with status 200'),
  'mint-empty': once('a mint answers 200 with nothing in it'),
  'mint-hang': once('a mint never answers'),
  'upgrade-refused': once('a WebSocket is refused with 503'),
  'quota-close': throughout('a session is closed with 1013 and a sentence about the quota as soon as it is configured'),
  'update-unanswered': throughout('session.update is neither accepted nor refused'),
  'update-refused': throughout('session.update is refused with a code that nobody knows'),

  'cut-open': once('the line is cut before session.created'),
  'cut-created': once('the line is cut after session.created'),
  'cut-updated': once('the line is cut after session.updated'),
  'cut-speech': once('the line is cut after the fifth append of an utterance'),
  'cut-committed': once('the line is cut after input_audio_buffer.committed'),
  'cut-response': once('the line is cut after response.created'),
  'cut-audio': once('the line is cut after the second audio delta of an answer'),
  'cut-tool': once('the line is cut while a reading tool runs'),
  'cut-tool-done': once('the line is cut after mcp_call.completed'),
  'cut-approval': once('the line is cut after an approval was asked for'),
  'cut-trade': once('the line is cut when an approved trade starts; the trade is still executed, once'),

  duplicate: throughout('an event is told twice'),
  reorder: throughout('two neighbouring events are swapped (never two deltas of one item)'),
  'unknown-event': throughout('an event of a type that nobody knows is inserted'),
  malformed: throughout('a message that breaks off in the middle is inserted'),
  'wrong-types': throughout('an event whose fields have the wrong types is inserted'),
  'binary-frames': throughout('an event is told as a binary frame, as some proxies do'),

  'lost-response-done': once('response.done of a tool round is never told'),
  'lost-call-completed': once('how the calls of a tool round ended is never told; retrieving the item shows it'),
  'no-sound': once('an answer comes in words alone'),
  'commentary': once('a message that is no answer follows the calls of a tool round'),
  'lost-answer': once('a response.create after a tool round is not answered at all'),

  'tool-401': once('a tool call is refused with 401'),
  'tool-fail': once('a tool call fails'),
  'tool-hang': once('a tool call never ends'),
  'tool-slow': once('a tool call takes behaviour.slowToolMs'),
  'tool-output-twice-encoded': once('the output of a call is JSON inside JSON'),

  'tools-unmarked': throughout('no tool says whether it only reads'),
  'tools-unavailable': once('the tools of a server can not be listed'),

  'rate-limited': once('response.create is answered with rate_limit_exceeded'),
  'already-active': once('response.create is answered with conversation_already_has_active_response'),
  'cancel-not-active': once('response.cancel is answered with response_cancel_not_active and cancels nothing'),
  'session-expired': once('a session expires as soon as it is configured, or at once when it is'),
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(FAULTS, name)

export interface Faults {
  /** The next `times` occasions go wrong (Infinity: all of them); without a number as often as the fault says. */
  arm(name: FaultName, times?: number): void
  /** Takes a fault back; all of them without a name. */
  disarm(name?: FaultName): void
  /** How many times a fault is still going to happen. */
  left(name: FaultName): number
  /** True when the fault happens now; that uses one of its times up. */
  take(name: FaultName): boolean
}

/** `onArmed` is told after each arming: one fault does not wait for an occasion. */
export function createFaults(initial: Partial<Record<FaultName, number>> = {}, onArmed = () => undefined): Faults {
  const armed = new Map<FaultName, number>()
  const left = (name: FaultName) => armed.get(name) ?? 0
  for (const [name, times] of Object.entries(initial)) if (isFaultName(name)) armed.set(name, times)
  return {
    arm(name, times = FAULTS[name].times) {
      armed.set(name, times)
      onArmed()
    },
    disarm(name) {
      if (name === undefined) armed.clear()
      else armed.delete(name)
    },
    left,
    take(name) {
      if (left(name) < 1) return false
      armed.set(name, left(name) - 1)
      return true
    },
  }
}
