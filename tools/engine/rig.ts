import type { Clock } from '../../renderer/engine/clock'
import { createEngine, type EngineDeps, type EngineSettings } from '../../renderer/engine/engine'
import type { CaptureCommand, DeviceRequest, PlaybackCommand } from '../../renderer/engine/ports'
import type { SocketHandlers } from '../../renderer/engine/wire/sockets'
import type { GrantReply } from '../../shared/grant'
import type { SpeechNote } from '../../shared/kept-speech'
import type { MoneyFact } from '../../shared/ledger'
import { NO_LIMITS } from '../../shared/limits'
import type { LogEvent } from '../../shared/log'
import type { EngineUpdate, Entry, Turn } from '../../shared/snapshot'

/** A clock that only moves when told. */
export function createManualClock(start = 1_000_000) {
  let wall = start
  let mono = 0
  let timers: { at: number; callback: () => void }[] = []
  const pass = (ms: number) => {
    wall += ms
    mono += ms
  }
  const clock: Clock = {
    now: () => wall,
    mono: () => mono,
    after(ms, callback) {
      const timer = { at: mono + ms, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  return {
    clock,
    /** Moves on by `ms`, calling what falls due on the way in its order. */
    advance(ms: number) {
      const end = mono + ms
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        timers = timers.filter((timer) => timer !== due)
        pass(Math.max(0, due.at - mono))
        due.callback()
      }
      pass(end - mono)
    },
    /** The wall clock alone moves: the computer slept, or the clock was set. */
    setWall(ms: number) {
      wall += ms
    },
    /** Time passes, and nothing that falls due is called: a process that was held up. */
    stall: pass,
  }
}

export type Dialect = 'ga' | 'beta'
type Sent = Record<string, unknown> & { type: string; event_id: string }

const GA_TO_BETA: Record<string, string> = {
  'conversation.item.added': 'conversation.item.created',
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
}

export const GRANT = {
  ok: true,
  grant: {
    backend: 'practice',
    url: 'ws://127.0.0.1:1/v1/realtime?model=m',
    secret: 'ek_test_0123456789abcdef',
    expiresAt: null,
    identity: { kind: 'user', label: 'Paper', wallet: { address: 'Wallet1', label: 'Paper main' } },
  },
} as const satisfies GrantReply

export const SETTINGS: EngineSettings = {
  backend: 'practice',
  tailMs: 150,
  microphoneWarmMs: 30_000,
  transcriptionModel: 'practice-transcribe',
  earcons: false,
  speakTyped: true,
  paidModel: null,
  budgetUsdPerDay: null,
  tokensPerDay: null,
  modelPrices: {},
  limits: NO_LIMITS,
  approvalMs: 30_000,
  handsFree: {
    detection: { type: 'server_vad', threshold: 0.9, prefixMs: 300, silenceMs: 500 },
    idleMinutes: 5,
    gate: false,
  },
}

interface RigOptions {
  dialect?: Dialect
  settings?: Partial<EngineSettings>
  /** Answers each mint in turn; the last one again and again. */
  grants?: GrantReply[]
  /** Answers mints when the test wants. */
  mint?(): Promise<GrantReply>
  /** Servers that declare MCP tools make the first answer wait for them. */
  tools?: unknown[]
  /** More of the session that the server shows. */
  session?: Record<string, unknown>
  onPublish?(update: EngineUpdate): void
}

interface Passed {
  direction: 'out' | 'in'
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events freely; what they expect is the check
  event: Record<string, any>
}

/** The engine with its surroundings played by the test: server, microphone, speaker and time. */
export function createRig({
  dialect = 'ga',
  settings = {},
  grants = [GRANT],
  mint,
  tools = [],
  session: more = {},
  onPublish,
}: RigOptions = {}) {
  const time = createManualClock()
  const sent: Sent[] = []
  const lines: Passed[][] = []
  const captureCommands: CaptureCommand[] = []
  const playbackCommands: PlaybackCommand[] = []
  const deviceRequests: DeviceRequest[] = []
  const log: LogEvent[] = []
  const money: MoneyFact[] = []
  const speech: SpeechNote[] = []
  /** Functions that main was asked to answer. */
  const functions: Parameters<EngineDeps['alertFunction']>[0][] = []
  /** Where the ledger is written; `slow` when it answers as the test wants, by `writes`, oldest first. */
  const disk = { full: false, slow: false, writes: [] as ((onDisk: boolean) => void)[] }
  let events = 0
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  let status: EngineUpdate['status'] | null = null
  /** By number of the line, the first is 1. */
  const handlersOf: SocketHandlers[] = []
  const closed: number[] = []
  const sentOn: number[] = []
  /** The line on which the server talks; null for the newest. */
  let talking: number | null = null
  let sockets = 0
  const urls: string[] = []
  let protocols: string[] = []
  let mints = 0

  const engine = createEngine(
    {
      clock: time.clock,
      requestGrant: mint ?? (() => Promise.resolve(grants[Math.min(mints++, grants.length - 1)] as GrantReply)),
      openSocket(url, offered, handlers) {
        const number = ++sockets
        urls.push(url)
        protocols = offered
        const line: Passed[] = []
        lines.push(line)
        handlersOf[number] = handlers
        return {
          send(text) {
            sent.push(JSON.parse(text))
            sentOn.push(number)
            line.push({ direction: 'out', event: JSON.parse(text) })
          },
          close: () => closed.push(number),
        }
      },
      capture: (command) => captureCommands.push(command),
      playback: (command) =>
        playbackCommands.push(command.type === 'audio' ? { ...command, samples: command.samples.slice() } : command),
      devices: (request) => deviceRequests.push(request),
      publish(update) {
        onPublish?.(update)
        status = update.status
        for (const entry of update.entries) entries.set(entry.id, entry)
        for (const turn of update.turns) turns.set(turn.id, turn)
      },
      log: (events) => log.push(...events),
      level: () => {},
      money(fact, recorded) {
        if (disk.full) return recorded?.(false)
        money.push(fact)
        if (disk.slow && recorded) disk.writes.push(recorded)
        else recorded?.(true)
      },
      random: () => 0.5,
      alertFunction: (call) => functions.push(call),
      speech: (note) => speech.push(note),
    },
    { ...SETTINGS, ...settings },
  )

  /** Lets promises run that are already settled. */
  const settle = async () => {
    for (let round = 0; round < 5; round++) await Promise.resolve()
  }
  const server = (event: Record<string, unknown> & { type: string }, line = talking ?? sockets) => {
    const type = dialect === 'beta' ? (GA_TO_BETA[event.type] ?? event.type) : event.type
    const told = { event_id: `server_${++events}`, ...event, type }
    lines[line - 1]?.push({ direction: 'in', event: told })
    handlersOf[line]?.message(JSON.stringify(told))
  }
  const session =
    dialect === 'ga'
      ? { type: 'realtime', object: 'realtime.session', id: 'sess_1', audio: {}, tools, ...more }
      : {
          object: 'realtime.session',
          id: 'sess_1',
          modalities: ['audio', 'text'],
          turn_detection: null,
          tools,
          ...more,
        }

  const rig = {
    engine,
    time,
    sent,
    /** What passed over each WebSocket in turn. */
    lines,
    urls,
    captureCommands,
    playbackCommands,
    deviceRequests,
    log,
    money,
    disk,
    speech,
    functions,
    server,
    settle,
    get status() {
      time.advance(40)
      return status
    },
    get sockets() {
      return sockets
    },
    get protocols() {
      return protocols
    },
    get mints() {
      return mints
    },
    types: () => sent.map((event) => event.type),
    last: (type: string) => sent.filter((event) => event.type === type).at(-1),
    count: (type: string) => sent.filter((event) => event.type === type).length,
    /** Newest state of a turn, after a publish. */
    turn(id: string) {
      time.advance(40)
      return turns.get(id)
    },
    entry<K extends Entry['kind']>(id: string, kind: K) {
      time.advance(40)
      const entry = entries.get(id)
      return entry?.kind === kind ? (entry as Extract<Entry, { kind: K }>) : undefined
    },
    entriesOf<K extends Entry['kind']>(kind: K) {
      time.advance(40)
      return [...entries.values()].filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind)
    },
    /** What the server tells from here on comes over this line. */
    talkOn(line: number | null) {
      talking = line
    },
    /** Lines that the engine has closed, the first is 1. */
    closed,
    settings: { ...SETTINGS, ...settings },
    /** On which lines events of this type were sent. */
    socketOf: (type: string) => sent.flatMap((event, index) => (event.type === type ? [sentOn[index]] : [])),
    /** The newest line ends, or the one that is named. */
    closeSocket(code = 1006, reason = '', line = sockets) {
      handlersOf[line]?.close(code, reason)
    },
    /** Something comes over the newest line, event or not. */
    receive: (data: unknown) => handlersOf[sockets]?.message(data),
    created: (line = sockets) => server({ type: 'session.created', session: { ...session, id: `sess_${line}` } }, line),
    updated: (line = sockets) => server({ type: 'session.updated', session: { ...session, id: `sess_${line}` } }, line),
    /** Mint, connect, created, updated. */
    async connect() {
      engine.connect()
      await rig.accept()
    },
    /** The server's part of a connection that the engine has begun. */
    async accept(line?: number) {
      await settle()
      handlersOf[line ?? sockets]?.open()
      rig.created(line)
      rig.updated(line)
    },
    press(talkId: string, canApprove = true) {
      engine.talk({ type: 'press', talkId, at: time.clock.now(), canApprove })
    },
    release(talkId: string, heldMs = 1000) {
      engine.talk({ type: 'release', talkId, at: time.clock.now(), heldMs })
    },
    /** Speaks `frames` frames of 10 ms; returns their samples. */
    speak(talkId: string, frames: number) {
      for (let index = 0; index < frames; index++) {
        const samples = new Int16Array(240).fill(index + 1)
        engine.captured({ type: 'frame', turnId: talkId, samples, peak: 0.5 })
        time.advance(10)
      }
      return frames * 240
    },
    /** The microphone gives `ms` of sound of this loudness, in frames of 10 ms. */
    hear(talkId: string, ms: number, peak: number) {
      for (let at = 0; at < ms; at += 10) {
        engine.captured({ type: 'frame', turnId: talkId, samples: new Int16Array(240).fill(7), peak })
        time.advance(10)
      }
    },
    fence(talkId: string, captured: number) {
      engine.captured({ type: 'fence', turnId: talkId, captured })
    },
    /** A whole utterance: press, speech, release, fence. */
    ask(talkId: string, frames = 50) {
      rig.press(talkId)
      const captured = rig.speak(talkId, frames)
      rig.release(talkId)
      rig.fence(talkId, captured)
      return captured
    },
    /** The small window shows a card as it stands: all of it, or not. */
    look(requestId: string, whole = true) {
      const binding = rig.entry(requestId, 'approval')?.binding ?? ''
      engine.command({ type: 'sight', where: 'hud', requestId, binding, whole })
    },
    /** The trader's word on a card as it stands. */
    decide(requestId: string, approve: boolean) {
      const binding = rig.entry(requestId, 'approval')?.binding ?? ''
      engine.command({ type: 'decide', requestId, binding, approve })
    },
    committed(itemId: string) {
      server({ type: 'input_audio_buffer.committed', item_id: itemId, previous_item_id: null })
    },
    /** What the server wrote down of an utterance. */
    written(itemId: string, transcript: string) {
      server({ type: 'conversation.item.input_audio_transcription.completed', item_id: itemId, transcript })
    },
    respond(responseId: string) {
      server({ type: 'response.created', response: { id: responseId, status: 'in_progress', output: [] } })
    },
    done(responseId: string, output: unknown[] = [], more: Record<string, unknown> = { status: 'completed' }) {
      server({ type: 'response.done', response: { id: responseId, output, ...more } })
    },
    /** An assistant message with `samples` samples of audio and a transcript. */
    say(responseId: string, itemId: string, text: string, samples = 2400) {
      const item = { id: itemId, type: 'message', role: 'assistant', status: 'in_progress', content: [] }
      server({ type: 'response.output_item.added', response_id: responseId, output_index: 0, item })
      server({ type: 'conversation.item.added', previous_item_id: null, item })
      server({
        type: 'response.output_audio.delta',
        response_id: responseId,
        item_id: itemId,
        delta: Buffer.alloc(samples * 2, 1).toString('base64'),
      })
      server({ type: 'response.output_audio_transcript.delta', response_id: responseId, item_id: itemId, delta: text })
      server({ type: 'response.output_audio.done', response_id: responseId, item_id: itemId })
      server({
        type: 'response.output_audio_transcript.done',
        response_id: responseId,
        item_id: itemId,
        transcript: text,
      })
    },
    /** The speaker has played an item to its end. */
    playedAll(itemId: string, samples = 2400) {
      engine.played({ type: 'started', itemId })
      engine.played({ type: 'drained', itemId, played: samples })
    },
  }
  return rig
}

export type Rig = ReturnType<typeof createRig>
