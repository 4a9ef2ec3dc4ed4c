import type { BackendId } from '../../../shared/grant'
import type { System } from '../../../shared/hotkeys'
import type { KeptSpeech, SpeechNote } from '../../../shared/kept-speech'
import { isDeaf } from '../../../shared/microphone'
import { momentOf } from '../age'
import type { Clock } from '../clock'
import type { Conversation } from '../conversation'
import type { Recovery } from '../line/recovery'
import type { SessionLog } from '../line/session-log'
import type { Confirming } from '../money/confirming'
import { msToSamples, samplesToMs } from '../pcm'
import type { Picture } from '../picture'
import type { CaptureCommand, DeviceReport, DeviceRequest, Earcon } from '../ports'
import type { Delivery } from './delivery'
import type { Endings } from './endings'
import { createSilenceWatch, SILENT_HOLD_MS } from './silence-watch'
import { askAgain, createTurn, type TurnWork } from './turn'
import type { TurnBook } from './turn-book'

/** A device opens within this, and a person speaks no sooner; a headset that changes its mode takes longer. */
const SLOW_OPENING_MS = 500
/** A live microphone gives at least its own noise: this long without any is no pause in speech. */
const SILENT_MS = 1_000
/** The device has to deliver within this after the key went up. */
const MICROPHONE_LIMIT_MS = 5_000
const STILL_TALKING = `Still talking? Nothing was heard for ${SILENT_HOLD_MS / 1000} seconds, so the recording stopped.`
/** macOS may give zeros to an app that was running when it was allowed to record (electron/electron#29861). */
const RESTART_AFTER_GRANT = ' If you have just allowed the microphone, quit Dexter Voice and start it again.'
const SET_ASIDE = 'Nothing was sent. Resend it, or hold the key and say it again.'
const NOT_APPROVED = 'Nothing was approved. Hold the key again when you have read the request.'

interface AskingDeps {
  clock: Clock
  log: SessionLog
  conversation: Conversation
  picture: Picture
  book: TurnBook
  delivery: Delivery
  endings: Endings
  recovery: Recovery
  confirming: Confirming
  capture(command: CaptureCommand): void
  devices(request: DeviceRequest): void
  earcon(name: Earcon): void
  level(peak: number): void
  tailMs(): number
  backend(): BackendId
  /** Which sentences differ by. */
  system(): System
  /** Why no new question may be asked; null when one may. */
  refusal(): string | null
  /** Address of the wallet in force, latched when a turn begins; undefined while no session has told it. */
  wallet(): string | null | undefined
  /** A hold ended without a question: what waited for it goes on. */
  onTap(): void
  /** Silences what is being said, and nothing else: a microphone must not hear it. */
  hush(): void
  /** Cuts what is being said and done, because something new is asked: this turn. */
  interrupt(at: number, turn: TurnWork): void
  /** A turn begins. */
  onBegin(): void
  /** The trader is there: before anything of a new turn. */
  onPresent(): void
  /** A turn is about to be brought to the server. */
  onAsk(): void
  /** What main keeps, so that a question outlives this window. */
  speech(note: SpeechNote): void
}

const secondsOf = (ms: number) => `${Math.max(0.1, ms / 1000).toFixed(1)} s`

const isSilent = (turn: TurnWork) => turn.silent >= msToSamples(SILENT_MS)

