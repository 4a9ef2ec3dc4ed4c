import { z } from 'zod'

/**
 * What Dexter's MCP tools answer, as JSON. The practice backend builds its answers to these shapes and the client checks
 * every answer against them before it shows a figure. Unknown fields are dropped, so a richer server still fits.
 *
 * Money is in USD, times are ISO 8601, percentages are 0..100 (`priceChange24h: -3.2` is 3.2 % down),
 * `…Ui` amounts are decimal, `…Raw` amounts are integers as text because they outgrow a double.
 */

/** Present, and true, when the figures are simulated. */
const practice = z.literal(true).optional()

const NullableNumber = z.number().nullable()

export const PumpStreamSchema = z.object({
  mintId: z.string(),
  name: z.string(),
  symbol: z.string(),
  status: z.string(),
  currentViewers: z.number(),
  marketCapUsd: NullableNumber,
  marketCapSol: NullableNumber,
  latestAt: z.string(),
  lastSnapshotAgeSeconds: z.number(),
  thumbnail: z.string().nullable(),
})
export type PumpStream = z.infer<typeof PumpStreamSchema>

export const PumpStreamSummarySchema = z.object({
  generatedAt: z.string(),
  windowMinutes: z.number(),
  totalAvailable: z.number(),
  totalAfterFilter: z.number(),
  totalReturned: z.number(),
  /** What the server says it sorted by; the seed shows that the rows may disagree, so check. */
  appliedSort: z.string(),
  appliedFilters: z.object({
    status: z.string().nullable(),
    minMarketCapUsd: NullableNumber,
    minViewers: NullableNumber,
    search: z.string().nullable(),
    symbols: z.array(z.string()).nullable(),
    mintIds: z.array(z.string()).nullable(),
  }),
  paging: z.object({
    pageSize: z.number(),
    offset: z.number(),
    currentPage: z.number(),
    totalPages: z.number(),
    requestedPage: NullableNumber,
    hasMore: z.boolean(),
    nextOffset: NullableNumber,
    previousOffset: NullableNumber,
    remainingAfterPage: z.number(),
  }),
  /** Over every row that passed the filters, not over the page. */
  totals: z.object({
    totalStreams: z.number(),
    liveStreams: z.number(),
    disconnectingStreams: z.number(),
    totalLiveViewers: z.number(),
    totalLiveMarketCapUsd: z.number(),
  }),
  streams: z.array(PumpStreamSchema),
  spotlight: PumpStreamSchema.nullable().optional(),
  practice,
})
export type PumpStreamSummary = z.infer<typeof PumpStreamSummarySchema>

export const TokenSchema = z.object({
  mint: z.string(),
  symbol: z.string(),
  name: z.string(),
  decimals: z.number(),
  priceUsd: NullableNumber,
  priceChange24h: NullableNumber,
  marketCap: NullableNumber,
  liquidityUsd: NullableNumber.optional(),
  volume24hUsd: NullableNumber.optional(),
})
export type Token = z.infer<typeof TokenSchema>

/** `solana_resolve_token`: best match first. */
export const TokenCandidatesSchema = z.object({
  generatedAt: z.string(),
  query: z.string(),
  candidates: z.array(TokenSchema.extend({ score: z.number() })),
  practice,
})
export type TokenCandidates = z.infer<typeof TokenCandidatesSchema>

export const BalanceSchema = z.object({
  mint: z.string(),
  amountUi: z.number(),
  amountRaw: z.string(),
  decimals: z.number(),
  valueUsd: NullableNumber,
  token: TokenSchema,
})

/** `solana_list_balances`: largest value first; `portfolio` covers the whole wallet, whatever the limit. */
export const BalancesSchema = z.object({
  generatedAt: z.string(),
  walletAddress: z.string(),
  walletLabel: z.string().nullable().optional(),
  balances: z.array(BalanceSchema),
  portfolio: z.object({
    valueUsd: z.number(),
    change24hUsd: NullableNumber.optional(),
    change24hPct: NullableNumber.optional(),
    tokenCount: z.number().optional(),
  }),
  practice,
})
export type Balances = z.infer<typeof BalancesSchema>

export const SwapModeSchema = z.enum(['ExactIn', 'ExactOut'])
export type SwapMode = z.infer<typeof SwapModeSchema>

export const SwapSideSchema = z.object({
  mint: z.string(),
  symbol: z.string(),
  decimals: z.number(),
  amountUi: z.number(),
  amountRaw: z.string(),
})
export type SwapSide = z.infer<typeof SwapSideSchema>

