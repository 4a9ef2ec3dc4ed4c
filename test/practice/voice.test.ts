import { join } from 'node:path'
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession } from '@openai/agents-realtime'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { createRecognizer } from '../../main/practice/speech/recognition'
import { createSpeech } from '../../main/practice/speech/speech'
import { HELD_OUT, QUESTIONS } from '../../tools/corpora/spoken-questions'
import { NOISES } from '../../tools/practice/noises'
import { appendAudio, type Loose, mint, openSession } from '../../tools/practice/realtime-client'
import { silence } from '../../tools/practice/scripted-speech'
import { mannerOf, NOISE_DB, withNoise } from '../../tools/practice/spoken'
import { numbersIn } from '../fixtures/spoken-numbers'

/** Everything real: models, threads, MCP, and a client that we did not write. */
// Models are loaded and speech is recognised in seconds; beside other tests on two cores it takes ten times as long.
vi.setConfig({ testTimeout: 120_000 })

let server: PracticeServer
beforeAll(async () => {
  const dataDir = await prepareData(join(import.meta.dirname, '../../out/practice-data'))
  server = await createPracticeServer({ dataDir, behaviour: { audioPace: Number.POSITIVE_INFINITY } })
  await server.speech.ready
}, 60_000)
afterAll(() => server.close())

const letters = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .trim()

test('at rest the models leave memory, and a stream goes on where it was', async () => {
  const REST_MS = 60_000
  // The threads have clocks of their own; only the one for resting is moved by hand.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const states: string[] = []
  let heard = () => {}
  const until = (state: string) =>
    new Promise<void>((resolve) => {
      heard = () => states.at(-1) === state && resolve()
      heard()
    })
  const speech = createSpeech({
    dataDir: await prepareData(join(import.meta.dirname, '../../out/practice-data')),
    restMs: REST_MS,
    onState({ state }) {
      states.push(state)
      heard()
    },
  })
  onTestFinished(() => speech.close())
  const question = await server.speech.speak('What are the most popular streams?', 'slt', 1)
  const frames: number[] = []
  const ear = speech.openEar((first, probabilities) => frames.push(first, first + probabilities.length))
  let samples = 0
  /** Says it once more on the same stream. */
  const ask = async () => {
    const fromMs = samples / 24
    ear.append(question)
    samples += question.length
    return letters((await ear.take(fromMs, samples / 24)).text)
  }
  expect(await ask()).toBe('what are the most popular streams')
  await until('ready')
  vi.advanceTimersByTime(REST_MS)
  await until('resting')
  expect(await ask()).toBe('what are the most popular streams')
  await until('ready')
  // What was not taken yet may be wanted: as long as that is so, it does not rest.
  ear.append(question)
  samples += question.length
  vi.advanceTimersByTime(3 * REST_MS)
  // Had it rested, this would load the voice again.
  await speech.speak('Yes.', 'slt', 1)
  expect(states).toEqual(['loading', 'ready', 'resting', 'loading', 'ready'])
  ear.drop(samples / 24)
  vi.advanceTimersByTime(REST_MS)
  await until('resting')
  // No frame twice, and none left out but those that were not complete when it rested.
  expect(frames).toEqual([...frames].sort((a, b) => a - b))
  await speech.close()
  ear.append(question)
  await expect(speech.speak('Anybody there?', 'slt', 1)).rejects.toThrow('The practice voice has stopped.')
  expect(states.at(-1)).toBe('resting')
})

