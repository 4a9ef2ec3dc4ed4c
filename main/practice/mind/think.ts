import {
  CANCEL_PRICE_ALERT,
  isAlertFunction,
  LIST_PRICE_ALERTS,
  RECENT_TRADES,
  SET_PRICE_ALERT,
} from '../../../shared/session-functions'
import { isListedByName, type ListedToken } from '../market/tokens'
import { alertSetAnswer, alertsAnswer, alertsRemovedAnswer } from './alert-phrasing'
import { type Intent, intentOf } from './intent/index'
import type { Named } from './names'
import { afterPreview, afterTradeBalances, chooseWallet, tradeIn } from './orders'
import {
  balancesAnswer,
  chartAnswer,
  failureAnswer,
  HELP,
  overrideAnswer,
  pastTradesAnswer,
  previewAnswer,
  receiptAnswer,
  rowAnswer,
  SILENCE,
  sentAnswer,
  streamAnswer,
  streamsAnswer,
  tokenAnswer,
  UNKNOWN,
  walletsAnswer,
  whichWalletAnswer,
} from './phrasing'
import { call, type Entry, type Step, say, type View } from './view'

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
  return goOn(turn, view)
}

interface Turn {
  intent: Intent
  /** What the words may have been instead, where that is another trade. */
  otherwise: string | null
  /** What followed the user's words. */
  entries: Entry[]
}

type Call = Extract<Entry, { kind: 'call' }>

