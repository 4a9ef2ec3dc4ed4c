import '../shared/no-eval'
import type { GrantReply } from '../shared/grant'
import { setLanguage, t } from '../shared/i18n'
import type { Command, Restored } from '../shared/ipc'
import type { SpeechNote } from '../shared/kept-speech'
import type { MoneyFact } from '../shared/ledger'
import type { LogEvent } from '../shared/log'
import type { AlertFunctionName } from '../shared/session-functions'
import type { Settings } from '../shared/settings'
import type { EngineUpdate } from '../shared/snapshot'
import type { TalkEvent } from '../shared/talk'
import { createCapture, type TrackReport } from './audio/capture'
import { systemClock } from './engine/clock'
import { createEngine, type Engine, type EngineSettings } from './engine/engine'
import type { DeviceReport, DeviceRequest, PlaybackReport } from './engine/ports'
import type { Socket } from './engine/wire/sockets'
import { inOrder } from './in-order'

/** The engine thread's rim: the microphone's data, real sockets, real time, and the messages of the window. Nothing is decided here. */

export type ToEngine =
  /** `restored` is what an earlier engine left behind. */
  | {
      type: 'start'
      language: Settings['uiLanguage']
      settings: EngineSettings
      connect: boolean
      restored: Restored
      playback: MessagePort
    }
  /** The microphone is open: what its track gives. */
  | { type: 'microphone'; stream: ReadableStream<AudioData>; track: number }
  /** A test of the microphone begins, or is over. */
  | { type: 'listen'; on: boolean }
  | { type: 'talk'; event: TalkEvent }
  | { type: 'command'; command: Command }
  | { type: 'settings'; language: Settings['uiLanguage']; settings: EngineSettings }
  | { type: 'device'; report: DeviceReport }
  /** The chosen output is not there. */
  | { type: 'speaker-gone' }
  /** Null where main gave no answer. */
  | { type: 'grant'; id: number; reply: GrantReply | null }
  /** What became of a fact that had to be on disk. */
  | { type: 'recorded'; id: number; onDisk: boolean }
  /** The app quits: the session ends, and what is still untold is told before `left`. */
  | { type: 'leave' }

export type FromEngine =
  | { type: 'grant'; id: number }
  | { type: 'device'; request: DeviceRequest }
  | { type: 'update'; update: EngineUpdate }
  | { type: 'log'; events: LogEvent[] }
  | { type: 'level'; level: number }
  | { type: 'track'; report: TrackReport }
  /** For a test of the microphone: 24 kHz, in the range of -1 to 1. */
  | { type: 'overheard'; samples: Float32Array }
  /** With an id, whoever told it waits for `recorded`. */
  | { type: 'money'; fact: MoneyFact; id: number | null }
  | { type: 'speech'; note: SpeechNote }
  /** Main's answer comes as a command. */
  | { type: 'alert-function'; itemId: string; name: AlertFunctionName; arguments: string }
  /** A panic was carried out. */
  | { type: 'stopped' }
  | { type: 'left' }

const unprepared = (): GrantReply => ({
  ok: false,
  problem: { code: 'no_grant', message: t('engine.connection.noGrant'), retry: 'later', retryAfterMs: null },
})

const post = (message: FromEngine) => self.postMessage(message)
const grants = new Map<number, (reply: GrantReply) => void>()
let grantCount = 0
const recordings = new Map<number, (onDisk: boolean) => void>()
let recordCount = 0
let engine: Engine | null = null
const capture = createCapture({
  now: systemClock.now,
  mono: systemClock.mono,
  after: (ms, callback) => void setTimeout(callback, ms),
  report: (report) => engine?.captured(report),
  track: (report) => post({ type: 'track', report }),
  overheard: (samples) => post({ type: 'overheard', samples }),
})

const openSocket = (
  url: string,
  protocols: string[],
  handlers: { open(): void; message(data: unknown): void; close(code: number, reason: string): void },
): Socket => {
  const socket = new WebSocket(url, protocols)
  // A Blob is read asynchronously, and events would overtake one another.
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => handlers.open()
  socket.onmessage = (event) => handlers.message(event.data)
  socket.onclose = (event) => handlers.close(event.code, event.reason)
  return {
    send: (text) => {
      // A socket that is closing drops what is sent; the engine learns by `close` and delivers again.
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    close: () => socket.close(1000),
  }
}

const start = (message: Extract<ToEngine, { type: 'start' }>) => {
  const { playback } = message
  engine = createEngine(
    {
      clock: systemClock,
      openSocket,
      requestGrant: () =>
        new Promise((resolve) => {
          grants.set(++grantCount, resolve)
          post({ type: 'grant', id: grantCount })
        }),
      capture: (command) => capture.command(command),
      // Copied, not transferred: for so little that takes less time (ran), and the engine uses the memory again.
      playback: (command) => playback.postMessage(command),
      devices: (request) => post({ type: 'device', request }),
      publish: (update) => post({ type: 'update', update }),
      log: (events) => post({ type: 'log', events }),
      level: (level) => post({ type: 'level', level }),
      money(fact, recorded) {
        if (recorded) recordings.set(++recordCount, recorded)
        post({ type: 'money', fact, id: recorded ? recordCount : null })
      },
      random: Math.random,
      alertFunction: ({ itemId, name, arguments: args }) =>
        post({ type: 'alert-function', itemId, name, arguments: args }),
      speech: (note) => post({ type: 'speech', note }),
    },
    message.settings,
  )
  const live = engine
  playback.onmessage = (event: MessageEvent<PlaybackReport>) => live.played(event.data)
  live.restore(message.restored)
  if (message.connect) live.connect()
}

// What fails in a promise is as much a fault of the engine as what fails in a call: the window hears of it the same way.
self.addEventListener('unhandledrejection', (event) => {
  setTimeout(() => {
    throw event.reason
  })
})

/** Its catalogue is there before the next sentence is made. Where it can't be loaded English goes on: the engine must run. */
const speak = (language: Settings['uiLanguage']) =>
  setLanguage(language, navigator.language).then(
    () => {},
    () => {},
  )

// A press that comes while a catalogue is being loaded waits for it, and is not lost.
const received = inOrder((data: ToEngine): void | Promise<void> => {
  switch (data.type) {
    case 'start':
      return speak(data.language).then(() => start(data))
    case 'microphone':
      return capture.source(data.stream, data.track)
    case 'listen':
      return capture.listen(data.on)
    case 'talk':
      engine?.talk(data.event)
      return data.event.type === 'panic' ? post({ type: 'stopped' }) : undefined
    case 'command':
      return engine?.command(data.command)
    case 'settings':
      return speak(data.language).then(() => engine?.settings(data.settings))
    case 'device':
      return engine?.device(data.report)
    case 'speaker-gone':
      return engine?.speakerGone()
    case 'leave':
      engine?.close()
      return post({ type: 'left' })
    case 'recorded':
      recordings.get(data.id)?.(data.onDisk)
      recordings.delete(data.id)
      return
    case 'grant':
      grants.get(data.id)?.(data.reply ?? unprepared())
      grants.delete(data.id)
      return
    default: {
      const missing: never = data
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
})
self.onmessage = ({ data }: MessageEvent<ToEngine>) => received(data)