/** `solana_swap_preview`, `solana_preview_sell_all`. */
export const SwapPreviewSchema = z.object({
  walletAddress: z.string(),
  walletLabel: z.string().nullable().optional(),
  direction: z.enum(['buy', 'sell', 'swap']),
  mode: SwapModeSchema,
  input: SwapSideSchema,
  /** Before the fee. */
  output: SwapSideSchema,
  /** What reaches the wallet: output less the fee. */
  netOutput: SwapSideSchema,
  fee: SwapSideSchema.extend({ bps: z.number(), valueUsd: NullableNumber }),
  quote: z.object({
    /** Output units for one input unit, price impact included. */
    rate: z.number(),
    /** The same before price impact. */
    spotRate: z.number(),
    quotedAt: z.string(),
    slippageBps: z.number(),
  }),
  warnings: z.array(z.string()),
  priceImpactPct: z.number(),
  /** Raw units: the least output (ExactIn) or the most input (ExactOut) that the slippage allows. */
  otherAmountThreshold: z.string(),
  valuations: z.object({ inputUsd: NullableNumber, outputUsd: NullableNumber }),
  practice,
})
export type SwapPreview = z.infer<typeof SwapPreviewSchema>

/** `solana_swap_execute`, `solana_execute_buy`, `solana_execute_sell`. */
export const SwapReceiptSchema = SwapPreviewSchema.extend({
  signature: z.string(),
  /** null where there is no chain to look at: practice trades. */
  solscanUrl: z.string().nullable(),
})
export type SwapReceipt = z.infer<typeof SwapReceiptSchema>

/** `solana_send`. */
export const SendReceiptSchema = z.object({
  walletAddress: z.string(),
  recipient: z.string(),
  mint: z.string(),
  symbol: z.string(),
  amountUi: z.number(),
  valueUsd: NullableNumber,
  memo: z.string().nullable(),
  signature: z.string(),
  solscanUrl: z.string().nullable(),
  practice,
})
export type SendReceipt = z.infer<typeof SendReceiptSchema>

export const CandleSchema = z.object({
  /** Start of the candle. */
  time: z.string(),
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volumeUsd: z.number(),
})
export type Candle = z.infer<typeof CandleSchema>

/** `markets_fetch_ohlcv`: oldest first. */
export const OhlcvSchema = z.object({
  generatedAt: z.string(),
  mint: z.string(),
  symbol: z.string(),
  interval: z.string(),
  range: z.string(),
  changePct: NullableNumber,
  candles: z.array(CandleSchema),
  practice,
})
export type Ohlcv = z.infer<typeof OhlcvSchema>

/** `list_my_wallets`. */
export const WalletListSchema = z.object({
  user: z.object({ id: z.string() }).nullable(),
  wallets: z.array(
    z.object({
      address: z.string(),
      label: z.string().nullable(),
      is_default: z.boolean(),
      status: z.string().optional(),
    }),
  ),
  practice,
})
export type WalletList = z.infer<typeof WalletListSchema>

/** `resolve_wallet`: which wallet a tool would use now, and who said so. */
export const ResolvedWalletSchema = z.object({
  wallet_address: z.string().nullable(),
  source: z.enum(['session', 'resolver', 'env', 'none']),
  user_id: z.string().nullable().optional(),
  label: z.string().nullable().optional(),
  practice,
})
export type ResolvedWallet = z.infer<typeof ResolvedWalletSchema>

/** `set_session_wallet_override`. */
export const WalletOverrideSchema = z.object({
  ok: z.boolean(),
  wallet_address: z.string().nullable(),
  label: z.string().nullable().optional(),
  cleared: z.boolean().optional(),
  practice,
})
export type WalletOverride = z.infer<typeof WalletOverrideSchema>

/** `auth_info`. */
export const AuthInfoSchema = z.object({
  wallet_address: z.string().nullable(),
  source: z.string(),
  detail: z.string(),
  diagnostics: z.record(z.string(), z.unknown()).optional(),
  practice,
})

/** `search`. */
export const SearchResultsSchema = z.object({
  results: z.array(z.object({ id: z.string(), title: z.string(), url: z.string(), snippet: z.string().optional() })),
  practice,
})
export type SearchResults = z.infer<typeof SearchResultsSchema>

/** `fetch`. */
export const DocumentSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string(),
  practice,
})
export type Document = z.infer<typeof DocumentSchema>

/** The shape of a tool's answer by the tool's name; tools not named here are shown as plain JSON. */
export const TOOL_OUTPUTS = {
  pumpstream_live_summary: PumpStreamSummarySchema,
  resolve_wallet: ResolvedWalletSchema,
  list_my_wallets: WalletListSchema,
  set_session_wallet_override: WalletOverrideSchema,
  auth_info: AuthInfoSchema,
  solana_resolve_token: TokenCandidatesSchema,
  solana_list_balances: BalancesSchema,
  solana_swap_preview: SwapPreviewSchema,
  solana_swap_execute: SwapReceiptSchema,
  solana_preview_sell_all: SwapPreviewSchema,
  solana_execute_buy: SwapReceiptSchema,
  solana_execute_sell: SwapReceiptSchema,
  solana_send: SendReceiptSchema,
  markets_fetch_ohlcv: OhlcvSchema,
  search: SearchResultsSchema,
  fetch: DocumentSchema,
} as const
