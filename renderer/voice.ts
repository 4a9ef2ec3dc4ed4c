import type { GrantReply } from '../shared/grant'
import type { Restored, VoiceBridge } from '../shared/ipc'
import type { MoneyFact } from '../shared/ledger'
import type { Settings } from '../shared/settings'
import { createAudioGraph } from './audio/graph'
import type { EngineSettings } from './engine/engine'
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

const engineSettings = (settings: Settings): EngineSettings => ({
  backend: settings.backend,
  tailMs: settings.tailMs,
  microphoneWarmMs: settings.microphoneWarmMs,
  transcriptionModel: settings.transcriptionModel,
  earcons: settings.earcons,
  // Elsewhere the service pays for its own tokens.
  paidModel: settings.backend === 'openai' ? settings.model : null,
  budgetUsdPerDay: settings.budgetUsdPerDay,
  tokensPerDay: settings.tokensPerDay,
  modelPrices: settings.modelPrices,
})

const nothingLeft: Restored = { today: null, speech: [], wallet: null }
const [settings, restored] = await Promise.all([bridge.settings(), bridge.restore().catch(() => nothingLeft)])
const engine = new Worker(new URL('./engine-thread.ts', import.meta.url), { type: 'module', name: 'engine' })
const tell = (message: ToEngine, transfer: Transferable[] = []) => engine.postMessage(message, transfer)

const playback = new MessageChannel()
tell(
  {
    type: 'start',
    settings: engineSettings(settings),
    connect: settings.connectAtStart,
    restored,
    playback: playback.port1,
  },
  [playback.port1],
)

// Made while the engine already listens: a press in the first moments must not be lost.
const graph = createAudioGraph({
  onMicrophone: (stream) => tell({ type: 'microphone', stream }, [stream]),
  playbackPort: playback.port2,
  report: (report) => tell({ type: 'device', report }),
  onSpeakerGone: () => tell({ type: 'speaker-gone' }),
  restartAudioService: () => bridge.restartAudioService().catch(() => {}),
})
graph.catch(() => tell({ type: 'device', report: { state: 'missing', device: null } }))

const chooseDevices = async ({ microphoneDevice, speakerDevice }: Settings) => {
  const { microphone, speaker } = await graph
  microphone.choose(microphoneDevice)
  await speaker.choose(speakerDevice)
}

/** Main answers every mint; if it can't, that is an answer too. */
const mint = async (id: number) => {
  const failed: GrantReply = {
    ok: false,
    problem: { code: 'no_grant', message: 'The session could not be prepared.', retry: 'later', retryAfterMs: null },
  }
  tell({ type: 'grant', id, reply: await bridge.grant().catch(() => failed) })
}

/** What main can't be told is in no ledger. */
const record = async (fact: MoneyFact, id: number | null) => {
  const onDisk = await bridge.record(fact).catch(() => false)
  if (id !== null) tell({ type: 'recorded', id, onDisk })
}

// An engine that has thrown may be wrong about anything: main begins with a new one, and gives it what was being said.
engine.onerror = (event) => bridge.failed(event.message || 'the engine')

let levelAt = 0
let peak = 0
engine.onmessage = ({ data }: MessageEvent<FromEngine>) => {
  if (data.type === 'update') bridge.update(data.update)
  if (data.type === 'log') bridge.log(data.events)
  if (data.type === 'money') void record(data.fact, data.id)
  if (data.type === 'speech') bridge.speech(data.note)
  if (data.type === 'grant') void mint(data.id)
  if (data.type === 'left') bridge.left()
  if (data.type === 'device') {
    const { request } = data
    void graph.then((ready) => {
      if (request.type === 'microphone') request.want === 'open' ? ready.microphone.open() : ready.microphone.close()
      if (request.type === 'speaker') ready.speaker.want(request.want)
      if (request.type === 'earcon') ready.speaker.earcon(request.name)
    })
  }
  if (data.type === 'level') {
    peak = Math.max(peak, data.level)
    if (performance.now() - levelAt < LEVEL_MS) return
    bridge.level(peak)
    levelAt = performance.now()
    peak = 0
  }
}

bridge.onLeave(() => {
  void graph.then(({ microphone }) => microphone.close())
  tell({ type: 'leave' })
})
bridge.onTalk((event) => tell({ type: 'talk', event }))
bridge.onCommand((command) => {
  if (command.type === 'microphone-allowed') void graph.then(({ microphone }) => microphone.allowed())
  else tell({ type: 'command', command })
})
bridge.onSettings((next) => {
  tell({ type: 'settings', settings: engineSettings(next) })
  void chooseDevices(next)
})
window.addEventListener('online', () => tell({ type: 'command', command: { type: 'network', online: true } }))
window.addEventListener('offline', () => tell({ type: 'command', command: { type: 'network', online: false } }))
bridge.ready()
void chooseDevices(settings)
if (settings.microphoneWarmMs === null) void graph.then(({ microphone }) => microphone.open())
