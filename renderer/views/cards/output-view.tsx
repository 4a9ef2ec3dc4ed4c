import { type ReactNode, useMemo } from 'react'
import { readOutput, type ToolOutput } from '../../../shared/tool-output'
import { Age } from '../figures/age'
import { BalancesTable } from './balances-table'
import { CandlesChart } from './candles-chart'
import { SearchList } from './search-list'
import { SendSheet } from './send-sheet'
import { StreamsTable } from './streams-table'
import { SwapSheet } from './swap-sheet'
import { TokenTable } from './token-table'
import { ResolvedWalletView, WalletOverrideView, WalletTable } from './wallets'

interface Props {
  name: string
  output: string
  receivedAt: number
  /** A flag says already that the answer has another shape, and what is wrong with it. */
  shapeFlagged: boolean
}

/** The figures of an answer, checked against the tool's shape. What has another shape is left to the raw JSON. */
export function OutputView({ name, output, receivedAt, shapeFlagged }: Props) {
  return useMemo(
    () => draw(readOutput(name, output), receivedAt, shapeFlagged),
    [name, output, receivedAt, shapeFlagged],
  )
}

function draw(read: ToolOutput, receivedAt: number, shapeFlagged: boolean): ReactNode {
  switch (read.kind) {
    case 'failure':
      return (
        <p className="card-error" role="alert">
          {read.message ?? read.error}
        </p>
      )
    case 'misshapen':
      return (
        <>
          {!shapeFlagged && <p className="card-error">This answer has an unexpected shape, so no figure is shown.</p>}
          <AnswerAge at={receivedAt} />
        </>
      )
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
      // The raw JSON says the rest.
      return <AnswerAge at={receivedAt} />
  }
}

const AnswerAge = ({ at }: { at: number }) => (
  <p className="card-caption">
    <Age at={at} suffix=" old" />
  </p>
)
