import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMicrophone } from '../../renderer/audio/microphone'
import type { DeviceReport } from '../../renderer/engine/ports'

/** What the browser does is scripted; each request for a device takes the next answer. */
type Answer = string | DOMException
const failure = (name: string) => new DOMException('', name)

let answers: Answer[]
let asked: (string | null)[]
let listed: { kind: string; deviceId: string; groupId: string; label?: string }[]
let tracks: {
  label: string
  stopped: boolean
  muted: boolean
  getSettings(): MediaTrackSettings
  onended: (() => void) | null
  onmute: (() => void) | null
  onunmute: (() => void) | null
}[]
/** Whether the tracks that are opened from now on are muted, as the system says. */
let muted: boolean
let constraints: MediaTrackConstraints[]
let reports: DeviceReport[]
let revived: number
let streams: number
let mediaDevices: EventTarget
const input = (groupId: string) => ({ kind: 'audioinput', deviceId: 'default', groupId })

beforeEach(() => {
  vi.useFakeTimers()
  answers = []
  asked = []
  tracks = []
  muted = false
  constraints = []
  reports = []
  listed = [input('a')]
  revived = 0
  streams = 0
  mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => listed,
    async getUserMedia({ audio }: { audio: MediaTrackConstraints & { deviceId?: { exact: string } } }) {
      constraints.push(audio)
      asked.push(audio.deviceId?.exact ?? null)
      const answer = answers.shift() ?? 'Built-in'
      if (typeof answer !== 'string') throw answer
      const track = {
        label: answer,
        stopped: false,
        muted,
        // Not every device tells its rate.
        getSettings: () => ({}),
        onended: null,
        onmute: null,
        onunmute: null,
        stop() {
          track.stopped = true
        },
      }
      tracks.push(track)
      return { getTracks: () => [track], getAudioTracks: () => [track] }
    },
  })
  vi.stubGlobal('navigator', { mediaDevices })
  vi.stubGlobal('MediaStreamTrackProcessor', class {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The engine thread hears a track as soon as it gives something: `deaf` ones never do. */
let deaf: boolean
const make = () => {
  deaf = false
  const microphone = createMicrophone({
    onStream(_, track) {
      streams++
      if (!deaf) queueMicrotask(() => microphone.track({ type: 'taken', track }))
    },
    report: (report) => reports.push(report),
    revive: async () => void revived++,
  })
  return microphone
}
const settled = () => vi.advanceTimersByTimeAsync(0)
const states = () => reports.map(({ state }) => state)

it('says before anybody speaks whether there is a microphone', async () => {
  listed = []
  make()
  await settled()
  expect(states()).toEqual(['missing'])
  listed = [input('a')]
  mediaDevices.dispatchEvent(new Event('devicechange'))
  await settled()
  expect(states()).toEqual(['missing', 'closed'])
})

it('asks for the default where the chosen one is gone, and says so', async () => {
  const microphone = make()
  microphone.choose({ id: 'usb', label: null })
  answers = [failure('OverconstrainedError'), 'Built-in']
  microphone.open('turns')
  await settled()
  expect(asked).toEqual(['usb', null])
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Built-in', instead: true })
})

it('takes the chosen one again when it is back, and follows the default as long as it is not', async () => {
  const microphone = make()
  microphone.choose({ id: 'usb', label: null })
  answers = [failure('OverconstrainedError'), 'Built-in', failure('OverconstrainedError'), 'Headset', 'USB']
  const changed = async (devices: typeof listed) => {
    listed = devices
    mediaDevices.dispatchEvent(new Event('devicechange'))
    await settled()
  }
  microphone.open('turns')
  await settled()
  await changed([input('a')])
  expect(asked).toHaveLength(2)
  await changed([input('b')])
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Headset', instead: true })
  await changed([input('b'), { kind: 'audioinput', deviceId: 'usb', groupId: 'c' }])
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'USB' })
  await changed([input('a'), { kind: 'audioinput', deviceId: 'usb', groupId: 'c' }])
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true, true, false])
})

