import type { Clock } from './clock'
import type { Conversation } from './conversation'
import type { Delivery } from './delivery'
import type { Endings } from './endings'
import { samplesToMs } from './pcm'
import type { Picture } from './picture'
import type { CaptureCommand, DeviceReport, DeviceRequest, Earcon } from './ports'
import type { Recovery } from './recovery'
import type { SessionLog } from './session-log'
import { askAgain, createTurn, type TurnWork } from './turn'
import type { TurnBook } from './turn-book'

/** The device has to deliver within this after the key went up. */
const MICROPHONE_LIMIT_MS = 5_000

interface AskingDeps {
  clock: Clock
  log: SessionLog
  conversation: Conversation
  picture: Picture
  book: TurnBook
  delivery: Delivery
  endings: Endings
  recovery: Recovery
  capture(command: CaptureCommand): void
  devices(request: DeviceRequest): void
  earcon(name: Earcon): void
  level(peak: number): void
  tailMs(): number
  backend(): string
  /** Address of the wallet in force, latched when a turn begins; undefined while no session has told it. */
  wallet(): string | null | undefined
  /** A hold ended without a question: what waited for it goes on. */
  onTap(): void
  /** Cuts what is being said and done, because something new is asked. */
  interrupt(at: number): void
  /** A turn begins. */
  onBegin(): void
}