/** The trader's side of a turn: pressing, speaking, letting go, typing, and asking again. */
export function createAsking(deps: AskingDeps) {
  const { clock, log, conversation, picture, book, delivery, endings, recovery, confirming } = deps
  let device: DeviceReport = { state: 'closed', device: null }
  /** It gave a sound since it was opened, so that zeros are a pause and no device that is still changing its mode. */
  let heard = false
  /** The device that stands in for the chosen one, which the trader has been told. */
  let substitute: string | null = null
  let bytesWhileUp = 0
  let typed = 0
  const fenceLimits = new Map<string, () => void>()
  const silence = createSilenceWatch(clock, (turnId) => {
    const turn = book.get(turnId)
    if (!turn) return
    doubtful = turnId
    setAside(turn, STILL_TALKING)
  })
  /** A hold that was set aside in silence, of which main has not said yet that it is over. */
  let doubtful: string | null = null

  const begin = (turn: TurnWork) => {
    book.add(turn)
    deps.onBegin()
    picture.touch(turn)
  }

  /** The turn is a question: what was going on before ends, and it is brought to the server. */
  const ask = (turn: TurnWork, at: number) => {
    deps.interrupt(at, turn)
    deps.devices({ type: 'speaker', want: 'on' })
    show(turn)
    const { id, backend, wallet, text } = turn
    deps.speech({ type: 'begin', turnId: id, at: turn.startedAt, backend, wallet: wallet ?? null, text })
    for (const samples of turn.frames) deps.speech({ type: 'frame', turnId: id, samples })
    send(turn)
  }

  const send = (turn: TurnWork) => {
    const refusal = deps.refusal()
    if (refusal === null) {
      deps.onAsk()
      delivery.add(turn)
      // A typed one, or one that is sent again, has no end of recording that would look after it.
      if (turn.captureEnded && turn.outcome === null && !turn.commitSent) recovery.ended(turn)
    } else endings.keepUnsent(turn, refusal)
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

  const press = (talkId: string, at: number, canApprove: boolean) => {
    if (book.has(talkId)) return
    deps.onPresent()
    doubtful = null
    if (book.capturing) letGo(book.capturing, at)
    const turn = createTurn(talkId, 'voice', null, deps.backend(), deps.wallet(), at, clock)
    // The gate opens before anything else is looked at: the first word must not wait for a connection.
    deps.capture({ type: 'open', turnId: talkId, at })
    deps.devices({ type: 'microphone', want: 'open' })
    book.capturing = turn
    silence.begin(talkId)
    begin(turn)
    log.app('talk.press', { at }, talkId)
    // While a trade waits for a word, a hold is no question until a voice is heard in it.
    if (confirming.begin(turn, at, canApprove)) deps.hush()
    else ask(turn, at)
    picture.publish()
  }

  const release = (talkId: string, at: number, heldMs: number) => {
    const turn = book.get(talkId)
    if (!turn)
      return picture.notice(
        'warning',
        'press_lost',
        'That was not recorded: the app was still starting. Ask again.',
        null,
      )
    over(talkId)
    if (turn.times.keyUp !== null || turn.captureEnded) return
    confirming.released(turn, heldMs)
    stop(turn, at)
  }

  /** The hold ends though no finger was seen to let go. */
  const letGo = (turn: TurnWork, at: number) => {
    confirming.abort(turn)
    if (turn.times.keyUp === null && !turn.captureEnded) stop(turn, at)
  }

  /** Nothing later than `at` and the tail is taken. */
  const stop = (turn: TurnWork, at: number) => {
    const { id: talkId } = turn
    turn.times.keyUp = at
    silence.end(talkId)
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

  /** The recording ends here and now, without its tail. */
  const cutShort = (turn: TurnWork) => {
    if (book.capturing === turn) book.capturing = null
    turn.captureEnded = true
    turn.cutShort = true
    silence.end(turn.id)
    deps.capture({ type: 'close', turnId: turn.id, at: clock.now(), tailMs: 0 })
  }

  /** The key was part of a shortcut: nothing is asked or decided. Words that were spoken meanwhile are kept all the same. */
  const voided = (talkId: string, at: number) => {
    log.app('talk.void', { at }, talkId)
    picture.touch()
    over(talkId)
    const turn = book.get(talkId)
    if (!turn || turn.outcome !== null || turn.captureEnded) return
    cutShort(turn)
    const asks = !confirming.has(turn)
    confirming.drop(turn)
    if (asks && confirming.spoken(turn)) {
      conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.captured) })
      endings.keepUnsent(turn, 'You used another key or button while you spoke, so it was taken for a shortcut.')
    } else {
      delivery.remove(turn)
      conversation.change(turn.id, 'user', { delivery: 'void', transcript: 'unavailable' })
      endings.end(turn, 'discarded')
    }
    deps.onTap()
  }

  /**
   * Nobody knows whether the finger is still there: nothing more is recorded or decided, and what was said waits for the
   * trader's word instead of being sent.
   */
  const setAside = (turn: TurnWork, reason: string) => {
    log.app('talk.aside', { reason }, turn.id)
    cutShort(turn)
    if (confirming.has(turn)) {
      confirming.drop(turn)
      picture.notice('warning', 'talk_aborted', `${reason} ${NOT_APPROVED}`, turn.id)
      endings.end(turn, 'discarded')
    } else {
      conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.captured) })
      if (turn.captured === 0) tooShort(turn)
      else if (!turn.sounded) allSilent(turn)
      else endings.keepUnsent(turn, turn.refusal ?? `${reason} ${SET_ASIDE}`)
    }
  }

  /** Main knows that a hold is over; what waited for it goes on. */
  const over = (talkId: string) => {
    if (doubtful !== talkId) return
    doubtful = null
    deps.onTap()
  }

  const tap = (talkId: string, heldMs: number) => {
    const turn = book.get(talkId)
    if (!turn || turn.outcome !== null) return
    cutShort(turn)
    delivery.remove(turn)
    if (confirming.has(turn)) confirming.tapped(turn)
    else {
      conversation.change(turn.id, 'user', { delivery: 'discarded', transcript: 'unavailable' })
      picture.notice('info', 'tap', `Held for ${Math.round(heldMs)} ms: hold the key while you speak.`, turn.id)
    }
    endings.end(turn, 'tap')
    deps.onTap()
  }

  /** Everything that the microphone gave for this turn is here. */
  const fence = (turn: TurnWork) => {
    fenceLimits.get(turn.id)?.()
    fenceLimits.delete(turn.id)
    if (turn.captureEnded) return
    turn.captureEnded = true
    turn.askedAt = momentOf(clock)
    if (book.capturing === turn) book.capturing = null
    if (confirming.has(turn)) return confirm(turn)
    conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.captured), delivery: 'sending' })
    // Without a sample there is nothing to deliver; the sentence says why there is none.
    if (turn.captured === 0) return tooShort(turn)
    if (!turn.sounded) return allSilent(turn)
    if (turn.refusal !== null) return endings.keepUnsent(turn, turn.refusal)
    delivery.pump()
    recovery.ended(turn)
    picture.touch(turn)
  }

  /** What was lost can't be had again: the trader must know that the question has a hole. */
  const missing = (turn: TurnWork, what: string) =>
    picture.notice('warning', 'audio_missing', `${what} Ask again if the answer doesn’t fit.`, turn.id)
  const lost = (turn: TurnWork, ms: number) => missing(turn, `${secondsOf(ms)} of what you said was lost.`)

  /** A hold that approves has no words; where it becomes a question, they count. */
  const late = (turn: TurnWork) => {
    if (turn.lateMs < SLOW_OPENING_MS || confirming.has(turn)) return
    const seconds = secondsOf(turn.lateMs)
    missing(turn, `The microphone gave no sound for the first ${seconds}, so your first words may be missing.`)
  }

  /**
   * The device gives sound from here on, which a Bluetooth headset may do a second or two after it was opened: the tone says
   * that it hears, and what it could not hear is told.
   */
  const firstSound = (turn: TurnWork) => {
    if (book.capturing === turn) deps.earcon('start')
    if (!heard) turn.lateMs += samplesToMs(turn.silent)
    heard = true
    late(turn)
  }

  /** A hold that no voice was heard in has ended: it asked nothing. */
  const confirm = (turn: TurnWork) =>
    confirming.decide(turn, (approved) => {
      endings.end(turn, approved ? 'confirmed' : 'discarded')
      deps.onTap()
    })

  /** Zeros are no question, and a server makes up words for them: nothing is asked, and nothing is kept. */
  const allSilent = (turn: TurnWork) => {
    turn.frames = []
    const name = device.device === null ? 'The microphone' : `“${device.device}”`
    endings.keepUnsent(
      turn,
      `${name} recorded only silence. Unmute it, or choose another microphone in your system’s sound settings.${deps.system() === 'darwin' ? RESTART_AFTER_GRANT : ''}`,
    )
  }

  /** Nothing that could be asked was recorded. */
  const tooShort = (turn: TurnWork) => {
    const problem =
      device.state === 'denied'
        ? 'Dexter Voice isn’t allowed to use the microphone. Allow it in the panel or in your system’s settings, then ask again.'
        : device.state === 'missing'
          ? 'No microphone was found. Plug one in, then ask again.'
          : device.state === 'busy'
            ? 'Another program is using the microphone. Close it there, or choose another in your system’s sound settings.'
            : turn.captured === 0
              ? 'No sound came from the microphone in time. Check that it is connected, then ask again.'
              : 'Too little was recorded. Hold the key while you speak.'
    endings.keepUnsent(turn, problem)
  }

  return {
    press,
    release,
    tap,
    voided,
    /** The hold goes on, but can't approve; `reason` is one sentence. */
    disarm(talkId: string, reason: string) {
      log.app('talk.disarm', { reason }, talkId)
      const turn = book.get(talkId)
      if (turn) confirming.disarm(turn, reason)
      picture.touch()
    },
    tooShort,
    /** The hold ended for a reason other than the finger. `lost`: the finger may have let go long before. */
    abort(talkId: string, at: number, reason: string, lost: boolean) {
      over(talkId)
      const turn = book.get(talkId)
      if (!turn || turn.captureEnded) return
      if (lost) {
        setAside(turn, reason)
        return deps.onTap()
      }
      picture.notice('warning', 'talk_aborted', reason, turn.id)
      letGo(turn, at)
    },
    frame(turnId: string, samples: Int16Array, peak: number) {
      const turn = book.get(turnId)
      if (!turn || turn.captureEnded) {
        if (!turn?.cutShort) bytesWhileUp += samples.byteLength
        return
      }
      turn.times.firstFrame ??= clock.now()
      turn.captured += samples.length
      turn.frames.push(samples)
      const sound = samples.some((sample) => sample !== 0)
      if (sound && !turn.sounded) firstSound(turn)
      turn.sounded ||= sound
      const before = isSilent(turn)
      turn.silent = sound ? 0 : turn.silent + samples.length
      if (isSilent(turn) !== before) picture.touch(turn)
      silence.hear(turnId, samples.length, peak)
      if (confirming.speaks(turn, samples.length, peak)) {
        ask(turn, turn.startedAt)
        late(turn)
      } else if (!confirming.has(turn)) {
        deps.speech({ type: 'frame', turnId, samples })
        delivery.pump()
      }
      if (book.capturing === turn) deps.level(peak)
    },
    /** The recording has ended; `captured` samples were handed over in all. */
    fenced(turnId: string, captured: number) {
      const turn = book.get(turnId)
      if (!turn || turn.captureEnded) return
      const missed = captured - turn.captured
      if (missed !== 0) lost(turn, samplesToMs(missed))
      fence(turn)
    },
    /** The device gave nothing for a while, at the start or in between. */
    gap(turnId: string, lostMs: number, atStart: boolean) {
      log.app('microphone.gap', { lostMs: Math.round(lostMs), atStart }, turnId)
      const turn = book.get(turnId)
      if (!turn || turn.captureEnded) return
      // What opens late may give zeros for a while yet: the first sound tells both as one.
      if (atStart) turn.lateMs += lostMs
      else lost(turn, lostMs)
    },
    device(report: DeviceReport) {
      if (report.device !== null && report.device !== device.device) confirming.otherMicrophone()
      if (report.state !== 'open' || report.device !== device.device) heard = false
      device = report
      log.app(`microphone.${report.state}`, {}, book.capturing?.id ?? null)
      if (report.instead && report.device !== substitute)
        picture.notice(
          'warning',
          'microphone_gone',
          `The microphone you chose is not there, so ${report.device === null ? 'the default one' : `“${report.device}”`} is used.`,
          null,
        )
      if (report.state === 'open') substitute = report.instead ? report.device : null
      // A device that will not come must not hold the turn: its fence would be empty.
      if (isDeaf(report)) {
        for (const turn of book.open()) if (turn.times.keyUp !== null && turn.captured === 0) fence(turn)
      }
      picture.touch()
    },
    say(text: string) {
      deps.onPresent()
      const at = clock.now()
      const id = `text-${Math.floor(at)}-${++typed}`
      const turn = createTurn(id, 'text', text, deps.backend(), deps.wallet(), at, clock)
      begin(turn)
      ask(turn, at)
      picture.publish()
    },
    /** Delivers an utterance that stands as not sent, as if it had just been asked. */
    resend(turnId: string) {
      const turn = book.get(turnId)
      if (!turn || (turn.outcome !== 'unsent' && turn.outcome !== 'failed')) return
      if (!conversation.get(turnId, 'user')?.resendable) return
      deps.onPresent()
      deps.interrupt(clock.now(), turn)
      deps.devices({ type: 'speaker', want: 'on' })
      askAgain(turn, deps.backend(), clock)
      conversation.change(turn.id, 'user', {
        delivery: 'sending',
        problem: null,
        resendable: false,
        ...(turn.heard === null ? { transcript: 'pending' } : {}),
      })
      begin(turn)
      send(turn)
    },
    discard(turnId: string) {
      const turn = book.get(turnId)
      if (!turn || (turn.outcome !== 'unsent' && turn.outcome !== 'failed')) return
      turn.outcome = 'discarded'
      turn.frames = []
      deps.speech({ type: 'drop', turnId })
      conversation.change(turn.id, 'user', { delivery: 'discarded', resendable: false })
      picture.touch(turn)
    },
    /** Questions of a window that is gone: each stands as not sent, with its speech at hand. */
    restore(kept: KeptSpeech[]) {
      for (const { turnId, at, backend, wallet, text, reached, acted, samples } of kept) {
        if (book.has(turnId)) continue
        const turn = createTurn(turnId, text === null ? 'voice' : 'text', text, backend, wallet, at, clock)
        // As in allSilent: zeros are nothing to send.
        turn.frames = samples.some((sample) => sample !== 0) ? [samples] : []
        turn.captured = samples.length
        turn.captureEnded = true
        turn.askedAt = { now: at, mono: clock.mono() }
        turn.acted = acted
        turn.reachedBefore = reached
        book.add(turn)
        show(turn)
        conversation.change(turnId, 'user', { durationMs: samplesToMs(samples.length) })
        endings.keepUnsent(turn, 'The audio part of the app stopped before this was answered.')
      }
    },
    /** The key is held, and the microphone gives nothing, not even noise. */
    get silent(): boolean {
      return book.capturing !== null && isSilent(book.capturing)
    },
    /** The key may be down still, though its hold was ended for its silence: nothing new is begun. */
    get inDoubt() {
      return doubtful !== null
    },
    get microphone() {
      const { state, device: name, bluetooth } = device
      return { state, device: name, bytesWhileUp, ...(bluetooth ? { bluetooth } : {}) }
    },
  }
}
