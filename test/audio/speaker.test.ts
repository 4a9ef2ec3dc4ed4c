import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('../../renderer/audio/playback.worklet?worker&url', () => ({ default: 'playback.js' }))
const { createSpeaker } = await import('../../renderer/audio/speaker')

let listed: string[]
let into: string[]
let gone: number
let mediaDevices: EventTarget
/** In the order in which they were made. */
let gains: Gain[]
/** What happened to the context and the worklet, in order. */
let happened: unknown[]
/** What the output device has in store, in seconds. */
let outputLatency: number
let contextTime: number

class Gain {
  gain = {
    value: 1,
    ramps: [] as [number, number][],
    cancelScheduledValues() {},
    setValueAtTime() {},
    linearRampToValueAtTime(value: number, at: number) {
      this.ramps.push([value, at])
    },
  }
  constructor() {
    gains.push(this)
  }
  connect<T>(to: T): T {
    return to
  }
}

/** As Chromium does it: the sink in use is taken without a look, another one only where it is listed. */
class Context {
  #sink = ''
  audioWorklet = { addModule: async () => {} }
  destination = {}
  state = 'running'
  get currentTime() {
    return contextTime
  }
  get outputLatency() {
    return outputLatency
  }
  async suspend() {
    this.state = 'suspended'
    happened.push('suspend')
  }
  async resume() {
    this.state = 'running'
    happened.push('resume')
  }
  async setSinkId(id: string) {
    if (id === this.#sink) return
    if (id !== '' && !listed.includes(id)) throw new DOMException('', 'NotFoundError')
    this.#sink = id
    into.push(id)
    happened.push(`into ${id || 'the default'}`)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  listed = ['usb']
  into = []
  happened = []
  outputLatency = 0.1
  contextTime = 10
  gone = 0
  mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => listed.map((deviceId) => ({ kind: 'audiooutput', deviceId, label: deviceId })),
  })
  vi.stubGlobal('navigator', { mediaDevices })
  vi.stubGlobal('AudioContext', Context)
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      port = {
        postMessage(message: { type: string }) {
          if (message.type === 'rewind') happened.push(message)
        },
      }
      connect<T>(to: T): T {
        return to
      }
    },
  )
  gains = []
  vi.stubGlobal('GainNode', Gain)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function make() {
  const { port1: playbackPort } = new MessageChannel()
  const speaker = await createSpeaker({ playbackPort, revive: async () => {}, onGone: () => gone++ })
  playbackPort.close()
  return {
    speaker,
    async changed(devices: string[]) {
      listed = devices
      mediaDevices.dispatchEvent(new Event('devicechange'))
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}
const usb = { id: 'usb', label: 'usb' }

it('a chosen speaker that goes away while it is in use leaves the default, which is told once; back, it plays again', async () => {
  const { speaker, changed } = await make()
  await speaker.choose(usb)
  await changed([])
  await changed([])
  expect([into, gone]).toEqual([['usb', ''], 1])
  await changed(['usb'])
  await changed([])
  expect([into, gone]).toEqual([['usb', '', 'usb', ''], 2])
  await speaker.choose(null)
  await changed([])
  expect(gone).toBe(2)
})

it('an answer whose speaker goes away goes on at the default with what was heard last', async () => {
  const { speaker, changed } = await make()
  await speaker.choose(usb)
  speaker.want('on')
  happened = []
  for (let look = 0; look < 4; look++) {
    contextTime += 0.25
    await vi.advanceTimersByTimeAsync(250)
  }
  // One that has gone tells anything.
  outputLatency = 4
  await changed([])
  expect(happened).toEqual(['suspend', 'into the default', { type: 'rewind', to: expect.closeTo(10.88, 5) }, 'resume'])
  expect(gone).toBe(1)
})

it('a speaker that is back takes over between answers, not in the middle of one', async () => {
  const { speaker, changed } = await make()
  await speaker.choose(usb)
  speaker.want('on')
  await changed([])
  await changed(['usb'])
  expect(into).toEqual(['usb', ''])
  speaker.want('off')
  await vi.advanceTimersByTimeAsync(0)
  expect([into, gone]).toEqual([['usb', '', 'usb'], 1])
})

it('a speaker that has another id since is found by its name', async () => {
  const { speaker } = await make()
  await speaker.choose({ id: 'an older id', label: 'usb' })
  expect([into, gone]).toEqual([['usb'], 0])
})

it('an answer goes on, quieter, while a tone sounds', async () => {
  vi.stubGlobal(
    'OscillatorNode',
    class {
      connect<T>(to: T): T {
        return to
      }
      start() {}
      stop() {}
    },
  )
  const { speaker } = await make()
  speaker.earcon('error')
  const ramps = gains[2]?.gain.ramps.map(([value, at]) => [value, Number(at.toFixed(2))])
  expect(ramps).toEqual([
    [0.25, 10.03],
    [1, 10.27],
  ])
})

it('answers are as loud as the trader wants, and not heard at all when muted; tones keep the volume', async () => {
  const { speaker } = await make()
  const [output, voice] = gains
  speaker.loudness({ muted: false, volume: 0.4 })
  expect([output?.gain.value, voice?.gain.value]).toEqual([0.4, 1])
  speaker.loudness({ muted: true, volume: 0.4 })
  expect([output?.gain.value, voice?.gain.value]).toEqual([0.4, 0])
})
