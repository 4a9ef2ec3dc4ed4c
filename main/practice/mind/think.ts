import { type SwapPreview, WalletListSchema } from '../../../shared/market'
import { type Intent, intentOf, type Trade } from './intent/index'
import type { Named } from './names'
import {
  balancesAnswer,
  chartAnswer,
  failureAnswer,
  HELP,
  overrideAnswer,
  previewAnswer,
  receiptAnswer,
  rowAnswer,
  SILENCE,
  streamAnswer,
  streamsAnswer,
  tokenAnswer,
  UNKNOWN,
  walletsAnswer,
  whichWalletAnswer,
} from './phrasing'
import type { Entry, Step, View } from './view'

/**
 * The practice model: decides from the conversation alone what to say or call next, the way a language model would be
 * asked to. No state, no time, no randomness.
 */
export function think(view: View): Step[] {
  const turns = turnsOf(view.entries)
  const turn = turns.at(-1)
  if (!turn) return [say('Hi, this is Dexter in practice mode. Ask me what is trending, or say help.')]
  const intent = turn.intent
  if (turn.entries.length === 0) return begin(intent, turns, view)
  return goOn(intent, turn.entries, view)
}

interface Turn {
  intent: Intent
  /** What followed the user's words. */
  entries: Entry[]
}

type Call = Extract<Entry, { kind: 'call' }>

const say = (text: string): Step => ({ kind: 'say', text })
const call = (tool: string, args: Record<string, unknown>): Step => ({ kind: 'call', tool, args })

function turnsOf(entries: readonly Entry[]): Turn[] {
  const turns: Turn[] = []
  for (const entry of entries) {
    const last = turns.at(-1)
    if (entry.kind !== 'user') {
      if (last) last.entries.push(entry)
      // A replayed past may begin with what was looked up: the question itself was too long ago.
      else if (entry.kind === 'call') turns.push({ intent: { kind: 'unknown' }, entries: [entry] })
      continue
    }
    // Two messages in a row are one thought: typed and spoken parts, or a resend.
    turns.push({ intent: intentOf(entry.text, topic(turns)), entries: [] })
  }
  return turns
}

const EMPTY = new Set<Intent['kind']>(['repeat', 'help', 'thanks', 'silence', 'unknown'])

/** What a follow-up leans on: the last thing that was about something. */
function topic(turns: readonly Turn[]): Intent | null {
  return turns.map(subject).findLast((intent) => !EMPTY.has(intent.kind)) ?? null
}

/** What a turn was about: its words say it, or else the list that was fetched for it. */
function subject({ intent, entries }: Turn): Intent {
  const list = EMPTY.has(intent.kind) ? entries.findLast(isList) : undefined
  if (!list) return intent
  const { sort, pageSize } = list.args
  return {
    kind: 'streams',
    sort: sort === 'marketCap' ? 'marketCap' : 'viewers',
    count: typeof pageSize === 'number' ? pageSize : 5,
    both: false,
  }
}

/** A list of streams that was read out: a later question may be about one of its rows. */
const isList = (entry: Entry): entry is Call =>
  entry.kind === 'call' &&
  entry.tool === 'pumpstream_live_summary' &&
  entry.args.search === undefined &&
  entry.outcome.state === 'done'

function begin(intent: Intent, turns: readonly Turn[], view: View): Step[] {
  const steps = firstSteps(intent, turns)
  const missing = steps.find((step) => step.kind === 'call' && !view.tools.has(step.tool))
  return missing ? [say('I cannot look that up in this session: the tool for it is not available.')] : steps
}