it('looks again as long as it is wanted, and has the audio service ended that sees nothing', async () => {
  const microphone = make()
  answers = [failure('NotFoundError'), failure('NotFoundError'), 'Headset']
  microphone.open('turns')
  await settled()
  expect(reports.at(-1)?.state).toBe('missing')
  expect(revived).toBe(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Headset' })
})

it('gives up looking when it is no longer wanted', async () => {
  const microphone = make()
  answers = [failure('NotFoundError')]
  microphone.open('turns')
  await settled()
  microphone.close('turns')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toHaveLength(1)
})

it('tells a microphone that another program has from one that is not there', async () => {
  const microphone = make()
  answers = [failure('NotReadableError'), 'Headset']
  microphone.open('turns')
  await settled()
  expect(reports.at(-1)?.state).toBe('busy')
  expect(revived).toBe(0)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(reports.at(-1)?.state).toBe('open')
})

it('asks once where it is not allowed', async () => {
  const microphone = make()
  answers = [failure('NotAllowedError')]
  microphone.open('turns')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(reports.at(-1)?.state).toBe('denied')
  expect(asked).toHaveLength(1)
})

it('is blocked no longer once it is allowed, though nobody presses', async () => {
  const microphone = make()
  answers = [failure('NotAllowedError')]
  microphone.open('turns')
  await settled()
  microphone.close('turns')
  expect(reports.at(-1)?.state).toBe('denied')
  microphone.allowed()
  expect(reports.at(-1)).toEqual({ state: 'closed', device: null })
  expect(asked).toHaveLength(1)
})

it('opens once it is allowed where it is still wanted; what is open stays so', async () => {
  const microphone = make()
  answers = [failure('NotAllowedError'), 'Built-in']
  microphone.open('turns')
  await settled()
  microphone.allowed()
  await settled()
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Built-in' })
  microphone.allowed()
  await settled()
  expect([asked.length, reports.at(-1)?.state]).toEqual([2, 'open'])
})

it('opens what there is when the one in use is taken away', async () => {
  const microphone = make()
  answers = ['USB', 'Built-in']
  microphone.open('turns')
  await settled()
  tracks[0]?.onended?.()
  await settled()
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Built-in' })
  expect(streams).toBe(2)
})

it('follows the system to another default, and closes the old one only when the new one is open', async () => {
  const microphone = make()
  answers = ['Built-in', 'Headset']
  microphone.open('turns')
  await settled()
  mediaDevices.dispatchEvent(new Event('devicechange'))
  await settled()
  expect(tracks).toHaveLength(1)
  listed = [input('b')]
  mediaDevices.dispatchEvent(new Event('devicechange'))
  await settled()
  expect(tracks.map(({ label, stopped }) => [label, stopped])).toEqual([
    ['Built-in', true],
    ['Headset', false],
  ])
  expect(states()).toEqual(['opening', 'open', 'open'])
})

it('is closed at once, whatever was still being opened', async () => {
  const microphone = make()
  microphone.open('turns')
  microphone.close('turns')
  await settled()
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true])
  expect(reports.at(-1)?.state).toBe('closed')
})

it('is read and watched from the moment it is there, however long the list of devices takes', async () => {
  let list = () => {}
  const microphone = make()
  await settled()
  Object.assign(mediaDevices, { enumerateDevices: () => new Promise((resolve) => (list = () => resolve(listed))) })
  microphone.open('turns')
  await settled()
  expect([streams, states().at(-1)]).toEqual([1, 'open'])
  // Taken away before that: what there is now is opened.
  tracks[0]?.onended?.()
  list()
  await settled()
  expect([streams, states().at(-1)]).toEqual([2, 'open'])
})

it('opens the one that was chosen while another was being opened', async () => {
  const microphone = make()
  answers = ['Built-in', 'Headset']
  microphone.open('turns')
  microphone.choose({ id: 'headset', label: null })
  await settled()
  expect(asked).toEqual([null, 'headset'])
  expect(tracks.map(({ label, stopped }) => [label, stopped])).toEqual([
    ['Built-in', true],
    ['Headset', false],
  ])
  expect(streams).toBe(1)
})

it('goes on saying that there is none, though the key comes up before the device was asked for in vain', async () => {
  listed = []
  const microphone = make()
  await settled()
  answers = [failure('NotFoundError')]
  microphone.open('turns')
  microphone.close('turns')
  await settled()
  expect(new Set(states())).toEqual(new Set(['missing']))
})

const laptop = (headset: string, builtIn: string) => [
  { ...input('h'), label: `Standard - ${headset}` },
  { kind: 'audioinput', deviceId: 'h1', groupId: 'h', label: headset },
  { kind: 'audiooutput', deviceId: 's1', groupId: 'c', label: 'MacBook Pro Speakers (Built-in)' },
  { kind: 'audioinput', deviceId: 'c1', groupId: 'c', label: builtIn },
]

