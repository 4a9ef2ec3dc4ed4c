import { z } from 'zod'
import { t } from '../../shared/i18n'
import { callJson, type Fetch } from '../backends/http-json'

/** What a Solana RPC server knows of a transaction. */
export type SignatureStatus =
  | { found: 'nothing' }
  /** `confirmed` and `finalized` will not be undone, as far as anybody can say; `processed` may be. */
  | { found: 'processed' | 'confirmed' | 'finalized'; slot: number; failed: boolean }

export type StatusReply = { ok: true; status: SignatureStatus } | { ok: false; message: string }

/** An answer has some hundred bytes. */
const MAX_BYTES = 64 * 1024
const ID = 1

const Status = z.object({
  slot: z.number(),
  /** null once the transaction is rooted. */
  confirmations: z.number().nullable(),
  /** What made it fail; null when it went through. */
  err: z.unknown(),
  /** Older servers leave it out. */
  confirmationStatus: z.enum(['processed', 'confirmed', 'finalized']).nullable().optional(),
})
const ReplySchema = z.union([
  z.object({ id: z.literal(ID), result: z.object({ value: z.tuple([Status.nullable()]) }) }),
  z.object({ error: z.object({ code: z.number() }) }),
])

/**
 * Asks a Solana RPC server what became of one transaction (`getSignatureStatuses`, the whole history searched), and nothing
 * else. Never rejects; settles within ten seconds. https, or http on this computer. The address may hold a key, so sentences name
 * the host alone. https://solana.com/docs/rpc/http/getsignaturestatuses
 */
export async function signatureStatus(
  fetch: Fetch,
  rpcUrl: string,
  signature: string,
  limitMs?: number,
): Promise<StatusReply> {
  const call = {
    method: 'POST' as const,
    url: rpcUrl,
    headers: {},
    body: {
      jsonrpc: '2.0',
      id: ID,
      method: 'getSignatureStatuses',
      params: [[signature], { searchTransactionHistory: true }],
    },
    what: 'transactionStatus' as const,
    secrets: secretsIn(rpcUrl),
    maxBytes: MAX_BYTES,
  }
  const reply = await callJson(fetch, call, limitMs)
  if (!reply.ok) return { ok: false, message: reply.problem.message }
  const { host } = new URL(rpcUrl)
  const parsed = ReplySchema.safeParse(reply.body)
  if (!parsed.success)
    return {
      ok: false,
      message: t('backends.rpc.notRpc', { host }),
    }
  if ('error' in parsed.data)
    return { ok: false, message: t('backends.rpc.refused', { host, code: String(parsed.data.error.code) }) }
  const [value] = parsed.data.result.value
  if (value === null) return { ok: true, status: { found: 'nothing' } }
  const found = value.confirmationStatus ?? (value.confirmations === null ? 'finalized' : 'processed')
  return { ok: true, status: { found, slot: value.slot, failed: value.err !== null && value.err !== undefined } }
}

/** A key is in the path or in the query; shorter parts are words. */
function secretsIn(url: string): string[] {
  if (!URL.canParse(url)) return []
  const { pathname, searchParams } = new URL(url)
  return [...pathname.split('/'), ...searchParams.values()].filter((part) => part.length >= 6)
}
