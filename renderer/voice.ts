import type { BackendId } from '../shared/grant'
import type { Restored, VoiceBridge } from '../shared/ipc'
import type { MoneyFact } from '../shared/ledger'
import type { Settings } from '../shared/settings'
import { turnDetectionOf } from '../shared/turn-detection'
import { createDeviceTest } from './audio/device-test'
import { createAudioGraph } from './audio/graph'
import type { EngineSettings } from './engine/engine'
import type { DeviceRequest } from './engine/ports'
import type { FromEngine, ToEngine } from './engine-thread'

declare global {
  interface Window {
    readonly dexterVoice: VoiceBridge
  }
}

/**
 * The hidden voice window: makes the audio graph and the engine thread, gives them ports to each other, and passes on
 * what main says. It draws nothing, so that nothing that is drawn can make a word late.
 */
const bridge = window.dexterVoice
/** The level is drawn at most this often. */
const LEVEL_MS = 33

/** Whose tokens count towards the trader's budget: elsewhere the service pays for its own. */
const TRADER_PAYS: Record<BackendId, boolean> = { practice: false, openai: true, dexter: false }

const engineSettings = (settings: Settings): EngineSettings => ({
  backend: settings.backend,
  tailMs: settings.tailMs,
  microphoneWarmMs: settings.microphoneWarmMs,
  transcriptionModel: settings.transcriptionModel,
  earcons: settings.earcons,
  speakTyped: settings.speakTyped,
  paidModel: TRADER_PAYS[settings.backend] ? settings.model : null,
  budgetUsdPerDay: settings.budgetUsdPerDay,
  tokensPerDay: settings.tokensPerDay,
  modelPrices: settings.modelPrices,
  limits: settings.limits,
  approvalMs: settings.approvalSeconds * 1000,
  handsFree: {
    detection: turnDetectionOf(settings.handsFree),
    idleMinutes: settings.handsFree.idleMinutes,
    gate: settings.handsFree.gate,
  },
})

const nothingLeft: Restored = { today: null, speech: [], wallet: null }
const [settings, restored] = await Promise.all([bridge.settings(), bridge.restore().catch(() => nothingLeft)])
const engine = new Worker(new URL('./engine-thread.ts', import.meta.url), { type: 'module', name: 'engine' })
const tell = (message: ToEngine, transfer: Transferable[] = []) => engine.postMessage(message, transfer)

const playback = new MessageChannel()
tell(
  {
    type: 'start',
    language: settings.uiLanguage,
    settings: engineSettings(settings),
    connect: settings.connectAtStart,
    restored,
    playback: playback.port1,
  },
  [playback.port1],
)

// Made while the engine already listens: a press in the first moments must not be lost.
const graph = createAudioGraph({
  onMicrophone: (stream, track) => tell({ type: 'microphone', stream, track }, [stream]),
  playbackPort: playback.port2,
  report: (report) => tell({ type: 'device', report }),
  onDevices: bridge.devices,
  onSpeakerGone: () => tell({ type: 'speaker-gone' }),
  restartAudioService: () => bridge.restartAudioService().catch(() => {}),
})
graph.catch(() => tell({ type: 'device', report: { state: 'missing', device: null } }))

const followDevices = async (settings: Settings) => {
  const { microphoneDevice, microphoneLabel, speakerDevice, speakerLabel, muted, volume } = settings
  const { speaker, choose } = await graph
  speaker.loudness({ muted, volume: volume / 100 })
  await choose({
    microphone: microphoneDevice === null ? null : { id: microphoneDevice, label: microphoneLabel },
    speaker: speakerDevice === null ? null : { id: speakerDevice, label: speakerLabel },
  })
}

const deviceTest = graph.then((ready) =>
  createDeviceTest({
    ...ready,
    listen: (on) => tell({ type: 'listen', on }),
    level,
    tell: bridge.deviceTest,
  }),
)
// Where there is no audio there is nothing to try.
deviceTest.catch(() => {})