function turnsOf(entries: readonly Entry[]): Turn[] {
  const turns: Turn[] = []
  for (const entry of entries) {
    const last = turns.at(-1)
    if (entry.kind !== 'user') {
      if (last) last.entries.push(entry)
      // A replayed past may begin with what was looked up: the question itself was too long ago.
      else if (entry.kind === 'call') turns.push({ intent: { kind: 'unknown' }, otherwise: null, entries: [entry] })
      continue
    }
    // Two messages in a row are one thought: typed and spoken parts, or a resend.
    turns.push({ intent: intentOf(entry.text, topic(turns)), otherwise: entry.otherwise ?? null, entries: [] })
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
  const missing = steps.flatMap((step) => (step.kind === 'call' && !view.tools.has(step.tool) ? [step] : []))[0]
  if (missing === undefined) return steps
  if (intent.kind === 'recent-trades')
    return [say('I can’t look up your trades in this session. They are in the app, under Trades.')]
  if (isAlertFunction(missing.tool))
    return [
      say('I can’t keep price alerts in this session. Add one in the app, or turn alerts by voice on in Settings.'),
    ]
  return [say('I cannot look that up in this session: the tool for it is not available.')]
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
      return [intent.wallet === null ? tradeIn(intent.trade, null) : call('list_my_wallets', {})]
    case 'recent-trades':
      return [call(RECENT_TRADES.name, { limit: intent.side === null ? intent.count : LOOKED_THROUGH })]
    case 'set-alert': {
      const { condition, value } = intent.when
      const within = 'withinMinutes' in intent.when ? { within_minutes: intent.when.withinMinutes } : {}
      return [call(SET_PRICE_ALERT.name, { token: nameOf(intent.token), condition, value, ...within })]
    }
    case 'alerts':
      return [call(LIST_PRICE_ALERTS.name, {})]
    case 'cancel-alert':
      return [call(CANCEL_PRICE_ALERT.name, intent.token === null ? {} : { token: nameOf(intent.token) })]
    case 'incomplete':
      return [say(intent.ask)]
    case 'unsure':
      return [say(askWhich(intent.tokens.map(({ symbol }) => symbol)))]
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

/** What is answered to it is understood: a name, or a yes to a single one. */
const askWhich = (symbols: readonly string[]): string =>
  symbols.length === 1
    ? `Did you mean ${symbols[0]}? Say yes, or say the name again.`
    : `Did you mean ${symbols.join(' or ')}? Say the name again.`

/** Of the latest trades, to find the last one of a side. */
const LOOKED_THROUGH = 20

const CANDLES = {
  '1h': { interval: '1m', range: '1h' },
  '7d': { interval: '4h', range: '7d' },
  '30d': { interval: '1d', range: '30d' },
} as const

/** A symbol, where no other token borrows it. */
const nameOf = (token: ListedToken): string => (isListedByName(token) ? token.symbol : token.mint)

function lookUp(named: Named): Step {
  if (named.kind === 'token') return call('solana_resolve_token', { query: nameOf(named.token), limit: 1 })
  return call('pumpstream_live_summary', { search: named.stream.name, pageSize: 1, status: 'all' })
}

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
function goOn({ intent, otherwise, entries }: Turn, view: View): Step[] {
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
    // An order goes on from its last step; several looks at figures are told together.
    const told = intent.kind === 'trade' || intent.kind === 'use-wallet' ? calls.slice(-1) : calls
    return unlessMisheard(
      told.flatMap((entry) => respond(intent, entry, view)),
      otherwise,
    )
  }
  if (entries.some((entry) => entry.kind === 'asked') && !entries.some((entry) => entry.kind === 'decided')) {
    return [say('The trade waits for your confirmation.')]
  }
  return [say('Is there anything else?')]
}

/** What moves money is left out where the words may have asked for something else. */
function unlessMisheard(steps: readonly Step[], otherwise: string | null): Step[] {
  if (otherwise === null || !steps.some((step) => step.kind === 'call' && MOVES_MONEY.has(step.tool))) return [...steps]
  return [say(`I may have misheard you: it could also have been “${otherwise}”. Please say the order again.`)]
}

const MOVES_MONEY = new Set(['solana_swap_execute', 'solana_execute_buy', 'solana_execute_sell', 'solana_send'])

function respond(intent: Intent, { tool, args, outcome }: Call, view: View): Step[] {
  if (outcome.state === 'running') return []
  if (outcome.state === 'failed') {
    const { code, message } = outcome
    return [say(isAlertFunction(tool) ? message : failureAnswer(tool, code, message))]
  }
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
      if (intent.kind === 'trade') return afterTradeBalances(intent.trade, args, output, view)
      const token = intent.kind === 'balances' ? intent.token : null
      return [say(balancesAnswer(output, token?.mint ?? null, token?.symbol ?? null))]
    }
    case 'list_my_wallets':
      if (intent.kind === 'use-wallet')
        return chooseWallet(output, intent.hint, (wallet_address) =>
          view.tools.has('set_session_wallet_override')
            ? call('set_session_wallet_override', { wallet_address })
            : say('Guests cannot choose a wallet.'),
        )
      if (intent.kind === 'trade' && intent.wallet !== null)
        return chooseWallet(output, intent.wallet, (address) => tradeIn(intent.trade, address))
      return [say(walletsAnswer(output))]
    case 'set_session_wallet_override':
      return [say(overrideAnswer(output))]
    case 'resolve_wallet':
      return [say(whichWalletAnswer(output))]
    case 'solana_swap_preview':
    case 'solana_preview_sell_all':
      return intent.kind === 'trade' ? afterPreview(tool, args, output, view) : [say(previewAnswer(output).text)]
    case 'solana_swap_execute':
    case 'solana_execute_buy':
    case 'solana_execute_sell':
      return [say(receiptAnswer(output))]
    case 'solana_send':
      return [say(sentAnswer(output))]
    case SET_PRICE_ALERT.name:
      return [say(alertSetAnswer(output))]
    case LIST_PRICE_ALERTS.name:
      return [say(alertsAnswer(output))]
    case CANCEL_PRICE_ALERT.name:
      return [say(alertsRemovedAnswer(output))]
    case RECENT_TRADES.name:
      return [
        say(
          intent.kind === 'recent-trades'
            ? pastTradesAnswer(output, intent.count, intent.side)
            : pastTradesAnswer(output, 1, null),
        ),
      ]
    default:
      return [say('That is done.')]
  }
}
