import type { GrantProblem, GrantReply } from '../../shared/grant'
import type { Command } from '../../shared/ipc'
import type { LogEvent } from '../../shared/log'
import type { EngineUpdate, Turn, VoiceState } from '../../shared/snapshot'
import type { TalkEvent } from '../../shared/talk'
import type { Clock } from './clock'
import { createContinuation } from './continuation'
import { createConversation } from './conversation'
import { createDelivery } from './delivery'
import { createLink, type OpenSocket } from './link'
import { msToSamples, samplesToMs } from './pcm'
import { createPlayback, type PlayedItem } from './playback'
import type {
  CaptureCommand,
  CaptureReport,
  DeviceReport,
  DeviceRequest,
  PlaybackCommand,
  PlaybackReport,
} from './ports'
import { createProblems } from './problems'
import { createReception } from './reception'
import { createResponder } from './responder'
import { createSessionLog } from './session-log'
import { createToolbox } from './toolbox'
import { createTurn, rewind, type TurnWork, timingOf } from './turn'

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
}

/** Snapshots go out at most this often: a screen shows no more. */
const PUBLISH_MS = 33
/** The server has to say something about a turn within this, else the turn is given up. */
const SILENCE_LIMIT_MS = 25_000
/** An utterance cut by a lost connection is sent again by itself while it is younger than this. */
const RESEND_AGE_MS = 30_000
/** The device has to deliver within this after the key went down. */
const MICROPHONE_LIMIT_MS = 5_000
/** Pauses before connecting again while an utterance waits. */
const RECONNECT_MS = [300, 1_500]

/**
 * The session engine: everything between the microphone's frames and the speaker's, without a device, a socket or a
 * clock of its own. One object per voice window; its methods are called from one thread and never throw on bad input.
 */
