import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PrivateKeyring, startPrivateKeyring } from '../../tools/desktop/private-keyring'

// The system's own keyring, on Linux: on the other systems it would be the developer's.
describe.runIf(process.platform === 'linux')('the keychain of a GNOME desktop', () => {
  let keyring: PrivateKeyring
  beforeAll(async () => {
    keyring = await startPrivateKeyring()
  })
  afterAll(() => keyring?.close())

  /** What came of each step, in a new process that must live to its end. */
  const told = async (steps: string[], env?: NodeJS.ProcessEnv): Promise<unknown[]> => {
    const program = await keyring.run('test/identity/keychain-process.ts', steps, env)
    const line = await program.line((text) => text.startsWith('['))
    expect((await program.ended).code).toBe(0)
    return JSON.parse(line)
  }

  test('what one run stores the next one finds; what is held until quit it does not', async () => {
    expect(await told(['get', 'set:sk-first', 'get', 'stored'])).toEqual([
      null,
      'keychain',
      'sk-first',
      { 'openai-key': 'keychain' },
    ])
    expect(await told(['get', 'hold:sk-second', 'get', 'stored'])).toEqual([
      'sk-first',
      'session',
      'sk-second',
      { 'openai-key': 'session' },
    ])
    expect(await told(['get'])).toEqual([null])
  })

  test('forgetting everything leaves nothing, and says how much it was', async () => {
    await told(['set:sk', 'account:{}'])
    expect(await told(['forgetAll', 'get', 'forgetAll'])).toEqual([2, null, 0])
  })

  test('a secret that is kept in parts is found whole by the next run, and forgotten with all of them', async () => {
    const long = '€uro'.repeat(1500)
    const longer = 'x'.repeat(9000)
    const name = 'account:https://id.example'
    await told(['inParts', `account:${longer}`])
    expect(await told(['inParts', `account:${long}`, 'entries'])).toEqual([
      null,
      'keychain',
      [name, ...Array.from({ length: 5 }, (_, at) => `${name}#b.${at}`)],
    ])
    expect(await told(['inParts', 'getAccount', 'set:sk', 'forgetAccount', 'entries'])).toEqual([
      null,
      long,
      'keychain',
      null,
      ['openai-key'],
    ])
    expect(await told(['inParts', `account:${long}`, 'forgetAll', 'entries'])).toEqual([null, 'keychain', 2, []])
  })

  test('nothing is readable in the home folder', async () => {
    await told(['set:sk-findable-4711'])
    const files = readdirSync(keyring.home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(0)
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'latin1')).not.toContain('sk-findable-4711')
  })

  test('without a keyring service every call says so, and a session secret still works', async () => {
    const { DBUS_SESSION_BUS_ADDRESS: _, ...rest } = keyring.env
    const alone = { ...rest, XDG_RUNTIME_DIR: '/nonexistent' }
    const refused = { refused: 'missing' }
    expect(await told(['service'], alone)).toEqual(['missing'])
    expect(await told(['set:sk', 'get', 'check', 'forgetAll', 'hold:sk', 'get', 'stored', 'forget'], alone)).toEqual([
      refused,
      refused,
      refused,
      refused,
      'session',
      'sk',
      { 'openai-key': 'session' },
      null,
    ])
  })

  test('a locked keyring refuses, and its entries do not take the process down', async () => {
    expect(await told(['set:sk-locked-in', 'service'])).toEqual(['keychain', 'open'])
    await keyring.lock()
    expect(await told(['service'])).toEqual(['locked'])
    const refused = { refused: 'locked' }
    expect(await told(['check', 'set:sk-other', 'forgetAll', 'get', 'stored'])).toEqual([
      refused,
      refused,
      refused,
      null,
      {},
    ])
  })
})
