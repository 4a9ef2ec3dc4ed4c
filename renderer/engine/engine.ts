import type { GrantProblem, GrantReply, Identity } from '../../shared/grant'
import type { System } from '../../shared/hotkeys'
import type { Command, Restored } from '../../shared/ipc'
import type { SpeechNote } from '../../shared/kept-speech'
import type { MoneyFact } from '../../shared/ledger'
import type { LogEvent } from '../../shared/log'
import type { OwnPrices } from '../../shared/models/prices'
import { safeLine } from '../../shared/safe-text'
import type { EngineUpdate } from '../../shared/snapshot'
import type { TalkEvent } from '../../shared/talk'
import { toolKey } from '../../shared/tool-name'
import { createAnswers } from './answers/answers'
import { createChecking } from './answers/checking'
import { createContinuation } from './answers/continuation'
import { createDeadAir, type Wait } from './answers/dead-air'
import { createPlayback, type PlayedItem } from './answers/playback'
import { createReception } from './answers/reception'
import { createResponder } from './answers/responder'
import { createToolCalls } from './answers/tool-calls'
import { type Clock, stoppable } from './clock'
import { createConversation } from './conversation'
import { createSpending } from './cost/spending'
import type { OpenSocket } from './line/connection'
import { historyItems } from './line/history'
import { createKeeper } from './line/keeper'
import { createLink } from './line/link'
import { createRecovery } from './line/recovery'
import { createRest } from './line/rest'
import { createSessionLog } from './line/session-log'
import { createApprovals } from './money/approvals'
import { createConfirming } from './money/confirming'
import { createExecutions } from './money/executions'
import { createMoney } from './money/money'
import { CHOOSE, createWalletChoice } from './money/wallet-choice'
import { createPicture } from './picture'
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
import { createAsking } from './turns/asking'
import { createDelivery } from './turns/delivery'
import { createEndings } from './turns/endings'
import { createInterrupting } from './turns/interrupting'
import { rewind, type TurnWork } from './turns/turn'
import { createTurnBook } from './turns/turn-book'

/** Tools that may move money unasked, by name; more than this nobody reads. */
const MAX_UNGUARDED = 20
/** Characters of a sentence in which names and arguments of a server stand. */
const LONGEST = 800
const shown = (text: string) => safeLine(text, LONGEST) ?? 'a tool without a name'

/** The settings that the engine acts upon. */
export interface EngineSettings {
  backend: EngineUpdate['status']['backend']
  tailMs: number
  /** null keeps the microphone open always. */
  microphoneWarmMs: number | null
  transcriptionModel: string
  earcons: boolean
  /** The model whose tokens the trader pays; null where somebody else does. */
  paidModel: string | null
  /** US dollars a day; null for no limit. */
  budgetUsdPerDay: number | null
  /** Tokens a day that the trader pays for; null for no limit. */
  tokensPerDay: number | null
  /** Prices of models that the price file does not know. */
  modelPrices: OwnPrices
}

export interface EngineDeps {
  clock: Clock
  /** 0 (included) to 1. */
  random(): number
  requestGrant(): Promise<GrantReply>
  openSocket: OpenSocket
  capture(command: CaptureCommand): void
  playback(command: PlaybackCommand): void
  devices(request: DeviceRequest): void
  publish(update: EngineUpdate): void
  log(events: LogEvent[]): void
  level(peak: number): void
  /** Something happened about money: it belongs into the ledger, at once. `recorded` is told once whether it is on disk. */
  money(fact: MoneyFact, recorded?: (onDisk: boolean) => void): void
  /** What is spoken, for whoever keeps it beyond this engine's life. */
  speech(note: SpeechNote): void
}

/**
 * The session engine: everything between the microphone's frames and the speaker's, without a device, a socket or a
 * clock of its own. One object per voice window; its methods are called from one thread and never throw on bad input.
 *
 * This file puts the parts together and says what they mean to each other; each part has its own reason and file.
 */
