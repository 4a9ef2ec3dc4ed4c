import type { GrantProblem, GrantReply, Identity } from '../../shared/grant'
import type { Command } from '../../shared/ipc'
import type { MoneyFact } from '../../shared/ledger'
import type { LogEvent } from '../../shared/log'
import { type EngineUpdate, NO_SPENDING } from '../../shared/snapshot'
import type { TalkEvent } from '../../shared/talk'
import { createApprovals } from './approvals'
import { createAsking } from './asking'
import type { Clock } from './clock'
import { createContinuation } from './continuation'
import { createConversation } from './conversation'
import { createDelivery } from './delivery'
import { createEndings } from './endings'
import { createLink, type OpenSocket } from './link'
import { createMoney } from './money'
import { createPicture } from './picture'
import { createPlayback, heardChars, type PlayedItem } from './playback'
import type {
  CaptureCommand,
  CaptureReport,
  DeviceReport,
  DeviceRequest,
  Earcon,
  PlaybackCommand,
  PlaybackReport,
} from './ports'
import { createProblems } from './problems'
import { createReception } from './reception'
import { createRecovery } from './recovery'
import { createResponder } from './responder'
import { createRest } from './rest'
import { createSessionLog } from './session-log'
import { createToolbox } from './toolbox'
import type { TurnWork } from './turn'
import { createTurnBook } from './turn-book'

/** The settings that the engine acts upon. */
export interface EngineSettings {
  backend: EngineUpdate['status']['backend']
  tailMs: number
  /** null keeps the microphone open always. */
  microphoneWarmMs: number | null
  transcriptionModel: string
  earcons: boolean
}

export interface EngineDeps {
  clock: Clock
  requestGrant(): Promise<GrantReply>
  openSocket: OpenSocket
  capture(command: CaptureCommand): void
  playback(command: PlaybackCommand): void
  devices(request: DeviceRequest): void
  publish(update: EngineUpdate): void
  log(events: LogEvent[]): void
  level(peak: number): void
  /** Something happened about money: it belongs into the ledger, at once. */
  money(fact: MoneyFact): void
}

/**
 * The session engine: everything between the microphone's frames and the speaker's, without a device, a socket or a
 * clock of its own. One object per voice window; its methods are called from one thread and never throw on bad input.
 *
 * This file puts the parts together and says what they mean to each other; each part has its own reason and file.
 */
