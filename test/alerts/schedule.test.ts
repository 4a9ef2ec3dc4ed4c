import { expect, test } from 'vitest'
import { createSchedule, type Target } from '../../main/alerts/schedule'
import { testClock } from './clock'

const MINUTE = 60_000

function scene(targets: Target[]) {
  const clock = testClock()
  const looks: string[] = []
  const flags = { everyMs: MINUTE, online: true, trouble: false, slow: null as (() => void) | null, wait: false }
  const schedule = createSchedule({
    now: clock.now,
    after: clock.after,
    everyMs: () => flags.everyMs,
    targets: () => targets,
    mayLook: (server) => server === 'local' || flags.online,
    async look({ key }) {
      looks.push(key)
      if (flags.wait) await new Promise<void>((resolve) => (flags.slow = resolve))
      return flags.trouble ? 'trouble' : 'fine'
    },
  })
  const take = () => looks.splice(0)
  return { clock, schedule, flags, take }
}

test('nobody is asked, and no timer runs, while nothing is set', async () => {
  const { clock, schedule, take } = scene([])
  schedule.plan()
  await clock.pass(10 * MINUTE)
  expect([take(), clock.timers]).toEqual([[], 0])
})

test('each token is looked at once in its time', async () => {
  const { clock, schedule, take } = scene([
    { key: 'a', server: 'x' },
    { key: 'b', server: 'x' },
  ])
  schedule.plan()
  await clock.pass(MINUTE - 1)
  expect(take().sort()).toEqual(['a', 'b'])
  await clock.pass(10 * MINUTE)
  expect(take()).toHaveLength(20)
})

test('a server has one request at a time, and another server does not wait for it', async () => {
  const { clock, schedule, flags, take } = scene([
    { key: 'a', server: 'x' },
    { key: 'b', server: 'x' },
    { key: 'c', server: 'y' },
  ])
  flags.wait = true
  schedule.plan()
  await clock.pass(5 * MINUTE)
  expect(take()).toEqual(['a', 'c'])
})

test('a server in trouble is asked ever more seldom, at most after a quarter of an hour, and as before once it is well', async () => {
  const { clock, schedule, flags, take } = scene([{ key: 'a', server: 'x' }])
  flags.trouble = true
  schedule.plan()
  const pauses: number[] = []
  let last = clock.now()
  await clock.pass(0)
  take()
  for (let minutes = 0; pauses.length < 7 && minutes < 200; minutes++) {
    await clock.pass(MINUTE)
    if (take().length === 0) continue
    pauses.push((clock.now() - last) / MINUTE)
    last = clock.now()
  }
  expect(pauses).toEqual([1, 2, 4, 8, 15, 15, 15])
  flags.trouble = false
  await clock.pass(15 * MINUTE)
  take()
  await clock.pass(3 * MINUTE)
  expect(take()).toHaveLength(3)
})

test('what was looked at by other means is not looked at again at once', async () => {
  const { clock, schedule, take } = scene([{ key: 'a', server: 'x' }])
  schedule.looked('a')
  schedule.plan()
  await clock.pass(MINUTE - 1)
  expect(take()).toEqual([])
  await clock.pass(1)
  expect(take()).toEqual(['a'])
})

test('while the computer sleeps nothing is asked, and at once when it wakes', async () => {
  const { clock, schedule, take } = scene([{ key: 'a', server: 'x' }])
  schedule.plan()
  await clock.pass(0)
  take()
  schedule.pause()
  await clock.pass(10 * MINUTE)
  expect([take(), clock.timers]).toEqual([[], 0])
  schedule.resume()
  await clock.settle()
  expect(take()).toEqual(['a'])
})

test('without a network only what needs none is asked; it is found by itself once it is back', async () => {
  const { clock, schedule, flags, take } = scene([
    { key: 'a', server: 'x' },
    { key: 'p', server: 'local' },
  ])
  flags.online = false
  schedule.plan()
  await clock.pass(2 * MINUTE)
  expect(new Set(take())).toEqual(new Set(['p']))
  flags.online = true
  await clock.pass(MINUTE)
  expect(take()).toContain('a')
})
