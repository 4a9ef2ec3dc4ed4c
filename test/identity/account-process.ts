import { createAccount } from '../../main/identity/account'
import { createKeychain } from '../../main/identity/keychain'
import type { Keytar } from '../../main/identity/long-secrets'
import { createSecretQuestions } from '../../main/identity/secret-questions'
import { dexterAddresses } from '../../shared/addresses'
import { browse } from './browser'
import { settingsFor } from './rig'

/**
 * The account as the app has it, in a process that a test may kill: `<issuer> start` finds out who is signed in and asks
 * for an access token; `<issuer> refresh <step>` signs in, refreshes, and stands still at that step, saying so.
 */
const [issuer = '', job = '', stopAt = ''] = process.argv.slice(2)
let armed = false

/** Says where this process is, and stays there when it is the place to be killed at. */
const pass = async (step: string) => {
  if (!armed || step !== stopAt) return
  console.log(`at ${step}`)
  await new Promise(() => {})
}

const load = async (): Promise<Keytar> => {
  const { default: keytar } = await import('keytar')
  return {
    ...keytar,
    async setPassword(...args) {
      await pass('answer here, not stored')
      await keytar.setPassword(...args)
      await pass('stored, not used')
    },
  }
}

const settings = settingsFor({ issuer })
const goesTo = dexterAddresses(settings.dexter)
const account = createAccount({
  keychain: createKeychain({ load }),
  settings: () => settings,
  questions: createSecretQuestions({
    onChange() {},
    allow: (question) => account.allow(question),
    onAllowed() {},
  }),
  async fetch(url, init) {
    if (url.endsWith('/token')) await pass('before the request')
    return fetch(url, init)
  },
  openBrowser: async (url) => void (await browse(url)),
  now: Date.now,
  onChange() {},
  notice: () => () => {},
})

// Nothing else keeps a process alive that stands still.
setInterval(() => {}, 60_000)

await account.start()
if (job === 'refresh') {
  await account.signIn({ untilQuit: false })
  armed = true
  await account.renew(goesTo)
  await pass('used')
} else {
  const { ok } = await account.accessToken(goesTo)
  console.log(JSON.stringify({ ok, state: account.state() }))
}
process.exit(0)