it.each([
  ['AirPods Pro (Bluetooth)', 'MacBook Pro Microphone (Built-in)'],
  ['Headset (WH-1000XM5 Hands-Free AG Audio) (Bluetooth)', 'Microphone Array (Realtek(R) Audio)'],
  [
    'Kopfhörer (WH-1000XM5 Hands-Free AG Audio) (Bluetooth)',
    'Mikrofonarray (Intel® Smart Sound Technologie für digitale Mikrofone)',
  ],
  ['ヘッドセット (WF-1000XM4) (Bluetooth)', 'マイク配列 (AMD Audio Device)'],
])(
  'a Bluetooth headset (%s) is told before it is opened, by its own name, with what the computer has',
  async (headset, builtIn) => {
    listed = laptop(headset, builtIn)
    answers = [`Standard - ${headset}`, builtIn]
    const bluetooth = { label: headset, builtIn: { deviceId: 'c1', label: builtIn } }
    const microphone = make()
    await settled()
    expect(reports.at(-1)).toEqual({ state: 'closed', device: null, bluetooth })
    microphone.open('turns')
    await settled()
    expect(reports.at(-1)).toEqual({ state: 'open', device: `Standard - ${headset}`, bluetooth })
    microphone.close('turns')
    expect(reports.at(-1)).toEqual({ state: 'closed', device: null, bluetooth })
    microphone.choose({ id: 'c1', label: null })
    await settled()
    expect(reports.at(-1)).toEqual({ state: 'closed', device: null })
    microphone.open('turns')
    await settled()
    expect(reports.at(-1)).toEqual({ state: 'open', device: builtIn })
  },
)

it('a headset that comes or goes meanwhile is told, and what is told is told once', async () => {
  const headset = laptop('AirPods Pro (Bluetooth)', 'MacBook Pro Microphone (Built-in)')
  make()
  await settled()
  const changed = async (now: typeof listed) => {
    listed = now
    mediaDevices.dispatchEvent(new Event('devicechange'))
    await settled()
  }
  await changed(headset)
  expect(reports.at(-1)?.bluetooth?.label).toBe('AirPods Pro (Bluetooth)')
  await changed([input('c')])
  expect(reports.at(-1)).toEqual({ state: 'closed', device: null })
})

it('a headset that goes away while it is looked at is replaced', async () => {
  listed = laptop('AirPods Pro (Bluetooth)', 'MacBook Pro Microphone (Built-in)')
  answers = ['AirPods Pro (Bluetooth)', 'MacBook Pro Microphone (Built-in)']
  const microphone = make()
  await settled()
  let looked = () => {}
  Object.assign(mediaDevices, {
    enumerateDevices: () => new Promise((resolve) => (looked = () => resolve([input('c')]))),
  })
  microphone.open('turns')
  await settled()
  tracks[0]?.onended?.()
  looked()
  await settled()
  expect(reports.at(-1)).toMatchObject({ state: 'open', device: 'MacBook Pro Microphone (Built-in)' })
})

it.each(['Microphone (Realtek USB Audio) (0bda:4014)', 'Mikrofon (Yeti) (046d:0ab7)', 'CABLE Output (VB-Audio)'])(
  '%s is not offered as the computer’s own',
  async (other) => {
    listed = [
      { ...input('h'), label: 'AirPods (Bluetooth)' },
      { kind: 'audioinput', deviceId: 'o1', groupId: 'o', label: other },
    ]
    make()
    await settled()
    expect(reports.at(-1)).toMatchObject({ bluetooth: { builtIn: null } })
  },
)

it('devices that can’t be listed close nothing', async () => {
  answers = ['AirPods Pro (Bluetooth)']
  const microphone = make()
  await settled()
  Object.assign(mediaDevices, { enumerateDevices: () => Promise.reject(failure('NotAllowedError')) })
  microphone.open('turns')
  await settled()
  expect([reports.at(-1)?.state, revived]).toEqual(['open', 0])
})

it.each(['Headset Microphone (USB Audio)', 'Jabra Link 380', 'Handsfree Kit Microphone (USB)'])(
  'what has a cable (%s) is no Bluetooth headset',
  async (label) => {
    listed = [{ ...input('u'), label }]
    answers = [label]
    make().open('turns')
    await settled()
    expect(reports.at(-1)).toEqual({ state: 'open', device: label })
  },
)

