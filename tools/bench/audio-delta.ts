import { systemClock } from '../../renderer/engine/clock'
import { createEngine, type Engine } from '../../renderer/engine/engine'
import { NO_SETTINGS } from '../../renderer/engine/settings'
import type { SocketHandlers } from '../../renderer/engine/wire/sockets'
import { NO_LIMITS } from '../../shared/limits'
import { heldMb } from './heap'
import type { Row } from './table'

const COUNT = 60_000
const SAMPLES = 2400
const GRANT = {
  ok: true,
  grant: {
    backend: 'practice',
    url: 'ws://127.0.0.1/v1/realtime',
    secret: 'ek',
    expiresAt: null,
    identity: { kind: 'user', label: '', wallet: null },
  },
} as const

const KEPT_COUNT = 10_000
/** Deltas between two reports of the speaker; the log goes out with what those publish. */
const REPORT_EVERY = 250
/** Longer than the engine waits with an update. */
const PUBLISHED_MS = 40

/** What the engine still holds after ten thousand deltas, log rows handed on as in the app. */
export async function measureDeltaMemory(): Promise<Row[]> {
  const { engine, socket, close } = await speakingEngine()
  const values: number[] = []
  let told = 0
  // The first round fills what has a limit; it is not counted.
  for (let round = 0; round < 4; round++) {
    const before = heldMb()
    for (let count = 1; count <= KEPT_COUNT; count++) {
      socket.message(deltaText(++told))
      if (count % REPORT_EVERY > 0) continue
      engine.played({ type: 'progress', itemId: 'm1', played: told * SAMPLES })
      await new Promise((resolve) => setTimeout(resolve, PUBLISHED_MS))
    }
    if (round > 0) values.push(Math.max(0, heldMb() - before))
  }
  close()
  return [{ name: 'memory per 10,000 audio deltas', values, floor: null, aim: '<= 1', unit: 'MB' }]
}

/** As a real one: no two have the same id, or the same audio. */
const deltaText = (index: number) =>
  JSON.stringify({
    type: 'response.output_audio.delta',
    event_id: `event_${index}`,
    response_id: 'r1',
    item_id: 'm1',
    output_index: 0,
    content_index: 0,
    delta: Buffer.from(Array.from({ length: SAMPLES * 2 }, (_byte, at) => (at * (index + 1)) % 251)).toString('base64'),
  })

/**
 * What the engine costs per audio delta up to the command for the audio thread (not its copy), beside what every client
 * does: parse the JSON, decode the base64, with what Node has for it.
 */
export async function measureDeltas(): Promise<Row[]> {
  const texts = Array.from({ length: 1000 }, (_, index) => deltaText(index))
  const floor = (text: string) => {
    const event: { delta: string } = JSON.parse(text)
    return new Int16Array(new Uint8Array(Buffer.from(event.delta, 'base64')).buffer).length
  }
  const { socket, close } = await speakingEngine()
  const values: number[] = []
  const floors: number[] = []
  // In turns, so that a change of the machine's speed touches both.
  for (let round = 0; round < COUNT / 1000; round++) {
    floors.push(time(texts, floor))
    values.push(time(texts, (text) => socket.message(text)))
  }
  close()
  const median = [...floors].sort((a, b) => a - b)[floors.length >> 1] ?? 0
  return [
    { name: 'one delta', values, floor: { name: 'JSON.parse + Buffer', value: median }, aim: '<= 12', unit: 'us' },
  ]
}

/** Microseconds per call, over a thousand. */
function time(texts: string[], call: (text: string) => unknown): number {
  const from = performance.now()
  for (const text of texts) call(text)
  return performance.now() - from
}

/** An engine in the middle of an answer, and its socket. Settles when the answer has begun. */
async function speakingEngine(): Promise<{ engine: Engine; socket: SocketHandlers; close(): void }> {
  let socket: SocketHandlers | undefined
  const engine = createEngine(
    {
      clock: systemClock,
      requestGrant: () => Promise.resolve(GRANT),
      openSocket: (_url, _protocols, handlers) => {
        socket = handlers
        return { send: () => {}, close: () => {} }
      },
      capture: () => {},
      playback: () => {},
      devices: () => {},
      publish: () => {},
      log: () => {},
      level: () => {},
      money: (_fact, recorded) => recorded?.(true),
      random: () => 0,
      alertFunction: () => {},
      speech: () => {},
    },
    {
      ...NO_SETTINGS,
      backend: 'practice',
      tailMs: 0,
      microphoneWarmMs: null,
      transcriptionModel: 'm',
      earcons: false,
      speakTyped: true,
      paidModel: null,
      budgetUsdPerDay: null,
      tokensPerDay: null,
      modelPrices: {},
      limits: NO_LIMITS,
      approvalMs: 30_000,
    },
  )
  engine.connect()
  await new Promise(setImmediate)
  if (!socket) throw new Error('the engine opened no socket')
  const session = { type: 'realtime', id: 'sess', audio: {}, tools: [] }
  for (const event of [
    { type: 'session.created', session },
    { type: 'session.updated', session },
  ])
    socket.message(JSON.stringify(event))
  engine.command({ type: 'say', text: 'Speak.' })
  socket.message(JSON.stringify({ type: 'response.created', response: { id: 'r1' } }))
  return { engine, socket, close: engine.close }
}
