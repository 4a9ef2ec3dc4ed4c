import { expect, test } from 'vitest'
import { createKeychain } from '../../main/identity/keychain'
import type { Keytar } from '../../main/identity/long-secrets'
import { memoryKeytar } from './rig'

/** The Credential Manager as far as its limit goes; `failAt` lets one call fail, counted from then on. */
function windows() {
  const store = memoryKeytar()
  let calls = 0
  const scene = { failAt: Number.POSITIVE_INFINITY, calls: () => calls }
  const step = () => {
    if (calls++ === scene.failAt) throw new Error('Der RPC-Server ist nicht verfügbar.')
  }
  const keytar: Keytar = {
    async getPassword(service, account) {
      step()
      return store.keytar.getPassword(service, account)
    },
    async setPassword(service, account, password) {
      step()
      if (Buffer.byteLength(password) > 2560) throw new Error('The stub received bad data.')
      return store.keytar.setPassword(service, account, password)
    },
    async deletePassword(service, account) {
      step()
      return store.keytar.deletePassword(service, account)
    },
    async findCredentials(service) {
      step()
      return store.keytar.findCredentials(service)
    },
  }
  const open = () => createKeychain({ load: async () => keytar, platform: 'win32' })
  return Object.assign(scene, {
    store,
    open,
    countFrom(failAt: number) {
      calls = 0
      scene.failAt = failAt
    },
  })
}

const ACCOUNT = 'account:https://id.example'
const OLD = `{"refresh":"${'old-'.repeat(1500)}"}`
const NEW = `{"refresh":"${'new-€-'.repeat(1200)}"}`
const SHORT = 'sk-short'

test('a token of 6 KB, and one of letters of three bytes, are kept and read as they were', async () => {
  const { open, store } = windows()
  for (const secret of [OLD, NEW, '€'.repeat(1280), 'x'.repeat(2560), SHORT]) {
    await open().set(ACCOUNT, secret)
    expect(await open().get(ACCOUNT)).toBe(secret)
  }
  // What fits is one entry, as before.
  expect([...store.entries]).toEqual([[ACCOUNT, SHORT]])
})

test.each([
  ['one long secret by another', OLD, NEW],
  ['a short secret by a long one', SHORT, NEW],
  ['a long secret by a short one', OLD, SHORT],
])('whatever fails while it replaces %s, the old one is read or the new one', async (_, before, after) => {
  const steps = windows()
  await steps.open().set(ACCOUNT, before)
  steps.countFrom(Number.POSITIVE_INFINITY)
  await steps.open().set(ACCOUNT, after)
  const count = steps.calls()
  expect(count).toBeGreaterThan(1)
  for (let failAt = 0; failAt < count; failAt++) {
    const scene = windows()
    await scene.open().set(ACCOUNT, before)
    scene.countFrom(failAt)
    const done = await scene
      .open()
      .set(ACCOUNT, after)
      .then(
        () => true,
        () => false,
      )
    scene.countFrom(Number.POSITIVE_INFINITY)
    expect([failAt, await scene.open().get(ACCOUNT)]).toEqual([failAt, done ? after : before])
    // The next ones succeed, and nothing of any is left once it is forgotten.
    await scene.open().set(ACCOUNT, OLD)
    await scene.open().set(ACCOUNT, NEW)
    expect(await scene.open().get(ACCOUNT)).toBe(NEW)
    await scene.open().forgetAll()
    expect(scene.store.entries.size).toBe(0)
  }
})

test('forgetting removes every part; whatever fails meanwhile, it is not read any more, and forgetting again removes the rest', async () => {
  const steps = windows()
  await steps.open().set(ACCOUNT, OLD)
  steps.countFrom(Number.POSITIVE_INFINITY)
  await steps.open().forget(ACCOUNT)
  expect(steps.store.entries.size).toBe(0)
  for (let failAt = 0; failAt < steps.calls(); failAt++) {
    const scene = windows()
    await scene.open().set(ACCOUNT, OLD)
    scene.countFrom(failAt)
    await scene
      .open()
      .forget(ACCOUNT)
      .catch(() => {})
    scene.countFrom(Number.POSITIVE_INFINITY)
    expect([OLD, null]).toContain(await scene.open().get(ACCOUNT))
    await scene.open().forget(ACCOUNT)
    expect([failAt, scene.store.entries.size]).toEqual([failAt, 0])
  }
})

