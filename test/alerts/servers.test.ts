import { expect, test } from 'vitest'
import { createPriceServers } from '../../main/alerts/servers'
import type { Released } from '../../main/backends/backend'
import { type Settings, SettingsSchema } from '../../shared/settings'
import { marketServer } from './market-server'

const SOL = { symbol: 'SOL', mint: null }
const tools = { get_price: { readOnly: true, answer: (symbol: string) => ({ symbol, price: 152 }) } }

function scene(
  mcpServers: Record<string, unknown>[],
  secrets: Record<string, string> = {},
  over: Partial<Settings> = {},
) {
  const released: string[][] = []
  const flags = { withheld: false, practice: null as { url: string; bearer: string } | null }
  let settings = SettingsSchema.parse({ backend: 'openai', mcpServers, ...over })
  const servers = createPriceServers({
    settings: () => settings,
    async release(name, goesTo): Promise<Released> {
      released.push([name, ...goesTo])
      return flags.withheld ? { ok: false, message: 'Not there.' } : { ok: true, secret: secrets[name] ?? null }
    },
    practice: () => flags.practice,
    fetch: (url, init) => fetch(url, init),
  })
  return {
    servers,
    released,
    flags,
    set: (next: Record<string, unknown>) => {
      settings = SettingsSchema.parse({ ...settings, ...next })
    },
  }
}

test('a server gets its own bearer and headers, released for its address alone, and the keychain is asked once', async () => {
  const desk = await marketServer({ tools })
  const other = await marketServer({ tools })
  const { servers, released } = scene(
    [
      { id: 'desk', label: 'Desk', url: desk.url, headers: ['x-api-key'] },
      { id: 'other', label: 'Other', url: other.url },
    ],
    { 'mcp:desk': 'desk-bearer', 'header:desk:x-api-key': 'desk-key', 'mcp:other': 'other-bearer' },
  )
  for (const _ of [1, 2]) expect(await servers.look('desk', SOL)).toMatchObject({ ok: true, price: { price: 152 } })
  expect(await servers.look('other', SOL)).toMatchObject({ ok: true })
  expect(released).toEqual([
    ['mcp:desk', desk.url],
    ['header:desk:x-api-key', desk.url],
    ['mcp:other', other.url],
  ])
  expect(new Set(desk.asked.map(({ authorization, key }) => `${authorization} ${key}`))).toEqual(
    new Set(['Bearer desk-bearer desk-key']),
  )
  expect(new Set(other.asked.map(({ authorization, key }) => `${authorization} ${key}`))).toEqual(
    new Set(['Bearer other-bearer undefined']),
  )
  await servers.close()
})

test('what is withheld is not sent, nor anything else', async () => {
  const desk = await marketServer({ tools })
  const { servers, flags } = scene([{ id: 'desk', label: 'Desk', url: desk.url }], { 'mcp:desk': 'b' })
  flags.withheld = true
  expect(await servers.look('desk', SOL)).toEqual({
    ok: false,
    fault: 'server',
    message: { shown: 'Not there.', english: 'Desk can’t be asked, because its key is held back. See Settings.' },
  })
  expect(desk.asked).toEqual([])
})

test('a server that is switched off, or never was there, is asked nothing', async () => {
  const desk = await marketServer({ tools })
  const { servers } = scene([{ id: 'desk', label: 'Desk', url: desk.url, enabled: false }])
  expect(servers.list()).toEqual([])
  expect([servers.usual(), servers.exists('desk')]).toEqual([null, false])
  expect(await servers.look('desk', SOL)).toMatchObject({
    ok: false,
    message: { shown: expect.stringMatching(/no longer in your settings/) },
  })
  expect(desk.asked).toEqual([])
})

test('plain http beyond this computer is refused before anything is released', async () => {
  const { servers, released } = scene([{ id: 'desk', label: 'Desk', url: 'http://desk.example/mcp' }])
  expect(await servers.look('desk', SOL)).toMatchObject({
    ok: false,
    message: { shown: expect.stringMatching(/https/) },
  })
  expect(released).toEqual([])
})

test('a new key counts from the next look on', async () => {
  const secrets: Record<string, string> = { 'mcp:desk': 'old' }
  const desk = await marketServer({ tools })
  const { servers } = scene([{ id: 'desk', label: 'Desk', url: desk.url }], secrets)
  await servers.look('desk', SOL)
  secrets['mcp:desk'] = 'new'
  await servers.follow()
  desk.asked.splice(0)
  await servers.look('desk', SOL)
  expect(new Set(desk.asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer new']))
})

test('practice prices are asked for only while practice is in use and runs', async () => {
  const market = await marketServer({ tools })
  const { servers, flags, set } = scene([])
  expect(await servers.look('practice', SOL)).toMatchObject({
    message: { shown: expect.stringMatching(/only checked while you use practice/) },
  })
  set({ backend: 'practice' })
  expect(servers.usual()).toBe('practice')
  expect(await servers.look('practice', SOL)).toMatchObject({
    message: { shown: 'Practice is still starting.' },
  })
  flags.practice = { url: market.url, bearer: 'p' }
  expect(await servers.look('practice', SOL)).toMatchObject({ ok: true })
  expect(market.asked[0]?.authorization).toBe('Bearer p')
})
