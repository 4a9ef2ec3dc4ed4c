import { expect, test } from 'vitest'
import { connectSources, mayConnect } from '../../main/app/content-policy'

test.each([
  ['/app/out/renderer/voice.html', true],
  ['/app/out/renderer/assets/engine-thread-abc.js', true],
  ['C:\\app\\out\\renderer\\voice.html', true],
  ['/app/out/renderer/panel.html', false],
  ['/app/out/renderer/hud.html', false],
  ['/app/out/renderer/not-voice.html', false],
  ['/voice.html/panel.html', false],
])('%s may connect: %s', (file, may) => {
  expect(mayConnect(file)).toBe(may)
})

test('a setting opens the door to its own host alone, encrypted, and never to more', () => {
  const usual = connectSources([])
  const opened = (address: string) => connectSources([address]).filter((source) => !usual.includes(source))
  expect(opened('https://api.dexter.cash/x?y')).toEqual(['wss://api.dexter.cash'])
  expect(opened('wss://voice.example:8443')).toEqual(['wss://voice.example:8443'])
  for (const bad of [
    'http://a.example',
    'ws://a.example',
    'not an address',
    'javascript:x',
    'file:',
    'https://x; script-src *',
    'wss://x;script-src-elem',
    'wss://*',
    'wss://*.example',
    'wss://a,b',
    "wss://'self'",
    'wss://name:word@voice.example',
    'wss://[2001:db8::1]',
  ])
    expect(opened(bad), bad).toEqual([])
})
