import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { followDeepLinks } from '../../main/app/deep-link'

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
