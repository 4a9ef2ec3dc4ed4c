import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createEar } from '../../main/practice/speech/ear'
import type { Heard } from '../../main/practice/speech/heard'
import { createListener } from '../../main/practice/speech/listener'
import { Abandoned, createScheduler, type Job } from '../../main/practice/speech/scheduler'
import type { VoiceDetector } from '../../main/practice/speech/vad'

/** Anything loud is a voice. */
const detector: VoiceDetector = {
  stream: () => ({ frame: async (samples) => (Math.abs(samples[256] ?? 0) > 0.1 ? 0.9 : 0.01) }),
  close: async () => undefined,
}
const voice = (ms: number) => new Int16Array(ms * 24).fill(8000)
const silence = (ms: number) => new Int16Array(ms * 24)

/** A listener whose recogniser takes a number of steps, and notes what it began and what it finished. */
function listening(steps = 3) {
  const begun: { seconds: number; whole: boolean; job: Job<Heard> }[] = []
  const finished: number[] = []
  const scheduler = createScheduler()
  const listener = createListener(createEar(detector), (speech, whole) => {
    const seconds = speech.length / 16_000
    const job = scheduler.start(async (breathe) => {
      for (let step = 0; step < steps; step++) await breathe()
      finished.push(seconds)
      return { text: `${seconds.toFixed(1)} s`, otherwise: null, logprobs: [] }
    })
    begun.push({ seconds, whole, job })
    return job
  })
  return { listener, begun, finished }
}

describe('a listener', () => {
  test('has the words before they are asked for, when only silence followed', async () => {
    const { listener, begun, finished } = listening()
    listener.listen(0)
    for (const pcm of [silence(200), voice(1000), silence(100)]) await listener.append(pcm)
    expect(begun).toEqual([])
    await listener.append(silence(100))
    expect(begun).toHaveLength(1)
    await begun[0]?.job.result
    await listener.append(silence(600))
    expect((await listener.take(0, 2000)).text).toBe('1.4 s')
    expect(finished).toHaveLength(1)
  })

  test('gives a guess up at its next step when the voice goes on', async () => {
    const { listener, begun, finished } = listening(Number.POSITIVE_INFINITY)
    listener.listen(0)
    for (const pcm of [voice(500), silence(200), voice(100)]) await listener.append(pcm)
    await expect(begun[0]?.job.result).rejects.toThrow(Abandoned)
    expect(finished).toEqual([])
  })

  test('looks for nothing in silence, or where nobody will ask', async () => {
    const { listener, begun } = listening()
    await listener.append(voice(500))
    await listener.append(silence(500))
    listener.listen(1000)
    await listener.append(silence(60_000))
    expect(begun).toEqual([])
    listener.listen(0)
    await listener.append(silence(100))
    expect(begun).toHaveLength(1)
    listener.listen(null)
    await expect(begun[0]?.job.result).rejects.toThrow(Abandoned)
  })

  test('recognises the stretches of long speech that are decided while it goes on', async () => {
    const { listener, begun, finished } = listening()
    listener.listen(0)
    for (let second = 0; second < 11; second++) await listener.append(voice(1000))
    await begun[0]?.job.result
    expect(begun.map(({ whole }) => whole)).toEqual([false])
    const { text } = await listener.take(0, 11_000)
    expect(text).toBe(finished.map((seconds) => `${seconds.toFixed(1)} s`).join(' '))
    expect(begun).toHaveLength(finished.length)
  })

  test('a new utterance may begin while the last audio of the one before is being heard', async () => {
    const { listener, begun } = listening()
    listener.listen(0)
    void listener.append(voice(1000))
    const taken = listener.take(0, 1000)
    listener.listen(1000)
    expect((await taken).text).toBe('1.3 s')
    await listener.append(voice(500))
    await listener.append(silence(300))
    expect(begun).toHaveLength(2)
    expect((await listener.take(1000, 1800)).text).toBe((await begun[1]?.job.result)?.text)
  })

  test('what was closed is not recognised any further', async () => {
    const { listener, begun } = listening(Number.POSITIVE_INFINITY)
    listener.listen(0)
    for (const pcm of [voice(500), silence(200)]) await listener.append(pcm)
    listener.close()
    await expect(begun[0]?.job.result).rejects.toThrow(Abandoned)
  })
})

describe('a scheduler', () => {
  const counting = (order: string[], name: string, steps: number) => async (breathe: () => Promise<void>) => {
    for (let step = 0; step < steps; step++) {
      order.push(name)
      await breathe()
    }
  }

  test('a guess waits for what is waited for, and goes on afterwards', async () => {
    const order: string[] = []
    const { start } = createScheduler()
    const guess = start(counting(order, 'guess', 3))
    const asked = start(counting(order, 'asked', 5))
    asked.demand()
    await asked.result
    expect(order.filter((name) => name === 'guess').length).toBeLessThanOrEqual(1)
    await guess.result
    expect(order.filter((name) => name === 'guess')).toHaveLength(3)
  })

  test('what two sessions wait for is done in turns', async () => {
    const order: string[] = []
    const { start } = createScheduler()
    const jobs = ['a', 'b'].map((name) => start(counting(order, name, 4)))
    for (const job of jobs) job.demand()
    await Promise.all(jobs.map(({ result }) => result))
    expect(order.join('')).toMatch(/^(ab|ba)+$/)
  })

  test('a guess that is asked for no longer waits; one that was asked for is not given up', async () => {
    const { start } = createScheduler()
    const order: string[] = []
    const long = start(counting(order, 'long', 50))
    const guess = start(counting(order, 'guess', 2))
    long.demand()
    await turnOfTheLoop()
    guess.demand()
    guess.abandon()
    await guess.result
    expect(order.filter((name) => name === 'long').length).toBeLessThan(50)
    await long.result
  })

  test('what fails lets the others go on', async () => {
    const { start } = createScheduler()
    const failing = start(() => Promise.reject(new Error('no')))
    failing.demand()
    const guess = start(counting([], 'guess', 2))
    await expect(failing.result).rejects.toThrow('no')
    await guess.result
  })
})