describe('the voice', () => {
  test.each(['slt', 'rms', 'awb'] as const)('what %s says is understood', async (voice) => {
    const pcm = await server.speech.speak('What are the most popular streams?', voice, 1)
    expect(letters((await server.speech.transcribe(pcm)).text)).toBe('what are the most popular streams')
  })

  test('silence is not words', async () => {
    expect(await server.speech.transcribe(silence(1500))).toEqual({ text: '', otherwise: null, logprobs: [] })
  })

  test.each(Object.entries(NOISES))('there are no words in %s', async (_, noise) => {
    for (const peak of [0.1, 0.3])
      expect(await server.speech.transcribe(noise(3000, peak))).toEqual({ text: '', otherwise: null, logprobs: [] })
  })

  test('where there is no voice, it says so and looks nothing up', async () => {
    const client = await openSession(server, {
      audio: { input: { turn_detection: null, transcription: { model: 'any' } } },
    })
    appendAudio(client, NOISES['bass and drums']?.(3000, 0.3) ?? silence(3000))
    client.send({ type: 'input_audio_buffer.commit' })
    client.send({ type: 'response.create' })
    const { transcript } = await client.next('conversation.item.input_audio_transcription.completed')
    expect(transcript).toBe('')
    const { output } = (await client.next('response.done')).response
    expect(output).toHaveLength(1)
    expect(output[0].content[0].transcript).toBe('I can’t hear a voice. Check your microphone, then ask again.')
    await client.close()
  })

  // The whole corpus, at the pace of a microphone: `npm run questions -- --live`.
  test.each([...QUESTIONS, ...HELD_OUT].flatMap(({ say }, index) => (index % 40 === 5 ? [{ say, index }] : [])))(
    'the same words whichever way they came in: $say',
    async ({ say, index }) => {
      const { voice, speed, noisy } = mannerOf(index)
      const clean = await server.speech.speak(say, voice, speed)
      const middle = clean.subarray(0, Math.floor(clean.length / 48) * 24)
      // A pause in the middle and one at the end: a guess is made at each.
      const said = Int16Array.from([...middle, ...silence(300), ...clean.subarray(middle.length), ...silence(400)])
      const pcm = noisy ? withNoise(said, NOISE_DB, index) : said
      const texts: string[] = []
      for (const [pieceMs, caughtUpMs] of [
        [pcm.length / 24, 0],
        [10, 0],
        [10, 500],
        [70, 140],
      ] as const) {
        let heardFrames = 0
        let listened = () => {}
        const ear = server.speech.openEar((first, probabilities) => {
          heardFrames = first + probabilities.length
          listened()
        })
        ear.listen(0)
        const pieces = Math.ceil(pcm.length / (pieceMs * 24))
        for (let piece = 0; piece < pieces; piece++) {
          ear.append(pcm.slice(piece * pieceMs * 24, (piece + 1) * pieceMs * 24))
          const sentMs = Math.min((piece + 1) * pieceMs, pcm.length / 24)
          if (caughtUpMs === 0 || sentMs % caughtUpMs !== 0) continue
          // The last frames wait for the samples that complete them.
          while ((heardFrames + 2) * 32 < sentMs) await new Promise<void>((resolve) => (listened = resolve))
        }
        texts.push((await ear.take(0, pcm.length / 24)).text)
        ear.close()
      }
      expect(new Set(texts).size, texts.join(' | ')).toBe(1)
      expect(texts[0]).not.toBe('')
    },
  )

  test('a whole spoken question: the answer, heard again, holds the figures of the tool', async () => {
    const client = await openSession(server, {
      audio: { input: { turn_detection: null, transcription: { model: 'any' } } },
    })
    appendAudio(client, await server.speech.speak("What's trending on pump fun right now?", 'rms', 1))
    client.send({ type: 'input_audio_buffer.commit' })
    client.send({ type: 'response.create' })
    const call = await client.next(
      (event) => event.type === 'response.output_item.done' && event.item.type === 'mcp_call',
    )
    client.send({ type: 'response.create' })
    const { response } = await client.next(
      (event) => event.type === 'response.done' && event.response.output[0]?.type === 'message',
    )
    const audio = client.events
      .filter((event) => event.type === 'response.output_audio.delta')
      .map((event) => Buffer.from(event.delta, 'base64'))
    const spoken = new Int16Array(new Uint8Array(Buffer.concat(audio)).buffer)
    // By ears that expect no question.
    const recognizer = await createRecognizer({
      dataDir: await prepareData(join(import.meta.dirname, '../../out/practice-data')),
    })
    const { text: heard } = await recognizer.transcribe(spoken, 24_000)
    await recognizer.close()
    const top = JSON.parse(call.item.output).streams[0]
    expect(response.output[0].content[0].transcript).toContain(`${top.name} has ${top.currentViewers} viewers`)
    expect(numbersIn(heard), heard).toContain(top.currentViewers)
    expect(client.types()).not.toContain('error')
    await client.close()
  })

  test('server_vad hears where a question ends', async () => {
    const client = await openSession(server, {
      audio: {
        input: { turn_detection: { type: 'server_vad', silence_duration_ms: 400 }, transcription: { model: 'any' } },
      },
    })
    const question = await server.speech.speak('What are my balances?', 'slt', 1)
    appendAudio(client, silence(1000))
    appendAudio(client, question)
    appendAudio(client, silence(1200))
    const started = await client.next('input_audio_buffer.speech_started')
    const stopped = await client.next('input_audio_buffer.speech_stopped')
    const endMs = 1000 + question.length / 24
    expect(Math.abs(started.audio_start_ms - 700)).toBeLessThan(150)
    expect(stopped.audio_end_ms).toBeGreaterThan(endMs)
    expect(stopped.audio_end_ms).toBeLessThan(endMs + 700)
    expect(letters((await client.next('conversation.item.input_audio_transcription.completed')).transcript)).toBe(
      'what are my balances',
    )
    expect((await client.next('response.done')).response.output[0].name).toBe('solana_list_balances')
    await client.close()
  })

  test('while one session is being understood, another is served at once', async () => {
    const [busy, idle] = [await openSession(server), await openSession(server)]
    const question = await server.speech.speak('Give me the top ten streams by market cap, please.', 'slt', 0.85)
    const order: string[] = []
    appendAudio(busy, question)
    busy.send({ type: 'input_audio_buffer.commit' })
    busy.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    await busy.next('response.created')
    idle.send({ type: 'session.update', session: { type: 'realtime' } })
    await Promise.all([
      idle.next('session.updated').then(() => order.push('idle')),
      busy.next('response.done').then(() => order.push('busy')),
    ])
    expect(order).toEqual(['idle', 'busy'])
    await busy.close()
    await idle.close()
  })
})

