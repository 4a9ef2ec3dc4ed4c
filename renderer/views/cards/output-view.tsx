import { type ReactNode, useMemo } from 'react'
import { t } from '../../../shared/i18n'
import { clearText, safeLine } from '../../../shared/safe-text'
import { readOutput, type ToolOutput, unreadable } from '../../../shared/tool-output'
import { Age } from '../figures/age'
import { AsSent } from '../figures/as-sent'
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

/** Of an answer that can't be read: enough to see whose it is. */
const BEGINNING = 200
/** Of what a tool says went wrong. */
const LONGEST = 300

/** The figures of an answer, checked against the tool's shape. What has another shape is left to the raw JSON. */
export function OutputView({ name, output, receivedAt, shapeFlagged }: Props) {
  const drawn = useMemo(
    () => draw(readOutput(name, output), output, receivedAt, shapeFlagged),
    [name, output, receivedAt, shapeFlagged],
  )
  return <AsSent output={output}>{drawn}</AsSent>
}

function draw(read: ToolOutput, output: string, receivedAt: number, shapeFlagged: boolean): ReactNode {
  switch (read.kind) {
    case 'failure':
      return (
        <p className="card-error" role="alert">
          <bdi>{safeLine(read.message ?? read.error, LONGEST) ?? t('cards.failed')}</bdi>
        </p>
      )
    case 'misshapen':
      return (
        <>
          {!shapeFlagged && <p className="card-error">{t('cards.misshapen')}</p>}
          <Unread output={output} />
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
      return (
        <>
          <Unread output={output} />
          <AnswerAge at={receivedAt} />
        </>
      )
  }
}

/** What nothing here may look into: why, and how it begins. */
function Unread({ output }: { output: string }) {
  const unread = unreadable(output)
  if (unread === null) return null
  return (
    <p className="card-error">
      {t(`cards.unread.${unread.why}`, { most: unread.most })} <code>{clearText(output.slice(0, BEGINNING))}…</code>
    </p>
  )
}

const AnswerAge = ({ at }: { at: number }) => (
  <p className="card-caption">
    <Age at={at} as="old" />
  </p>
)
