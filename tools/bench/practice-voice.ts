import { cpus } from 'node:os'
import { join } from 'node:path'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { SAMPLES_PER_MS } from '../../shared/sample-rate'
import { openSession, type ServerEvent, speakLive } from '../practice/realtime-client'
import { checkout } from '../setup/checkout.mjs'
import type { Row } from './table'

/** From 1 to 8 s when spoken; each calls a tool. */
const QUESTIONS = [
  "What's trending?",
  'What are my balances?',
  "What's trending on pump fun right now?",
  'Give me the top ten streams by market cap, please.',
  'I would like to know what the price of Bonk is at this very moment.',
  'Could you please show me the top five streams on pump fun, and sort them by market cap?',
  'Good morning, before I have my coffee, could you please tell me what is trending on pump fun right now?',
]
/** The finger leaves the key so long after the last sound, and the app records so long after that. */
const PAUSES_MS = [
  { name: 'let go at the last sound', ms: 150 },
  { name: 'let go 300 ms after it', ms: 450 },
]
const FRAME_MS = 20
/** Quieter than any speech: a microphone is never digitally silent. */
const ROOM_PEAK = 20
const QUIET = 100

export const PRACTICE_AIM = 'p50 <= 300'

/**
 * Speaks questions of several lengths into practice at the pace of a microphone, over a real connection, and follows each
 * through its tool to the first sound of the answer. Settles with the whole way by pause and by length, and with its stages.
 */
export async function measurePracticeVoice(rounds: number): Promise<{ title: string; rows: Row[] }[]> {
  const server = await createPracticeServer({ dataDir: await prepareData(join(checkout, 'out', 'practice-data')) })
  try {
    await server.speech.ready
    const byPause: Row[] = []
    const byLength: Row[] = []
    const stages = new Map<string, number[]>()
    const busy: number[] = []
    for (const pause of PAUSES_MS) {
      const all: number[] = []
      for (const [index, question] of QUESTIONS.entries()) {
        const speech = withPause(await server.speech.speak(question, index % 2 ? 'rms' : 'slt', 1), pause.ms)
        const values: number[] = []
        for (let round = 0; round < rounds; round++) {
          const turn = await ask(server, speech)
          values.push(turn.total)
          busy.push(turn.cores)
          for (const [stage, ms] of turn.stages) stages.set(stage, [...(stages.get(stage) ?? []), ms])
        }
        all.push(...values)
        const seconds = (speech.length / SAMPLES_PER_MS - pause.ms) / 1000
        byLength.push({ name: `${seconds.toFixed(1)} s, ${pause.name}`, values, floor: null, aim: '' })
      }
      byPause.push({ name: `commit -> first audio, ${pause.name}`, values: all, floor: null, aim: PRACTICE_AIM })
    }
    const cores = { name: 'cores in use while someone speaks', values: busy, floor: null, aim: '<= 1', unit: '' }
    const title = `Practice: ${rounds} times ${QUESTIONS.length} spoken questions, ${cpus().length} cores`
    return [
      { title, rows: [...byPause, cores] },
      { title: 'The same by length of speech', rows: byLength },
      {
        title: 'The same by stage',
        rows: [...stages].map(([name, values]) => ({ name, values, floor: null, aim: '' })),
      },
    ]
  } finally {
    await server.close()
  }
}

interface Asked {
  total: number
  /** Each stage, from the end of the one before; they add up to the total. */
  stages: [string, number][]
  /** Processor time per time while the question was spoken. */
  cores: number
}

async function ask(server: PracticeServer, speech: Int16Array): Promise<Asked> {
  const client = await openSession(server, {
    audio: { input: { turn_detection: null, transcription: { model: 'practice' } } },
  })
  const times: [string, number][] = []
  const reached = (stage: string) => times.push([stage, performance.now()])
  const usage = process.cpuUsage()
  const began = performance.now()
  await speakLive(client, speech, FRAME_MS)
  const used = process.cpuUsage(usage)
  const cores = (used.user + used.system) / 1000 / (performance.now() - began)
  const committed = performance.now()
  client.send({ type: 'input_audio_buffer.commit' })
  client.send({ type: 'response.create' })
  await client.first(is('conversation.item.input_audio_transcription.completed'))
  reached('commit -> words')
  const { response } = await client.next('response.done')
  reached('words -> tool call')
  const [call] = response.output
  if (call?.type === 'mcp_call') {
    await client.first((event) => is('response.output_item.done')(event) && event.item.id === call.id)
    reached('tool call -> output')
    client.send({ type: 'response.create' })
  }
  await client.first(is('response.output_audio.delta'))
  reached('output -> first audio')
  const total = performance.now() - committed
  await client.close()
  return {
    total,
    stages: times.map(([stage, at], index) => [stage, at - (times[index - 1]?.[1] ?? committed)]),
    cores,
  }
}

const is = (type: string) => (event: ServerEvent) => event.type === type

/** Speech up to its last sound, then a quiet room for so long. */
function withPause(speech: Int16Array, pauseMs: number): Int16Array {
  const end = speech.findLastIndex((sample) => Math.abs(sample) > QUIET) + 1
  const pcm = new Int16Array(end + pauseMs * SAMPLES_PER_MS)
  pcm.set(speech.subarray(0, end))
  for (let at = end; at < pcm.length; at++) pcm[at] = ((at * 7919) % (2 * ROOM_PEAK + 1)) - ROOM_PEAK
  return pcm
}
