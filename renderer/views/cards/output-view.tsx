import { type ReactNode, useMemo } from 'react'
import { readOutput, type ToolOutput } from '../../../shared/tool-output'
import { BalancesTable } from './balances-table'
import { CandlesChart } from './candles-chart'
import { SearchList } from './search-list'
import { SendSheet } from './send-sheet'
import { StreamsTable } from './streams-table'
import { SwapSheet } from './swap-sheet'
import { TokenTable } from './token-table'
import { ResolvedWalletView, WalletOverrideView, WalletTable } from './wallets'

/** The figures of an answer, checked against the tool's shape. What has another shape is left to the raw JSON. */
export function OutputView({ name, output, receivedAt }: { name: string; output: string; receivedAt: number }) {
  return useMemo(() => draw(readOutput(name, output), receivedAt), [name, output, receivedAt])
}

/** null where the raw JSON says it all. */
function draw(read: ToolOutput, receivedAt: number): ReactNode {
  switch (read.kind) {
    case 'failure':
      return (
        <p className="card-error" role="alert">
          {read.message ?? read.error}
        </p>
      )
    case 'misshapen':
      return <p className="card-error">This answer has an unexpected shape, so no figure is shown.</p>
    case 'streams':
      return <StreamsTable data={read.data} receivedAt={receivedAt} />
    case 'balances':
      return <BalancesTable data={read.data} receivedAt={receivedAt} />
    case 'tokens':
      return <TokenTable data={read.data} receivedAt={receivedAt} />
    case 'candles':
      return <CandlesChart data={read.data} receivedAt={receivedAt} />
    case 'preview':
    case 'receipt':
      return <SwapSheet data={read.data} receivedAt={receivedAt} />
    case 'send':
      return <SendSheet data={read.data} receivedAt={receivedAt} />
    case 'wallets':
      return <WalletTable data={read.data} receivedAt={receivedAt} />
    case 'wallet':
      return <ResolvedWalletView data={read.data} receivedAt={receivedAt} />
    case 'override':
      return <WalletOverrideView data={read.data} receivedAt={receivedAt} />
    case 'results':
      return <SearchList data={read.data} receivedAt={receivedAt} />
    case 'auth':
    case 'document':
    case 'unknown':
      return null
  }
}
