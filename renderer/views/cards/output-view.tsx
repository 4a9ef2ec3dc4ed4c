import { type FC, type ReactNode, useMemo } from 'react'
import type { z } from 'zod'
import {
  BalancesSchema,
  OhlcvSchema,
  PumpStreamSummarySchema,
  ResolvedWalletSchema,
  SearchResultsSchema,
  SendReceiptSchema,
  SwapPreviewSchema,
  SwapReceiptSchema,
  TokenCandidatesSchema,
  ToolFailureSchema,
  WalletListSchema,
  WalletOverrideSchema,
} from '../../../shared/market'
import { Age } from '../figures/age'
import type { Answer } from './answer'
import { BalancesTable } from './balances-table'
import { CandlesChart } from './candles-chart'
import { SearchList } from './search-list'
import { SendSheet } from './send-sheet'
import { StreamsTable } from './streams-table'
import { SwapSheet } from './swap-sheet'
import { TokenTable } from './token-table'
import { unwrapOutput } from './unwrap-output'
import { ResolvedWalletView, WalletOverrideView, WalletTable } from './wallets'

/** Draws an answer when it has the shape; null when it has not. */
type Draw = (value: unknown, receivedAt: number) => ReactNode | null

function drawn<T>(schema: z.ZodType<T>, View: FC<Answer<T>>): Draw {
  return (value, receivedAt) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? <View data={parsed.data} receivedAt={receivedAt} /> : null
  }
}

const receipt = drawn(SwapReceiptSchema, SwapSheet)
const preview = drawn(SwapPreviewSchema, SwapSheet)

const VIEWS: Record<string, Draw> = {
  pumpstream_live_summary: drawn(PumpStreamSummarySchema, StreamsTable),
  solana_list_balances: drawn(BalancesSchema, BalancesTable),
  solana_resolve_token: drawn(TokenCandidatesSchema, TokenTable),
  markets_fetch_ohlcv: drawn(OhlcvSchema, CandlesChart),
  solana_swap_preview: preview,
  solana_preview_sell_all: preview,
  solana_swap_execute: receipt,
  solana_execute_buy: receipt,
  solana_execute_sell: receipt,
  solana_send: drawn(SendReceiptSchema, SendSheet),
  list_my_wallets: drawn(WalletListSchema, WalletTable),
  resolve_wallet: drawn(ResolvedWalletSchema, ResolvedWalletView),
  set_session_wallet_override: drawn(WalletOverrideSchema, WalletOverrideView),
  search: drawn(SearchResultsSchema, SearchList),
}

interface Props {
  name: string
  output: string
  receivedAt: number
  /** A flag says already that the answer has another shape, and what is wrong with it. */
  shapeFlagged: boolean
}

/** The figures of an answer, checked against the tool's shape. What has another shape is left to the raw JSON. */
export function OutputView({ name, output, receivedAt, shapeFlagged }: Props) {
  return useMemo(() => {
    const value = unwrapOutput(output)
    const failure = ToolFailureSchema.safeParse(value)
    if (failure.success) {
      const { error, message } = failure.data
      return (
        <p className="card-error" role="alert">
          {message ?? error}
        </p>
      )
    }
    const draw = Object.hasOwn(VIEWS, name) ? VIEWS[name] : undefined
    const age = (
      <p className="card-caption">
        <Age at={receivedAt} suffix=" old" />
      </p>
    )
    if (!draw) return age
    const figures = draw(value, receivedAt)
    if (figures !== null) return figures
    return (
      <>
        {!shapeFlagged && <p className="card-error">This answer has an unexpected shape, so no figure is shown.</p>}
        {age}
      </>
    )
  }, [name, output, receivedAt, shapeFlagged])
}
