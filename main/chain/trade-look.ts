import type { TradeToLookAt } from '../../shared/ipc'
import type { MoneyFact } from '../../shared/ledger'
import type { TradeRecord } from '../../shared/trade-history'
import type { Fetch } from '../backends/http-json'
import type { TradeHistory } from '../journal/trade-history'
import type { TradeLedger } from '../journal/trade-ledger'
import { type SignatureStatus, signatureStatus } from './signature-status'

/** What was found is on record, or one sentence why nothing was. */
export type Looked = { ok: boolean; message: string }

interface Deps {
  history: Pick<TradeHistory, 'ask'>
  ledger: Pick<TradeLedger, 'append'>
  fetch: Fetch
  rpcUrl(): string | null
  /** The backend in use: its session can look at what it traded. */
  backend(): string
  /** Has the session look, by a tool that reads; what it finds is told in the conversation, and written down. */
  askSession(trade: TradeToLookAt): void
  now(): number
}

const ELSEWHERE =
  'This was traded with another backend. Choose that backend, then look again, or enter the address of a Solana RPC server in Settings.'
const ASKED = 'Looking at the wallet: the answer comes in the conversation.'

/** Looks once, read-only, at what became of a trade whose outcome is not known, and writes down what it found. */
export function createTradeLook({ history, ledger, fetch, rpcUrl, backend, askSession, now }: Deps) {
  return async (of: { seq: number } | { requestId: string }): Promise<Looked> => {
    const trade = await history.ask('get', of)
    if (trade === null) return { ok: false, message: 'This trade is no longer in the ledger.' }
    const { record } = trade
    const { signature } = record
    if (!isOpen(record)) return { ok: false, message: 'The outcome of this trade is known.' }
    const url = rpcUrl()
    if (record.backend === 'practice' || signature === null || url === null) {
      if (record.backend !== backend()) return { ok: false, message: ELSEWHERE }
      askSession(toLookAt(record))
      return { ok: true, message: ASKED }
    }
    const reply = await signatureStatus(fetch, url, signature)
    if (!reply.ok) return reply
    const detail = `${foundText(reply.status)} Signature: ${signature}`
    const onDisk = await ledger.append([lookedFact(record, detail, now())])
    const unsaved = onDisk ? '' : ' The trade ledger can’t be saved, so this is not on record yet.'
    return { ok: true, message: `${foundText(reply.status)}${unsaved}` }
  }
}

/** A failure that may have gone through all the same is worth a look, too. */
const isOpen = ({ end, mayHaveRun }: TradeRecord) => end === 'unknown' || (end === 'failed' && mayHaveRun)

function foundText(status: SignatureStatus): string {
  if (status.found === 'nothing')
    return 'The RPC server doesn’t know this transaction. It may never have reached the chain, or the server keeps no history that long.'
  const where = `slot ${status.slot}, ${status.found}`
  if (status.failed) return `The transaction failed on the chain (${where}): nothing was traded.`
  if (status.found === 'processed')
    return `The chain has seen the transaction but not confirmed it (${where}). Look again in a minute.`
  return `The transaction went through (${where}).`
}

const toLookAt = ({
  backend,
  turnId,
  requestId,
  server,
  tool,
  arguments: args,
  wallet,
  card,
}: TradeRecord): TradeToLookAt => ({
  backend,
  turnId,
  requestId,
  server,
  tool,
  arguments: args,
  wallet,
  card,
})

const lookedFact = (record: TradeRecord, detail: string, at: number): MoneyFact => ({
  at,
  step: 'looked',
  backend: record.backend,
  turnId: record.turnId,
  requestId: record.requestId,
  server: record.server,
  tool: record.tool,
  arguments: record.arguments,
  wallet: record.wallet,
  detail,
  terms: null,
})
