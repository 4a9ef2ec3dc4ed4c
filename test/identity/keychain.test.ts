import { expect, test } from 'vitest'
import { createKeychain, KeychainUnavailable } from '../../main/identity/keychain'
import { memoryKeytar } from './rig'

const open = (platform: NodeJS.Platform = 'linux') => {
  const store = memoryKeytar()
  return {
    store,
    // The developer's own desktop has no say.
    keychain: createKeychain({ load: async () => store.keytar, platform, service: async () => 'missing' }),
  }
}
const refusal = async (work: Promise<unknown>): Promise<KeychainUnavailable> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof KeychainUnavailable)) throw new Error(`not refused by the keychain: ${String(error)}`)
  return error
}

test('a secret is stored under our service, found again, and forgotten', async () => {
  const { keychain, store } = open()
  expect(await keychain.set('openai-key', 'sk-test')).toBe('keychain')
  expect([...store.entries]).toEqual([['openai-key', 'sk-test']])
  expect(await keychain.get('openai-key')).toBe('sk-test')
  await keychain.forget('openai-key')
  expect(await keychain.get('openai-key')).toBeNull()
})

test('until the app quits means in memory alone, and what was stored before does not come back', async () => {
  const { keychain, store } = open()
  await keychain.set('mcp:news', 'old')
  expect(await keychain.set('mcp:news', 'new', { untilQuit: true })).toBe('session')
  expect(store.entries.size).toBe(0)
  expect(await keychain.get('mcp:news')).toBe('new')
  expect(await keychain.stored(['mcp:news', 'openai-key'])).toEqual({ 'mcp:news': 'session' })
})

test('a secret that is stored again replaces the one held for this run', async () => {
  const { keychain } = open()
  keychain.hold('openai-key', 'sk-demo')
  expect(await keychain.stored(['openai-key'])).toEqual({ 'openai-key': 'session' })
  await keychain.set('openai-key', 'sk-own')
  expect(await keychain.get('openai-key')).toBe('sk-own')
  expect(await keychain.stored(['openai-key'])).toEqual({ 'openai-key': 'keychain' })
})

const words = {
  'Cannot autolaunch D-Bus without X11 $DISPLAY': 'missing',
  'The name org.freedesktop.secrets was not provided by any .service files': 'missing',
  'Object does not exist at path “/org/freedesktop/secrets/collection/login”': 'missing',
  'Cannot create an item in a locked collection': 'locked',
  'User interaction is not allowed.': 'locked',
  'User canceled the operation.': 'denied',
  'The user name or passphrase you entered is not correct.': 'denied',
  'Access is denied.': 'denied',
  'GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: Der Name wurde von keiner Datei bereitgestellt': 'missing',
  'GDBus.Error:org.freedesktop.Secret.Error.IsLocked: Der Gegenstand ist gesperrt': 'locked',
} as const

test.each(Object.entries(words))('“%s” is told as %s, in one sentence, and nothing is kept', async (said, reason) => {
  const { keychain, store } = open()
  store.broken = said
  const error = await refusal(keychain.set('openai-key', 'sk-secret-value'))
  expect(error.reason).toBe(reason)
  expect(error.message).toMatch(/^[A-Z].*\.$/)
  expect(`${error.message} ${String(error.cause)}`).not.toContain('sk-secret-value')
  store.broken = null
  expect(await keychain.get('openai-key')).toBeNull()
})

test('a library that can not be loaded is a missing keychain', async () => {
  const keychain = createKeychain({ load: () => Promise.reject(new Error('Failed to load keytar native addon')) })
  expect((await refusal(keychain.get('openai-key'))).reason).toBe('missing')
  expect((await refusal(keychain.check())).reason).toBe('missing')
})

test('what the keychain says is masked before it becomes a cause', async () => {
  const { keychain, store } = open()
  store.broken = 'can not store Bearer abc123456789'
  expect(String((await refusal(keychain.set('openai-key', 'x'))).cause)).not.toContain('abc123456789')
})

test('a session secret can be forgotten where there is no keychain; a stored one can not be said to be gone', async () => {
  const { keychain, store } = open()
  await keychain.set('mcp:news', 'stored')
  await keychain.set('openai-key', 'sk', { untilQuit: true })
  store.broken = 'Cannot autolaunch D-Bus without X11 $DISPLAY'
  await keychain.forget('openai-key')
  expect((await refusal(keychain.forget('mcp:news'))).reason).toBe('missing')
})

test.each([
  ['darwin', 'Der von dir eingegebene Benutzername oder das Passwort ist nicht korrekt.'],
  ['darwin', 'L’utilisateur a interrompu l’opération.'],
  ['darwin', 'ユーザによって操作がキャンセルされました。'],
  // What keytar says of every message with a letter that is not ASCII (`CFStringGetCStringPtr` gives none).
  ['darwin', 'An unknown error occurred.'],
  ['win32', 'Zugriff verweigert'],
  // The code page of Windows, read as UTF-8 (`wideCharToAnsi`), and nothing at all.
  ['win32', '\ufffd\ufffd\ufffdN\ufffdZ\ufffdX'],
  ['win32', ''],
  ['win32', 'Une session d’ouverture de session spécifiée n’existe pas.'],
] as const)(
  '%s always has a keychain, so that it refused, in whatever language it says so: “%s”',
  async (platform, said) => {
    const { keychain, store } = open(platform)
    store.broken = said
    expect((await refusal(keychain.get('openai-key'))).reason).toBe('denied')
  },
)

