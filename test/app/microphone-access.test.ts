import { expect, it } from 'vitest'
import { createMicrophoneAccess, microphoneAllowed } from '../../main/app/microphone-access'
import type { MicrophoneAccess } from '../../shared/microphone'

type Status = 'not-determined' | 'granted' | 'denied' | 'restricted' | 'unknown'

/** macOS and Windows as they answer; `answer` is what the trader says when he is asked. */
function scene(platform: NodeJS.Platform, status: Status, answer: Status = 'granted') {
  const told: MicrophoneAccess[] = []
  const done: string[] = []
  const system = { status }
  const access = createMicrophoneAccess({
    system: {
      getMediaAccessStatus: (type) => (type === 'microphone' ? system.status : 'unknown'),
      async askForMediaAccess(type) {
        done.push(`ask ${type}`)
        await null
        system.status = answer
        return answer === 'granted'
      },
    },
    platform,
    open: (pane) => done.push(pane),
    onChange: (now) => told.push(now),
  })
  return { access, system, told, done }
}

it('nobody is asked at the start; the button asks, once, and what comes of it is told', async () => {
  const { access, told, done } = scene('darwin', 'not-determined')
  expect([access.access, done]).toEqual(['not-determined', []])
  await Promise.all([access.ask(), access.ask()])
  expect([done, told, access.access]).toEqual([['ask microphone'], ['granted'], 'granted'])
  await access.ask()
  expect(done).toHaveLength(1)
})

it('the first press asks too, since the trader wants to talk; a no opens nothing at the next', async () => {
  const { access, told, done } = scene('darwin', 'not-determined', 'denied')
  access.pressed()
  await expect.poll(() => told).toEqual(['denied'])
  access.pressed()
  expect(done).toEqual(['ask microphone'])
  await access.ask()
  expect(done.at(-1)).toMatch(/Privacy_Microphone$/)
})

it('what is changed in the system’s settings counts from the next look on, without a restart', () => {
  const { access, system, told } = scene('darwin', 'denied')
  system.status = 'granted'
  access.look()
  access.look()
  system.status = 'restricted'
  access.pressed()
  expect([told, access.access]).toEqual([['granted', 'restricted'], 'restricted'])
})

/** A clock that is turned by hand, for a panel that may be hidden. */
function watched(platform: NodeJS.Platform, status: Status) {
  const parts = scene(platform, status)
  const timers = new Set<{ ms: number; callback: () => void }>()
  const panel = { inSight: true }
  parts.access.watch({
    every(ms, callback) {
      const timer = { ms, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    inSight: () => panel.inSight,
  })
  return { ...parts, timers, panel, tick: () => [...timers].map(({ callback }) => callback()) }
}

it.each([
  ['darwin', 'denied'],
  ['darwin', 'not-determined'],
  ['win32', 'denied'],
  ['win32', 'restricted'],
] as const)(
  'on %s, while it is %s and the panel says so, it is looked at every second until it is allowed',
  (platform, status) => {
    const { system, told, timers, panel, tick } = watched(platform, status)
    expect([...timers].map(({ ms }) => ms)).toEqual([1_000])
    panel.inSight = false
    system.status = 'granted'
    tick()
    expect(told).toEqual([])
    panel.inSight = true
    tick()
    expect(told).toEqual(['granted'])
    expect(timers.size).toBe(0)
  },
)

it('what is allowed is not watched, until it is taken back', () => {
  const { access, system, told, timers, tick } = watched('darwin', 'granted')
  expect(timers.size).toBe(0)
  system.status = 'denied'
  access.look()
  expect(timers.size).toBe(1)
  system.status = 'granted'
  tick()
  expect([told, timers.size]).toEqual([['denied', 'granted'], 0])
})

it('Linux is never watched', () => {
  expect(watched('linux', 'denied').timers.size).toBe(0)
})

it('Windows asks nobody: its settings are opened', async () => {
  const { access, done } = scene('win32', 'denied')
  access.pressed()
  expect(done).toEqual([])
  await access.ask()
  expect(done).toEqual(['ms-settings:privacy-microphone'])
})

it('a question of macOS that fails can be asked again', async () => {
  const { access, done, told } = scene('darwin', 'not-determined', 'not-determined')
  await access.ask()
  await access.ask()
  expect([done, told]).toEqual([['ask microphone', 'ask microphone'], []])
})

it('the computer’s own switch of Windows, which Electron calls a restriction, stands in its settings too', async () => {
  const { access, done } = scene('win32', 'restricted')
  expect(access.access).toBe('restricted')
  await access.ask()
  expect(done).toEqual(['ms-settings:privacy-microphone'])
})

it('Windows that has decided nothing keeps nobody from recording, since it asks nobody', () => {
  expect(scene('win32', 'not-determined').access.access).toBe('granted')
  expect(scene('win32', 'unknown').access.access).toBe('granted')
})

it('a restriction of macOS opens nothing: whoever manages the computer decides', async () => {
  const { access, done } = scene('darwin', 'restricted')
  await access.ask()
  expect(done).toEqual([])
})

it('Linux keeps no such list', () => {
  expect(scene('linux', 'denied').access.access).toBe('granted')
})

it('only macOS may need another start after it was allowed', () => {
  expect(microphoneAllowed('darwin')).toMatch(/start it again/)
  expect(microphoneAllowed('win32')).toBe('Microphone access is on. You can talk now.')
})
