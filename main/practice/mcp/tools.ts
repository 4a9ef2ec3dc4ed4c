import type { ToolAnnotations } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import type { Identity } from '../identity'
import { listBalances } from '../market/balances'
import { fetchDocument, searchDocuments } from '../market/documents'
import { liveSummary } from '../market/live-summary'
import type { Market } from '../market/market'
import { fetchOhlcv, INTERVALS, RANGES } from '../market/ohlcv'
import { resolveToken } from '../market/resolve-token'
import { sendTokens } from '../market/send'
import { executeSwap, quoteSwap, type SwapOrder } from '../market/swap'
import { SOL_MINT } from '../market/tokens'
import { ToolRefusal } from '../market/tool-refusal'
import type { PaperWallet } from '../market/wallets'

/** What a tool works with: the market, who asks, and which wallet this MCP session has chosen. */
export interface ToolContext {
  market: Market
  identity: Identity
  override: { wallet: PaperWallet | null }
}

export interface Tool {
  name: string
  description: string
  input: z.ZodObject
  annotations: ToolAnnotations
  /** The answer as JSON; throws ToolRefusal. */
  run(args: unknown, context: ToolContext): unknown
}

const READS: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
}
/** Changes what the session looks at, but moves nothing. */
const SELECTS: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
}
const SPENDS: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: false,
}

function tool<Input extends z.ZodObject>(
  name: string,
  annotations: ToolAnnotations,
  description: string,
  input: Input,
  run: (args: z.infer<Input>, context: ToolContext) => unknown,
): Tool {
  return {
    name,
    annotations,
    description: `${description} Practice data: simulated, no real money.`,
    input,
    run: (args, context) => run(input.parse(args), context),
  }
}

const mint = z.string().min(1)
const walletAddress = z.string().describe('Defaults to the wallet of this session.').optional()
const slippageBps = z.number().int().min(1).max(5000).optional()
const positive = z.number().positive()

const swapInput = z.object({
  input_mint: mint,
  output_mint: mint,
  amount_ui: positive.describe('Decimal amount of the input token (ExactIn).').optional(),
  wallet_address: walletAddress,
  slippage_bps: slippageBps,
  mode: z.enum(['ExactIn', 'ExactOut']).default('ExactIn'),
  desired_output_ui: positive.describe('Decimal amount of the output token (ExactOut).').optional(),
})
const buyInput = z.object({ mint, amount_sol: positive, wallet_address: walletAddress, slippage_bps: slippageBps })
const sellInput = z.object({
  mint,
  percentage: z.number().positive().max(100).describe('Share of the holding, 0-100.').optional(),
  amount_raw: z.string().regex(/^\d+$/).optional(),
  wallet_address: walletAddress,
  slippage_bps: slippageBps,
})

