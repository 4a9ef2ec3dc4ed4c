import { expect, test } from 'vitest'
import { readOptions } from '../../main/practice/options'

test('nothing given is the honest server on a free port', () => {
  expect(readOptions([])).toEqual({
    ok: true,
    options: { port: 0, behaviour: { dialect: 'ga', disguised: false, asRecorded: false }, faults: {}, userinfo: null },
  })
})

test('a port, a dialect and faults with and without a number', () => {
  const args = ['8788', '--dialect', 'beta', '--as-recorded', '--disguised']
  expect(readOptions([...args, '--fault', 'cut-audio:2', '--fault', 'mint-429:always', '--fault', 'reorder'])).toEqual({
    ok: true,
    options: {
      port: 8788,
      behaviour: { dialect: 'beta', disguised: true, asRecorded: true },
      faults: {
        'cut-audio': 2,
        'mint-429': Number.POSITIVE_INFINITY,
        reorder: Number.POSITIVE_INFINITY,
      },
      userinfo: null,
    },
  })
})

test('accounts of an identity provider on this computer', () => {
  const read = readOptions(['--userinfo', 'http://127.0.0.1:9000/me'])
  expect(read).toMatchObject({ ok: true, options: { userinfo: 'http://127.0.0.1:9000/me' } })
})

test.each([
  [['--userinfo', 'https://accounts.example/me'], /is not a userinfo endpoint on this computer/],
  [['--userinfo', 'http://127.0.0.1.example/me'], /is not a userinfo endpoint on this computer/],
  [['--userinfo', 'file:///etc/passwd'], /is not a userinfo endpoint on this computer/],
  [['--userinfo'], /^--userinfo needs a value/],
  [['port'], /^"port" is not a port/],
  [['70000'], /^"70000" is not a port/],
  [['1', '2'], /^One port is enough/],
  [['--dialect', 'gamma'], /^"gamma" is not a dialect: choose ga or beta\.$/],
  [['--dialect'], /^--dialect needs a value/],
  [['--fault'], /^--fault needs a value, as in "--fault cut-audio"\.$/],
  [['--fault', 'flood'], /^"flood" is not a fault: choose from mint-401, /],
  [['--fault', 'toString'], /^"toString" is not a fault/],
  [['--fault', 'cut-audio:0'], /^"0" is not how often cut-audio can happen/],
  [['--fault', 'cut-audio:1.5'], /^"1\.5" is not how often/],
  [['--fault', 'cut-audio:'], /^"" is not how often/],
  [['--as-recorded=yes'], /^--as-recorded takes no value\.$/],
  [['--loud'], /^"--loud" is not an option: there are /],
])('%j is refused in one sentence', (args, message) => {
  expect(readOptions(args)).toEqual({ ok: false, message: expect.stringMatching(message) })
})
