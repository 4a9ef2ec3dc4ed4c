import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createTell } from '../../main/alerts/tell'
import type { Alert } from '../../shared/alerts'
import { noticeBoard } from '../notices'
import { testClock } from './clock'

const alert = (over: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  server: 'practice',
  token: { symbol: 'SOL', mint: null },
  condition: { kind: 'above', value: 250 },
  spoken: false,
  createdAt: 1,
  state: { is: 'waiting' },
  ...over,
})

function scene(hasNotifications = true) {
  const clock = testClock()
  const board = noticeBoard()
  const done: unknown[] = []
  const shown = Object.assign(new EventEmitter(), { show: () => void done.push('show') })
  const tell = createTell({
    notification(about) {
      done.push(about)
      // What the tray of a test has of Electron's class.
      return hasNotifications ? (shown as unknown as Electron.Notification) : null
    },
    after: (ms, callback) => void clock.after(ms, callback),
    notice: board.notice,
    announce: (text) => done.push(`say ${text}`),
    showPanel: () => done.push('panel'),
  })
  return { tell, clock, done, shown, said: () => board.said.map(({ text }) => text) }
}

test.each<[Alert, string]>([
  [alert(), 'SOL is above $250.00, at $251.50.'],
  [alert({ condition: { kind: 'below', value: 260 } }), 'SOL is below $260.00, at $251.50.'],
  [
    alert({ condition: { kind: 'percent', value: -10, withinMs: 3_600_000 } }),
    'SOL dropped 10% within 1 hour, to $251.50.',
  ],
  [
    alert({ condition: { kind: 'percent', value: 2.5, withinMs: 600_000 } }),
    'SOL rose 2.5% within 10 minutes, to $251.50.',
  ],
])('%#: one sentence, aloud and in the conversation', (given, text) => {
  const { tell, done, said } = scene()
  tell({ ...given, spoken: true }, 251.5)
  expect([done, said()]).toEqual([[`say ${text}`], [text]])
})

test('a notification that is shown is all; a click opens the panel', async () => {
  const { tell, clock, done, shown, said } = scene()
  tell(alert(), 251.5)
  expect(done).toEqual([{ title: 'Price alert: SOL', body: 'SOL is above $250.00, at $251.50.' }, 'show'])
  shown.emit('show')
  await clock.pass(60_000)
  expect(said()).toEqual([])
  shown.emit('click')
  expect(done.at(-1)).toBe('panel')
})

test('a desktop that shows none, fails at it, or has none, has it in the conversation, once', async () => {
  const silent = scene()
  silent.tell(alert(), 251.5)
  await silent.clock.pass(3_000)
  silent.shown.emit('failed')
  expect(silent.said()).toEqual(['SOL is above $250.00, at $251.50.'])
  const failing = scene()
  failing.tell(alert(), 251.5)
  failing.shown.emit('failed')
  await failing.clock.pass(3_000)
  expect(failing.said()).toHaveLength(1)
  const none = scene(false)
  none.tell(alert(), 251.5)
  expect(none.said()).toHaveLength(1)
})
