import { z } from 'zod'

/** Who is signed in to the backend in use, as main knows it. Tokens are no part of it. */
export type AccountState =
  /** This backend has no sign-in. */
  | { state: 'none' }
  | {
      state: 'signed-out'
      /** Why, or what went wrong with the last try, in one sentence; null when the trader just never signed in. */
      problem: string | null
      /** There is no keychain: a sign-in lasts until the app quits, and the trader has to choose that. */
      untilQuit: boolean
    }
  /** The browser is open; it may be cancelled. */
  | { state: 'signing-in' }
  | {
      state: 'signed-in'
      /** Email or name. */
      label: string
      /** `session`: forgotten when the app quits. */
      kept: 'keychain' | 'session'
      /** What is wrong with it for now (the provider can't be reached, say); null when nothing is. */
      problem: string | null
    }

/** A wallet's address: letters and digits of whatever chain, never markup, never a path. */
export const WALLET_ADDRESS = /^[0-9A-Za-z]{20,100}$/

/** A wallet that the account may use. Public facts alone: a secret key is never asked for. */
export const ListedWalletSchema = z.object({
  address: z.string(),
  /** As the service calls it, made safe to show: one line, no control characters, short; null when it has no name. */
  label: z.string().nullable(),
  isDefault: z.boolean(),
  /** Its money is simulated. */
  paper: z.boolean(),
  /** The account may trade with it; else it may only look. */
  mayTrade: z.boolean(),
})
export type ListedWallet = z.infer<typeof ListedWalletSchema>

/** The wallets of the account in use. */
export interface WalletsState {
  /**
   * `none`: nobody is signed in, or the backend knows no wallets. `loading`: the first list has not come. `fresh`: as the
   * service last told. `offline`: as it told earlier; it can't be reached now. `empty`: the account has none.
   */
  state: 'none' | 'loading' | 'fresh' | 'offline' | 'empty'
  /** The default one first; at most `MAX_WALLETS`. */
  wallets: ListedWallet[]
  /** How many the service told of, also where that is more than are listed. */
  total: number
  /** Address of the one that the trader picked; null while the service's own default holds. */
  chosen: string | null
  /** Epoch milliseconds when the list was told; null when none was. */
  asOf: number | null
  /** Why the list is not fresh, in one sentence. */
  problem: string | null
}

/** More than this can't be picked from in a menu. */
export const MAX_WALLETS = 50

export const NO_WALLETS: WalletsState = {
  state: 'none',
  wallets: [],
  total: 0,
  chosen: null,
  asOf: null,
  problem: null,
}

/**
 * Secrets that the trader enters; each is known by this name in keychain, bridge and views. `mcp:` takes a server's id and
 * is its bearer; `header:` takes the id and a header's name, and is that header's value.
 */
export const SecretNameSchema = z.union([
  z.literal('openai-key'),
  z.templateLiteral(['mcp:', z.string().regex(/^[a-z0-9-]{1,40}$/)]),
  z.templateLiteral([
    'header:',
    z.string().regex(/^[a-z0-9-]{1,40}$/),
    ':',
    z.string().regex(/^[!#$%&'*+\-.^_`|~0-9a-z]{1,60}$/),
  ]),
])
export type SecretName = z.infer<typeof SecretNameSchema>

/** The header whose value a secret is; null for another secret. */
export function headerOf(name: SecretName): { serverId: string; header: string } | null {
  const [, serverId, header] = /^header:([a-z0-9-]+):(.+)$/.exec(name) ?? []
  return serverId === undefined || header === undefined ? null : { serverId, header }
}

/** Everything that is sent somewhere on the trader's behalf: what he entered, and his sign-in's tokens. */
export const GuardedSecretSchema = z.union([SecretNameSchema, z.literal('sign-in')])
export type GuardedSecret = z.infer<typeof GuardedSecretSchema>

/** Settings lead a secret to places that it was not given for: nothing is sent before the trader allows it. */
export interface SecretQuestion {
  secret: GuardedSecret
  /** As a sentence names it: "OpenAI key". */
  label: string
  /** Origins that it may go to; empty when it was stored before these were noted. */
  givenFor: string[]
  /** The new ones, in a fixed order. The trader's yes is for these and no others. */
  wanted: string[]
}

/** The trader's word on a question; `wanted` is what he was shown. */
export const SecretAnswerSchema = z.object({
  secret: GuardedSecretSchema,
  wanted: z.array(z.string().min(1).max(2000)).min(1).max(10),
  allow: z.boolean(),
})
export type SecretAnswer = z.infer<typeof SecretAnswerSchema>

/** Which secrets are there, and where. What is missing is not stored. */
export type StoredSecrets = Partial<Record<SecretName, 'keychain' | 'session'>>

/** Colours by which wallets are told apart at a glance; names of tokens in the theme. */
export const WALLET_COLOURS = [
  'teal',
  'amber',
  'violet',
  'rose',
  'sky',
  'lime',
  'red',
  'indigo',
  'brown',
  'slate',
  'magenta',
  'olive',
] as const
export type WalletColour = (typeof WALLET_COLOURS)[number]

/** By these in turn, once every colour is taken. */
export const WALLET_SHAPES = ['dot', 'square', 'ring', 'diamond', 'frame'] as const

export interface WalletMark {
  colour: WalletColour
  shape: (typeof WALLET_SHAPES)[number]
}

/**
 * The mark of a wallet. Its address gives it, so it is the same everywhere and always; only where another of the `listed`
 * ones has that colour does the later address take the next that is free. The order of the list changes nothing, since a new
 * default comes first in it. No two of `MAX_WALLETS` look the same.
 */
export function walletMark(address: string, listed: readonly { address: string }[] = []): WalletMark {
  const taken = new Set<number>()
  let round = 0
  for (const other of [...new Set(listed.map((wallet) => wallet.address))].sort()) {
    if (taken.size === WALLET_COLOURS.length) {
      taken.clear()
      round += 1
    }
    const colour = colourAt(other, taken)
    if (other === address) return markAt(colour, round)
    taken.add(colour)
  }
  return markAt(colourAt(address, new Set()), 0)
}

const markAt = (colour: number, round: number): WalletMark => ({
  colour: WALLET_COLOURS[colour] ?? 'teal',
  shape: WALLET_SHAPES[round % WALLET_SHAPES.length] ?? 'dot',
})

function colourAt(address: string, taken: ReadonlySet<number>): number {
  let sum = 0
  for (const character of address) sum = (sum * 31 + character.charCodeAt(0)) >>> 0
  while (taken.has(sum % WALLET_COLOURS.length)) sum += 1
  return sum % WALLET_COLOURS.length
}

/** `4Nd1…aBcD`: enough to tell two apart, and short. */
export const shortAddress = (address: string): string =>
  address.length <= 10 ? address : `${address.slice(0, 4)}…${address.slice(-4)}`
