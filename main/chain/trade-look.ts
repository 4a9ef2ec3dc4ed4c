import { t } from '../../shared/i18n'
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

/** Looks once, read-only, at what became of a trade whose outcome is not known, and writes down what it found. */
export function createTradeLook({ history, ledger, fetch, rpcUrl, backend, askSession, now }: Deps) {
  return async (of: { seq: number } | { requestId: string }): Promise<Looked> => {
    const trade = await history.ask('get', of)
    if (trade === null) return { ok: false, message: t('backends.look.gone') }
    const { record } = trade
    const { signature } = record
    if (!isOpen(record)) return { ok: false, message: t('backends.look.known') }
    const url = rpcUrl()
    if (record.backend === 'practice' || signature === null || url === null) {
      if (record.backend !== backend()) return { ok: false, message: t('backends.look.elsewhere') }
      askSession(toLookAt(record))
      return { ok: true, message: t('backends.look.asked') }
    }
    const reply = await signatureStatus(fetch, url, signature)
    if (!reply.ok) return reply
    const found = foundText(reply.status)
    const onDisk = await ledger.append([lookedFact(record, ledgerText(reply.status, signature), now())])
    return { ok: true, message: onDisk ? found : t('backends.look.unsaved', { found }) }
  }
}

/** A failure that may have gone through all the same is worth a look, too. */
const isOpen = ({ end, mayHaveRun }: TradeRecord) => end === 'unknown' || (end === 'failed' && mayHaveRun)

/** The ledger is in English, whatever the app is in when it is written. */
function ledgerText(status: SignatureStatus, signature: string): string {
  const found =
    status.found === 'nothing'
      ? 'The RPC server doesn’t know this transaction.'
      : `The transaction ${status.failed ? 'failed' : WENT[status.found]} (slot ${status.slot}, ${status.found}).`
  return `${found} Signature: ${signature}`
}
const WENT = { processed: 'is not confirmed yet', confirmed: 'went through', finalized: 'went through' } as const

function foundText(status: SignatureStatus): string {
  if (status.found === 'nothing') return t('backends.look.nothing')
  const slot = String(status.slot)
  if (status.failed) return t('backends.look.failed', { slot })
  if (status.found === 'processed') return t('backends.look.processed', { slot })
  return t('backends.look.wentThrough', { slot, state: status.found })
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