export function createEngine(deps: EngineDeps, initial: EngineSettings) {
  const { clock } = deps
  let settings = initial
  /** Whom the last session was for; shown while there is none. */
  let identity: Identity | null = null
  /** The turn that the latest press cut, until the speaker is silent. */
  let silencing: TurnWork | null = null

  const earcon = (name: Earcon) => {
    if (settings.earcons) deps.devices({ type: 'earcon', name })
  }
  const log = createSessionLog({ now: clock.now, mono: clock.mono, emit: deps.log })
  const conversation = createConversation(clock.now)
  const problems = createProblems()
  const continuation = createContinuation()
  const book = createTurnBook()
  const money = createMoney({ clock, backend: () => settings.backend, record: deps.money })

  const picture = createPicture({
    clock,
    log,
    conversation,
    book,
    publish: deps.publish,
    playing: (turnId) => playback.busy(turnId),
    link: () => ({ state: link.state, problem: recovery.problem }),
    facts: () => ({
      backend: settings.backend,
      transport: 'websocket',
      dialect: link.dialect,
      identity,
      sessionId: link.sessionId,
      microphone: asking.microphone,
      tools: toolbox.all(),
      unguarded: [],
      spending: NO_SPENDING,
      errors: problems.all(),
    }),
  })

  const endings = createEndings({
    log,
    conversation,
    picture,
    delivery: () => delivery,
    responder: () => responder,
    continuation,
    playback: () => playback,
    earcon,
    onEnd() {
      rest.settle()
      rest.listen()
    },
  })

  const link = createLink({
    clock,
    log,
    requestGrant: deps.requestGrant,
    openSocket: deps.openSocket,
    wish: () => ({ transcriptionModel: settings.transcriptionModel }),
    onState(state, problem) {
      if (state === 'down') onDown(problem)
      picture.touch()
    },
    onReady() {
      recovery.up()
      identity = link.grant?.identity ?? null
      // A key that went down before there was a session latches the wallet that the session brings.
      for (const turn of book.open()) turn.wallet ??= identity?.wallet?.address ?? null
      delivery.pump()
      responder.attempt()
      picture.touch()
    },
    onEvent(event) {
      rest.listen()
      reception.apply(event)
    },
  })

  const toolbox = createToolbox({ clock, link, onSettled: () => responder.attempt() })

  const responder = createResponder({
    link,
    toolsSettled: () => toolbox.settled(),
    listening: () => book.capturing !== null,
    onCreate(turnId) {
      const turn = book.get(turnId)
      if (!turn) return
      turn.responseCreates++
      picture.touch(turn)
    },
  })

  const delivery = createDelivery({
    link,
    now: clock.now,
    onSent(turn) {
      // A question that was still unanswered when the next one was asked gets no answer of its own: the server has both.
      continuation.supersede()
      for (const older of book.open()) if (older !== turn && older.commitSent) endings.end(older, 'interrupted')
      if (turn.source === 'text') conversation.change(turn.id, 'user', { delivery: 'sent' })
      responder.want(turn.id)
      rest.listen()
      picture.touch(turn)
    },
    onTooShort: (turn) => asking.tooShort(turn),
    onForeign: (turn) => endings.keepUnsent(turn, 'Another backend was chosen before this was sent.'),
    backend: () => settings.backend,
  })

  const recovery = createRecovery({
    clock,
    link,
    delivery,
    backend: () => settings.backend,
    keepUnsent: endings.keepUnsent,
  })

  const playback = createPlayback({
    clock,
    post: deps.playback,
    onStalled() {
      problems.add('speaker_stalled', 'The speaker does not play: choose another output device.')
      picture.notice('error', 'speaker_stalled', 'The speaker does not play: choose another output device.', null)
    },
    onStarted(item) {
      const turn = book.get(item.turnId)
      if (turn) turn.times.speaker ??= clock.now()
      picture.touch(turn)
    },
    onProgress: (item) => countPlayed(item),
    onFinished(item) {
      countPlayed(item)
      endings.settle(book.get(item.turnId))
      picture.touch()
    },
    onSilenced(cut) {
      if (silencing) {
        silencing.times.silent ??= clock.now()
        picture.touch(silencing)
        silencing = null
      }
      for (const item of cut) {
        truncate(item)
        playback.forget(item.turnId)
      }
      rest.settle()
    },
  })

  const approvals = createApprovals({
    clock,
    log,
    link,
    conversation,
    continuation,
    money,
    onDecided() {
      reception.continueIfDue()
      rest.listen()
      picture.touch()
    },
  })

  const reception = createReception({
    clock,
    log,
    conversation,
    problems,
    toolbox,
    responder,
    continuation,
    playback,
    approvals,
    money,
    book,
    delivery,
    touch: picture.touch,
    notice: picture.notice,
    settle: endings.settle,
    fail: endings.keepUnsent,
  })

  const rest = createRest({
    clock,
    warmMs: () => settings.microphoneWarmMs,
    busy: () => book.capturing !== null || book.open().length > 0,
    playing: () => playback.busy(null),
    waiting() {
      const turns = book.open().filter(waitsForServer)
      if (turns.length === 0) return 'nothing'
      return turns.some((turn) => turn.toolIds.some(toolRuns)) ? 'tool' : 'answer'
    },
    speakerOff: () => deps.devices({ type: 'speaker', want: 'off' }),
    microphoneOff: () => deps.devices({ type: 'microphone', want: 'closed' }),
    onSilent(limitMs) {
      const message = `No answer came for ${limitMs / 1000} seconds.`
      problems.add('no_answer', message)
      for (const turn of book.open().filter(waitsForServer)) endings.keepUnsent(turn, message)
      link.close()
    },
  })

  const asking = createAsking({
    clock,
    log,
    conversation,
    picture,
    book,
    delivery,
    endings,
    recovery,
    capture: deps.capture,
    devices: deps.devices,
    earcon,
    level: deps.level,
    tailMs: () => settings.tailMs,
    backend: () => settings.backend,
    // The one that is on screen when the key goes down, even if the next session should bring another.
    wallet: () => (identity ? (identity.wallet?.address ?? null) : undefined),
    onTap: () => responder.attempt(),
    interrupt,
    onBegin: () => rest.begin(),
  })

  function waitsForServer(turn: TurnWork): boolean {
    return turn.commitSent && !endings.served(turn) && !approvals.awaited(turn.id)
  }

  function toolRuns(itemId: string): boolean {
    const status = conversation.get(itemId, 'tool')?.status
    return status === 'running' || status === 'queued'
  }

  function countPlayed(item: PlayedItem) {
    const turn = book.get(item.turnId)
    if (!turn) return
    turn.played.set(item.itemId, item.played)
    picture.touch(turn)
  }

  /** Local silence first, then cancel, then (when the audio thread has told what was heard) truncate. */
  function interrupt(at: number) {
    const speaking = playback.busy(null)
    if (speaking) playback.silence()
    responder.cancel()
    // First: a denial would else make an answer of the old turn due.
    continuation.supersede()
    approvals.denyAll('A new question was asked.')
    for (const turn of book.open()) {
      if (!turn.commitSent) continue
      turn.times.interrupted = at
      if (speaking) silencing = turn
      endings.end(turn, 'interrupted')
    }
  }

  /** Tells the server what was really heard, so that the model does not believe it said more. */
  function truncate(item: PlayedItem) {
    countPlayed(item)
    const entry = conversation.get(item.itemId, 'assistant')
    if (entry) {
      conversation.change(item.itemId, 'assistant', { state: 'interrupted', heardChars: heardChars(entry.text, item) })
    }
    if (link.state !== 'ready') return
    const heardMs = playback.heardMs(item)
    // Truncating at 0 can fail ("Only model output audio messages can be truncated"): then the item goes altogether.
    if (heardMs === 0) link.send('conversation.item.delete', { item_id: item.itemId }, item.turnId)
    else
      link.send(
        'conversation.item.truncate',
        { item_id: item.itemId, content_index: 0, audio_end_ms: heardMs },
        item.turnId,
      )
  }

  function onDown(problem: GrantProblem | null) {
    // An answer that is here whole needs no server to be heard to its end.
    const waiting = book.open().filter((turn) => !endings.served(turn))
    responder.reset()
    continuation.supersede()
    toolbox.reset()
    delivery.reset()
    playback.endAll()
    approvals.expireAll('The connection was lost.')
    money.lost()
    for (const entry of conversation.all()) {
      if (entry.kind !== 'tool' || entry.status === 'done' || entry.status === 'failed') continue
      const error = 'The connection was lost while this ran: the outcome is unknown.'
      conversation.change(entry.id, 'tool', { status: 'failed', error, endedAt: clock.now() })
    }
    if (problem) problems.add(problem.code, problem.message)
    if (problem?.retry === 'never' && waiting.length === 0) {
      picture.notice('error', problem.code, problem.message, null)
    }
    recovery.down(problem, waiting)
    for (const turn of waiting) picture.touch(turn)
  }

  picture.touch()

  return {
    talk(event: TalkEvent) {
      if (event.type === 'press') asking.press(event.talkId, event.at)
      if (event.type === 'release') asking.release(event.talkId, event.at)
      if (event.type === 'tap') asking.tap(event.talkId, event.heldMs)
      if (event.type === 'abort') asking.abort(event.talkId, event.at, event.reason)
    },
    command(command: Command) {
      if (command.type === 'say') asking.say(command.text)
      if (command.type === 'interrupt') interrupt(clock.now())
      if (command.type === 'resend') asking.resend(command.turnId)
      if (command.type === 'discard') asking.discard(command.turnId)
      if (command.type === 'decide') approvals.decide(command)
      if (command.type === 'network' && command.online && book.open().length > 0) link.ensure()
      // A socket on a network that is gone looks alive for minutes; the next question opens a new one at once.
      if (command.type === 'network' && !command.online && book.open().length === 0) link.close()
      if (command.type === 'suspend') link.close()
      if (command.type === 'reset') {
        link.close()
        recovery.up()
        link.ensure()
      }
      picture.touch()
    },
    captured(report: CaptureReport) {
      if (report.type === 'frame') asking.frame(report.turnId, report.samples, report.peak)
      else asking.fenced(report.turnId)
    },
    played(report: PlaybackReport) {
      if (report.type === 'underrun') log.app('playback.underrun', report)
      playback.report(report)
    },
    device: (report: DeviceReport) => asking.device(report),
    settings(next: EngineSettings) {
      const other = next.backend !== settings.backend
      settings = next
      if (other) link.close()
      rest.settle()
      picture.touch()
    },
    /** Connects before the first press, so that the first answer is as quick as the second. */
    connect: () => link.ensure(),
    close() {
      for (const part of [rest, recovery, asking]) part.stop()
      link.close()
      picture.publish()
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
