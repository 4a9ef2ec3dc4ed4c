import { z } from 'zod'
import { readJsonFile, writeJsonFileNow } from '../../json-file'
import { createWalletBook, type WalletBook } from './wallets'

/** What outlives the process. The market needs no more than its seed: prices follow from that and the time. */
const KeptMoneySchema = z.object({
  seed: z.number().int(),
  wallets: z.array(
    z.object({
      owner: z.string().nullable(),
      label: z.string(),
      /** Raw units by mint. One that this version does not list stays, and comes back with a version that does. */
      balances: z.record(z.string(), z.string().regex(/^\d+$/)),
    }),
  ),
})

/**
 * What the trader must know of the paper money. `damaged`: its file could not be read, and lies at `aside` now. `unsaved`: a
 * trade is not on disk.
 */
export type MoneyProblem = { kind: 'damaged'; aside: string | null } | { kind: 'unsaved'; why: string }

export interface KeptMoney {
  seed: number
  wallets: WalletBook
  /** Writes down what all wallets hold now; it is on disk when this returns. */
  keep(): void
}

/**
 * Paper money that lasts: from the file at `path` where there is one, else fresh, of `seed`. `onProblem`: a file that is damaged is set aside, and one that can't be written costs no trade.
 */
export function openMoney(
  path: string | undefined,
  seed: number,
  onProblem: (problem: MoneyProblem) => void,
): KeptMoney {
  if (path === undefined) return { seed, wallets: createWalletBook(seed), keep: () => undefined }
  const { value, damage } = readJsonFile(path, KeptMoneySchema)
  if (damage) onProblem({ kind: 'damaged', aside: damage.aside })
  const wallets = createWalletBook(
    value?.seed ?? seed,
    value?.wallets.map(({ balances, ...wallet }) => ({
      ...wallet,
      balances: new Map(Object.entries(balances).map(([mint, raw]) => [mint, BigInt(raw)])),
    })),
  )
  const kept = { seed: value?.seed ?? seed, wallets }
  return {
    ...kept,
    keep() {
      try {
        writeJsonFileNow(path, moneyOf(kept))
      } catch (error) {
        onProblem({ kind: 'unsaved', why: error instanceof Error ? error.message : String(error) })
      }
    },
  }
}

const moneyOf = ({ seed, wallets }: Pick<KeptMoney, 'seed' | 'wallets'>): z.infer<typeof KeptMoneySchema> => ({
  seed,
  wallets: wallets.all().map(({ owner, label, balances }) => ({
    owner,
    label,
    balances: Object.fromEntries([...balances].map(([mint, raw]) => [mint, raw.toString()])),
  })),
})
