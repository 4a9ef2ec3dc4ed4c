import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('../../renderer/audio/playback.worklet?worker&url', () => ({ default: 'playback.js' }))
const { createSpeaker } = await import('../../renderer/audio/speaker')

let listed: string[]
let into: string[]
let gone: number
let mediaDevices: EventTarget
/** In the order in which they were made. */
let gains: Gain[]

class Gain {
  gain = { value: 1 }
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
  state = 'suspended'
  async suspend() {}
  async setSinkId(id: string) {
    if (id === this.#sink) return
    if (id !== '' && !listed.includes(id)) throw new DOMException('', 'NotFoundError')
    this.#sink = id
    into.push(id)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  listed = ['usb']
  into = []
  gone = 0
  mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => listed.map((deviceId) => ({ kind: 'audiooutput', deviceId })),
  })
  vi.stubGlobal('navigator', { mediaDevices })
  vi.stubGlobal('AudioContext', Context)
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      port = { postMessage() {} }
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

it('a chosen speaker that goes away while it is in use leaves the default, which is told once; back, it plays again', async () => {
  const { port1: playbackPort } = new MessageChannel()
  const speaker = await createSpeaker({ playbackPort, revive: async () => {}, onGone: () => gone++ })
  const changed = async (devices: string[]) => {
    listed = devices
    mediaDevices.dispatchEvent(new Event('devicechange'))
    await vi.advanceTimersByTimeAsync(0)
  }
  await speaker.choose('usb')
  await changed([])
  await changed([])
  expect([into, gone]).toEqual([['usb', ''], 1])
  await changed(['usb'])
  await changed([])
  expect([into, gone]).toEqual([['usb', '', 'usb', ''], 2])
  await speaker.choose(null)
  await changed([])
  expect(gone).toBe(2)
  playbackPort.close()
})

it('answers are as loud as the trader wants, and not heard at all when muted; tones keep the volume', async () => {
  const { port1: playbackPort } = new MessageChannel()
  const speaker = await createSpeaker({ playbackPort, revive: async () => {}, onGone: () => gone++ })
  const [output, voice] = gains
  speaker.loudness({ muted: false, volume: 0.4 })
  expect([output?.gain.value, voice?.gain.value]).toEqual([0.4, 1])
  speaker.loudness({ muted: true, volume: 0.4 })
  expect([output?.gain.value, voice?.gain.value]).toEqual([0.4, 0])
})
