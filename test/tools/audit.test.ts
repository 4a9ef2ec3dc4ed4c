import { expect, test } from 'vitest'
import { verdict } from '../../tools/setup/audit.mjs'

const report = (severity: string) => JSON.stringify({ vulnerabilities: { qs: { severity, range: '<6.2.4' } } })

test.each([
  ['critical', false, ['qs <6.2.4: critical', 'audit: 1 known, 1 of them grave']],
  ['high', false, ['qs <6.2.4: high', 'audit: 1 known, 1 of them grave']],
  ['moderate', true, ['qs <6.2.4: moderate', 'audit: 1 known, 0 of them grave']],
])('a fault that is %s', (severity, passed, lines) => {
  expect(verdict(report(severity))).toEqual({ lines, passed })
})

test('passes when nothing is known', () => {
  expect(verdict('{"vulnerabilities":{}}')).toEqual({ lines: ['audit: 0 known, 0 of them grave'], passed: true })
})

test.each(['', 'npm error audit endpoint returned an error', '{"message":"405 Method Not Allowed"}'])(
  'says that a registry did not answer: %j',
  (printed) => {
    expect(verdict(printed)).toEqual({
      lines: ['audit: not done, since the registry did not answer it'],
      passed: true,
    })
  },
)
