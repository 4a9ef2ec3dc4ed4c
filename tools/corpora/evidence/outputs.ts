import type {
  Balances,
  Ohlcv,
  PumpStreamSummary,
  SendReceipt,
  SwapPreview,
  SwapReceipt,
  Token,
  TokenCandidates,
} from '../../../shared/market'
import type { TokenRow, World } from './world'

/** What a tool answered, as the engine keeps it. */
export interface Output {
  name: string
  arguments: string
  output: string
  receivedAt: number
}

const iso = (at: number) => new Date(at).toISOString()

const made = (name: string, args: unknown, value: unknown, at: number): Output => ({
  name,
  arguments: JSON.stringify(args),
  output: JSON.stringify(value),
  receivedAt: at + 400,
})

export function streamsOutput({ streams, board, sort, madeAt }: World): Output {
  const summary: PumpStreamSummary = {
    generatedAt: iso(madeAt),
    windowMinutes: 180,
    totalAvailable: board.streams,
    totalAfterFilter: board.streams,
    totalReturned: streams.length,
    appliedSort: sort,
    appliedFilters: {
      status: 'live',
      minMarketCapUsd: null,
      minViewers: null,
      search: null,
      symbols: null,
      mintIds: null,
    },
    paging: {
      pageSize: streams.length,
      offset: 0,
      currentPage: 1,
      totalPages: Math.ceil(board.streams / streams.length),
      requestedPage: null,
      hasMore: true,
      nextOffset: streams.length,
      previousOffset: null,
      remainingAfterPage: board.streams - streams.length,
    },
    totals: {
      totalStreams: board.streams,
      liveStreams: board.streams,
      disconnectingStreams: 0,
      totalLiveViewers: board.viewers,
      totalLiveMarketCapUsd: board.cap,
    },
    streams: streams.map(({ mint, name, symbol, viewers, cap, capSol }) => ({
      mintId: mint,
      name,
      symbol,
      status: 'live',
      currentViewers: viewers,
      marketCapUsd: cap,
      marketCapSol: capSol,
      latestAt: iso(madeAt - 4000),
      lastSnapshotAgeSeconds: 4,
      thumbnail: null,
    })),
  }
  return made('pumpstream_live_summary', { pageSize: streams.length, sort, status: 'live' }, summary, madeAt)
}

const tokenOf = (row: TokenRow): Token => ({
  mint: row.mint,
  symbol: row.symbol,
  name: row.name,
  decimals: row.decimals,
  priceUsd: row.price,
  priceChange24h: row.change,
  marketCap: row.cap,
  liquidityUsd: row.liquidity,
  volume24hUsd: row.volume,
})

export function tokenOutput({ madeAt }: World, row: TokenRow): Output {
  const found: TokenCandidates = {
    generatedAt: iso(madeAt),
    query: row.symbol,
    candidates: [{ ...tokenOf(row), score: 0.98 }],
  }
  return made('solana_resolve_token', { query: row.symbol }, found, madeAt)
}

const raw = (amount: number, decimals: number) => BigInt(Math.round(amount * 10 ** decimals)).toString()

export function balancesOutput({ wallet, madeAt }: World): Output {
  const balances: Balances = {
    generatedAt: iso(madeAt),
    walletAddress: wallet.address,
    walletLabel: wallet.label,
    balances: wallet.holdings.map(({ token, amount, value }) => ({
      mint: token.mint,
      amountUi: amount,
      amountRaw: raw(amount, token.decimals),
      decimals: token.decimals,
      valueUsd: value,
      token: tokenOf(token),
    })),
    portfolio: {
      valueUsd: wallet.value,
      change24hUsd: wallet.changeUsd,
      change24hPct: wallet.changePct,
      tokenCount: wallet.count,
    },
  }
  return made('solana_list_balances', {}, balances, madeAt)
}

function quote({ trade, wallet, madeAt }: World): SwapPreview {
  const { input, output } = trade
  const side = (token: TokenRow, amount: number) => ({
    mint: token.mint,
    symbol: token.symbol,
    decimals: token.decimals,
    amountUi: Number(raw(amount, token.decimals)) / 10 ** token.decimals,
    amountRaw: raw(amount, token.decimals),
  })
  return {
    walletAddress: wallet.address,
    walletLabel: wallet.label,
    direction: 'buy',
    mode: 'ExactIn',
    input: side(input, trade.amountIn),
    output: side(output, trade.gross),
    netOutput: side(output, trade.net),
    fee: { ...side(output, trade.gross - trade.net), bps: 30, valueUsd: trade.feeUsd },
    quote: {
      rate: trade.gross / trade.amountIn,
      spotRate: input.price / output.price,
      quotedAt: iso(madeAt),
      slippageBps: trade.slippage * 100,
    },
    warnings: [],
    priceImpactPct: trade.impact,
    otherAmountThreshold: raw(trade.minimum, output.decimals),
    valuations: { inputUsd: trade.inUsd, outputUsd: trade.outUsd },
  }
}

const swapArguments = ({ trade }: World) => ({
  input_mint: trade.input.mint,
  output_mint: trade.output.mint,
  amount_ui: trade.amountIn,
  mode: 'ExactIn',
})

export const previewOutput = (world: World): Output =>
  made('solana_swap_preview', swapArguments(world), quote(world), world.madeAt)

export function receiptOutput(world: World): Output {
  const receipt: SwapReceipt = { ...quote(world), signature: '5igNatUre', solscanUrl: null }
  return made('solana_swap_execute', swapArguments(world), receipt, world.madeAt)
}

export function sendOutput({ send, wallet, madeAt }: World): Output {
  const receipt: SendReceipt = {
    walletAddress: wallet.address,
    recipient: send.to,
    mint: send.token.mint,
    symbol: send.token.symbol,
    amountUi: send.amount,
    valueUsd: send.usd,
    memo: null,
    signature: '5igNatUre',
    solscanUrl: null,
  }
  return made('solana_send', { recipient_value: send.to, amount_ui: send.amount }, receipt, madeAt)
}

export function candlesOutput({ candles, madeAt }: World): Output {
  const { token, open, close, high, low, change } = candles
  const HOUR = 3_600_000
  const steps = Array.from({ length: 25 }, (_, at) => open + ((close - open) * at) / 24)
  const answer: Ohlcv = {
    generatedAt: iso(madeAt),
    mint: token.mint,
    symbol: token.symbol,
    interval: '1h',
    range: '24h',
    changePct: change,
    candles: steps.slice(0, 24).map((from, at) => {
      const to = steps[at + 1] ?? close
      return {
        time: iso(madeAt - (24 - at) * HOUR),
        open: from,
        close: to,
        high: at === 9 ? high : Math.max(from, to),
        low: at === 15 ? low : Math.min(from, to),
        volumeUsd: token.volume / 24,
      }
    }),
  }
  return made('markets_fetch_ohlcv', { mint: token.mint, interval: '1h', range: '24h' }, answer, madeAt)
}
