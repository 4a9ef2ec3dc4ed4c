import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { followSessionEnd } from '../../main/app/session-end'

it('an end of the Windows session is told once, however many windows hear it, and a question before it each time', () => {
  const app = new EventEmitter()
  const told: string[] = []
  const opened = new EventEmitter()
  followSessionEnd(app as unknown as Electron.App, [opened as unknown as Electron.BrowserWindow], {
    asked: () => told.push('asked'),
    ended: () => told.push('ended'),
  })
  const later = new EventEmitter()
  app.emit('browser-window-created', {}, later)
  const windows = [opened, later]
  // Another program said no to the first.
  windows[0]?.emit('query-session-end', {})
  windows[0]?.emit('query-session-end', {})
  for (const window of windows) window.emit('session-end', {})
  windows[1]?.emit('query-session-end', {})
  expect(told).toEqual(['asked', 'asked', 'ended'])
})
