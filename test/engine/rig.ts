import type { Clock } from '../../renderer/engine/clock'
import type { SocketHandlers } from '../../renderer/engine/connection'
import { createEngine, type EngineSettings } from '../../renderer/engine/engine'
import type { CaptureCommand, DeviceRequest, PlaybackCommand } from '../../renderer/engine/ports'
import type { GrantReply } from '../../shared/grant'
import type { SpeechNote } from '../../shared/kept-speech'
import type { MoneyFact } from '../../shared/ledger'
import type { LogEvent } from '../../shared/log'
import type { EngineUpdate, Entry, Turn } from '../../shared/snapshot'

/** A clock that only moves when told. */
export function createManualClock(start = 1_000_000) {
  let now = start
  let timers: { at: number; callback: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    mono: () => now - start,
    after(ms, callback) {
      const timer = { at: now + ms, callback }
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
      const end = now + ms
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        timers = timers.filter((timer) => timer !== due)
        now = Math.max(now, due.at)
        due.callback()
      }
      now = end
    },
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
  paidModel: null,
  budgetUsdPerDay: null,
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
}

/** The engine with its surroundings played by the test: server, microphone, speaker and time. */
export function createRig({ dialect = 'ga', settings = {}, grants = [GRANT], mint, tools = [] }: RigOptions = {}) {
  const time = createManualClock()
  const sent: Sent[] = []
  const captureCommands: CaptureCommand[] = []
  const playbackCommands: PlaybackCommand[] = []
  const deviceRequests: DeviceRequest[] = []
  const log: LogEvent[] = []
  const money: MoneyFact[] = []
  const speech: SpeechNote[] = []
  let events = 0
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  let status: EngineUpdate['status'] | null = null
  let socket: SocketHandlers | null = null
  let sockets = 0
  const urls: string[] = []
  let protocols: string[] = []
  let mints = 0

  const engine = createEngine(
    {
      clock: time.clock,
      requestGrant: mint ?? (() => Promise.resolve(grants[Math.min(mints++, grants.length - 1)] as GrantReply)),
      openSocket(url, offered, handlers) {
        sockets++
        urls.push(url)
        protocols = offered
        socket = handlers
        return {
          send: (text) => sent.push(JSON.parse(text)),
          close: () => {},
        }
      },
      capture: (command) => captureCommands.push(command),
      playback: (command) => playbackCommands.push(command),
      devices: (request) => deviceRequests.push(request),
      publish(update) {
        status = update.status
        for (const entry of update.entries) entries.set(entry.id, entry)
        for (const turn of update.turns) turns.set(turn.id, turn)
      },
      log: (events) => log.push(...events),
      level: () => {},
      money: (fact) => money.push(fact),
      random: () => 0.5,
      speech: (note) => speech.push(note),
    },
    { ...SETTINGS, ...settings },
  )

  /** Lets promises run that are already settled. */
  const settle = async () => {
    for (let round = 0; round < 5; round++) await Promise.resolve()
  }
  const server = (event: Record<string, unknown> & { type: string }) => {
    const type = dialect === 'beta' ? (GA_TO_BETA[event.type] ?? event.type) : event.type
    socket?.message(JSON.stringify({ event_id: `server_${++events}`, ...event, type }))
  }
  const session =
    dialect === 'ga'
      ? { type: 'realtime', object: 'realtime.session', id: 'sess_1', audio: {}, tools }
      : { object: 'realtime.session', id: 'sess_1', modalities: ['audio', 'text'], turn_detection: null, tools }

  const rig = {
    engine,
    time,
    sent,
    urls,
    captureCommands,
    playbackCommands,
    deviceRequests,
    log,
    money,
    speech,
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
    closeSocket(code = 1006, reason = '') {
      socket?.close(code, reason)
    },
    created: () => server({ type: 'session.created', session }),
    updated: () => server({ type: 'session.updated', session }),
    /** Mint, connect, created, updated. */
    async connect() {
      engine.connect()
      await rig.accept()
    },
    /** The server's part of a connection that the engine has begun. */
    async accept() {
      await settle()
      socket?.open()
      rig.created()
      rig.updated()
    },
    press(talkId: string, held = true) {
      engine.talk({ type: 'press', talkId, at: time.clock.now(), held })
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
    /** The trader's word on a card as it stands. */
    decide(requestId: string, approve: boolean) {
      const binding = rig.entry(requestId, 'approval')?.binding ?? ''
      engine.command({ type: 'decide', requestId, binding, approve })
    },
    committed(itemId: string) {
      server({ type: 'input_audio_buffer.committed', item_id: itemId, previous_item_id: null })
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