/** The trader's side of a turn: pressing, speaking, letting go, typing, and asking again. */
export function createAsking(deps: AskingDeps) {
  const { clock, log, conversation, picture, book, delivery, endings, recovery } = deps
  let device: DeviceReport = { state: 'closed', device: null }
  let bytesWhileUp = 0
  let typed = 0
  const fenceLimits = new Map<string, () => void>()

  const begin = (turn: TurnWork) => {
    book.add(turn)
    deps.onBegin()
    deps.devices({ type: 'speaker', want: 'on' })
    recovery.fresh()
    picture.touch(turn)
  }

  const show = (turn: TurnWork) =>
    conversation.add({
      kind: 'user',
      id: turn.id,
      turnId: turn.id,
      order: conversation.nextOrder(),
      at: turn.startedAt,
      source: turn.source,
      text: turn.text,
      transcript: turn.text === null ? 'pending' : 'final',
      delivery: turn.text === null ? 'capturing' : 'sending',
      problem: null,
      resendable: false,
      durationMs: 0,
    })

  const press = (talkId: string, at: number) => {
    if (book.has(talkId)) return
    if (book.capturing) release(book.capturing.id, at)
    const turn = createTurn(talkId, 'voice', null, deps.backend(), deps.wallet(), at)
    // The gate opens before anything else is looked at: the first word must not wait for a connection.
    deps.capture({ type: 'open', turnId: talkId, at })
    deps.devices({ type: 'microphone', want: 'open' })
    deps.interrupt(at)
    book.capturing = turn
    begin(turn)
    show(turn)
    log.app('talk.press', { at }, talkId)
    delivery.add(turn)
    deps.earcon('start')
    picture.publish()
  }

  const release = (talkId: string, at: number) => {
    const turn = book.get(talkId)
    if (!turn)
      return picture.notice(
        'warning',
        'press_lost',
        'That was not recorded: the app was still starting. Ask again.',
        null,
      )
    if (turn.times.keyUp !== null || turn.captureEnded) return
    turn.times.keyUp = at
    if (book.capturing === turn) book.capturing = null
    log.app('talk.release', { at }, talkId)
    deps.capture({ type: 'close', turnId: talkId, at, tailMs: deps.tailMs() })
    if (!turn.captureEnded) {
      // A device that never gives the end of the tail must not hold the turn for ever.
      fenceLimits.set(
        talkId,
        clock.after(MICROPHONE_LIMIT_MS, () => fence(turn)),
      )
    }
    deps.earcon('stop')
    picture.touch(turn)
  }

  const tap = (talkId: string, heldMs: number) => {
    const turn = book.get(talkId)
    if (!turn || turn.outcome !== null) return
    if (book.capturing === turn) book.capturing = null
    turn.captureEnded = true
    deps.capture({ type: 'close', turnId: talkId, at: clock.now(), tailMs: 0 })
    delivery.remove(turn)
    conversation.change(turn.id, 'user', { delivery: 'discarded', transcript: 'unavailable' })
    picture.notice('info', 'tap', `Held for ${Math.round(heldMs)} ms: hold the key while you speak.`, turn.id)
    endings.end(turn, 'tap')
    deps.onTap()
  }

  /** Everything that the microphone gave for this turn is here. */
  const fence = (turn: TurnWork) => {
    fenceLimits.get(turn.id)?.()
    fenceLimits.delete(turn.id)
    if (turn.captureEnded) return
    turn.captureEnded = true
    if (book.capturing === turn) book.capturing = null
    conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.captured), delivery: 'sending' })
    // Without a sample there is nothing to deliver; the sentence says why there is none.
    if (turn.captured === 0) return tooShort(turn)
    delivery.pump()
    recovery.giveUpIfHopeless(turn)
    picture.touch(turn)
  }

  /** Nothing that could be asked was recorded. */
  const tooShort = (turn: TurnWork) => {
    const problem =
      device.state === 'denied'
        ? 'The microphone is not allowed: allow it in the system settings.'
        : device.state === 'missing'
          ? 'No microphone was found: plug one in or choose another in Settings.'
          : turn.captured === 0
            ? 'The microphone gave no sound in time.'
            : 'Too little was recorded: hold the key while you speak.'
    endings.keepUnsent(turn, problem)
  }

  return {
    press,
    release,
    tap,
    tooShort,
    /** The hold ended for a reason other than the finger. */
    abort(talkId: string, at: number, reason: string) {
      const turn = book.get(talkId)
      if (!turn || turn.captureEnded) return
      picture.notice('warning', 'talk_aborted', reason, turn.id)
      release(talkId, at)
    },
    frame(turnId: string, samples: Int16Array, peak: number) {
      const turn = book.get(turnId)
      if (!turn || turn.captureEnded) {
        // After a tap a last frame may be under way; it goes nowhere.
        if (turn?.outcome !== 'tap') bytesWhileUp += samples.byteLength
        return
      }
      turn.times.firstFrame ??= clock.now()
      turn.captured += samples.length
      turn.frames.push(samples)
      delivery.pump()
      if (book.capturing === turn) deps.level(peak)
    },
    fenced(turnId: string) {
      const turn = book.get(turnId)
      if (turn) fence(turn)
    },
    device(report: DeviceReport) {
      device = report
      log.app(`microphone.${report.state}`, {}, book.capturing?.id ?? null)
      // A device that will not come must not hold the turn: its fence would be empty.
      if (report.state === 'denied' || report.state === 'missing') {
        for (const turn of book.open()) if (turn.times.keyUp !== null && turn.captured === 0) fence(turn)
      }
      picture.touch()
    },
    say(text: string) {
      const at = clock.now()
      deps.interrupt(at)
      const turn = createTurn(`text-${Math.floor(at)}-${++typed}`, 'text', text, deps.backend(), deps.wallet(), at)
      begin(turn)
      show(turn)
      delivery.add(turn)
      picture.publish()
    },
    /** Delivers an utterance that stands as not sent, as if it had just been asked. */
    resend(turnId: string) {
      const turn = book.get(turnId)
      if (!turn || (turn.outcome !== 'unsent' && turn.outcome !== 'failed')) return
      if (!conversation.get(turnId, 'user')?.resendable) return
      deps.interrupt(clock.now())
      askAgain(turn, deps.backend(), clock.now())
      conversation.change(turn.id, 'user', {
        delivery: 'sending',
        problem: null,
        resendable: false,
        ...(turn.heard === null ? { transcript: 'pending' } : {}),
      })
      begin(turn)
      delivery.add(turn)
    },
    discard(turnId: string) {
      const turn = book.get(turnId)
      if (!turn || (turn.outcome !== 'unsent' && turn.outcome !== 'failed')) return
      turn.outcome = 'discarded'
      turn.frames = []
      conversation.change(turn.id, 'user', { delivery: 'discarded', resendable: false })
      picture.touch(turn)
    },
    get microphone() {
      return { ...device, bytesWhileUp }
    },
    stop() {
      for (const cancel of fenceLimits.values()) cancel()
    },
  }
}
