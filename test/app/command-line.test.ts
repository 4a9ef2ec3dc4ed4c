import { expect, test, vi } from 'vitest'
import { overridesOf, readCommandLine } from '../../main/app/command-line'

const nothing = {
  talk: null,
  showPanel: false,
  quit: false,
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
  for (const talk of ['hands-free', 'panic'] as const)
    expect(readCommandLine(['dexter-voice', `--talk=${talk}`])).toEqual({ ...nothing, talk })
})

const overrides = (...argv: string[]) => overridesOf(readCommandLine(['app', ...argv]), false)

test('an address is for the backend that is named, and leaves the rest of it as usual', () => {
  expect(overrides('--backend=dexter', '--backend-url=http://127.0.0.1:9', '--connect=press')).toMatchObject({
    backend: 'dexter',
    connectAtStart: false,
    dexter: { url: 'http://127.0.0.1:9', realtimeUrl: null, clientId: 'dexter-voice' },
  })
  expect(overrides('--backend=practice', '--backend-url=http://127.0.0.1:9')).toEqual({ backend: 'practice' })
  expect(overrides()).toEqual({})
})

test('the installed app takes no address: any program can start it', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const argv = ['app', '--backend=openai', '--backend-url=http://127.0.0.1:9', '--realtime-url=ws://127.0.0.1:9']
  expect(overridesOf(readCommandLine(argv), true)).toEqual({ backend: 'openai' })
  expect(said).toHaveBeenCalledOnce()
  said.mockRestore()
})

test('an address that is none is left out, and the app starts all the same', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(overrides('--backend=openai', '--backend-url=127.0.0.1:8080')).toEqual({ backend: 'openai' })
  expect(said).toHaveBeenCalledOnce()
  said.mockRestore()
})