export const TOOLS: readonly Tool[] = [
  tool(
    'pumpstream_live_summary',
    READS,
    'Live pump.fun streams with viewers and market cap, sorted and paged.',
    z.object({
      pageSize: z.number().int().min(1).max(100).default(25),
      offset: z.number().int().min(0).optional(),
      page: z.number().int().min(1).optional(),
      sort: z.enum(['marketCap', 'viewers']).default('marketCap'),
      status: z.enum(['live', 'disconnecting', 'all']).default('live'),
      minMarketCapUsd: z.number().min(0).optional(),
      minViewers: z.number().int().min(0).optional(),
      search: z.string().optional(),
      symbols: z.array(z.string()).optional(),
      mintIds: z.array(z.string()).optional(),
      includeSpotlight: z.boolean().optional(),
    }),
    (args, { market }) => liveSummary(market, args),
  ),
  tool(
    'resolve_wallet',
    READS,
    'The wallet that tools use now, and who chose it.',
    z.object({}),
    (_, { identity, override }) => {
      const wallet = override.wallet ?? identity.wallet
      return {
        wallet_address: wallet.address,
        label: wallet.label,
        source: override.wallet ? 'session' : identity.kind === 'user' ? 'resolver' : 'env',
        user_id: identity.kind === 'user' ? identity.id : null,
        practice: true,
      }
    },
  ),
  tool('list_my_wallets', READS, 'The wallets of the signed-in trader.', z.object({}), (_, { identity }) => ({
    user: identity.kind === 'user' ? { id: identity.id } : null,
    wallets: (identity.kind === 'user' ? identity.wallets : []).map((wallet) => ({
      address: wallet.address,
      label: wallet.label,
      is_default: wallet.isDefault,
      status: 'active',
    })),
    practice: true,
  })),
  tool(
    'set_session_wallet_override',
    SELECTS,
    'Chooses one of the trader’s wallets for this session, or clears the choice.',
    z.object({ wallet_address: z.string().optional(), clear: z.boolean().optional() }),
    (args, { identity, override }) => {
      if (args.clear) {
        override.wallet = null
        return { ok: true, wallet_address: null, cleared: true, practice: true }
      }
      if (!args.wallet_address) throw new ToolRefusal('wallet_address_required', 'wallet_address is required.')
      const wallet = owned(identity).find((candidate) => candidate.address === args.wallet_address)
      if (!wallet) throw new ToolRefusal('forbidden_wallet', 'That wallet does not belong to this trader.')
      override.wallet = wallet
      return { ok: true, wallet_address: wallet.address, label: wallet.label, practice: true }
    },
  ),
  tool(
    'auth_info',
    READS,
    'How this session is signed in.',
    z.object({ include_diagnostics: z.boolean().optional() }),
    (args, { identity, override }) => ({
      wallet_address: (override.wallet ?? identity.wallet).address,
      source: override.wallet ? 'session' : identity.kind === 'user' ? 'resolver' : 'env',
      detail: identity.kind === 'user' ? 'Paper trader: trades move paper money only.' : 'Guest: read-only.',
      ...(args.include_diagnostics ? { diagnostics: { kind: identity.kind, wallets: owned(identity).length } } : {}),
      practice: true,
    }),
  ),
  tool(
    'solana_resolve_token',
    READS,
    'Finds tokens by symbol, name or mint, with price, day change and market cap.',
    z.object({ query: z.string().min(1), limit: z.number().int().min(1).max(10).default(5) }),
    (args, { market }) => resolveToken(market, args.query, args.limit),
  ),
  tool(
    'solana_list_balances',
    READS,
    'What a wallet holds, with values.',
    z.object({
      wallet_address: walletAddress,
      min_ui: z.number().min(0).optional(),
      limit: z.number().int().min(1).max(100).optional(),
    }),
    (args, context) => listBalances(context.market, walletFor(context, args.wallet_address), args.min_ui, args.limit),
  ),
  tool(
    'markets_fetch_ohlcv',
    READS,
    'Candles of a token.',
    z.object({ mint, interval: z.enum(INTERVALS).default('1h'), range: z.enum(RANGES).default('24h') }),
    (args, { market }) => fetchOhlcv(market, args.mint, args.interval, args.range),
  ),
  tool('search', READS, 'Searches tokens and streams.', z.object({ query: z.string().min(1) }), (args, { market }) =>
    searchDocuments(market, args.query),
  ),
  tool('fetch', READS, 'A document that search found.', z.object({ id: z.string().min(1) }), (args, { market }) =>
    fetchDocument(market, args.id),
  ),
  tool('solana_swap_preview', READS, 'What a swap would give now; moves nothing.', swapInput, (args, context) =>
    quoteSwap(context.market, swapOrder(args, context)),
  ),
  tool(
    'solana_preview_sell_all',
    READS,
    'What selling a share of a holding (all of it unless said otherwise) for SOL would give; moves nothing.',
    sellInput,
    (args, context) => quoteSwap(context.market, sellOrder(args, context)),
  ),
  tool('solana_swap_execute', SPENDS, 'Swaps tokens.', swapInput, (args, context) =>
    executeSwap(context.market, swapOrder(args, context)),
  ),
  tool('solana_execute_buy', SPENDS, 'Buys a token with SOL.', buyInput, (args, context) =>
    executeSwap(context.market, {
      wallet: walletFor(context, args.wallet_address),
      inputMint: SOL_MINT,
      outputMint: args.mint,
      mode: 'ExactIn',
      amountUi: args.amount_sol,
      slippageBps: args.slippage_bps,
    }),
  ),
  tool('solana_execute_sell', SPENDS, 'Sells a share or an amount of a holding for SOL.', sellInput, (args, context) =>
    executeSwap(context.market, sellOrder(args, context)),
  ),
  tool(
    'solana_send',
    SPENDS,
    'Sends tokens to an address. Above 50 USD it asks for confirm: true.',
    z.object({
      recipient_type: z.enum(['wallet', 'address']),
      recipient_value: z.string().min(1),
      mint: mint.default(SOL_MINT),
      amount_ui: positive,
      memo: z.string().optional(),
      confirm: z.boolean().optional(),
      wallet_address: walletAddress,
    }),
    (args, context) =>
      sendTokens(context.market, {
        wallet: walletFor(context, args.wallet_address),
        recipient: args.recipient_value,
        mint: args.mint,
        amountUi: args.amount_ui,
        memo: args.memo ?? null,
        confirmed: args.confirm === true,
      }),
  ),
]

const owned = (identity: Identity): PaperWallet[] => (identity.kind === 'user' ? identity.wallets : [])

/** A trader may name any of his own wallets; a guest has the demo wallet to look at. */
function walletFor({ identity, override }: ToolContext, address: string | undefined): PaperWallet {
  if (address === undefined) return override.wallet ?? identity.wallet
  const wallet = [...owned(identity), identity.wallet].find((candidate) => candidate.address === address)
  if (!wallet) throw new ToolRefusal('forbidden_wallet', 'That wallet does not belong to this session.')
  return wallet
}

function swapOrder(args: z.infer<typeof swapInput>, context: ToolContext): SwapOrder {
  return {
    wallet: walletFor(context, args.wallet_address),
    inputMint: args.input_mint,
    outputMint: args.output_mint,
    mode: args.mode,
    amountUi: args.amount_ui,
    desiredOutputUi: args.desired_output_ui,
    slippageBps: args.slippage_bps,
  }
}

function sellOrder(args: z.infer<typeof sellInput>, context: ToolContext): SwapOrder {
  const wallet = walletFor(context, args.wallet_address)
  const held = wallet.balance(args.mint)
  if (held === 0n) throw new ToolRefusal('insufficient_funds', `${wallet.label} holds none of that token.`)
  // Hundredths of a percent keep the share exact in integers.
  const share = BigInt(Math.round((args.percentage ?? 100) * 100))
  return {
    wallet,
    inputMint: args.mint,
    outputMint: SOL_MINT,
    mode: 'ExactIn',
    amountRaw: args.amount_raw === undefined ? (held * share) / 10_000n : BigInt(args.amount_raw),
    slippageBps: args.slippage_bps,
  }
}
