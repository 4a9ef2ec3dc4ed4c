import type { Balances, PumpStreamSummary, SendReceipt, SwapPreview } from '../../../shared/market'
import type { Flag } from '../../../shared/snapshot'
import { SOL_MINT } from '../../../shared/tokens'
import type { ToolOutput } from '../../../shared/tool-output'
import type { CallArguments } from './call-arguments'
import { figure } from './figure-text'
import { disorder } from './streams-check'

/** Decimal amounts are passed as doubles and come back as raw units: they agree this closely. */
const AMOUNT_TOLERANCE = 1e-4

/** Where an output is not what the call's arguments asked for. */
export function askedOtherwise(name: string, args: CallArguments, read: ToolOutput): Flag[] {
  switch (read.kind) {
    case 'streams':
      return [...otherOrder(args, read.data), ...otherRows(args, read.data)]
    case 'balances':
      return [...otherWallet(args, read.data.walletAddress), ...tooSmall(args, read.data)]
    case 'preview':
    case 'receipt':
      return [...otherWallet(args, read.data.walletAddress), ...otherTrade(name, args, read.data)]
    case 'send':
      return [...otherWallet(args, read.data.walletAddress), ...otherSend(args, read.data)]
    case 'candles':
      return args.mint === undefined ? [] : otherText('mint', args.mint, read.data.mint)
    default:
      return []
  }
}

function otherOrder({ sort }: CallArguments, summary: PumpStreamSummary): Flag[] {
  if (sort === undefined || sort.toLowerCase() === summary.appliedSort.toLowerCase()) return []
  return disorder(summary, sort, 'the call asked for')
}

function otherRows(args: CallArguments, { streams }: PumpStreamSummary): Flag[] {
  const { minViewers, minMarketCapUsd, mintIds, status } = args
  const symbols = args.symbols?.map((symbol) => symbol.toLowerCase())
  const tests: [string, (row: PumpStreamSummary['streams'][number]) => boolean][] = [
    [`minViewers ${minViewers}`, (row) => minViewers === undefined || row.currentViewers >= minViewers],
    [
      `minMarketCapUsd ${minMarketCapUsd}`,
      (row) => minMarketCapUsd === undefined || row.marketCapUsd === null || row.marketCapUsd >= minMarketCapUsd,
    ],
    [`mintIds`, (row) => !mintIds?.length || mintIds.includes(row.mintId)],
    [`symbols ${symbols?.join(', ')}`, (row) => !symbols?.length || symbols.includes(row.symbol.toLowerCase())],
    [
      `status ${status}`,
      (row) => (status !== 'live' && status !== 'disconnecting') || row.status.toLowerCase() === status,
    ],
  ]
  return tests.flatMap(([asked, passes]) => {
    const wrong = streams.filter((row) => !passes(row))
    const [first] = wrong
    if (!first) return []
    const seen = `${first.name} (${first.status}, ${first.currentViewers} viewers, market cap ${first.marketCapUsd === null ? 'unknown' : figure(first.marketCapUsd)} USD)`
    return [
      {
        kind: 'order',
        detail: `The call asked for ${asked}, but ${wrong.length} of ${streams.length} rows are not so: ${seen}.`,
      },
    ]
  })
}

function tooSmall({ min_ui }: CallArguments, { balances }: Balances): Flag[] {
  const row = min_ui === undefined ? undefined : balances.find(({ amountUi }) => amountUi < min_ui)
  if (!row) return []
  return [
    {
      kind: 'order',
      detail: `The call asked for min_ui ${min_ui}, but a row has ${figure(row.amountUi)} ${row.token.symbol}.`,
    },
  ]
}

const otherWallet = ({ wallet_address }: CallArguments, told: string): Flag[] =>
  wallet_address === undefined ? [] : otherText('wallet_address', wallet_address, told)

function otherTrade(name: string, args: CallArguments, { input, output, mode, quote }: SwapPreview): Flag[] {
  const buys = name === 'solana_execute_buy'
  const sells = name === 'solana_execute_sell' || name === 'solana_preview_sell_all'
  const inputMint = buys ? SOL_MINT : sells ? args.mint : args.input_mint
  const outputMint = buys ? args.mint : sells ? undefined : args.output_mint
  const amountIn = buys ? args.amount_sol : sells || mode === 'ExactOut' ? undefined : args.amount_ui
  const against = [
    ...(inputMint === undefined ? [] : otherText('the input mint', inputMint, input.mint)),
    ...(outputMint === undefined ? [] : otherText('the output mint', outputMint, output.mint)),
    ...(args.mode === undefined || buys || sells ? [] : otherText('mode', args.mode, mode)),
    ...(amountIn === undefined ? [] : otherAmount('an input', amountIn, input.amountUi, input.symbol)),
    ...(args.amount_raw === undefined || !sells ? [] : otherText('amount_raw', args.amount_raw, input.amountRaw)),
  ]
  if (args.slippage_bps !== undefined && quote.slippageBps > args.slippage_bps) {
    const detail = `The call allowed a slippage of ${args.slippage_bps} bps, but the output allows ${quote.slippageBps}.`
    against.push({ kind: 'shape', detail })
  }
  return against
}

function otherSend(args: CallArguments, { recipient, mint, amountUi, symbol }: SendReceipt): Flag[] {
  const to = args.recipient_value
  return [
    ...(args.mint === undefined ? [] : otherText('mint', args.mint, mint)),
    ...(args.amount_ui === undefined ? [] : otherAmount('an amount', args.amount_ui, amountUi, symbol)),
    // A handle or a name is resolved to an address; only an address has to come back as it went.
    ...(to !== undefined && /^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(to) ? otherText('recipient', to, recipient) : []),
  ]
}

const otherText = (what: string, asked: string, told: string): Flag[] =>
  asked === told ? [] : [{ kind: 'shape', detail: `The call asked for ${what} ${asked}, but the output has ${told}.` }]

function otherAmount(what: string, asked: number, told: number, symbol: string): Flag[] {
  if (Math.abs(asked - told) <= Math.abs(asked) * AMOUNT_TOLERANCE) return []
  const detail = `The call asked for ${what} of ${figure(asked)} ${symbol}, but the output has ${figure(told)}.`
  return [{ kind: 'shape', detail }]
}