describe('@openai/agents-realtime', () => {
  /** A session as its documentation opens one; the server's tools come with the mint. */
  async function openAgent() {
    const { client_secret } = await mint(server)
    const transport = new OpenAIRealtimeWebSocket({
      url: `${server.realtimeUrl}?model=gpt-realtime-2.1`,
      useInsecureApiKey: true,
    })
    const session = new RealtimeSession(new RealtimeAgent({ name: 'Trader', instructions: 'Be brief.' }), {
      transport,
      model: 'gpt-realtime-2.1',
      tracingDisabled: true,
      config: {
        audio: { input: { turnDetection: null, transcription: { model: 'gpt-4o-mini-transcribe' } } },
      } as Loose,
    })
    const errors: unknown[] = []
    const events: Loose[] = []
    session.on('error', (error) => errors.push(error))
    transport.on('*', (event: Loose) => events.push(event))
    await session.connect({ apiKey: client_secret.value })
    /** The first event from this one on that fits, past or to come. */
    const first = (fits: (event: Loose) => boolean, from = 0): Promise<Loose> =>
      new Promise((resolve) => {
        const look = () => {
          const found = events.slice(from).find(fits)
          if (found) resolve(found)
        }
        transport.on('*', look)
        look()
      })
    return { session, errors, events, first }
  }

  test('holds a session by text and by voice without an error', async () => {
    const { session, errors, events, first } = await openAgent()
    const tools = await first(
      (event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_list_tools',
    )
    expect(tools.item.tools.map((tool: Loose) => tool.name)).toContain('pumpstream_live_summary')

    const answered = (from: number) =>
      first(
        (event) =>
          event.type === 'response.done' && event.response.output.some((item: Loose) => item.type === 'message'),
        from,
      )
    session.sendMessage("What's the price of bonk?")
    // This client continues by itself after a hosted call.
    const price = await answered(0)
    expect(price.response.output[0].content[0].transcript).toContain('Bonk')

    const from = events.length
    const question = await server.speech.speak('What are my balances?', 'rms', 1)
    session.sendAudio(new Uint8Array(question.buffer).slice().buffer, { commit: true })
    session.transport.sendEvent({ type: 'response.create' })
    const balances = await answered(from)
    expect(balances.response.output[0].content[0].transcript).toContain('Paper main is worth')
    expect(events.filter((event) => event.type === 'error')).toEqual([])
    expect(errors).toEqual([])
    session.close()
  })
})