export function createEngine(deps: EngineDeps, initial: EngineSettings) {
  const clock = stoppable(deps.clock)
  let settings = initial
  let system: System = 'linux'
  /** Whom the last session was for; shown while there is none. */
  let identity: Identity | null = null
  /** Why the session is being closed from here; null when it is not. */
  let leaving: string | null = null
  /** What is waited for, when it takes long. */
  let waitingFor: string | null = null
  /** Client events that told a new session of the past: what the server says against them is no trader's matter. */
  let pastEvents = new Set<string>()

  const earcon = (name: Earcon) => {
    if (settings.earcons) deps.devices({ type: 'earcon', name })
  }
  const log = createSessionLog({ now: clock.now, mono: clock.mono, emit: deps.log })
  const conversation = createConversation(clock.now)
  const problems = createProblems()
  const continuation = createContinuation()
  const book = createTurnBook()
  /** A question belongs to the backend that was asked, whatever was chosen since. */
  const backendOf = (turnId: string | null) =>
    (turnId === null ? undefined : book.get(turnId)?.backend) ?? settings.backend
  const checking = createChecking(conversation, clock.now, backendOf)
  const money = createMoney({
    clock,
    backend: backendOf,
    record: deps.money,
    onUnseen({ name, turnId }) {
      const text = `“${name}” was approved and has not been seen to run: check your wallet before you try again.`
      picture.notice('warning', 'approved_unseen', text, turnId)
      keeper.settle()
    },
  })
  const spending = createSpending({
    clock,
    allowance: () => ({
      model: settings.paidModel,
      budget: settings.budgetUsdPerDay,
      tokens: settings.tokensPerDay,
      prices: settings.modelPrices,
    }),
    // Before there is a session it is the one that will be asked for.
    transcription: () => (link.state === 'ready' ? link.transcriptionModel : settings.transcriptionModel),
  })

  const picture = createPicture({
    clock,
    log,
    conversation,
    book,
    publish: deps.publish,
    playing: (turnId) => playback.busy(turnId),
    link: () => ({ state: link.state, problem: recovery.problem, online: keeper.online }),
    waitingFor: () => waitingFor,
    asking: () => approvals.awaited(null),
    holding,
    silent: () => asking.silent,
    heldInVain: () => book.capturing !== null && confirming.inVain(book.capturing),
    facts: () => ({
      backend: settings.backend,
      dialect: link.dialect,
      identity,
      picked: walletChoice.state,
      sessionId: link.sessionId,
      microphone: asking.microphone,
      tools: link.tools?.all() ?? [],
      unguarded: (link.tools?.unguarded() ?? []).slice(0, MAX_UNGUARDED).map(shown),
      alarms: executions.alarms().map((alarm) => ({ ...alarm, text: shown(alarm.text) })),
      spending: spending.state,
      errors: problems.all(),
    }),
  })

  /** Shown once, counted ever after. */
  const problem = (code: string, message: string, turnId: string | null) => {
    if (problems.add(code, message)) picture.serverError(code, message, turnId)
  }

  const endings = createEndings({
    log,
    conversation,
    picture,
    book,
    delivery: () => delivery,
    responder: () => responder,
    continuation,
    playback: () => playback,
    earcon,
    speech: deps.speech,
    onEnd() {
      listen()
      rest.settle()
      keeper.settle()
    },
  })

  const link = createLink({
    clock,
    log,
    requestGrant: deps.requestGrant,
    openSocket: deps.openSocket,
    onState(state, reason) {
      if (state === 'down') onDown(keeper.judge(reason))
      picture.touch()
    },
    onReady,
    onPrepared: () => keeper.settle(),
    onUnprepared: (reason) => keeper.unprepared(keeper.judge(reason)),
    onRenewed() {
      leaveSession('The session was renewed.')
      // What had been streamed to the old one and not committed is streamed again.
      for (const turn of book.open()) if (!turn.commitSent) rewind(turn)
    },
    onEvent(event) {
      if (!walletChoice.take(event)) reception.apply(event)
      if ('item' in event && event.item.type === 'mcp_list_tools') toolCalls.toolsListed()
      // A response has ended, or a list of tools is here.
      if (event.type === 'response.done' || 'item' in event) walletChoice.attempt()
      listen()
    },
    onTools() {
      walletChoice.attempt()
      responder.attempt()
      picture.touch()
    },
    onNotice: (code, sentence) => picture.serverNotice('warning', code, sentence, null),
    active: (sinceMs) => (book.current?.startedAt ?? 0) >= sinceMs,
  })

  const keeper = createKeeper({
    clock,
    random: deps.random,
    link,
    quiet: () =>
      book.capturing === null &&
      book.open().length === 0 &&
      !playback.busy(null) &&
      !approvals.awaited(null) &&
      !money.underWay(),
    local: () => settings.backend === 'practice',
    onSlept: sleptUnnoticed,
  })

  const responder = createResponder({
    clock,
    link,
    // An answer about money has to be about the wallet that was picked.
    toolsSettled: () => (link.tools?.settled() ?? true) && !walletChoice.busy,
    listening: () => book.capturing !== null || asking.inDoubt,
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
      turn.sessionId = link.sessionId
      turn.unguarded = (link.tools?.unguarded() ?? []).length > 0
      // A question that was still unanswered when the next one was asked gets no answer of its own: the server has both.
      continuation.supersede()
      const older = book.open().filter((it) => it !== turn && it.commitSent)
      if (older.length > 0) responder.cancel()
      for (const it of older) {
        interrupting.dropUnplayed(it)
        endings.end(it, 'interrupted')
      }
      if (turn.source === 'text') conversation.change(turn.id, 'user', { delivery: 'sent' })
      responder.want(turn.id)
      listen()
      picture.touch(turn)
    },
    onReached: (turn) => deps.speech({ type: 'reached', turnId: turn.id }),
    onTooShort: (turn) => asking.tooShort(turn),
    onForeign: (turn) => endings.keepUnsent(turn, 'Another backend was chosen before this was sent.'),
    backend: () => settings.backend,
  })

  const recovery = createRecovery({
    clock,
    link,
    keeper,
    book,
    delivery,
    backend: () => settings.backend,
    keepUnsent: endings.keepUnsent,
  })

  const playback = createPlayback({
    clock,
    post: deps.playback,
    onStalled(items) {
      for (const item of items) interrupting.truncate(item)
      problem(
        'speaker_stalled',
        'The speaker stopped, so you missed the rest of the answer. Check it in your system’s sound settings.',
        null,
      )
    },
    onStarted(item) {
      const turn = book.get(item.turnId)
      if (turn) turn.times.speaker ??= clock.now()
      picture.touch(turn)
    },
    onProgress: countPlayed,
    onFinished(item) {
      countPlayed(item)
      endings.settle(book.get(item.turnId))
      keeper.settle()
      picture.touch()
    },
    onSilenced(cut) {
      const turn = interrupting.silenced()
      if (turn) {
        turn.times.silent ??= clock.now()
        picture.touch(turn)
      }
      for (const item of cut) {
        interrupting.truncate(item)
        playback.forget(item.turnId)
      }
      rest.settle()
      keeper.settle()
    },
  })

  const interrupting = createInterrupting({
    book,
    link,
    conversation,
    continuation,
    approvals: () => approvals,
    responder,
    endings,
    playback: () => playback,
    holding,
    countPlayed,
  })

  const walletChoice = createWalletChoice({
    clock,
    log,
    link,
    serverOf: (name) => link.tools?.all().find((tool) => toolKey(tool) === name)?.server ?? null,
    hindrance() {
      if (responder.running) return 'answer'
      return (link.tools?.settled() ?? false) && !money.underWay() ? null : 'other'
    },
    begun: (responseId) => responder.knows(responseId),
    billed: (usage) => spending.billed(usage),
    onWallet(wallet) {
      if (identity) identity = { ...identity, wallet }
      approvals.review()
    },
    onChange() {
      approvals.review()
      responder.attempt()
      picture.touch()
    },
    onRefused: (sentence) => picture.notice('warning', 'wallet_refused', sentence, null),
    onOtherCall: (call) => reception.item(call),
  })

  const approvals = createApprovals({
    clock,
    log,
    link,
    conversation,
    continuation,
    money,
    worth: checking.worth,
    wallet: walletInForce,
    walletHindrance: () => walletChoice.hindrance,
    barred: () => executions.barred(),
    onAsked: (requestId) => executions.asked(requestId),
    onApproved(card) {
      if (card.turnId !== null) acted(book.get(card.turnId))
      if (toolKey(card) === CHOOSE) walletChoice.othersBegin(card.id, null)
    },
    onDecided() {
      reception.continueIfDue()
      listen()
      picture.touch()
    },
  })

  const confirming = createConfirming({ clock, approvals, picture })

  const executions = createExecutions({
    conversation,
    money,
    mustAsk: (tool) => link.tools?.mustAsk(tool) ?? false,
    onAlarm(text, turnId) {
      picture.serverNotice('error', 'ran_otherwise', text, turnId)
      earcon('error')
      approvals.review()
    },
  })

  const answers = createAnswers({
    clock,
    log,
    conversation,
    continuation,
    responder,
    playback,
    book,
    spending,
    check: checking.answer,
    problem: (code, message, turnId) => problem(code, message, turnId),
    notice: picture.serverNotice,
    fail: endings.keepUnsent,
    touch: picture.touch,
  })

  const toolCalls = createToolCalls({
    clock,
    conversation,
    continuation,
    money,
    book,
    link,
    executions,
    readsOnly: (tool) => link.tools?.readsOnly(tool) ?? false,
    turnOfResponse: answers.turnOfResponse,
    check: checking.output,
    acted,
    onCall(call, requestId) {
      if (toolKey(call) === CHOOSE) walletChoice.othersBegin(call.id, requestId)
    },
    onOutput: answers.check,
    onUnauthorized(turn) {
      if (turn) turn.toolsRefused = true
      problems.add('tools_unauthorized', 'The permission of the tools had ended before the session.')
      keeper.rightsEnded()
    },
    onEnded(call) {
      if (toolKey(call) === CHOOSE) walletChoice.othersEnd(call.id, call.output)
      reception.continueIfDue()
    },
    touch: picture.touch,
  })

  const reception = createReception({
    conversation,
    responder,
    continuation,
    approvals,
    toolCalls,
    answers,
    spending,
    book,
    delivery,
    touch: picture.touch,
    settle: endings.settle,
    problem,
    absorb: (eventId) => eventId !== null && pastEvents.has(eventId),
    fail: endings.keepUnsent,
    onFlood() {
      const message =
        'The server sent more than any answer needs, so the connection was closed. Ask again, or choose another backend.'
      link.leave({ code: 'server_floods', message, retry: 'never', retryAfterMs: null })
    },
    // A tone in what is being recorded would be heard as a part of it.
    onAsked: () => book.capturing === null && earcon('ask'),
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

  const deadAir = createDeadAir({
    clock,
    wait: waitAfterTools,
    say(sentence) {
      waitingFor = sentence
      if (sentence) log.app('dead-air', { sentence })
      picture.touch()
    },
    lookAgain(turnId, itemIds) {
      for (const id of itemIds) link.send('conversation.item.retrieve', { item_id: id }, turnId)
    },
    presumeDone(_turnId, responseId) {
      responder.done(responseId)
      continuation.responseDone(responseId, true)
      reception.continueIfDue()
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
    confirming,
    system: () => system,
    capture: deps.capture,
    devices: deps.devices,
    earcon,
    level: deps.level,
    tailMs: () => settings.tailMs,
    backend: () => settings.backend,
    refusal: spending.refusal,
    wallet: walletOnScreen,
    onTap: () => responder.attempt(),
    interrupt: interrupting.interrupt,
    onBegin: () => rest.begin(),
    hush: interrupting.hush,
    onPresent: () => keeper.notice(),
    onAsk() {
      keeper.hasten()
      recovery.fresh()
      keeper.fresh()
    },
    speech: deps.speech,
  })

  // --- what the parts mean to each other ----------------------------------------------------------------------------

  function listen() {
    rest.listen()
    deadAir.heard()
  }

  /** The one that is on screen when the key goes down, even if the next session should bring another. */
  function walletOnScreen(): string | null | undefined {
    return walletChoice.state?.wallet.address ?? walletInForce()
  }

  function walletInForce(): string | null | undefined {
    return identity ? (identity.wallet?.address ?? null) : undefined
  }

  function holding(): boolean {
    return book.capturing !== null && confirming.has(book.capturing)
  }

  function acted(turn: TurnWork | undefined) {
    if (!turn || turn.acted) return
    turn.acted = true
    deps.speech({ type: 'acted', turnId: turn.id })
    endings.withdraw(turn)
    const other = responder.mistakenFor(turn.id)
    if (other !== null) acted(book.get(other))
  }

  function waitsForServer(turn: TurnWork): boolean {
    return turn.commitSent && !endings.served(turn) && !approvals.awaited(turn.id)
  }

  function toolRuns(itemId: string): boolean {
    const status = conversation.get(itemId, 'tool')?.status
    return status !== undefined && status !== 'done' && status !== 'failed'
  }

  function waitAfterTools(): Wait {
    const turn = book.open().find((it) => it.toolIds.length > 0 && waitsForServer(it))
    if (!turn || link.state !== 'ready' || playback.busy(null) || book.capturing !== null) return { for: 'nothing' }
    const itemIds = turn.toolIds.filter(toolRuns)
    const names = itemIds.map((id) => conversation.get(id, 'tool')?.name ?? 'a tool')
    const responseId = responder.activeOf(turn.id)
    if (itemIds.length > 0) return { for: 'tools', turnId: turn.id, itemIds, names }
    if (responseId !== null && continuation.endedBut(responseId))
      return { for: 'response', turnId: turn.id, responseId }
    return { for: 'answer', turnId: turn.id }
  }

  function countPlayed(item: PlayedItem) {
    const turn = book.get(item.turnId)
    if (!turn) return
    turn.played.set(item.itemId, item.played)
    picture.touch(turn)
  }

  /** A session is there, new or in place of another. */
  function onReady() {
    identity = link.grant?.identity ?? null
    // A key that went down before there was a session latches the wallet that the session brings.
    for (const turn of book.open()) if (turn.wallet === undefined) turn.wallet = walletOnScreen() ?? null
    tellThePast()
    walletChoice.sessionStarted()
    recovery.up()
    delivery.pump()
    responder.attempt()
    picture.touch()
  }

  /** A new session knows nothing of what was said: it is told before anything new is asked. */
  function tellThePast() {
    const items = historyItems({
      entries: conversation.all(),
      turn: book.get,
      backend: settings.backend,
      wallet: walletOnScreen() ?? null,
    })
    pastEvents = new Set(items.map((item) => link.send('conversation.item.create', { item })))
  }

  /** What belonged to the session that is gone. */
  function leaveSession(reason: string) {
    responder.reset()
    continuation.supersede()
    reception.reset()
    delivery.reset()
    approvals.expireAll(reason)
    toolCalls.lost()
    answers.check()
    money.lost()
  }

  /** Closes the session ourselves; what that cuts short says why. */
  function leave(why: string) {
    leaving = why
    link.close()
    leaving = null
  }

  function onDown(reason: GrantProblem | null) {
    // An answer that is here whole needs no server to be heard to its end.
    const waiting = book.open().filter((turn) => !endings.served(turn) && !confirming.has(turn))
    leaveSession(leaving ?? 'The connection was lost.')
    playback.endAll()
    if (reason) problems.add(reason.code, reason.message)
    if (reason?.retry === 'never' && waiting.length === 0) {
      picture.serverError(reason.code, reason.message, null)
    }
    recovery.down(reason, waiting, leaving ?? 'The session was closed.')
    for (const turn of waiting) picture.touch(turn)
    // Nothing more will be told of what was heard already: an answer whose last tool had ended without its output.
    for (const turn of book.open()) endings.settle(turn)
    listen()
  }

  function sleptUnnoticed() {
    log.app('slept')
    leave('The computer went to sleep.')
  }

  picture.touch()

  return {
    talk(event: TalkEvent) {
      if (event.type === 'press') asking.press(event.talkId, event.at, event.canApprove)
      if (event.type === 'release') asking.release(event.talkId, event.at, event.heldMs)
      if (event.type === 'tap') asking.tap(event.talkId, event.heldMs)
      if (event.type === 'disarm') asking.disarm(event.talkId, event.reason)
      if (event.type === 'void') asking.voided(event.talkId, event.at)
      if (event.type === 'abort') asking.abort(event.talkId, event.at, event.reason, event.lost ?? false)
    },
    command(command: Command) {
      if (command.type === 'say') asking.say(command.text)
      if (command.type === 'interrupt') interrupting.interrupt(clock.now(), null)
      if (command.type === 'resend') asking.resend(command.turnId)
      if (command.type === 'discard') asking.discard(command.turnId)
      if (command.type === 'decide') approvals.decide(command)
      if (command.type === 'sight') approvals.seen(command)
      if (command.type === 'acknowledge') {
        executions.acknowledge(command.alarmId)
        approvals.review()
      }
      if (command.type === 'network') {
        keeper.network(command.online)
        // A socket on a network that is gone looks alive for minutes; the next question opens a new one at once.
        if (!keeper.online && book.open().length === 0) link.close()
      }
      if (command.type === 'suspend') {
        keeper.sleep()
        leave('The computer went to sleep.')
      }
      if (command.type === 'resume') keeper.wake()
      if (command.type === 'wallet') walletChoice.pick(command.wallet)
      if (command.type === 'reset') {
        keeper.reset()
        leave(command.reason)
        keeper.connect()
      }
      picture.touch()
    },
    captured(report: CaptureReport) {
      if (report.type === 'frame') asking.frame(report.turnId, report.samples, report.peak)
      else if (report.type === 'fence') asking.fenced(report.turnId, report.captured)
      else asking.gap(report.turnId, report.lostMs, report.atStart)
    },
    played(report: PlaybackReport) {
      if (report.type === 'underrun') log.app('playback.underrun', report)
      playback.report(report)
    },
    device: (report: DeviceReport) => asking.device(report),
    speakerGone: () =>
      picture.notice(
        'warning',
        'speaker_gone',
        'The speaker you chose is not there, so answers play on the system’s default one.',
        null,
      ),
    settings(next: EngineSettings) {
      const other = next.backend !== settings.backend
      settings = next
      if (other) {
        identity = null
        leave('Another backend was chosen.')
      }
      rest.settle()
      picture.touch()
    },
    /** What an earlier engine of this app left behind. */
    restore({ today, speech, wallet, system: runsOn }: Restored) {
      system = runsOn ?? system
      walletChoice.pick(wallet)
      spending.restore(today)
      asking.restore(speech)
      picture.touch()
    },
    /** Connects before the first press, so that the first answer is as quick as the second. */
    connect: () => keeper.connect(),
    close() {
      clock.stop()
      link.close()
      picture.publish()
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
