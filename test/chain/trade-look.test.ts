import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureStatus } from '../../main/chain/signature-status'
import { createTradeLook } from '../../main/chain/trade-look'
import { createLedgerAnswers } from '../../main/journal/ledger-answers'
import { verifyLedger } from '../../main/journal/ledger-chain'
import { createTradeLedger } from '../../main/journal/trade-ledger'
import type { MoneyFact } from '../../shared/ledger'
import { madeUpSignature, madeUpTrade } from '../../tools/ledger/made-up'

const SIGNATURE = madeUpSignature(1)
const KEY = '0a1b2c3d-0000-4000-8000-0123456789ab'
let server: Server | null = null
let asked: unknown[] = []
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
  asked = []
})

/** A server that answers so; the address holds a key, as those of RPC providers do. */
async function serve(answer: RequestListener): Promise<string> {
  const open = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => {
      asked.push(JSON.parse(body))
      answer(request, response)
    })
  })
  server = open
  open.listen(0, '127.0.0.1')
  await once(open, 'listening')
  const address = open.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/v2/${KEY}?api-key=${KEY}`
}
const json =
  (body: unknown, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const value = (status: unknown) => ({ jsonrpc: '2.0', result: { context: { slot: 82 }, value: [status] }, id: 1 })
const FINAL = { slot: 48, confirmations: null, err: null, status: { Ok: null }, confirmationStatus: 'finalized' }
const FAILED = { ...FINAL, err: { InstructionError: [2, { Custom: 6001 }] } }

describe('a look at a signature', () => {
  it('is this one question and no other', async () => {
    const url = await serve(json(value(FINAL)))
    expect(await signatureStatus(fetch, url, SIGNATURE)).toEqual({
      ok: true,
      status: { found: 'finalized', slot: 48, failed: false },
    })
    expect(asked).toEqual([
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'getSignatureStatuses',
        params: [[SIGNATURE], { searchTransactionHistory: true }],
      },
    ])
  })

  it.each([
    ['nothing', null, { found: 'nothing' }],
    ['a failure', FAILED, { found: 'finalized', slot: 48, failed: true }],
    ['less than certainty', { ...FINAL, confirmationStatus: 'processed', confirmations: 0 }, { found: 'processed' }],
    ['an older server', { slot: 48, confirmations: null, err: null }, { found: 'finalized' }],
  ])('tells %s apart', async (_what, status, found) => {
    const url = await serve(json(value(status)))
    expect(await signatureStatus(fetch, url, SIGNATURE)).toMatchObject({ ok: true, status: found })
  })

  it.each<[string, RequestListener, RegExp]>([
    ['is not there', json({ error: 'no route' }, 404), /can’t look up transactions at this address.*Settings/],
    ['wants a key', json({ error: { message: `bad key ${KEY}` } }, 401), /doesn’t accept your key/],
    ['is busy', json({}, 429), /is busy/],
    ['answers no JSON', (_, response) => void response.end('garbage'), /can’t be read/],
    [
      'answers another thing',
      json({ jsonrpc: '2.0', id: 1, result: 'ok' }),
      /doesn’t respond like a Solana RPC server/,
    ],
    ['answers for another question', json({ ...value(FINAL), id: 7 }), /doesn’t respond like/],
    ['answers about two', json({ id: 1, result: { value: [FINAL, FINAL] } }), /doesn’t respond like/],
    ['refuses', json({ jsonrpc: '2.0', error: { code: -32_005, message: KEY }, id: 1 }), /refused.*-32005/],
    ['answers without end', (_, response) => void response.end('x'.repeat(1_000_000)), /far too much/],
    ['leads elsewhere', (_, response) => void response.writeHead(302, { location: '/x' }).end(), /another address/],
    ['says nothing', () => {}, /didn’t respond within/],
  ])('at a server that %s is one sentence without the key', async (_what, answer, sentence) => {
    const url = await serve(answer)
    const reply = await signatureStatus(fetch, url, SIGNATURE, 300)
    expect(reply).toMatchObject({ ok: false, message: expect.stringMatching(sentence) })
    expect(JSON.stringify(reply)).not.toContain(KEY)
  })

  it.each([
    ['http://rpc.example/', /Use https/],
    ['ftp://rpc.example/', /https/],
    ['nonsense', /isn’t valid/],
  ])('is not taken to %s', async (url, sentence) => {
    const never = () => Promise.reject(new Error('asked'))
    expect(await signatureStatus(never, url, SIGNATURE)).toMatchObject({ message: expect.stringMatching(sentence) })
  })
})

describe('a trade whose outcome is unknown', () => {
  let dir = ''
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'look-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  async function setUp(facts: MoneyFact[], rpcUrl: string | null, backend = 'openai') {
    const path = join(dir, 'ledger.jsonl')
    const ledger = createTradeLedger(path, () => {})
    await ledger.append(facts)
    const history = createLedgerAnswers(path)
    const asked: unknown[] = []
    const look = createTradeLook({
      history,
      ledger,
      fetch,
      rpcUrl: () => rpcUrl,
      backend: () => backend,
      askSession: (trade) => asked.push(trade),
      now: () => 7,
    })
    return {
      asked,
      look: (seq: number) => look({ seq }),
      history,
      lines: () => verifyLedger(readFileSync(path, 'utf8')),
    }
  }
  const lost = (over: Partial<MoneyFact> = {}): MoneyFact[] => {
    const [proposed, approved, called] = madeUpTrade(1, 1)
    const detail = `The connection was lost. Transaction ${SIGNATURE} was sent.`
    return [proposed!, approved!, { ...called!, ...over, step: 'unknown', detail: over.detail ?? detail }]
  }

  it('is looked at once more each time it is asked for, and what was found goes on record', async () => {
    const { look, history, lines } = await setUp(lost(), await serve(json(value(FINAL))))
    expect(await look(1)).toEqual({ ok: true, message: 'The transaction went through (slot 48, finalized).' })
    expect(lines()).toMatchObject({ ok: true, lines: [{}, {}, {}, { step: 'looked', at: 7, requestId: 'apr_1' }] })
    const trade = await history.ask('get', { seq: 1 })
    expect(trade?.record).toMatchObject({
      outcome: 'unknown',
      looked: [{ at: 7, detail: expect.stringContaining('went through') }],
      // Nothing that was masked.
      signature: SIGNATURE,
    })
  })

  it('that failed on the chain says so, and still counts for the limits', async () => {
    const { look, history } = await setUp(lost(), await serve(json(value(FAILED))))
    expect(await look(1)).toMatchObject({ ok: true, message: expect.stringMatching(/failed on the chain/) })
    expect((await history.ask('past', { now: 10, backend: 'dexter' })).trades).toHaveLength(1)
  })

  it('of which the server tells nothing stays as it is, and nothing is written', async () => {
    const { look, lines } = await setUp(lost(), await serve(json({}, 500)))
    expect(await look(1)).toMatchObject({ ok: false, message: expect.stringMatching(/having problems/) })
    expect(lines().lines).toHaveLength(3)
  })

  it.each<[string, MoneyFact[], string | null, RegExp]>([
    ['no address is set', lost(), null, /with another service.*Solana RPC server in Settings/],
    ['no signature is known', lost({ detail: 'The connection was lost.' }), 'http://127.0.0.1:9', /another service/],
    ['it is paper', lost().map((it) => ({ ...it, backend: 'practice' })), 'http://127.0.0.1:9', /another service/],
    ['it is known', madeUpTrade(1, 1), 'http://127.0.0.1:9', /is already known/],
    ['it is not there', [], 'http://127.0.0.1:9', /no longer in the ledger/],
  ])('asks nobody when %s', async (_what, facts, url, sentence) => {
    const { look } = await setUp(facts, url)
    expect(await look(1)).toMatchObject({ ok: false, message: expect.stringMatching(sentence) })
  })

  it('of the backend in use is looked at by its session, where no chain can tell', async () => {
    const { look, asked, lines } = await setUp(lost(), null, 'dexter')
    expect(await look(1)).toEqual({
      ok: true,
      message: 'Checking your wallet. The answer appears in the conversation.',
    })
    expect(asked).toEqual([expect.objectContaining({ requestId: 'apr_1', card: expect.anything() })])
    expect(lines().lines).toHaveLength(3)
  })
})
