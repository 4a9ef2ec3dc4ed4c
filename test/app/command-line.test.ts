import { expect, test } from 'vitest'
import { readCommandLine } from '../../main/app/command-line'

const nothing = {
  talk: null,
  showPanel: false,
  hidden: false,
  backend: null,
  backendUrl: null,
  realtimeUrl: null,
  connect: null,
}

test('its own switches are read, and others left alone', () => {
  expect(readCommandLine(['/opt/dexter-voice', '--talk=down', '--no-sandbox', '/a/path'])).toEqual({
    ...nothing,
    talk: 'down',
  })
  expect(readCommandLine(['--hidden', '--connect=press', '--talk=sideways'])).toEqual({
    ...nothing,
    hidden: true,
    connect: 'press',
  })
})

test.each([
  [['dexter-voice://approve?id=1', '--talk=down']],
  [['--backend=openai', '--backend-url=http://127.0.0.1:9', 'Dexter-Voice://x', '--hidden']],
  [[' dexter-voice:x --talk=down', '--talk=toggle']],
])('whatever stands beside a link, it only shows the panel: %j', (argv) => {
  expect(readCommandLine(argv)).toEqual({ ...nothing, showPanel: true })
})

test('a path that begins like the scheme is no link', () => {
  expect(readCommandLine(['dexter-voice', '--talk=up'])).toEqual({ ...nothing, talk: 'up' })
})