function firstSteps(intent: Intent, turns: readonly Turn[]): Step[] {
  switch (intent.kind) {
    case 'streams':
      return [call('pumpstream_live_summary', { pageSize: intent.count, sort: intent.sort, status: 'live' })]
    case 'row': {
      const list = lastList(turns)
      return [
        list
          ? say(rowAnswer(list, intent.rank, intent.aspect))
          : call('pumpstream_live_summary', { pageSize: 5, sort: 'viewers', status: 'live' }),
      ]
    }
    case 'facts':
      return intent.about.map((named) => lookUp(named))
    case 'chart':
      return [call('markets_fetch_ohlcv', { mint: intent.token.mint, ...CANDLES[intent.range] })]
    case 'balances':
      return [call('solana_list_balances', {})]
    case 'wallets':
    case 'use-wallet':
      return [call('list_my_wallets', {})]
    case 'which-wallet':
      return [call('resolve_wallet', {})]
    case 'trade':
      return [previewOf(intent.trade)]
    case 'incomplete':
      return [say(intent.ask)]
    case 'agree':
      return agreed(turns)
    case 'refuse':
      return [say('Okay, nothing was done.')]
    case 'repeat': {
      const before = turns.flatMap((turn) => turn.entries).findLast((entry) => entry.kind === 'assistant')
      return [say(before ? before.text : 'I have not said anything yet.')]
    }
    case 'thanks':
      return [say('You are welcome.')]
    case 'help':
      return [say(HELP)]
    case 'silence':
      return [say(SILENCE)]
    case 'unknown':
      return [say(UNKNOWN)]
  }
}

const CANDLES = {
  '1h': { interval: '1m', range: '1h' },
  '7d': { interval: '4h', range: '7d' },
  '30d': { interval: '1d', range: '30d' },
} as const

function lookUp(named: Named): Step {
  if (named.kind === 'token') return call('solana_resolve_token', { query: named.token.symbol, limit: 1 })
  return call('pumpstream_live_summary', { search: named.stream.name, pageSize: 1, status: 'all' })
}

function previewOf(trade: Trade): Step {
  if (trade.side === 'sell-share')
    return call('solana_preview_sell_all', { mint: trade.token.mint, percentage: trade.percentage })
  return call('solana_swap_preview', swapArguments(trade))
}

const swapArguments = (trade: Extract<Trade, { side: 'swap' }>): Record<string, unknown> => ({
  input_mint: trade.input.mint,
  output_mint: trade.output.mint,
  ...(trade.exact === 'input'
    ? { amount_ui: trade.amount, mode: 'ExactIn' }
    : { desired_output_ui: trade.amount, mode: 'ExactOut' }),
})

/** "Yes": only what was previewed and not yet asked for can be meant, and it still needs the approval. */
function agreed(turns: readonly Turn[]): Step[] {
  const before = turns.at(-2)
  if (before?.entries.some((entry) => entry.kind === 'asked'))
    return [say('Please confirm it on the screen or with the key. I do not trade on a spoken yes alone.')]
  return [say('There is nothing waiting for a yes. Tell me what to buy or sell.')]
}

function lastList(turns: readonly Turn[]): unknown {
  const found = turns.flatMap((turn) => turn.entries).findLast(isList)
  return found?.outcome.state === 'done' ? found.outcome.output : null
}

/** Something has happened since the user spoke: tell it, or take the next step. */
function goOn(intent: Intent, entries: readonly Entry[], view: View): Step[] {
  // What was put before the client for approval was spoken of, even if the client has cut the words.
  const spokeAt = entries.findLastIndex((entry) => entry.kind === 'assistant' || entry.kind === 'asked')
  const last = entries.at(-1)
  if (last?.kind === 'decided')
    return [
      say(last.approved ? 'The trade is still running.' : 'Okay, I left it. Nothing was done and no money moved.'),
    ]
  const calls = entries.slice(spokeAt + 1).filter((entry): entry is Call => entry.kind === 'call')
  if (calls.length) {
    if (calls.some((entry) => entry.outcome.state === 'running')) return [say('I am still waiting for the tool.')]
    return calls.flatMap((entry) => respond(intent, entry, view))
  }
  if (entries.some((entry) => entry.kind === 'asked') && !entries.some((entry) => entry.kind === 'decided')) {
    return [say('The trade waits for your confirmation.')]
  }
  return [say('Is there anything else?')]
}

