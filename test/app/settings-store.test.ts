import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSettingsStore, readSettings } from '../../main/app/settings-store'
import { SETTINGS_VERSION } from '../../shared/settings'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'settings-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const path = () => join(dir, 'settings.json')

describe('settings', () => {
  it('begin with the defaults and survive a restart', async () => {
    const store = createSettingsStore(path())
    expect(store.current()).toMatchObject({ backend: 'practice', tailMs: 150, microphoneWarmMs: 30_000 })
    expect(await store.change({ tailMs: 200 })).toMatchObject({ ok: true })
    expect(createSettingsStore(path()).current().tailMs).toBe(200)
  })

  it('that are not valid are refused with a sentence and change nothing', async () => {
    const store = createSettingsStore(path())
    const reply = await store.change({ tailMs: -5 })
    expect(reply).toMatchObject({ ok: false })
    expect(store.current().tailMs).toBe(150)
    expect(existsSync(path())).toBe(false)
  })

  it('show the first steps to a newcomer, once', async () => {
    const store = createSettingsStore(path(), { newcomer: true })
    expect(store.current().firstRunDone).toBe(false)
    await store.change({ tailMs: 200 })
    expect(createSettingsStore(path(), { newcomer: true }).current().firstRunDone).toBe(false)
    await store.change({ firstRunDone: true })
    expect(createSettingsStore(path(), { newcomer: true }).current().firstRunDone).toBe(true)
  })

  it.each([
    ['with a kept conversation', null, false],
    ['with settings of a version that knew no first steps', '{"version":3,"tailMs":220}', true],
    ['with damaged settings', '{"tailMs": 1', true],
    ['with settings of a newer version', '{"version":99}', true],
  ])('show them to nobody %s', (_, file, newcomer) => {
    if (file !== null) writeFileSync(path(), file)
    expect(createSettingsStore(path(), { newcomer }).current().firstRunDone).toBe(true)
  })

  it.each([
    ['are damaged', '{"tailMs": 1', 150],
    ['are of a newer version', '{"version":99,"tailMs":220}', 150],
    ['have a part that can’t be read', '{"version":2,"hotkey":"toString","tailMs":220}', 220],
  ])('that %s are left as they are by whoever only reads them', (_, file, tailMs) => {
    writeFileSync(path(), file)
    expect(readSettings(path()).tailMs).toBe(tailMs)
    expect(readdirSync(dir)).toEqual(['settings.json'])
    expect(readFileSync(path(), 'utf8')).toBe(file)
  })

  it('of a damaged file are set aside and said', () => {
    writeFileSync(path(), '{"tailMs": 1')
    const store = createSettingsStore(path())
    expect(store.damage).toMatch(/damaged/)
    expect(readFileSync(`${path()}.damaged`, 'utf8')).toBe('{"tailMs": 1')
    expect(store.current().tailMs).toBe(150)
  })

  it('of which one can’t be read keep all others, say which, and keep the file as it was', async () => {
    const file =
      '{"version":2,"hotkey":"toString","tailMs":220,"openai":{"url":"https://proxy.example","realtimeUrl":"file:"}}'
    writeFileSync(path(), file)
    for (const _ of ['first start', 'second start']) {
      const store = createSettingsStore(path())
      expect(store.damage).toMatch(
        /couldn’t be read, so their defaults apply: hotkey and openai\.realtimeUrl\. .*as-it-was\.$/,
      )
      expect(store.current()).toMatchObject({ hotkey: null, tailMs: 220, openai: { url: 'https://proxy.example' } })
    }
    const store = createSettingsStore(path())
    await store.change({ earcons: false })
    expect(createSettingsStore(path())).toMatchObject({ damage: null })
    expect(readFileSync(`${path()}.as-it-was`, 'utf8')).toBe(file)
  })

  it.each([
    ['of fifty megabytes', `{"model":"${'x'.repeat(50 * 1024 * 1024)}"}`],
    ['nested without end', '['.repeat(400_000)],
    ['that is a list', '[]'],
    ['that is text', '"backend"'],
  ])('of a file %s are set aside whole', (_, file) => {
    writeFileSync(path(), file)
    const store = createSettingsStore(path())
    expect(store.damage).toMatch(/was damaged/)
    expect(store.current().backend).toBe('practice')
  })

  it('nested without end in one field cost that field', () => {
    const depth = 200_000
    writeFileSync(path(), `{"tailMs":220,"openai":${'['.repeat(depth)}${']'.repeat(depth)}}`)
    const store = createSettingsStore(path())
    expect(store.current().tailMs).toBe(220)
    expect(store.damage).toMatch(/apply: openai\./)
  })

  it('of the first version are read, and written in the present one', async () => {
    writeFileSync(path(), JSON.stringify({ version: 1, tailMs: 220, theme: 'dark' }))
    const store = createSettingsStore(path())
    expect(store.damage).toBeNull()
    expect(store.current()).toMatchObject({ tailMs: 220, theme: 'dark' })
    await store.change({ earcons: false })
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({
      version: SETTINGS_VERSION,
      tailMs: 220,
      earcons: false,
    })
  })

  it('of a newer version are set aside and said, not half-read and not overwritten', async () => {
    const newer = JSON.stringify({ version: 8, tailMs: 220, theme: { night: true } })
    for (const kept of ['.version-8', '.version-8-2']) {
      writeFileSync(path(), newer)
      const store = createSettingsStore(path())
      expect(store.damage).toMatch(/newer version of Dexter Voice.*settings\.json\.version-8/)
      expect(store.current().tailMs).toBe(150)
      await store.change({ tailMs: 100 })
      expect(readFileSync(path() + kept, 'utf8')).toBe(newer)
    }
  })

  it('that can’t be set aside are left alone, and changes say that they are not saved', async () => {
    // Every name that it could be moved to is taken by a folder.
    for (const mark of ['', ...Array.from({ length: 8 }, (_, at) => `-${at + 2}`)])
      mkdirSync(`${path()}.version-9${mark}`)
    writeFileSync(path(), '{"version":9}')
    const store = createSettingsStore(path())
    expect(store.damage).toMatch(/couldn’t be moved/)
    expect(await store.change({ tailMs: 100 })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/isn’t saved/),
    })
    expect(store.current().tailMs).toBe(100)
    expect(readFileSync(path(), 'utf8')).toBe('{"version":9}')
  })

  it.each([
    [{ tailMs: -5 }, /^Choose a whole number from 0 to 1,000\.$/],
    [{ mcpServers: [{ id: 'Bad Id', label: 'x', url: 'https://a.example' }] }, /^Use small letters/],
    [
      { mcpServers: ['a', 'a'].map((id) => ({ id, label: id, url: 'https://a.example' })) },
      /^Another server already has this name/,
    ],
    [{ mcpServers: [{ id: 'a', label: 'x', url: 'file:///etc/passwd' }] }, /^Enter an address that begins with https/],
    [{ openai: { instructions: 'x'.repeat(4001) } }, /^Use at most 4,000 characters/],
    // What the schema has no words of its own for, in ours all the same.
    [{ theme: 'purple' }, /^Choose one of the options\.$/],
    [{ earcons: 'yes' }, /^This value can’t be used\. Check it and try again\.$/],
    [{ limits: { usdPerTrade: 1e12 } }, /^Enter an amount above 0, up to 1,000,000,000\.$/],
    [{ limits: { pause: { minutes: 0.5 } } }, /^Choose a whole number from 1 to 1,440\.$/],
    [
      { mcpServers: Array.from({ length: 21 }, (_, at) => ({ id: `a${at}`, label: 'x', url: 'https://a.example' })) },
      /^Add at most 20 entries\.$/,
    ],
    [{ mcpServers: 7 }, /^This value can’t be used/],
    [{ modelPrices: { m: { input: 'x' } } }, /^Enter the price in US dollars/],
    [{ keywords: ['x'.repeat(500)] }, /^Keep each name to \d+ characters/],
    [{ wallets: { no: 'x' } }, /^This value can’t be used/],
    [{ tailms: 5 }, /has no setting called tailms\.$/],
    [{ hotkey: 'toString' }, /^Choose a key from the list\.$/],
    [{ openai: { realtimeUrl: 'wss://x;script-src-elem' } }, /^Enter an address that begins with wss/],
    [JSON.parse('{"__proto__":{"tailMs":5}}'), /has no setting called __proto__\.$/],
  ])('%# that are not valid are refused in one sentence', async (patch, sentence) => {
    const store = createSettingsStore(path())
    store.follow(
      (settings) => settings,
      () => expect.fail('was told'),
    )
    const reply = await store.change(patch)
    expect(reply.ok ? '' : reply.message).toMatch(sentence)
    expect(reply.ok ? '' : reply.message.length).toBeLessThan(320)
  })

  it('given for one run are not stored', async () => {
    const store = createSettingsStore(path())
    store.override({ backend: 'openai' })
    await store.change({ tailMs: 100 })
    expect(store.current().backend).toBe('openai')
    expect(createSettingsStore(path()).current().backend).toBe('practice')
  })

  it('are told to whoever follows them', async () => {
    const told: unknown[] = []
    const store = createSettingsStore(path())
    store.follow(
      ({ tailMs }) => tailMs,
      (now, before) => told.push([before, now]),
    )
    await Promise.all([store.change({ tailMs: 10 }), store.change({ tailMs: 20 })])
    expect(told).toEqual([
      [150, 10],
      [10, 20],
    ])
    expect(JSON.parse(readFileSync(path(), 'utf8')).tailMs).toBe(20)
  })

  it('are told to nobody who follows others, though all of them are read anew', async () => {
    const store = createSettingsStore(path())
    const mcpServers = [{ id: 'a', label: 'A', url: 'https://a.example' }]
    await store.change({ mcpServers })
    const told: string[] = []
    for (const slice of ['mcpServers', 'openai', 'dexter', 'keywords', 'wallets'] as const)
      store.follow(
        (settings) => settings[slice],
        () => told.push(slice),
      )
    await store.change({ wallets: { 'practice:trader': 'So11111111111111111111111111111111111111112' } })
    await store.change({ mcpServers, tailMs: 10 })
    expect(told).toEqual(['wallets'])
  })
})
