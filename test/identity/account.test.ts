import { afterEach, beforeEach, expect, test } from 'vitest'
import { browse } from './browser'
import { startProvider, type TestProvider } from './provider'
import { createRig, settingsFor } from './rig'

let provider: TestProvider
beforeEach(async () => {
  provider = await startProvider()
})
afterEach(() => provider.stop())

const signedInRig = async () => {
  const rig = createRig({
    settings: settingsFor({ issuer: provider.issuer }),
    openBrowser: async (url) => void (await browse(url)),
  })
  await rig.account.start()
  await rig.account.signIn({ untilQuit: false })
  return rig
}

test('signing in', async () => {
  const rig = await signedInRig()
  expect(rig.account.state()).toEqual({
    state: 'signed-in',
    label: 'trader@example.com',
    kept: 'keychain',
    problem: null,
  })
  expect(rig.account.subject()).toBe('trader')
})
