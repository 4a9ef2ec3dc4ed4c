import { expect, test } from 'vitest'
import { notificationBody } from '../../main/app/notification-text'

const HOSTILE = 'Fees < 1% & <a href="https://evil.example">sign in</a>'

test('names and answers bring no markup into a notification of a Linux desktop; other systems know none', () => {
  expect(notificationBody(HOSTILE, 'linux')).toBe(
    'Fees &lt; 1% &amp; &lt;a href="https://evil.example"&gt;sign in&lt;/a&gt;',
  )
  expect(notificationBody(HOSTILE, 'darwin')).toBe(HOSTILE)
  expect(notificationBody(HOSTILE, 'win32')).toBe(HOSTILE)
})

test('a megabyte is told by its beginning, no emoji cut in two', () => {
  expect(notificationBody('🚀'.repeat(500_000), 'win32')).toBe(`${'🚀'.repeat(499)}…`)
  expect(notificationBody('x'.repeat(500), 'win32')).toBe('x'.repeat(500))
})
