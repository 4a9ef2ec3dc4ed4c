import { base58 } from './noise'
import { LISTED_TOKENS, type ListedToken } from './tokens'

/** A wallet of paper money. Amounts are raw integers: no rounding error can make or lose a coin. */
export interface PaperWallet {
  readonly address: string
  readonly label: string
  readonly owner: string | null
  readonly isDefault: boolean
  balance(mint: string): bigint
  holdings(): { mint: string; raw: bigint }[]
  /** Adds (or takes, when negative). Throws RangeError rather than let a balance fall below zero. */
  change(mint: string, raw: bigint): void
}

export interface WalletBook {
  /** The wallet that guests may look at. */
  readonly demo: PaperWallet
  find(address: string): PaperWallet | undefined
  /** The wallets of a trader, the default one first; made with what was kept of them, or their starting balances, when first asked for. */
  of(owner: string): PaperWallet[]
  /** What there is to keep: of wallets that nobody has asked for yet, too. */
  all(): KeptWallet[]
}

/** A wallet as it outlives the process. Its address follows from the three. */
export interface KeptWallet {
  owner: string | null
  label: string
  /** Raw units by mint. */
  balances: ReadonlyMap<string, bigint>
}

const DEMO_HOLDINGS: Holdings = { SOL: 4.2, USDC: 350, BONK: 9_000_000, JUP: 410 }
const TRADER_WALLETS: { label: string; holdings: Holdings }[] = [
  { label: 'Paper main', holdings: { SOL: 25, USDC: 5000, BONK: 50_000_000, WIF: 850, JUP: 1200, PYTH: 2500 } },
  {
    label: 'Paper degen',
    holdings: { SOL: 6.5, USDC: 400, FARTCOIN: 900, POPCAT: 1500, PENGU: 12_000, MOODENG: 2000 },
  },
]

type Holdings = Record<string, number>

/** `kept` is what the wallets held when they were last kept. */
export function createWalletBook(seed: number, kept: readonly KeptWallet[] = []): WalletBook {
  const wallets = new Map<string, PaperWallet>()
  const owners = new Map<string, PaperWallet[]>()
  const opened: KeptWallet[] = []
  const open = (label: string, owner: string | null, isDefault: boolean, holdings: Holdings) => {
    const before = kept.find((wallet) => wallet.owner === owner && wallet.label === label)
    const balances = new Map(before ? before.balances : startingWith(holdings))
    const wallet = createWallet(base58(`wallet/${owner}/${label}`, 44, seed), label, owner, isDefault, balances)
    wallets.set(wallet.address, wallet)
    opened.push({ owner, label, balances })
    return wallet
  }
  return {
    demo: open('Dexter Demo Wallet', null, true, DEMO_HOLDINGS),
    find: (address) => wallets.get(address),
    of(owner) {
      const known = owners.get(owner)
      if (known) return known
      const made = TRADER_WALLETS.map(({ label, holdings }, index) => open(label, owner, index === 0, holdings))
      owners.set(owner, made)
      return made
    },
    all: () => [
      ...opened,
      ...kept.filter(({ owner, label }) => !opened.some((wallet) => wallet.owner === owner && wallet.label === label)),
    ],
  }
}

const startingWith = (holdings: Holdings): [string, bigint][] =>
  LISTED_TOKENS.flatMap((token) => {
    const amount = holdings[token.symbol]
    return amount === undefined ? [] : [[token.mint, toRaw(amount, token)]]
  })

function createWallet(
  address: string,
  label: string,
  owner: string | null,
  isDefault: boolean,
  balances: Map<string, bigint>,
): PaperWallet {
  return {
    address,
    label,
    owner,
    isDefault,
    balance: (mint) => balances.get(mint) ?? 0n,
    holdings: () => [...balances].filter(([, raw]) => raw > 0n).map(([mint, raw]) => ({ mint, raw })),
    change(mint, raw) {
      const next = (balances.get(mint) ?? 0n) + raw
      if (next < 0n) throw new RangeError('a balance cannot fall below zero')
      balances.set(mint, next)
    },
  }
}

/** Decimal amount to raw units, rounded down. */
export function toRaw(amountUi: number, token: Pick<ListedToken, 'decimals'>): bigint {
  // Through text: 0.1 * 10 ** 9 is not always whole in binary.
  const [whole = '0', fraction = ''] = plain(amountUi).split('.')
  return (
    BigInt(whole) * 10n ** BigInt(token.decimals) +
    BigInt(fraction.slice(0, token.decimals).padEnd(token.decimals, '0') || '0')
  )
}

export const toUi = (raw: bigint, token: Pick<ListedToken, 'decimals'>): number => Number(raw) / 10 ** token.decimals

/** Without an exponent. 15 decimals: more than any token has. */
function plain(value: number): string {
  if (value >= 1e15) return BigInt(Math.floor(value)).toString()
  return value.toFixed(15 - Math.max(0, Math.ceil(Math.log10(Math.max(1, value)))))
}
