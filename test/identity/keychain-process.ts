import { createKeychain, KeychainUnavailable } from '../../main/identity/keychain'
import { secretServiceState } from '../../main/identity/secret-service'
import type { SecretName } from '../../shared/account'

/**
 * The keychain as the app has it, in a process that a test may give any environment: each argument is a step, `set:x`
 * say; what came of each is told as one line of JSON.
 */
const NAME: SecretName = 'openai-key'
const ACCOUNT = 'account:https://id.example'
let keychain = createKeychain()

const step = (word: string): Promise<unknown> => {
  const [verb, value = ''] = word.split(':')
  switch (verb) {
    case 'get':
      return keychain.get(NAME)
    case 'set':
      return keychain.set(NAME, value)
    case 'hold':
      return keychain.set(NAME, value, { untilQuit: true })
    case 'account':
      return keychain.set(ACCOUNT, value)
    case 'getAccount':
      return keychain.get(ACCOUNT)
    case 'forgetAccount':
      return keychain.forget(ACCOUNT)
    // What Windows' limit makes necessary, in this keyring.
    case 'inParts':
      keychain = createKeychain({ platform: 'win32' })
      return Promise.resolve()
    case 'entries':
      return import('keytar').then(async ({ default: keytar }) =>
        (await keytar.findCredentials('Dexter Voice')).map(({ account }) => account).sort(),
      )
    case 'service':
      return secretServiceState()
    case 'forget':
      return keychain.forget(NAME)
    case 'forgetAll':
      return keychain.forgetAll()
    case 'stored':
      return keychain.stored([NAME, 'mcp:news'])
    case 'check':
      return keychain.check()
    default:
      throw new Error(`no such step: ${word}`)
  }
}

const told: unknown[] = []
for (const word of process.argv.slice(2)) {
  told.push(
    await step(word).then(
      (value) => value ?? null,
      (error: unknown) =>
        error instanceof KeychainUnavailable ? { refused: error.reason } : { failed: String(error) },
    ),
  )
}
console.log(JSON.stringify(told))
