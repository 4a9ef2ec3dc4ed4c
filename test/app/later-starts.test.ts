import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { hearLaterStarts } from '../../main/app/later-starts'

function later() {
  const app = new EventEmitter()
  const taken: string[][] = []
  const onLaterStart = hearLaterStarts(app as unknown as Electron.App)
  return {
    taken,
    start: (...argv: string[]) => app.emit('second-instance', {}, argv),
    ready: () => onLaterStart((argv) => taken.push(argv)),
  }
}

test('what comes before anybody can act on it is not lost, and comes in order', () => {
  const { taken, start, ready } = later()
  start('--talk=down')
  start('--talk=up')
  expect(taken).toEqual([])
  ready()
  start('--show-panel')
  expect(taken).toEqual([['--talk=down'], ['--talk=up'], ['--show-panel']])
})

test('a start that was only to forget shows nothing, but a link that says so is a link', () => {
  const { taken, start, ready } = later()
  ready()
  start('--forget')
  start('dexter-voice://x', '--forget')
  expect(taken).toEqual([['dexter-voice://x', '--forget']])
})
