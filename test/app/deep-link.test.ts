import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { followDeepLinks, shortened } from '../../main/app/deep-link'

test.each([
  [true, ['dexter-voice']],
  [false, []],
])('the scheme is registered by an installed app alone (installed: %s)', (isPackaged, registered) => {
  const schemes: string[] = []
  const app = Object.assign(new EventEmitter(), {
    isPackaged,
    setAsDefaultProtocolClient: (scheme: string) => schemes.push(scheme) > 0,
  })
  followDeepLinks(app as unknown as Parameters<typeof followDeepLinks>[0], () => {})
  expect(schemes).toEqual(registered)
})

test('a command line that is too long to be told is cut to what a link may say, and then is short enough', () => {
  const long = 'a'.repeat(120_000)
  const cut = shortened(['app', '/folder', '--no-sandbox', `Dexter-Voice://${long}`, '--talk=down', long])
  expect(cut).toEqual(['app', '/folder', '--no-sandbox', '--talk=down', 'dexter-voice:'])
  const many = shortened(['app', ...Array.from({ length: 500 }, () => 'é'.repeat(400)), 'dexter-voice://x'])
  expect(many).toHaveLength(13)
  for (const once of [cut, many]) expect(shortened(once ?? [])).toBeNull()
  expect(shortened(['app', 'dexter-voice://x'])).toBeNull()
  expect(shortened(['app', long])).toBeNull()
})