function respond(intent: Intent, { tool, args, outcome }: Call, view: View): Step[] {
  if (outcome.state === 'running') return []
  if (outcome.state === 'failed') return [say(failureAnswer(tool, outcome.code, outcome.message))]
  const { output } = outcome
  switch (tool) {
    case 'pumpstream_live_summary': {
      if (intent.kind === 'facts')
        return [say(streamAnswer(output, String(args.search ?? 'That stream'), intent.aspect))]
      if (intent.kind === 'row') return [say(rowAnswer(output, intent.rank, intent.aspect))]
      return [
        say(
          streamsAnswer(
            output,
            args.sort === 'marketCap' ? 'marketCap' : 'viewers',
            intent.kind === 'streams' && intent.both,
          ),
        ),
      ]
    }
    case 'solana_resolve_token':
      return [say(tokenAnswer(output, String(args.query ?? 'that'), intent.kind === 'facts' ? intent.aspect : 'price'))]
    case 'markets_fetch_ohlcv':
      return [say(chartAnswer(output, intent.kind === 'chart' ? intent.token.name : 'It'))]
    case 'solana_list_balances': {
      const token = intent.kind === 'balances' ? intent.token : null
      return [say(balancesAnswer(output, token?.mint ?? null, token?.symbol ?? null))]
    }
    case 'list_my_wallets':
      return intent.kind === 'use-wallet' ? chooseWallet(output, intent.hint, view) : [say(walletsAnswer(output))]
    case 'set_session_wallet_override':
      return [say(overrideAnswer(output))]
    case 'resolve_wallet':
      return [say(whichWalletAnswer(output))]
    case 'solana_swap_preview':
    case 'solana_preview_sell_all':
      return afterPreview(intent, output, view)
    case 'solana_swap_execute':
    case 'solana_execute_buy':
    case 'solana_execute_sell':
      return [say(receiptAnswer(output))]
    default:
      return [say('That is done.')]
  }
}

/** The preview is spoken, and a trade that was asked for is then put before the client for approval. */
function afterPreview(intent: Intent, output: unknown, view: View): Step[] {
  const { text, preview, affordable } = previewAnswer(output)
  if (intent.kind !== 'trade' || !preview || !affordable) return [say(text)]
  const execute = executionOf(intent.trade, preview)
  if (!view.tools.has(execute.tool)) return [say(`${text} As a guest you can only preview: sign in to trade.`)]
  return [say(`${text} Confirm to go ahead.`), execute]
}

/** Exactly what was previewed, with its wallet: an approval must name all that it approves. */
function executionOf(trade: Trade, preview: SwapPreview): Extract<Step, { kind: 'call' }> {
  const wallet_address = preview.walletAddress
  const slippage_bps = preview.quote.slippageBps
  if (trade.side === 'sell-share') {
    return {
      kind: 'call',
      tool: 'solana_execute_sell',
      args: { mint: trade.token.mint, percentage: trade.percentage, wallet_address, slippage_bps },
    }
  }
  return { kind: 'call', tool: 'solana_swap_execute', args: { ...swapArguments(trade), wallet_address, slippage_bps } }
}

function chooseWallet(output: unknown, hint: string, view: View): Step[] {
  const listed = WalletListSchema.safeParse(output)
  const wallets = listed.success ? listed.data.wallets : []
  const wanted = wallets.find((wallet) =>
    hint.split(' ').some((word) => word.length > 2 && wallet.label?.toLowerCase().includes(word)),
  )
  if (!wanted) return [say(`I could not tell which wallet you mean. ${walletsAnswer(output)}`)]
  if (!view.tools.has('set_session_wallet_override')) return [say('Guests cannot choose a wallet.')]
  return [call('set_session_wallet_override', { wallet_address: wanted.address })]
}