export function createEngine(deps: EngineDeps, initial: EngineSettings) {
  const { clock } = deps
  let settings = initial
  const log = createSessionLog({ now: clock.now, mono: clock.mono, emit: deps.log })
  const conversation = createConversation(clock.now)
  const problems = createProblems()
  const continuation = createContinuation()
  const turns = new Map<string, TurnWork>()
  const dirtyTurns = new Set<string>()
  let current: TurnWork | null = null
  let capturing: TurnWork | null = null
  /** The turn that the latest press cut. */
  let silencing: TurnWork | null = null
  let device: DeviceReport = { state: 'closed', device: null }
  let bytesWhileUp = 0
  let linkProblem: GrantProblem | null = null
  let reconnects = 0
  let textTurns = 0
  let notices = 0
  let cancelWarm = () => {}
  let cancelSilence = () => {}
  let cancelReconnect = () => {}
  let cancelMicrophone = () => {}
  let cancelPublish: (() => void) | null = null

  // --- what is seen -------------------------------------------------------------------------------------------------

  const touch = (turn?: TurnWork) => {
    if (turn) dirtyTurns.add(turn.id)
    cancelPublish ??= clock.after(PUBLISH_MS, publish)
  }

  const voiceState = (): VoiceState => {
    if (capturing) return 'listening'
    if (playback.busy(null)) return 'speaking'
    const waiting = [...turns.values()].some((turn) => turn.outcome === null)
    if (link.state !== 'ready' && link.state !== 'down') return 'connecting'
    if (waiting) return link.state === 'ready' ? 'working' : 'connecting'
    if (linkProblem) return linkProblem.retry === 'never' ? 'error' : 'offline'
    return 'idle'
  }

  const detail = (state: VoiceState): string => {
    if (state === 'listening') return 'Listening…'
    if (state === 'speaking') return 'Speaking…'
    if (state === 'connecting') return 'Connecting…'
    if (state === 'working') return 'Working…'
    if (linkProblem && (state === 'offline' || state === 'error')) return linkProblem.message
    return 'Ready'
  }

  const turnRecord = (turn: TurnWork): Turn => ({
    id: turn.id,
    phase: phaseOf(turn),
    outcome: turn.outcome,
    source: turn.source,
    heard: turn.heard,
    said: turn.assistantIds
      .map((id) => conversation.get(id, 'assistant')?.text ?? '')
      .join('\n')
      .trim(),
    tools: turn.toolIds.flatMap((id) => {
      const tool = conversation.get(id, 'tool')
      return tool ? [{ name: tool.name, status: tool.status, arguments: tool.arguments, output: tool.output }] : []
    }),
    samples: {
      captured: turn.captured,
      sent: turn.sent,
      committed: turn.committed,
      played: [...turn.played.values()].reduce((sum, count) => sum + count, 0),
    },
    timing: timingOf(turn),
    responseCreates: turn.responseCreates,
  })

  const phaseOf = (turn: TurnWork): Turn['phase'] => {
    if (turn.outcome !== null) return 'ended'
    if (!turn.captureEnded) return 'capturing'
    if (!turn.commitSent) return 'sending'
    if (playback.busy(turn.id)) return 'speaking'
    return turn.toolIds.length > 0 ? 'working' : 'waiting'
  }

  function publish() {
    cancelPublish?.()
    cancelPublish = null
    const state = voiceState()
    const changed = [...dirtyTurns].flatMap((id) => turns.get(id) ?? [])
    dirtyTurns.clear()
    deps.publish({
      status: {
        state,
        detail: detail(state),
        backend: settings.backend,
        transport: 'websocket',
        dialect: link.dialect,
        identity: link.grant?.identity ?? null,
        sessionId: link.sessionId,
        microphone: { ...device, bytesWhileUp },
        tools: toolbox.all(),
        errors: problems.all(),
      },
      entries: conversation.takeChanged(),
      turns: changed.map(turnRecord),
    })
    log.flush()
  }

  const notice = (level: 'info' | 'warning' | 'error', code: string, text: string, turnId: string | null) => {
    conversation.add({
      kind: 'notice',
      id: `notice-${Math.floor(clock.now())}-${++notices}`,
      turnId,
      order: conversation.nextOrder(),
      at: clock.now(),
      level,
      code,
      text,
    })
    touch()
  }

  const earcon = (name: 'start' | 'stop' | 'error' | 'offline') => {
    if (settings.earcons) deps.devices({ type: 'earcon', name })
  }

  // --- the end of a turn --------------------------------------------------------------------------------------------

  const end = (turn: TurnWork, outcome: NonNullable<Turn['outcome']>) => {
    if (turn.outcome !== null) return
    turn.outcome = outcome
    // Speech that was answered need not be kept; what was not sent stays at hand for Resend.
    if (outcome === 'answered' || outcome === 'interrupted' || outcome === 'tap' || outcome === 'discarded')
      turn.frames = []
    log.app('turn.ended', { outcome, samples: turnRecord(turn).samples }, turn.id)
    touch(turn)
    armWarm()
    armSilence()
  }

  /** Ends a turn when nothing more can come for it. */
  const settle = (turn: TurnWork | undefined) => {
    if (!turn || turn.outcome !== null || !turn.commitSent) return
    if (responder.busy(turn.id) || continuation.pending(turn.id) || playback.busy(turn.id)) return
    if (turn.responseCreates === 0) return
    const answered = turn.assistantIds.some((id) => (conversation.get(id, 'assistant')?.text ?? '') !== '')
    for (const id of turn.assistantIds) {
      if (conversation.get(id, 'assistant')?.state === 'speaking')
        conversation.change(id, 'assistant', { state: 'done' })
    }
    if (!answered && turn.played.size === 0) {
      notice('error', 'empty_answer', 'The answer was empty. Ask again.', turn.id)
      earcon('error')
    }
    end(turn, answered || turn.played.size > 0 ? 'answered' : 'failed')
    playback.forget(turn.id)
  }

  /** The utterance did not get through: it stands as "not sent", with its samples, until Resend or Discard. */
  const keepUnsent = (turn: TurnWork, problem: string) => {
    delivery.remove(turn)
    const sentBefore = turn.committed > 0
    conversation.change(turn.id, 'user', {
      delivery: 'unsent',
      problem,
      ...(turn.heard === null ? { transcript: 'unavailable' } : {}),
    })
    end(turn, sentBefore ? 'failed' : 'unsent')
    earcon('error')
  }

  // --- the link -----------------------------------------------------------------------------------------------------

  const open = () => [...turns.values()].filter((turn) => turn.outcome === null)

  const onDown = (problem: GrantProblem | null) => {
    responder.reset()
    continuation.supersede()
    toolbox.reset()
    linkProblem = problem
    failRunningTools()
    const waiting = open()
    if (problem && waiting.length === 0 && problem.retry === 'never')
      notice('error', problem.code, problem.message, null)
    if (waiting.length === 0) {
      if (problem) problems.add(problem.code, problem.message)
      return touch()
    }
    const again: TurnWork[] = []
    const message = problem?.message ?? 'The session was closed.'
    const hopeless = problem?.retry === 'never' || reconnects >= RECONNECT_MS.length
    for (const turn of waiting) {
      const fresh = clock.now() - turn.startedAt < RESEND_AGE_MS || !turn.captureEnded
      if (!hopeless && fresh && turn.toolIds.length === 0 && turn.assistantIds.length === 0) {
        rewind(turn)
        again.push(turn)
      } else if (turn.captureEnded) {
        keepUnsent(turn, message)
      } else {
        // Still being spoken: it is kept whole and told at its end.
        rewind(turn)
        again.push(turn)
      }
      touch(turn)
    }
    delivery.requeue(again)
    if (problem) problems.add(problem.code, problem.message)
    if (again.length === 0 || hopeless) return
    const pause = problem?.retryAfterMs ?? RECONNECT_MS[reconnects] ?? 0
    if (pause > RESEND_AGE_MS) {
      for (const turn of again) keepUnsent(turn, message)
      return
    }
    reconnects++
    cancelReconnect()
    cancelReconnect = clock.after(pause, () => link.ensure())
  }

  const failRunningTools = () => {
    for (const entry of conversation.all()) {
      if (entry.kind === 'tool' && entry.status !== 'done' && entry.status !== 'failed') {
        conversation.change(entry.id, 'tool', {
          status: 'failed',
          error: 'The connection was lost while this ran: the outcome is unknown.',
          endedAt: clock.now(),
        })
      }
      if (entry.kind === 'approval' && entry.decision === 'pending') {
        conversation.change(entry.id, 'approval', { decision: 'expired', reason: 'The connection was lost.' })
      }
    }
  }

  const link = createLink({
    clock,
    log,
    requestGrant: deps.requestGrant,
    openSocket: deps.openSocket,
    wish: () => ({ transcriptionModel: settings.transcriptionModel }),
    onState(state, problem) {
      if (state === 'down') onDown(problem)
      touch()
    },
    onReady() {
      linkProblem = null
      reconnects = 0
      delivery.pump()
      responder.attempt()
      touch()
    },
    onEvent: (event) => {
      armSilence()
      reception.apply(event)
    },
  })

  const toolbox = createToolbox({ clock, link, onSettled: () => responder.attempt() })

  const responder = createResponder({
    link,
    toolsSettled: () => toolbox.settled(),
    onCreate(turnId) {
      const turn = turns.get(turnId)
      if (!turn) return
      turn.responseCreates++
      touch(turn)
    },
  })

  const delivery = createDelivery({
    link,
    now: clock.now,
    onCommitted(turn) {
      turn.deliveries++
      // A question that was still unanswered when the next one was asked is answered together with it.
      for (const older of open()) if (older !== turn && older.commitSent) end(older, 'interrupted')
      if (turn.source === 'text') conversation.change(turn.id, 'user', { delivery: 'sent' })
      responder.want(turn.id)
      armSilence()
      touch(turn)
    },
    onTooShort(turn) {
      conversation.change(turn.id, 'user', {
        delivery: 'unsent',
        transcript: 'unavailable',
        problem:
          device.state === 'denied'
            ? 'The microphone is not allowed: allow it in the system settings.'
            : device.state === 'missing'
              ? 'No microphone was found.'
              : 'Nothing was recorded: hold the key while you speak.',
      })
      end(turn, 'unsent')
      earcon('error')
    },
  })

  const playback = createPlayback({
    post: deps.playback,
    onStarted(item) {
      const turn = turns.get(item.turnId)
      if (turn) turn.times.speaker ??= clock.now()
      touch(turn)
    },
    onProgress: (item) => countPlayed(item),
    onFinished(item) {
      countPlayed(item)
      settle(turns.get(item.turnId))
      touch()
    },
    onSilenced(cut) {
      if (silencing) {
        silencing.times.silent ??= clock.now()
        touch(silencing)
        silencing = null
      }
      for (const item of cut) truncate(item)
      armWarm()
    },
  })

  const countPlayed = (item: PlayedItem) => {
    const turn = turns.get(item.turnId)
    if (!turn) return
    turn.played.set(item.itemId, item.played)
    touch(turn)
  }

  /** Tells the server what was really heard, so that the model does not believe it said more. */
  const truncate = (item: PlayedItem) => {
    countPlayed(item)
    const entry = conversation.get(item.itemId, 'assistant')
    if (entry) {
      const share = item.received === 0 ? 0 : item.played / item.received
      const cutAt = Math.round(entry.text.length * share)
      const wordEnd = entry.text.lastIndexOf(' ', cutAt)
      conversation.change(item.itemId, 'assistant', {
        state: 'interrupted',
        heardChars: share >= 1 ? null : Math.max(0, wordEnd),
      })
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

  const reception = createReception({
    clock,
    log,
    link,
    conversation,
    problems,
    toolbox,
    responder,
    continuation,
    playback,
    turn: (id) => turns.get(id),
    currentTurn: () => current,
    committedBy: (itemId) => [...turns.values()].find((turn) => turn.itemId === itemId),
    awaitingCommit: () =>
      [...turns.values()].find((turn) => turn.source === 'voice' && turn.commitSent && turn.itemId === null),
    touch,
    settle,
    notice,
    fail(turn, message) {
      keepUnsent(turn, message)
    },
  })

  // --- turns --------------------------------------------------------------------------------------------------------

  /** Local silence first, then cancel, then (when the audio thread has told what was heard) truncate. */
  const interrupt = (at: number) => {
    const speaking = playback.busy(null)
    if (speaking) playback.silence()
    responder.cancel()
    continuation.supersede()
    for (const turn of open()) {
      if (!turn.commitSent) continue
      turn.times.interrupted = at
      if (speaking) silencing = turn
      end(turn, 'interrupted')
    }
    for (const entry of conversation.all()) {
      if (entry.kind === 'approval' && entry.decision === 'pending')
        decide(entry.id, false, 'A new question was asked.')
    }
  }

  const begin = (turn: TurnWork) => {
    turns.set(turn.id, turn)
    current = turn
    cancelWarm()
    deps.devices({ type: 'speaker', want: 'on' })
    linkProblem = null
    reconnects = 0
    if (link.state === 'down') {
      cancelReconnect()
      link.ensure()
    }
    touch(turn)
  }

  const press = (talkId: string, at: number) => {
    if (turns.has(talkId)) return
    if (capturing) release(capturing.id, at)
    interrupt(at)
    const turn = createTurn(talkId, 'voice', null, link.grant?.identity.wallet?.address ?? null, at)
    capturing = turn
    // The gate opens before anything else is looked at: the first word must not wait for a connection.
    deps.capture({ type: 'open', turnId: talkId })
    deps.devices({ type: 'microphone', want: 'open' })
    begin(turn)
    conversation.add({
      kind: 'user',
      id: turn.id,
      turnId: turn.id,
      order: conversation.nextOrder(),
      at,
      source: 'voice',
      text: null,
      transcript: 'pending',
      delivery: 'capturing',
      problem: null,
      durationMs: 0,
    })
    log.app('talk.press', {}, talkId)
    delivery.add(turn)
    earcon('start')
    publish()
  }

  const release = (talkId: string, at: number) => {
    const turn = turns.get(talkId)
    if (!turn || turn.times.keyUp !== null || turn.captureEnded) return
    turn.times.keyUp = at
    if (capturing === turn) capturing = null
    log.app('talk.release', {}, talkId)
    deps.capture({ type: 'close', turnId: talkId, tailSamples: msToSamples(settings.tailMs) })
    cancelMicrophone()
    // A device that never opened gives no fence with samples; a graph that never answers must not hold the turn for ever.
    cancelMicrophone = clock.after(MICROPHONE_LIMIT_MS, () => fence(turn))
    earcon('stop')
    touch(turn)
  }

  const tap = (talkId: string, heldMs: number) => {
    const turn = turns.get(talkId)
    if (!turn || turn.outcome !== null) return
    if (capturing === turn) capturing = null
    deps.capture({ type: 'close', turnId: talkId, tailSamples: 0 })
    turn.captureEnded = true
    delivery.remove(turn)
    conversation.change(turn.id, 'user', { delivery: 'discarded', transcript: 'unavailable' })
    notice('info', 'tap', `Held for ${Math.round(heldMs)} ms: hold the key while you speak.`, turn.id)
    end(turn, 'tap')
  }

  const abort = (talkId: string, at: number, reason: string) => {
    const turn = turns.get(talkId)
    if (!turn || turn.captureEnded) return
    notice('warning', 'talk_aborted', reason, turn.id)
    release(talkId, at)
  }

  /** Everything that the microphone gave for this turn is here. */
  const fence = (turn: TurnWork) => {
    if (turn.captureEnded) return
    cancelMicrophone()
    turn.captureEnded = true
    conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.captured), delivery: 'sending' })
    if (turn.captured === 0) {
      // Without a sample there is nothing to connect for; the sentence says why there is none.
      delivery.remove(turn)
      conversation.change(turn.id, 'user', { delivery: 'unsent', transcript: 'unavailable', problem: noSamples() })
      end(turn, 'unsent')
      earcon('error')
      return
    }
    delivery.pump()
    if (link.state === 'down' && linkProblem && (linkProblem.retry === 'never' || reconnects >= RECONNECT_MS.length)) {
      keepUnsent(turn, linkProblem.message)
    }
    touch(turn)
  }

  const noSamples = (): string => {
    if (device.state === 'denied') return 'The microphone is not allowed: allow it in the system settings.'
    if (device.state === 'missing') return 'No microphone was found: plug one in or choose another in Settings.'
    return 'The microphone gave no sound in time.'
  }

  const say = (text: string) => {
    const at = clock.now()
    interrupt(at)
    const turn = createTurn(
      `text-${Math.floor(at)}-${++textTurns}`,
      'text',
      text,
      link.grant?.identity.wallet?.address ?? null,
      at,
    )
    begin(turn)
    conversation.add({
      kind: 'user',
      id: turn.id,
      turnId: turn.id,
      order: conversation.nextOrder(),
      at,
      source: 'text',
      text,
      transcript: 'final',
      delivery: 'sending',
      problem: null,
      durationMs: 0,
    })
    delivery.add(turn)
    publish()
  }

  const resend = (turnId: string) => {
    const turn = turns.get(turnId)
    if (!turn || (turn.outcome !== 'unsent' && turn.outcome !== 'failed')) return
    if (turn.source === 'voice' && turn.frames.length === 0) return
    interrupt(clock.now())
    rewind(turn)
    turn.outcome = null
    conversation.change(turn.id, 'user', {
      delivery: 'sending',
      problem: null,
      ...(turn.heard === null ? { transcript: 'pending' } : {}),
    })
    begin(turn)
    delivery.add(turn)
  }

  const discard = (turnId: string) => {
    const turn = turns.get(turnId)
    if (!turn || (turn.outcome !== 'unsent' && turn.outcome !== 'failed')) return
    turn.outcome = 'discarded'
    turn.frames = []
    conversation.change(turn.id, 'user', { delivery: 'discarded' })
    touch(turn)
  }

  const decide = (requestId: string, approve: boolean, reason: string | null) => {
    const asked = conversation.get(requestId, 'approval')
    if (asked?.decision !== 'pending' || link.state !== 'ready') return
    const inTime = clock.now() < asked.expiresAt
    const yes = approve && inTime && link.grant?.identity.kind === 'user'
    conversation.change(requestId, 'approval', {
      decision: yes ? 'approved' : approve && !inTime ? 'expired' : 'denied',
      reason: yes ? null : (reason ?? (inTime ? null : 'The time to confirm had passed.')),
    })
    link.send(
      'conversation.item.create',
      { item: { type: 'mcp_approval_response', approval_request_id: requestId, approve: yes } },
      asked.turnId,
    )
    continuation.approvalAnswered(requestId, yes)
    log.app('approval.decided', { requestId, approve: yes, reason }, asked.turnId)
    reception.continueIfDue()
    touch()
  }

  // --- timers -------------------------------------------------------------------------------------------------------

  /** After a turn the speaker rests, and the microphone closes after a pause: closed means that the track is stopped. */
  function armWarm() {
    cancelWarm()
    if (capturing || open().length > 0) return
    if (!playback.busy(null)) deps.devices({ type: 'speaker', want: 'off' })
    if (settings.microphoneWarmMs === null) return
    cancelWarm = clock.after(settings.microphoneWarmMs, () => deps.devices({ type: 'microphone', want: 'closed' }))
  }

  /** A server that has gone silent in the middle of a turn is given up; the utterance stays. */
  function armSilence() {
    cancelSilence()
    const waiting = () => open().filter((turn) => turn.commitSent && !playback.busy(turn.id) && !awaitsApproval(turn))
    if (waiting().length === 0) return
    cancelSilence = clock.after(SILENCE_LIMIT_MS, () => {
      const late = waiting()
      if (late.length === 0) return
      const message = `No answer came for ${SILENCE_LIMIT_MS / 1000} seconds.`
      problems.add('no_answer', message)
      for (const turn of late) keepUnsent(turn, message)
      link.close()
    })
  }

  const awaitsApproval = (turn: TurnWork) =>
    conversation.ofTurn(turn.id).some((entry) => entry.kind === 'approval' && entry.decision === 'pending')

  return {
    talk(event: TalkEvent) {
      if (event.type === 'press') press(event.talkId, event.at)
      if (event.type === 'release') release(event.talkId, event.at)
      if (event.type === 'tap') tap(event.talkId, event.heldMs)
      if (event.type === 'abort') abort(event.talkId, event.at, event.reason)
    },
    command(command: Command) {
      if (command.type === 'say') say(command.text)
      if (command.type === 'interrupt') interrupt(clock.now())
      if (command.type === 'resend') resend(command.turnId)
      if (command.type === 'discard') discard(command.turnId)
      if (command.type === 'decide') decide(command.requestId, command.approve, null)
      if (command.type === 'network' && command.online && open().length > 0) link.ensure()
      if (command.type === 'suspend') link.close()
      if (command.type === 'reset') {
        linkProblem = null
        link.close()
        link.ensure()
      }
      touch()
    },
    captured(report: CaptureReport) {
      const turn = turns.get(report.turnId)
      if (report.type === 'fence') {
        if (turn) fence(turn)
        return
      }
      if (!turn || turn.captureEnded) {
        // After a tap a last frame may be under way; it is counted, and it goes nowhere.
        if (turn?.outcome !== 'tap') bytesWhileUp += report.samples.byteLength
        return
      }
      turn.times.firstFrame ??= clock.now()
      turn.captured += report.samples.length
      turn.frames.push(report.samples)
      delivery.pump()
      if (capturing === turn) deps.level(report.peak)
    },
    played: (report: PlaybackReport) => {
      if (report.type === 'underrun') log.app('playback.underrun', report)
      playback.report(report)
    },
    device(report: DeviceReport) {
      device = report
      // A device that will not come must not hold the turn: its fence would be empty.
      if (report.state === 'denied' || report.state === 'missing') {
        for (const turn of open()) if (turn.times.keyUp !== null && turn.captured === 0) fence(turn)
      }
      log.app(`microphone.${report.state}`, {}, capturing?.id ?? null)
      touch()
    },
    settings(next: EngineSettings) {
      const other = next.backend !== settings.backend
      settings = next
      if (other) link.close()
      touch()
    },
    /** Connects before the first press, so that the first answer is as quick as the second. */
    connect: () => link.ensure(),
    close() {
      for (const cancel of [cancelWarm, cancelSilence, cancelReconnect, cancelMicrophone]) cancel()
      link.close()
      publish()
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