test.each([
  ['a long secret by a longer one', NEW, OLD + OLD],
  ['a short secret by a long one', SHORT, NEW],
  ['a long secret by a short one', OLD, SHORT],
])(
  'nothing of a secret is left after it is forgotten, whatever failed before, while %s was replaced',
  async (_, before, after) => {
    const steps = windows()
    await steps.open().set(ACCOUNT, before)
    steps.countFrom(Number.POSITIVE_INFINITY)
    await steps.open().set(ACCOUNT, after)
    for (let failAt = 0; failAt < steps.calls(); failAt++) {
      const scene = windows()
      await scene.open().set('openai-key', OLD)
      const others = [...scene.store.entries.keys()]
      await scene.open().set(ACCOUNT, before)
      scene.countFrom(failAt)
      const unkept = scene.open().set(ACCOUNT, after)
      await unkept.catch(() => {})
      scene.countFrom(Number.POSITIVE_INFINITY)
      await scene.open().forget(ACCOUNT)
      // The parts of another secret stay.
      expect([failAt, [...scene.store.entries.keys()]]).toEqual([failAt, others])
      expect(await scene.open().get('openai-key')).toBe(OLD)
    }
  },
)

test('what could not be removed goes with the next change of the secret', async () => {
  const steps = windows()
  await steps.open().set(ACCOUNT, OLD + OLD)
  steps.countFrom(Number.POSITIVE_INFINITY)
  await steps.open().set(ACCOUNT, NEW)
  for (let failAt = 0; failAt < steps.calls(); failAt++)
    for (const last of [OLD, SHORT]) {
      const scene = windows()
      await scene.open().set(ACCOUNT, OLD + OLD)
      scene.countFrom(failAt)
      const changed = scene.open().set(ACCOUNT, NEW)
      await changed.catch(() => {})
      scene.countFrom(Number.POSITIVE_INFINITY)
      await scene.open().set(ACCOUNT, last)
      const needed = last === SHORT ? 0 : Math.ceil(Buffer.from(last).toString('base64').length / 2560)
      expect([failAt, scene.store.entries.size - 1]).toEqual([failAt, needed])
    }
})

test.each([
  ['a short secret that replaced a long one', SHORT],
  ['a long secret that replaced another', NEW],
])('whatever failed, in any pair of steps, forgetting %s leaves no part of either', async (_, after) => {
  for (let failAt = 0; failAt < 20; failAt++)
    for (let forgetAt = 0; forgetAt < 20; forgetAt++) {
      const scene = windows()
      await scene.open().set(ACCOUNT, OLD)
      scene.store.entries.set('account:https://id.example/other#a.0', 'of another')
      scene.countFrom(failAt)
      const ignored = () => {}
      await scene.open().set(ACCOUNT, after).catch(ignored)
      scene.countFrom(forgetAt)
      await scene.open().forget(ACCOUNT).catch(ignored)
      scene.countFrom(Number.POSITIVE_INFINITY)
      await scene.open().forget(ACCOUNT)
      expect([failAt, forgetAt, ...scene.store.entries.keys()]).toEqual([
        failAt,
        forgetAt,
        'account:https://id.example/other#a.0',
      ])
    }
})

test('a part that somebody else changed makes no other secret of it', async () => {
  const { open, store } = windows()
  await open().set(ACCOUNT, OLD)
  const [part] = [...store.entries.keys()].filter((name) => name.endsWith('.0'))
  store.entries.set(part ?? '', 'AAAA')
  expect(await open().get(ACCOUNT)).toBeNull()
})

test('forgetting everything counts secrets, not their parts', async () => {
  const { open, store } = windows()
  await open().set(ACCOUNT, OLD)
  await open().set('openai-key', SHORT)
  expect(await open().forgetAll()).toBe(2)
  expect(store.entries.size).toBe(0)
})

test('what no number of parts can hold is told as too large, and the old one stays', async () => {
  const { open } = windows()
  await open().set(ACCOUNT, OLD)
  await expect(open().set(ACCOUNT, 'x'.repeat(100_000))).rejects.toMatchObject({ reason: 'too-large' })
  expect(await open().get(ACCOUNT)).toBe(OLD)
})