it('closes the old one only when the new one is heard: until then no word falls between the two', async () => {
  const microphone = make()
  answers = ['Built-in', 'Headset']
  microphone.open('turns')
  await settled()
  deaf = true
  microphone.choose({ id: 'headset', label: null })
  await settled()
  expect(tracks.map(({ stopped }) => stopped)).toEqual([false, false])
  microphone.track({ type: 'taken', track: 2 })
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true, false])
  microphone.choose(null)
  await settled()
  microphone.close('turns')
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true, true, true])
})

it('asks for processing where hands are free, and changes over without closing', async () => {
  const microphone = make()
  microphone.open('turns')
  await settled()
  microphone.process(true)
  microphone.process(true)
  await settled()
  microphone.process(false)
  await settled()
  const processing = constraints.map((it) => [it.echoCancellation, it.noiseSuppression, it.autoGainControl])
  expect(processing).toEqual([false, true, false].map((on) => [on, on, on]))
  expect(states()).toEqual(['opening', 'open', 'open', 'open'])
})

it('a chosen microphone is found by its name where its id has changed', async () => {
  listed = [input('a'), { kind: 'audioinput', deviceId: 'new', groupId: 'b', label: 'Yeti' }]
  const microphone = make()
  await settled()
  microphone.choose({ id: 'old', label: 'Yeti' })
  microphone.open('turns')
  await settled()
  expect(asked).toEqual(['new'])
})

it('a track that stands still is opened anew, said where that does not help, and tried less and less', async () => {
  const microphone = make()
  microphone.open('turns')
  await settled()
  deaf = true
  microphone.track({ type: 'dead', track: 1 })
  await settled()
  expect([asked.length, reports.at(-1)?.trouble]).toEqual([2, undefined])
  microphone.track({ type: 'dead', track: 2 })
  expect(reports.at(-1)).toMatchObject({ state: 'open', trouble: 'dead' })
  await vi.advanceTimersByTimeAsync(1_900)
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toHaveLength(3)
  microphone.track({ type: 'dead', track: 3 })
  await vi.advanceTimersByTimeAsync(4_900)
  expect(asked).toHaveLength(3)
  // It comes to life by itself.
  microphone.track({ type: 'taken', track: 3 })
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Built-in' })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(3)
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true, true, false])
})

it('a track that the system mutes is opened anew once, after 600 ms, and said to be muted until it is not', async () => {
  const microphone = make()
  microphone.open('turns')
  await settled()
  const mute = (at: number) => Object.assign(tracks[at] ?? {}, { muted: true })
  mute(0)
  tracks[0]?.onmute?.()
  await vi.advanceTimersByTimeAsync(590)
  expect(asked).toHaveLength(1)
  muted = true
  await vi.advanceTimersByTimeAsync(20)
  expect([asked.length, reports.at(-1)?.trouble]).toEqual([2, undefined])
  await vi.advanceTimersByTimeAsync(60_000)
  expect([asked.length, reports.at(-1)?.trouble]).toEqual([2, 'muted'])
  Object.assign(tracks[1] ?? {}, { muted: false })
  tracks[1]?.onunmute?.()
  expect(reports.at(-1)).toEqual({ state: 'open', device: 'Built-in' })
})

it('a headset that changes its mode is muted for a moment, and is left alone', async () => {
  const microphone = make()
  microphone.open('turns')
  await settled()
  Object.assign(tracks[0] ?? {}, { muted: true })
  tracks[0]?.onmute?.()
  await vi.advanceTimersByTimeAsync(400)
  Object.assign(tracks[0] ?? {}, { muted: false })
  tracks[0]?.onunmute?.()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toHaveLength(1)
})

it('one that ends again and again is not opened without a pause', async () => {
  const microphone = make()
  microphone.open('turns')
  await settled()
  tracks[0]?.onended?.()
  await settled()
  tracks[1]?.onended?.()
  await settled()
  expect(asked).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toHaveLength(3)
  expect(reports.at(-1)?.state).toBe('open')
})

it('stays open as long as either questions or a test need it', async () => {
  const microphone = make()
  microphone.open('test')
  microphone.open('turns')
  await settled()
  microphone.close('turns')
  expect(reports.at(-1)?.state).toBe('open')
  microphone.close('test')
  expect(reports.at(-1)?.state).toBe('closed')
})
