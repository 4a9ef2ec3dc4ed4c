import { z } from 'zod'
import {
  type ListedWallet,
  ListedWalletSchema,
  MAX_WALLETS,
  NO_WALLETS,
  shortAddress,
  type WalletsState,
} from '../../shared/account'
import type { Wallet } from '../../shared/grant'
import { t } from '../../shared/i18n'
import type { Done } from '../../shared/ipc'
import type { Settings } from '../../shared/settings'
import type { Backend, WalletsReply } from '../backends/backend'
import { readJsonFile, writeJsonFile } from '../json-file'
import { type Notice, sayOnce } from '../notice'

/** Accounts whose lists are kept for a start without network; the one told longest ago gives way. */
const MAX_ACCOUNTS = 8

const KnownSchema = z.object({
  wallets: z.array(ListedWalletSchema).max(MAX_WALLETS),
  total: z.number().int().min(0),
  /** Epoch milliseconds. */
  asOf: z.number(),
})
const CacheSchema = z.record(z.string(), KnownSchema)
/** What the service last told of one account. */
type Known = z.infer<typeof KnownSchema>

type WholeList = Extract<WalletsReply, { ok: true }>

interface WalletsDeps {
  backend(): Backend
  /** `backend:subject` of whoever is signed in at the backend in use; null for nobody. */
  accountKey(): string | null
  settings(): Settings
  /** The one way to change a setting: the settings store's. */
  change(patch: Pick<Settings, 'wallets'>): Promise<{ ok: true } | { ok: false; message: string }>
  /** Public facts alone: addresses and names. */
  cacheFile: string
  /** Epoch milliseconds. */
  now(): number
  notice: Notice
  /** `state` or `picked` have changed. */
  onChange(): void
}

/**
 * The wallets of the account in use, as the service tells or last told of them, and which one the trader picked. Call
 * `follow` once at start and whenever account or backend have changed.
 */
export function createWallets({
  backend,
  accountKey,
  settings,
  change,
  cacheFile,
  now,
  notice,
  onChange,
}: WalletsDeps) {
  const cache = new Map<string, Known>()
  const once = sayOnce(notice)
  let key: string | null = null
  let known: Known | null = null
  let fresh = false
  let problem: string | null = null
  let asking: { key: string; done: Promise<void> } | null = null
  let writing = Promise.resolve()

  const file = readJsonFile(cacheFile, CacheSchema)
  for (const [account, list] of Object.entries(file.value ?? {})) cache.set(account, list)
  if (file.damage) notice('warning', 'wallets_cache', t('wallets.cacheDamaged'))

  const chosen = (): string | null => (key === null ? null : (settings().wallets[key] ?? null))
  const listed = (address: string): ListedWallet | undefined => known?.wallets.find((it) => it.address === address)

  function remember(account: string, list: Known) {
    cache.delete(account)
    cache.set(account, list)
    const [oldest] = [...cache].sort(([, one], [, other]) => one.asOf - other.asOf)
    if (cache.size > MAX_ACCOUNTS && oldest) cache.delete(oldest[0])
    // A list that can't be kept is asked for again: nothing is lost that would have to be said.
    writing = writing.then(() => writeJsonFile(cacheFile, Object.fromEntries(cache))).catch(() => {})
    return writing
  }

  /** Stores the choice of one account; null takes it back. */
  function store(account: string, address: string | null) {
    const { [account]: _, ...others } = settings().wallets
    return change({ wallets: address === null ? others : { ...others, [account]: address } })
  }

  /**
   * A wallet that the service no longer lists can't be traded with: the choice goes, and that is said. Only a list that is
   * whole can tell: one that was cut, or has rows that make no sense, may hold it all the same.
   */
  async function dropLost(account: string, { wallets, total, dropped }: WholeList) {
    const address = chosen()
    const whole = dropped === 0 && total > 0 && total === wallets.length
    if (address === null || listed(address) || !whole) return
    await store(account, null)
    notice('warning', 'wallet_gone', t('wallets.gone', { wallet: shortAddress(address) }))
  }

  async function take(account: string, reply: WalletsReply) {
    if (account !== key) return
    if (!reply.ok) {
      fresh = false
      problem = reply.problem.message
      return onChange()
    }
    const { wallets, total, dropped } = reply
    known = { wallets, total, asOf: now() }
    fresh = true
    problem = null
    const cause = `dropped ${account}`
    if (dropped > 0) once.say(cause, 'wallets_dropped', t('wallets.dropped', { n: dropped }))
    else once.gone(cause)
    const kept = remember(account, known)
    await dropLost(account, reply)
    onChange()
    await kept
  }

  const wallets = {
    state(): WalletsState {
      if (key === null) return NO_WALLETS
      const { wallets, total, asOf } = known ?? { wallets: [], total: 0, asOf: null }
      const told = fresh ? (total === 0 ? 'empty' : 'fresh') : problem === null ? 'loading' : 'offline'
      return { state: told, wallets, total, chosen: chosen(), asOf, problem }
    },
    /** Asks the service again, once at a time. Settles when it has answered, or can't; never rejects. */
    refresh(): Promise<void> {
      const account = key
      const { wallets } = backend()
      if (account === null || !wallets) return Promise.resolve()
      if (asking?.key === account) return asking.done
      const done = wallets()
        .then((reply) => take(account, reply))
        .finally(() => {
          if (asking?.done === done) asking = null
        })
      asking = { key: account, done }
      return done
    },
    /** Picks one of the listed wallets; null leaves the choice to the service. Settles when it is stored. */
    async pick(address: string | null): Promise<Done> {
      const account = key
      if (account === null) return { ok: false, message: t('wallets.signInFirst') }
      if (address !== null && !listed(address)) return { ok: false, message: t('wallets.notYours') }
      const storing = store(account, address)
      // It is in force at once, whenever it will be on disk.
      onChange()
      const done = await storing
      return done.ok ? { ok: true } : done
    },
    /** The wallet that the trader picked; null while the service's own default holds. */
    picked(): Wallet | null {
      const address = chosen()
      return address === null ? null : { address, label: listed(address)?.label ?? null }
    },
    /** Takes note of another account or backend; asks for its wallets when there is one. */
    follow() {
      const next = backend().wallets ? accountKey() : null
      if (next === key) return
      key = next
      known = next === null ? null : (cache.get(next) ?? null)
      fresh = false
      problem = null
      // What was asked for somebody else is of no use.
      asking = null
      once.retain(() => false)
      onChange()
      void wallets.refresh()
    },
  }
  return wallets
}