/** Main answers every mint; if it can't, that is an answer too. */
const mint = async (id: number) => {
  tell({ type: 'grant', id, reply: await bridge.grant().catch(() => null) })
}

/** What main can't be told is in no ledger. */
const record = async (fact: MoneyFact, id: number | null) => {
  const onDisk = await bridge.record(fact).catch(() => false)
  if (id !== null) tell({ type: 'recorded', id, onDisk })
}

/** Main answers a function of the session's model; if it can't, the model is told that. */
const alertFunction = async ({ itemId, name, arguments: args }: Extract<FromEngine, { type: 'alert-function' }>) => {
  const failed = {
    ok: false,
    output: JSON.stringify({ error: 'failed', message: 'The app did not answer.' }),
    problem: null,
  }
  const reply = await bridge.answerAlertFunction({ name, arguments: args }).catch(() => failed)
  tell({ type: 'command', command: { type: 'function-answered', itemId, ...reply } })
}

// An engine that has thrown may be wrong about anything: main begins with a new one, and gives it what was being said.
engine.onerror = (event) => bridge.failed(event.message || 'the engine')

let levelAt = 0
let peak = 0
engine.onmessage = ({ data }: MessageEvent<FromEngine>) => {
  switch (data.type) {
    case 'update':
      return bridge.update(data.update)
    case 'log':
      return bridge.log(data.events)
    case 'money':
      return void record(data.fact, data.id)
    case 'speech':
      return bridge.speech(data.note)
    case 'grant':
      return void mint(data.id)
    case 'alert-function':
      return void alertFunction(data)
    case 'stopped':
      // Where there is no sound system at all, nothing is open.
      return void graph
        .then(({ microphone }) => {
          microphone.close('turns')
          microphone.close('test')
        })
        .catch(() => {})
        .then(bridge.stopped)
    case 'left':
      return bridge.left()
    case 'device':
      return void graph.then((ready) => serve(ready, data.request))
    case 'level':
      return level(data.level)
    case 'track':
      return void graph.then(({ microphone }) => microphone.track(data.report))
    case 'overheard':
      return void deviceTest.then((test) => test.overheard(data.samples))
    default: {
      const missing: never = data
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

function serve({ microphone, speaker }: Awaited<typeof graph>, request: DeviceRequest): void {
  switch (request.type) {
    case 'microphone':
      if (request.want === 'closed') return microphone.close('turns')
      microphone.process(request.processed ?? false)
      return microphone.open('turns')
    case 'speaker':
      return speaker.want(request.want)
    case 'earcon':
      return speaker.earcon(request.name)
    default: {
      const missing: never = request
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

function level(now: number): void {
  peak = Math.max(peak, now)
  if (performance.now() - levelAt < LEVEL_MS) return
  bridge.level(peak)
  levelAt = performance.now()
  peak = 0
}

bridge.onLeave(() => {
  void deviceTest.then((test) => test.choose(null))
  void graph.then(({ microphone }) => microphone.close('turns'))
  tell({ type: 'leave' })
})
bridge.onTalk((event) => {
  tell({ type: 'talk', event })
  if (event.type === 'press') void deviceTest.then((test) => test.giveWay())
})
bridge.onCommand((command) => {
  if (command.type === 'microphone-allowed') return void graph.then(({ microphone }) => microphone.allowed())
  if (command.type === 'device-look') return void graph.then(({ look }) => look())
  if (command.type === 'device-test') return void deviceTest.then((test) => test.choose(command.test))
  tell({ type: 'command', command })
})
bridge.onSettings((next) => {
  tell({ type: 'settings', language: next.uiLanguage, settings: engineSettings(next) })
  void followDevices(next)
})
window.addEventListener('online', () => tell({ type: 'command', command: { type: 'network', online: true } }))
window.addEventListener('offline', () => tell({ type: 'command', command: { type: 'network', online: false } }))
bridge.ready()
void followDevices(settings)
if (settings.microphoneWarmMs === null) void graph.then(({ microphone }) => microphone.open('turns'))
