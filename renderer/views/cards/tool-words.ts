import { safeLine } from '../../../shared/safe-text'
import { RECENT_TRADES } from '../../../shared/session-functions'
import { KNOWN_SERVER } from '../../../shared/tool-name'

const WORDS: Record<string, string> = {
  pumpstream_live_summary: 'Live streams on pump.fun',
  resolve_wallet: 'Which wallet is in use',
  list_my_wallets: 'Your wallets',
  set_session_wallet_override: 'Choose a wallet',
  auth_info: 'Sign-in details',
  solana_resolve_token: 'Find a token',
  solana_list_balances: 'Balances',
  solana_swap_preview: 'Preview a swap',
  solana_swap_execute: 'Swap',
  solana_preview_sell_all: 'Preview selling all',
  solana_execute_buy: 'Buy',
  solana_execute_sell: 'Sell',
  solana_send: 'Send tokens',
  markets_fetch_ohlcv: 'Price history',
  search: 'Search',
  fetch: 'Read a document',
}

/** Characters of a name that somebody else chose. */
const LONGEST = 60

/** A tool in human words; one of another server by its own name, made readable, and with whose it is. */
export function toolWords({ server, name }: { server: string; name: string }): string {
  // The app answers it itself: no server is named.
  if (server === '' && name === RECENT_TRADES.name) return 'Your latest trades'
  const words = server === KNOWN_SERVER && Object.hasOwn(WORDS, name) ? WORDS[name] : undefined
  if (words !== undefined) return words
  const readable = safeLine(name.replace(/[_-]+/g, ' '), LONGEST) ?? 'Unnamed tool'
  const own = readable.charAt(0).toUpperCase() + readable.slice(1)
  return server === KNOWN_SERVER ? own : `${own} on ${safeLine(server, LONGEST) ?? 'an unnamed server'}`
}
