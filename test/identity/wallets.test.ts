import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSettingsStore } from '../../main/app/settings-store'
import type { Backend, WalletsReply } from '../../main/backends/backend'
import { problem } from '../../main/backends/http-json'
import { createWallets } from '../../main/identity/wallets'
import type { ListedWallet } from '../../shared/account'
import { ADDRESS, ear, OTHER_ADDRESS } from '../backends/loopback'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'wallets-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const main: ListedWallet = { address: ADDRESS, label: 'Main', isDefault: true, paper: false, mayTrade: true }
const second: ListedWallet = { ...main, address: OTHER_ADDRESS, label: 'Second', isDefault: false }
const listed = (...wallets: ListedWallet[]): WalletsReply => ({ ok: true, wallets, total: wallets.length, dropped: 0 })
const offline: WalletsReply = problem('unreachable', 'dexter.example can’t be reached.', 'later')

/** An app with one account, `dexter:a`, unless said otherwise. Each call of the backend is answered by hand. */
function open(account: { key: string | null } = { key: 'dexter:a' }) {
  const calls: ((reply: WalletsReply) => void)[] = []
  const settings = createSettingsStore(join(dir, 'settings.json'))
  const heard = ear()
  const backend: Backend = {
    id: 'dexter',
    note: null,
    mint: () => expect.fail('minted'),
    wallets: () => new Promise((resolve) => calls.push(resolve)),
  }
  let changes = 0
  let time = 1000
  const using = { backend }
  const wallets = createWallets({
    backend: () => using.backend,
    accountKey: () => account.key,
    settings: settings.current,
    change: settings.change,
    cacheFile: join(dir, 'wallets.json'),
    now: () => time,
    notice: heard.notice,
    onChange: () => changes++,
  })
  return {
    wallets,
    settings,
    account,
    using,
    calls,
    ...heard,
    at: (ms: number) => {
      time = ms
    },
    changes: () => changes,
    /** Answers the oldest question and waits until that is worked in. */
    async answer(reply: WalletsReply) {
      const done = wallets.refresh()
      calls.shift()?.(reply)
      await done
    },
  }
}

/** An app that has been told of both wallets. */
async function told() {
  const app = open()
  app.wallets.follow()
  await app.answer(listed(main, second))
  return app
}

describe('the wallets', () => {
  it('are none for nobody, and for a backend that knows none', async () => {
    const app = open({ key: null })
    app.wallets.follow()
    expect(app.wallets.state().state).toBe('none')
    app.account.key = 'openai:x'
    app.using.backend = { id: 'openai', note: null, mint: app.using.backend.mint }
    app.wallets.follow()
    expect(app.wallets.state().state).toBe('none')
    expect(app.calls).toHaveLength(0)
    expect(await app.wallets.pick(ADDRESS)).toMatchObject({ ok: false, message: expect.stringMatching(/Sign in/) })
  })

  it('are asked for as soon as somebody is signed in', async () => {
    const app = open()
    app.wallets.follow()
    expect(app.wallets.state()).toMatchObject({ state: 'loading', wallets: [], asOf: null })
    await app.answer(listed(main, second))
    expect(app.wallets.state()).toEqual({
      state: 'fresh',
      wallets: [main, second],
      total: 2,
      chosen: null,
      asOf: 1000,
      problem: null,
    })
    expect(app.wallets.picked()).toBeNull()
    await app.answer(listed())
    expect(app.wallets.state()).toMatchObject({ state: 'empty', total: 0 })
  })

  it('are asked for once at a time', async () => {
    const app = open()
    app.wallets.follow()
    const both = [app.wallets.refresh(), app.wallets.refresh()]
    expect(app.calls).toHaveLength(1)
    app.calls[0]?.(listed(main))
    await Promise.all(both)
    void app.wallets.refresh()
    expect(app.calls).toHaveLength(2)
  })

  it('show their names with their age after a start without network', async () => {
    await told()
    const app = open()
    app.at(5000)
    app.wallets.follow()
    expect(app.wallets.state()).toMatchObject({ state: 'loading', wallets: [main, second], asOf: 1000 })
    await app.answer(offline)
    expect(app.wallets.state()).toMatchObject({
      state: 'offline',
      wallets: [main, second],
      asOf: 1000,
      problem: 'dexter.example can’t be reached.',
    })
    await app.answer(listed(main))
    expect(app.wallets.state()).toMatchObject({ state: 'fresh', total: 1, asOf: 5000, problem: null })
  })

  it('of a damaged file are asked for again, and the file is set aside', async () => {
    writeFileSync(join(dir, 'wallets.json'), '{"dexter:a":{"wallets":[{"address":7}]}}')
    const app = open()
    app.wallets.follow()
    expect(app.wallets.state()).toMatchObject({ state: 'loading', wallets: [] })
    expect(app.said).toMatchObject([{ code: 'wallets_cache' }])
    expect(existsSync(join(dir, 'wallets.json.damaged'))).toBe(true)
    await app.answer(listed(main))
    expect(JSON.parse(readFileSync(join(dir, 'wallets.json'), 'utf8'))).toMatchObject({ 'dexter:a': { total: 1 } })
  })

  it('of one account are never shown for another, also when its answer comes late', async () => {
    const app = open()
    app.wallets.follow()
    app.account.key = 'dexter:b'
    app.wallets.follow()
    const [first, other] = app.calls
    other?.(listed(second))
    await app.wallets.refresh()
    first?.(listed(main))
    // The late answer has been worked in once a further one has been.
    app.calls.splice(0)
    await app.answer(listed(second))
    expect(app.wallets.state().wallets).toEqual([second])
    app.account.key = null
    app.wallets.follow()
    expect(app.wallets.state().state).toBe('none')
  })

  it('that made no sense are told of once', async () => {
    const app = open()
    app.wallets.follow()
    const some: WalletsReply = { ok: true, wallets: [main], total: 1, dropped: 2 }
    for (const reply of [some, some, listed(main), some]) await app.answer(reply)
    expect(app.said.map(({ text }) => text)).toEqual(Array(2).fill(expect.stringMatching(/^2 entries .* left out/)))
  })
})

