import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MoneyProblem } from '../../main/practice/market/kept-money'
import type { PracticeServer } from '../../main/practice/server'
import { openSession, sendUserText, TEXT } from '../../tools/practice/realtime-client'
import { open, start } from './practice'

let dir: string
let file: string
const problems: MoneyProblem[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dexter-money-'))
  file = join(dir, 'practice.json')
  problems.length = 0
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const begin = (more: { seed?: number } = {}) =>
  start({ moneyFile: file, onMoneyProblem: (problem) => problems.push(problem), ...more })
const holdings = (server: PracticeServer) =>
  server.wallets.of('practice-trader').map((wallet) => [wallet.address, wallet.label, wallet.holdings()])

/** Asks, continues after the preview, and approves what is then proposed. */
async function trade(server: PracticeServer, order: string): Promise<void> {
  const client = await openSession(server, TEXT)
  open.push(client)
  sendUserText(client, order)
  client.send({ type: 'response.create' })
  await client.first((event) => event.type === 'response.mcp_call.completed')
  client.send({ type: 'response.create' })
  const { item } = await client.first(
    (event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_approval_request',
  )
  client.send({
    type: 'conversation.item.create',
    item: { type: 'mcp_approval_response', approval_request_id: item.id, approve: true },
  })
  await client.first(
    (event) =>
      event.type === 'conversation.item.done' && event.item.approval_request_id === item.id && event.item.output,
  )
}

test('paper money and the market of its seed are there again after a start, and nothing is written before a trade', async () => {
  const first = await begin({ seed: 7 })
  const fresh = holdings(first)
  expect(existsSync(file)).toBe(false)
  await trade(first, 'buy half a sol of bonk')
  const after = holdings(first)
  expect(after).not.toEqual(fresh)
  // On disk with the receipt: the process may end at any moment from here on.
  const second = await begin({ seed: 8 })
  expect(holdings(second)).toEqual(after)
  const [sol] = first.market.tokens
  expect(sol && second.market.priceUsd(sol, 1e12)).toBe(sol && first.market.priceUsd(sol, 1e12))
  expect(problems).toEqual([])
})

test('the money of traders who do not come back at once, and of tokens that are not listed, stays', async () => {
  const server = await begin()
  server.identities.subject('someone', null)
  await trade(server, 'sell all my jup')
  const kept = JSON.parse(readFileSync(file, 'utf8'))
  expect(kept.wallets.map(({ owner }: { owner: string | null }) => owner)).toContain('subject/someone')
  const delisted = 'GtzuvW37PAdK2FBaJMvze2WWkFKS8Hsqy1BG44RkYXdW'
  for (const wallet of kept.wallets) wallet.balances[delisted] = '42'
  writeFileSync(file, JSON.stringify(kept))

  const again = await begin()
  await trade(again, 'buy half a sol of bonk')
  const now = JSON.parse(readFileSync(file, 'utf8'))
  expect(now.wallets).toHaveLength(kept.wallets.length)
  for (const wallet of now.wallets) expect(wallet.balances[delisted]).toBe('42')
})

test.each(['{"seed":', '{"seed":1,"wallets":[{"owner":null,"label":"x","balances":{"a":"-1"}}]}', ''])(
  'a damaged file (%s) is set aside, said in one sentence, and fresh money begun',
  async (damaged) => {
    writeFileSync(file, damaged)
    const server = await begin()
    expect(holdings(server)).toEqual(holdings(await start()))
    expect(problems).toEqual([{ kind: 'damaged', aside: `${file}.damaged` }])
    expect(readdirSync(dir)).toEqual(['practice.json.damaged'])
  },
)

test('a trade goes through although its money can’t be saved, and that is said', async () => {
  const server = await begin()
  rmSync(dir, { recursive: true })
  await trade(server, 'buy half a sol of bonk')
  expect(problems).toEqual([{ kind: 'unsaved', why: expect.stringContaining('ENOENT') }])
})