test.each([
  ['open', 'denied'],
  ['locked', 'locked'],
  ['missing', 'missing'],
] as const)('what words of no known language mean on Linux, the keyring tells, which is %s', async (state, reason) => {
  const store = memoryKeytar()
  const keychain = createKeychain({ load: async () => store.keytar, platform: 'linux', service: async () => state })
  for (const said of ['Die Anfrage wurde abgewiesen', 'ロックされたコレクションにはアイテムを作成できません', '']) {
    store.broken = said
    expect((await refusal(keychain.set('openai-key', 'sk'))).reason).toBe(reason)
  }
})

test('settings that change read nothing again; a secret that is set, or forgotten, is known without', async () => {
  for (const platform of ['darwin', 'win32'] as const) {
    const { keychain, store } = open(platform)
    store.entries.set('openai-key', 'sk')
    for (let change = 0; change < 20; change++) await keychain.stored(['openai-key', 'mcp:news'])
    expect(store.calls).toEqual(['get openai-key', 'get mcp:news'])
    await keychain.set('mcp:news', 'bearer')
    expect(await keychain.stored(['openai-key', 'mcp:news'])).toEqual({
      'openai-key': 'keychain',
      'mcp:news': 'keychain',
    })
    await keychain.forget('openai-key')
    expect(await keychain.stored(['openai-key', 'mcp:news'])).toEqual({ 'mcp:news': 'keychain' })
    expect(store.calls.filter((call) => call === 'get openai-key').length).toBeLessThanOrEqual(2)
  }
})

test('changes that come faster than the keychain answers read each secret once', async () => {
  const { keychain, store } = open('darwin')
  store.entries.set('openai-key', 'sk')
  await Promise.all(Array.from({ length: 20 }, () => keychain.stored(['openai-key', 'mcp:news'])))
  expect(store.calls).toEqual(['get openai-key', 'get mcp:news'])
})

test.each(['darwin', 'win32'] as const)(
  'who said no to %s is not asked again by a setting, only by a use, which tells where the secret is',
  async (platform) => {
    const { keychain, store } = open(platform)
    store.entries.set('openai-key', 'sk')
    store.broken = 'Der Benutzer hat die Aktion abgebrochen.'
    await Promise.all(Array.from({ length: 20 }, () => keychain.stored(['openai-key'])))
    for (let change = 0; change < 20; change++) expect(await keychain.stored(['openai-key'])).toEqual({})
    expect(store.calls).toEqual(['get openai-key'])
    store.broken = null
    expect(await keychain.get('openai-key')).toBe('sk')
    expect(await keychain.stored(['openai-key'])).toEqual({ 'openai-key': 'keychain' })
  },
)

test('after everything was forgotten nothing is said to be there, whoever had removed it', async () => {
  const { keychain, store } = open('darwin')
  await keychain.set('openai-key', 'sk')
  // In the system's own list of passwords.
  store.entries.delete('openai-key')
  expect(await keychain.forgetAll()).toBe(0)
  expect(await keychain.stored(['openai-key'])).toEqual({})
})

test('forgetting everything counts entries of the keychain and of memory, each name once', async () => {
  const { keychain, store } = open()
  await keychain.set('openai-key', 'a')
  await keychain.set('account:https://id.example', 'b')
  keychain.hold('openai-key', 'c')
  await keychain.set('mcp:news', 'd', { untilQuit: true })
  expect(await keychain.forgetAll()).toBe(3)
  expect(store.entries.size).toBe(0)
  expect(await keychain.stored(['openai-key', 'mcp:news'])).toEqual({})
})

test('a locked Linux keyring is never listed: the library ends the process over its entries', async () => {
  const { keychain, store } = open('linux')
  store.broken = 'Cannot create an item in a locked collection'
  expect((await refusal(keychain.forgetAll())).reason).toBe('locked')
  expect(store.calls).not.toContain('find')
})

test('calls reach the system in the order they were made in', async () => {
  const store = memoryKeytar()
  let open = () => {}
  const slow = new Promise<void>((resolve) => {
    open = resolve
  })
  const { setPassword } = store.keytar
  store.keytar.setPassword = async (...args) => {
    await slow
    return setPassword(...args)
  }
  const keychain = createKeychain({ load: async () => store.keytar, platform: 'linux' })
  const stored = keychain.set('openai-key', 'a')
  const forgotten = keychain.forget('openai-key')
  open()
  await Promise.all([stored, forgotten])
  expect(store.entries.size).toBe(0)
})

test('what a switch leads elsewhere is neither read nor written, and forgotten all the same', async () => {
  const store = memoryKeytar()
  store.entries.set('openai-key', 'sk-stored').set('account:https://id.example', 'stored')
  const keychain = createKeychain({
    load: async () => store.keytar,
    platform: 'linux',
    sealed: (name) => !name.startsWith('account:'),
  })
  expect(await keychain.get('openai-key')).toBeNull()
  expect(await keychain.stored(['openai-key'])).toEqual({})
  keychain.hold('openai-key', 'sk-demo')
  expect(await keychain.get('openai-key')).toBe('sk-demo')
  await keychain.replace('openai-key', 'sk-demo-2')
  expect(await keychain.set('openai-key', 'sk-own')).toBe('session')
  expect(await keychain.set('mcp:news', 'bearer')).toBe('session')
  await keychain.forget('openai-key')
  expect(store.calls).toEqual([])
  expect(await keychain.get('account:https://id.example')).toBe('stored')
  expect(await keychain.forgetAll()).toBe(3)
  expect(store.entries.size).toBe(0)
})

test('a secret is replaced where it is', async () => {
  const { keychain, store } = open()
  await keychain.set('openai-key', 'a')
  await keychain.replace('openai-key', 'b')
  expect(store.entries.get('openai-key')).toBe('b')
  keychain.hold('openai-key', 'c')
  await keychain.replace('openai-key', 'd')
  expect([store.entries.get('openai-key'), await keychain.get('openai-key')]).toEqual(['b', 'd'])
})