describe('the wallet that was picked', () => {
  it('survives a restart, and is another one for another account', async () => {
    const app = await told()
    expect(await app.wallets.pick(OTHER_ADDRESS)).toEqual({ ok: true })
    expect(app.wallets.picked()).toEqual({ address: OTHER_ADDRESS, label: 'Second' })
    expect(app.wallets.state().chosen).toBe(OTHER_ADDRESS)

    const later = open()
    later.wallets.follow()
    expect(later.wallets.picked()).toEqual({ address: OTHER_ADDRESS, label: 'Second' })
    later.account.key = 'dexter:b'
    later.wallets.follow()
    expect(later.wallets.picked()).toBeNull()
  })

  it('holds also where no list was kept', async () => {
    const app = await told()
    await app.wallets.pick(OTHER_ADDRESS)
    rmSync(join(dir, 'wallets.json'))
    const later = open()
    later.wallets.follow()
    await later.answer(offline)
    expect(later.wallets.picked()).toEqual({ address: OTHER_ADDRESS, label: null })
    expect(later.wallets.state()).toMatchObject({ state: 'offline', wallets: [], asOf: null })
  })

  it('is left to the service by null, without a trace of it or a change for others', async () => {
    const app = await told()
    await app.settings.change({ wallets: { 'practice:trader': ADDRESS } })
    await app.wallets.pick(OTHER_ADDRESS)
    await app.wallets.pick(null)
    expect(app.wallets.picked()).toBeNull()
    expect(app.settings.current().wallets).toEqual({ 'practice:trader': ADDRESS })
  })

  it('must be one of the account’s', async () => {
    const app = await told()
    expect(await app.wallets.pick('So1anaWa11etOfSomebodyElse')).toMatchObject({ ok: false })
    expect(app.settings.current().wallets).toEqual({})
  })

  it('goes, and that is said, once it is no longer listed; being offline does not count', async () => {
    const app = await told()
    await app.wallets.pick(OTHER_ADDRESS)
    await app.answer(offline)
    expect(app.wallets.picked()).toMatchObject({ address: OTHER_ADDRESS })
    expect(app.said).toEqual([])
    await app.answer(listed(main))
    expect(app.wallets.picked()).toBeNull()
    expect(app.said).toEqual([
      { code: 'wallet_gone', text: expect.stringMatching(/So1a…2222.* no longer in your account/) },
    ])
    expect(app.settings.current().wallets).toEqual({})
  })

  it.each<[string, WalletsReply]>([
    ['was cut', { ok: true, wallets: [main], total: 60, dropped: 0 }],
    ['has a row that makes no sense', { ok: true, wallets: [main], total: 1, dropped: 1 }],
    ['is empty', listed()],
  ])('stays when the list %s: it may be there all the same', async (_what, reply) => {
    const app = await told()
    await app.wallets.pick(OTHER_ADDRESS)
    await app.answer(reply)
    expect(app.wallets.picked()).toMatchObject({ address: OTHER_ADDRESS })
  })

  it('is in force before it is on disk', async () => {
    const app = await told()
    const before = app.changes()
    const storing = app.wallets.pick(OTHER_ADDRESS)
    expect(app.wallets.picked()).toMatchObject({ address: OTHER_ADDRESS })
    expect(app.changes()).toBe(before + 1)
    await storing
  })

  it('is told to everyone', async () => {
    const app = await told()
    const before = app.changes()
    await app.wallets.pick(ADDRESS)
    expect(app.changes()).toBe(before + 1)
  })
})
