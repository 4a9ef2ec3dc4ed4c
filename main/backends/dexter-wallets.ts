import { z } from 'zod'
import { type ListedWallet, MAX_WALLETS } from '../../shared/account'
import { below } from '../../shared/addresses'
import { t } from '../../shared/i18n'
import { safeLine } from '../../shared/safe-text'
import type { WalletsReply } from './backend'
import { LONGEST_LABEL, WalletAddress } from './dexter-shape'
import { callJson, type Fetch, problem } from './http-json'

/** Room for ten thousand wallets; more is not a list for a person. */
const MAX_BYTES = 4 * 1024 * 1024

const Reply = z.object({ wallets: z.array(z.unknown()) })
const Row = z.object({
  publicKey: WalletAddress,
  label: z.string().nullish(),
  isDefault: z.boolean().nullish(),
  metadata: z.object({ practice: z.boolean().nullish() }).nullish(),
  permissions: z.object({ trade: z.boolean().nullish() }).nullish(),
})

/** The wallets of whoever holds `token`: `GET /api/wallets/resolver`. Never rejects. */
export async function fetchWallets(fetch: Fetch, baseUrl: string, token: string): Promise<WalletsReply> {
  const reply = await callJson(fetch, {
    method: 'GET',
    url: below(baseUrl, '/api/wallets/resolver'),
    headers: { authorization: `Bearer ${token}` },
    what: 'walletList',
    maxBytes: MAX_BYTES,
  })
  return reply.ok ? readWallets(reply.body, new URL(baseUrl).host) : reply
}

/**
 * A resolver's reply as wallets that are safe to show: the default one first (the first that says so), each address
 * once, rows that are no wallets left out and counted. What is not said to be allowed is not.
 */
export function readWallets(body: unknown, host: string): WalletsReply {
  const parsed = Reply.safeParse(body)
  if (!parsed.success) return problem('bad_reply', t('backends.badWalletList', { host }), 'never')
  const known = new Map<string, ListedWallet>()
  let dropped = 0
  let defaultOne: string | null = null
  for (const entry of parsed.data.wallets) {
    const row = Row.safeParse(entry)
    if (!row.success) {
      dropped++
      continue
    }
    const { publicKey: address, label, isDefault, metadata, permissions } = row.data
    if (known.has(address)) continue
    if (isDefault) defaultOne ??= address
    known.set(address, {
      address,
      label: safeLine(label ?? '', LONGEST_LABEL),
      isDefault: address === defaultOne,
      paper: metadata?.practice === true,
      mayTrade: permissions?.trade === true,
    })
  }
  const first = defaultOne === null ? undefined : known.get(defaultOne)
  const others = [...known.values()].filter((wallet) => wallet !== first)
  const wallets = [...(first ? [first] : []), ...others].slice(0, MAX_WALLETS)
  return { ok: true, wallets, total: known.size, dropped }
}
