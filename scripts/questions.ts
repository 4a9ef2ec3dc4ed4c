import { join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { createPracticeServer } from '../main/practice/server'
import { prepareData } from '../main/practice/speech/data'
import { HELD_OUT, QUESTIONS } from '../tools/corpora/spoken-questions'
import { appendAudio, openSession, type RealtimeClient, speakLive } from '../tools/practice/realtime-client'
import { mannerOf, mannerText, NOISE_DB, withNoise } from '../tools/practice/spoken'
import { checkout } from '../tools/setup/checkout.mjs'

/**
 * The score of the practice backend's ears and mind: sixty spoken questions go through the real server as audio, and
 * the tool that is called, with its arguments, must be the one that was meant. Voices, speeds and noise rotate so that
 * every kind of question meets several of them. Prints each miss; ends with 1 under 54.
 */

const PASS = 54
const LIVE_FRAME_MS = 10

async function ask(
  client: RealtimeClient,
  pcm: Int16Array,
): Promise<{ heard: string; tool: string; args: unknown; saidInstead: string }> {
  if (given.live) await speakLive(client, pcm, LIVE_FRAME_MS)
  else appendAudio(client, pcm)
  client.send({ type: 'input_audio_buffer.commit' })
  client.send({ type: 'response.create', response: { output_modalities: ['text'] } })
  const { response } = await client.next('response.done')
  const heard =
    client.events.find((event) => event.type === 'conversation.item.input_audio_transcription.completed')?.transcript ??
    ''
  const call = response.output.find((item: { type: string }) => item.type === 'mcp_call')
  const message = response.output.find((item: { type: string }) => item.type === 'message')
  return {
    heard,
    tool: call?.name ?? '',
    args: call ? JSON.parse(call.arguments) : null,
    saidInstead: message?.content?.[0]?.text ?? '',
  }
}

const { values: given } = parseArgs({
  options: {
    /** Gives each question another voice, speed and noise than usual: a check that the score is not a lucky match. */
    rotate: { type: 'string', default: '0' },
    set: { type: 'string', default: 'usual' },
    /** Sends the audio at the pace of a microphone, in small frames: the score must be the same. */
    live: { type: 'boolean', default: false },
  },
})
const rotate = Number(given.rotate)
const questions = given.set === 'held-out' ? HELD_OUT : QUESTIONS

const dataDir = await prepareData(join(checkout, 'out', 'practice-data'))
const server = await createPracticeServer({ dataDir })
await server.speech.ready
let right = 0

for (const [at, question] of questions.entries()) {
  const index = at + rotate
  const manner = mannerOf(index)
  const clean = await server.speech.speak(question.say, manner.voice, manner.speed)
  const client = await openSession(server, {
    audio: { input: { turn_detection: null, transcription: { model: 'practice' } } },
  })
  const answer = await ask(client, manner.noisy ? withNoise(clean, NOISE_DB, index) : clean)
  await client.close()
  if (answer.tool === question.tool && isDeepStrictEqual(answer.args, question.args)) {
    right += 1
    continue
  }
  console.log(`miss ${at + 1}: "${question.say}" (${mannerText(manner)})`)
  console.log(`  heard:  "${answer.heard}"`)
  console.log(`  wanted: ${question.tool} ${JSON.stringify(question.args)}`)
  console.log(`  got:    ${answer.tool ? `${answer.tool} ${JSON.stringify(answer.args)}` : `"${answer.saidInstead}"`}`)
}

await server.close()
console.log(`questions: ${right}/${questions.length} right`)
process.exitCode = right >= PASS ? 0 : 1
