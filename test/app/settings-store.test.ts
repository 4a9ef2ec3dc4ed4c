import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSettingsStore } from '../../main/app/settings-store'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'settings-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const path = () => join(dir, 'settings.json')

describe('settings', () => {
  it('begin with the defaults and survive a restart', async () => {
    const store = createSettingsStore(path(), () => {})
    expect(store.current()).toMatchObject({ backend: 'practice', tailMs: 150, microphoneWarmMs: 30_000 })
    expect(await store.change({ tailMs: 200 })).toMatchObject({ ok: true })
    expect(createSettingsStore(path(), () => {}).current().tailMs).toBe(200)
  })

  it('that are not valid are refused with a sentence and change nothing', async () => {
    const store = createSettingsStore(path(), () => {})
    const reply = await store.change({ tailMs: -5 })
    expect(reply).toMatchObject({ ok: false })
    expect(store.current().tailMs).toBe(150)
    expect(existsSync(path())).toBe(false)
  })

  it('of a damaged file are set aside and said', () => {
    writeFileSync(path(), '{"tailMs": 1')
    const store = createSettingsStore(path(), () => {})
    expect(store.damage).toMatch(/damaged/)
    expect(readFileSync(`${path()}.damaged`, 'utf8')).toBe('{"tailMs": 1')
    expect(store.current().tailMs).toBe(150)
  })

  it('given for one run are not stored', async () => {
    const store = createSettingsStore(path(), () => {})
    store.override({ backend: 'openai' })
    await store.change({ tailMs: 100 })
    expect(store.current().backend).toBe('openai')
    expect(createSettingsStore(path(), () => {}).current().backend).toBe('practice')
  })

  it('are told to everyone', async () => {
    const told: number[] = []
    const store = createSettingsStore(path(), (settings) => told.push(settings.tailMs))
    await Promise.all([store.change({ tailMs: 10 }), store.change({ tailMs: 20 })])
    expect(told).toEqual([10, 20])
    expect(JSON.parse(readFileSync(path(), 'utf8')).tailMs).toBe(20)
  })
})
